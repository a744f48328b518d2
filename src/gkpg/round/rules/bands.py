"""Rules of bands: they follow on one another without a gap, within quotas that can be kept."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_exact, round_to_places
from gkpg.round.defaults import ROUNDING
from gkpg.round.intervals import interval_of_unit
from gkpg.round.rounding_room import room_of_unit
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.base.interval import Interval
    from gkpg.round.grades import Band, Grades
    from gkpg.round.group import RoundGroup
    from gkpg.round.model import RoundingRule
    from gkpg.round.rules.context import RuleContext
    from gkpg.yamlfiles.document import Path_


class _Span(NamedTuple):
    """The totals of a band, in whole steps of the rounding; None where the band has no edge on that side."""

    least: int | None
    most: int | None


def bands_follow(checked: RuleContext) -> Iterator[Slip]:
    """Bands go from the best down; no two take the same total, and none that rounding can yield is left out."""
    for path, grades, group in tables_of_grades(checked):
        if group.total is None and any(has_share(band) for band in grades.bands):
            continue  # which another rule refuses
        rule = rounding_of_totals(checked)
        for unit in group.representatives:
            totals = interval_of_unit(group, unit)
            highest = highest_total(totals, rule, room_of_unit(group, unit, checked.assessment.rounding))
            reach = _Reach(group.most(unit), totals, highest, Fraction(1, 10**rule.places))
            yield from _bands_of(reach, grades, group, path)


def highest_total(totals: Interval, rule: RoundingRule, room: Fraction) -> Fraction | None:
    """The highest total, rounded; None where there is no limit. Figures on the way may be rounded up, within a room."""
    if totals.most is None:
        return None
    return Fraction(round_to_places(totals.most + room, rule.places, rule.mode))


class _Reach(NamedTuple):
    """What units can have: the whole that bands are shares of (None: no limit), their totals, the step of rounding.

    `highest` is the highest total that there can be, rounded; None where that cannot be told.
    """

    most: Fraction | None
    totals: Interval
    highest: Fraction | None
    step: Fraction


def _bands_of(reach: _Reach, grades: Grades, group: RoundGroup, path: Path_) -> Iterator[Slip]:
    """The bands as they are for units with the same parts."""
    spans = [_span(band, reach.most or Fraction(0), reach.step) for band in grades.bands]
    yield from _ends(grades, spans, path, reach)
    yield from _passing(grades, spans, path, group, reach)
    for n, (better, worse) in enumerate(itertools.pairwise(spans), 1):
        if worse.least is None or worse.least != better.least or not _leaves_some(grades, n - 1, group):
            yield from _between(better, worse, grades, n, (*path, "bands", n), reach.step)


def has_share(band: Band) -> bool:
    """Whether an edge of a band is a share of the total."""
    return any(edge is not None and edge.is_share for edge in (band.least, band.above, band.to, band.below))


def tables_of_grades(checked: RuleContext) -> Iterator[tuple[Path_, Grades, RoundGroup]]:
    """Each table of grades with every group that it holds for."""
    groups = checked.round.groups if checked.round else ()
    for path, number in checked.list_entries("grades"):
        grades = checked.assessment.grades[number]
        for group in groups if grades.bands else ():
            if grades.groups is None or group.name in grades.groups:
                yield path, grades, group


def rounding_of_totals(checked: RuleContext) -> RoundingRule:
    """How totals are rounded."""
    written = {each.step: each for each in checked.assessment.rounding}
    return written.get("total") or ROUNDING["total"]


def _span(band: Band, total: Fraction, step: Fraction) -> _Span:
    """Whole steps within a band: an inclusive edge counts, an exclusive one does not."""
    least = most = None
    if band.least is not None:
        least = math.ceil(band.least.points(total) / step)
    elif band.above is not None:
        least = math.floor(band.above.points(total) / step) + 1
    if band.to is not None:
        most = math.floor(band.to.points(total) / step)
    elif band.below is not None:
        most = math.ceil(band.below.points(total) / step) - 1
    return _Span(least, most)


def _ends(grades: Grades, spans: list[_Span], path: Path_, reach: _Reach) -> Iterator[Slip]:
    """The best band takes the highest total that there is, the last one the lowest; each takes some that there is."""
    last, least, top, step = len(spans) - 1, spans[-1].least, spans[0].most, reach.step
    if least is not None and (reach.totals.least is None or least * step > reach.totals.least):
        yield _gap((*path, "bands", last), (least - 1) * step, grades.bands[last].name)
    if top is not None and (reach.totals.most is None or top * step < reach.totals.most):
        yield _gap((*path, "bands", 0), (top + 1) * step, grades.bands[0].name)
    highest = reach.highest
    for n, (band, span) in enumerate(zip(grades.bands, spans, strict=True)):
        if span.least is not None and highest is not None and span.least * step > highest:
            facts = {"name": band.name, "edge": format_exact(span.least * step), "most": format_exact(highest)}
            yield Slip("A306", (*path, "bands", n), facts)


def _passing(grades: Grades, spans: list[_Span], path: Path_, group: RoundGroup, reach: _Reach) -> Iterator[Slip]:
    """No band before the last takes all that is left, unless something keeps units from it."""
    for n, band in enumerate(grades.bands[:-1]):
        is_told = spans[n].least is not None and spans[n].least == spans[n + 1].least
        if _takes_all(spans[n], reach) and not is_told and not _leaves_some(grades, n, group):
            yield Slip("A304", (*path, "bands", n + 1), {"name": grades.bands[n + 1].name, "better": band.name})


def _takes_all(span: _Span, reach: _Reach) -> bool:
    """Whether no total is below a band: it has no lower edge, or one that the lowest total meets."""
    lowest = reach.totals.least
    return span.least is None or (lowest is not None and span.least * reach.step <= lowest)


def _leaves_some(grades: Grades, n: int, group: RoundGroup) -> bool:
    """Whether a band leaves units that meet its edge to those below: by quota, need, bar or veto."""
    band, from_here = grades.bands[n], {each.name for each in grades.bands[n:]}
    effects = [veto.effect for part in group.parts for veto in part.rubric.vetoes]
    is_barred = not from_here.isdisjoint({*(each.band for each in grades.barred), *(each.bars for each in effects)})
    is_failed = n + 2 == len(grades.bands) and any(each.fail for each in effects)
    return bool(band.quota or band.needs or is_barred or is_failed)


def _between(better: _Span, worse: _Span, grades: Grades, n: int, path: Path_, step: Fraction) -> Iterator[Slip]:
    """Two bands that follow on one another."""
    if better.least is None:
        return
    above, name = grades.bands[n - 1].name, grades.bands[n].name
    if worse.least is not None and worse.least >= better.least:
        yield Slip("A304", path, {"name": name, "better": above})
    elif worse.most is not None and worse.most >= better.least:
        yield Slip("A301", path, {"name": name, "better": above, "total": format_exact(better.least * step)})
    elif worse.most is not None and worse.most + 1 < better.least:
        yield _gap(path, (worse.most + 1) * step, name)


def _gap(path: Path_, total: Fraction, name: str) -> Slip:
    return Slip("A302", path, {"name": name, "total": format_exact(total)})


def quotas_can_be_kept(checked: RuleContext) -> Iterator[Slip]:
    """A quota is of no more units than there are, and shares together are of no more than all."""
    for path, grades, group in tables_of_grades(checked):
        whole, ranked = Fraction(0), len(group.units)
        for n, band in enumerate(grades.bands):
            if band.quota is None:
                continue
            quota = band.quota
            whole += quota.share or 0
            most = max(whole, Fraction(quota.count or 0, max(1, ranked)))
            if most > 1:
                facts = {"name": band.name, "share": format_exact(most * 100), "units": str(ranked)}
                yield Slip("A303", (*path, "bands", n, "quota"), facts)
                break
