"""Rules of vetoes: they bar grades that there are, fix totals that units can have, and rank where there are ranks."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text import Text, list_words
from gkpg.round.intervals import interval_of_unit
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.findings.finding import Fact
    from gkpg.round.group import RoundGroup
    from gkpg.round.rules.context import RuleContext

_NO_GRADES = Text("没有等次（none）", "none")


def vetoes_bar_known_grades(checked: RuleContext) -> Iterator[Slip]:
    """A grade that a veto bars is one of those of its group."""
    for group in checked.round.groups if checked.round else ():
        names = [band.name for band in group.grades.bands]
        for veto in (veto for part in group.parts for veto in part.rubric.vetoes):
            if veto.effect.bars not in {None, *names}:
                number = checked.group_names.index(group.name)
                facts: dict[str, Fact] = {"veto": f"{veto.id} {veto.name}", "name": veto.effect.bars or ""}
                facts["names"] = list_words(names) if names else _NO_GRADES
                yield Slip("A112", ("groups", number), facts)


def vetoes_rank_where_there_are_ranks(checked: RuleContext) -> Iterator[Slip]:
    """No veto puts a unit into the last place where units have no ranks."""
    if checked.assessment.has_ranks:
        return
    for number, group in enumerate(checked.round.groups if checked.round else ()):
        for veto in (veto for part in group.parts for veto in part.rubric.vetoes if veto.effect.rank is not None):
            problem = Text(
                f"否决项 {veto.id} {veto.name} 要排在最后一名，考核文件却不排名次（ranking: none）",
                f"the veto {veto.id} {veto.name} ranks a unit last, but there are no ranks (ranking: none)",
            )
            yield Slip("A402", ("groups", number), {"problem": problem})


def vetoes_fix_totals_in_reach(checked: RuleContext) -> Iterator[Slip]:
    """A veto fixes no total above all that a unit can have; the total is that of all parts."""
    for number, group in enumerate(checked.round.groups if checked.round else ()):
        most = _most(group)
        for veto in (veto for part in group.parts for veto in part.rubric.vetoes):
            total = veto.effect.total
            if total is not None and most is not None and total > most:
                fixed, limit = format_exact(Fraction(total)), format_exact(most)
                problem = Text(
                    f"否决项 {veto.id} {veto.name} 定总分为 {fixed}，{group.name} 的总分最高只有 {limit}",
                    f"the veto {veto.id} {veto.name} fixes a total of {fixed}; none of {group.name} is above {limit}",
                )
                yield Slip("A402", ("groups", number), {"problem": problem})


def _most(group: RoundGroup) -> Fraction | None:
    """The most that any unit of a group can have; None where there is no limit."""
    found = [interval_of_unit(group, unit).most for unit in group.representatives]
    known = [each for each in found if each is not None]
    return max(known) if known and len(known) == len(found) else None
