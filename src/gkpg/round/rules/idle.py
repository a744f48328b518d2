"""Rules of idle keys: nothing is written that can never change anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gkpg.base.text import Text
from gkpg.round.rules.idle_entries import entries_without_use
from gkpg.round.rules.idle_sources import keys_of_sources_without_use
from gkpg.round.rules.need_reach import needs_without_use
from gkpg.yamlfiles.form import Slip, field_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.rules.context import RuleContext
    from gkpg.yamlfiles.document import Path_

#: What a part of an assessment has in vain: the path of it, and why.
Idle = tuple["Path_", Text]


def keys_have_a_use(checked: RuleContext) -> Iterator[Slip]:
    """Every key that is written can change something, in a file with which nothing else is wrong."""
    for path, why in (*_of_all(checked), *keys_of_sources_without_use(checked), *entries_without_use(checked)):
        key = next(str(step) for step in reversed(path) if isinstance(step, str))
        yield Slip("A503", path, {"key": field_name(path) if isinstance(path[-1], int) else key, "why": why})


def _of_all(checked: RuleContext) -> Iterator[Idle]:
    yield from _named_twice(checked.document.data, ())
    yield from _of_rounding(checked)
    yield from _of_grades(checked)
    yield from _of_units(checked)
    yield from _of_figures(checked)
    yield from _of_ranking(checked)
    yield from _of_comparing(checked)
    yield from needs_without_use(checked)


def _named_twice(value: Any, path: Path_) -> Iterator[Idle]:
    """The words that stand twice in one list; what is tried in cases aside."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _named_twice(each, (*path, key)) if (*path, key) != ("cases",) else ()
    elif isinstance(value, tuple):
        seen: set[str] = set()
        for number, each in enumerate(value):
            yield from _named_twice(each, (*path, number))
            if isinstance(each, str) and each in seen:
                yield (*path, number), Text(f"{each} 前面已有", f"{each} stands there already")
            seen |= {each} if isinstance(each, str) else set()


def _of_rounding(checked: RuleContext) -> Iterator[Idle]:
    """The rounding of converted totals where none is converted."""
    for number, rule in enumerate(checked.assessment.rounding):
        if rule.step == "converted" and not checked.assessment.convert:
            yield ("rounding", number), Text("没有 convert（总分不折算）", "no total is converted (convert)")


def _of_grades(checked: RuleContext) -> Iterator[Idle]:
    """What a quota that is a number needs not say, and bars of units that get no grade anyway."""
    ranked = [group for group in checked.assessment.groups if group.ranked]
    group_of = {unit.name: group.name for group in ranked for unit in group.units}
    listed = {each.unit for group in ranked for each in group.unranked}
    for path, number in checked.list_entries("grades"):
        grades = checked.assessment.grades[number]
        for n, band in enumerate(grades.bands):
            quota = band.quota
            idle = {"round", "of"} & quota.model_fields_set if quota is not None and quota.count is not None else ()
            yield from (((*path, "bands", n, "quota", key), _COUNT) for key in sorted(idle))
        for n, bar in enumerate(grades.barred):
            if bar.unit not in group_of or bar.unit in listed:
                yield (*path, "barred", n), Text(f"{bar.unit} 不排名、不评等次", f"{bar.unit} is not graded at all")
            elif grades.groups is not None and group_of[bar.unit] not in grades.groups:
                how = f"{bar.unit} is of a group with other grades"
                yield (*path, "barred", n), Text(f"{bar.unit} 那一组用的不是这些等次", how)


def _of_units(checked: RuleContext) -> Iterator[Idle]:
    """Units that are listed only in a group of which no unit is ranked."""
    for index, group in enumerate(checked.assessment.groups):
        if group.unranked and not group.ranked:
            yield ("groups", index, "unranked"), Text("这一组都不排名", "no unit of the group is ranked")


def _of_figures(checked: RuleContext) -> Iterator[Idle]:
    """The id in a file where there is no file."""
    for key in ("targets", "previous"):
        for number, each in enumerate(getattr(checked.assessment, key)):
            if each.was is not None and each.file is None:
                yield (key, number, "was"), Text("没有写 file", "there is no file")


def _of_ranking(checked: RuleContext) -> Iterator[Idle]:
    """What parts no more ties than what stands before it."""
    by = checked.assessment.ranking.by if checked.assessment.ranking else ()
    seen = [(each.item, each.part, each.figure) for each in by]
    yield from ((("ranking", "by", n), _PARTED) for n, each in enumerate(seen) if each in seen[:n])


def _of_comparing(checked: RuleContext) -> Iterator[Idle]:
    """Units that a veto fails left out where no veto fails anybody."""
    fails = any(veto.effect.fail for rubric in checked.rubrics() for veto in rubric.vetoes)
    for path, number in checked.list_entries("compared"):
        without = checked.assessment.compared[number].without
        if "vetoed" in without and not fails:
            yield (*path, "without", without.index("vetoed")), _NO_FAILURE


_COUNT = Text("名额写的是 count（个数），不用取整，也不看按谁算", "the quota is a number (count), not a share")
_PARTED = Text("前面已按它比较，分不出更多", "it stands there already, and parts no further ties")
_NO_FAILURE = Text("没有 fail 的否决项", "no veto has the effect fail")
