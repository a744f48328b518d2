"""Rules of needs beside totals: who meets all that a band needs can have a total of the band."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.round.intervals import interval_of_unit
from gkpg.round.rounding_room import room_of_unit
from gkpg.round.rules.bands import highest_total, rounding_of_totals, tables_of_grades
from gkpg.round.rules.needed_ranges import LOWER, UPPER, ranges_needed
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.grades import Band, Need
    from gkpg.round.group import RoundGroup
    from gkpg.round.rules.context import RuleContext


def needs_leave_a_total(checked: RuleContext) -> Iterator[Slip]:
    """With no more of its items than a band allows, its lower edge can be met."""
    for path, grades, group in tables_of_grades(checked):
        for n, band in enumerate(grades.bands if _is_plain(group, checked) else ()):
            caps = _caps(band, group, checked)
            for unit in group.representatives if caps else ():
                most = _most(group, unit, caps, checked)
                if most is not None and not _meets(band, most, group.most(unit)):
                    points = format_exact(most)
                    problem = Text(f"照这些要求总分最多 {points}", f"with these needs no total is above {points}")
                    yield Slip("A402", (*path, "bands", n, "needs"), {"problem": problem})
                    break


def _is_plain(group: RoundGroup, checked: RuleContext) -> bool:
    """Whether a total is made of the items alone: none handed on, none over periods, no total that a veto fixes."""
    fixes = any(veto.effect.total is not None for part in group.parts for veto in part.rubric.vetoes)
    exempts = any(each.groups is None or group.name in each.groups for each in checked.assessment.not_applicable)
    return not fixes and not exempts and not any(part.period for part in group.parts)


def _caps(band: Band, group: RoundGroup, checked: RuleContext) -> dict[str, Fraction]:
    """The most of each item that the needs of a band allow."""
    caps: dict[str, Fraction] = {}
    for need in band.needs:
        for name, most in _allowed(need, group, checked) if _is_of_each(need) else ():
            caps[name] = min(most, caps.get(name, most))
    return caps


def _is_of_each(need: Need) -> bool:
    """Whether each item that a need looks at is to be no more than its edge."""
    return need.part is None and need.edge[0] in UPPER and need.at_least is None and need.at_most is None


def _allowed(need: Need, group: RoundGroup, checked: RuleContext) -> Iterator[tuple[str, Fraction]]:
    edge = need.edge[1]
    for each in ranges_needed(need, group, checked):
        wholes = [found.whole for found in each.ranges]
        if not edge.is_share:
            yield each.name, edge.value
        elif None not in wholes:
            yield each.name, max(edge.points(whole or Fraction(0)) for whole in wholes)


def _most(group: RoundGroup, unit: str, caps: dict[str, Fraction], checked: RuleContext) -> Fraction | None:
    """The highest total, rounded, of a unit with no more of some items."""
    room = room_of_unit(group, unit, checked.assessment.rounding)
    return highest_total(interval_of_unit(group, unit, caps), rounding_of_totals(checked), room)


def _meets(band: Band, most: Fraction, whole: Fraction | None) -> bool:
    """Whether a total meets the lower edge of a band."""
    for key, edge in (("from", band.least), ("above", band.above)):
        if edge is not None and (whole is not None or not edge.is_share):
            at = edge.points(whole or Fraction(0))
            return most > at or (LOWER[key] and most == at)
    return True
