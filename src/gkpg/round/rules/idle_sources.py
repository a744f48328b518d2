"""Idle keys of sources: rules for several scores where there is one, for scores where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text, list_words
from gkpg.round.group import periods_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.rules.context import RuleContext
    from gkpg.round.sources import Source
    from gkpg.yamlfiles.document import Path_

#: So many names are told.
_MOST_NAMES = 8


def keys_of_sources_without_use(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """What sources, and what is said of their assessors, have in vain, each with the reason."""
    for index, source in enumerate(checked.assessment.sources):
        for rule in (_of_joining, _of_missing, _of_scale, _of_evidence, _of_units, _of_dates):
            yield from ((("sources", index, *path), why) for path, why in rule(checked, source))
    yield from _of_assessors(checked)


def _of_joining(checked: RuleContext, source: Source) -> Iterator[tuple[Path_, Text]]:
    """How several scores are joined, or how far apart they may lie, where none are joined."""
    why = _COMPARED if not source.counts else None if _has_several(checked, source) else _ONE_SCORE
    if why is not None:
        yield from (((key,), why) for key in ("join", "disagreement") if key in source.model_fields_set)


def _has_several(checked: RuleContext, source: Source) -> bool:
    """Whether a unit may have several scores of a source: of several assessors, or in several answers."""
    if not source.assessors.others:
        return source.kind == "survey" or source.assessors.count > 1
    groups = checked.round.groups if checked.round else ()
    return any(len(group.units) > 2 for group in groups if any(source.name in part.sources for part in group.parts))


def _of_missing(checked: RuleContext, source: Source) -> Iterator[tuple[Path_, Text]]:
    """What a missing sheet does, where it does nothing anyway, or where no other source is left."""
    if not source.counts and "missing" in source.model_fields_set:
        yield ("missing",), _COMPARED
    elif source.counts and source.missing == "rest" and not _shares_items(checked, source):
        yield ("missing",), _ALONE


def _shares_items(checked: RuleContext, source: Source) -> bool:
    """Whether another source that counts scores any of its items, too."""
    counting = {each.name for each in checked.assessment.sources if each.counts and each is not source}
    parts = [part for parts in checked.parts.values() for part in parts]
    return any(
        not set(part.sources.get(source.name, ())).isdisjoint(part.sources[other])
        for part in parts
        for other in counting & part.sources.keys()
    )


def _of_scale(checked: RuleContext, source: Source) -> Iterator[tuple[Path_, Text]]:
    """Words for scores of a source that gives none."""
    parts = [part for parts in checked.parts.values() for part in parts]
    asked = [part.rubric.kinds[item] for part in parts for item in part.sources.get(source.name, ())]
    if source.scale and not any(kind.is_score for kind in asked):
        yield ("scale",), Text("它要评的没有一项是填得分的", "no item that it scores is filled with a score")


def _of_evidence(checked: RuleContext, source: Source) -> Iterator[tuple[Path_, Text]]:
    """Words that no item asks for evidence with."""
    if source.evidence is None:
        return
    asked = " ".join(item.evidence or "" for rubric in checked.rubrics(source.groups) for item in rubric.walk())
    for key in ("link", "document"):
        words: tuple[str, ...] = getattr(source.evidence, key)
        idle = (n for n, word in enumerate(words) if word not in asked)
        yield from ((("evidence", key, n), _NOWHERE) for n in idle)


def _of_units(checked: RuleContext, source: Source) -> Iterator[tuple[Path_, Text]]:
    """Units that a source would not score anyway."""
    served = source.groups or checked.group_names
    own = {unit.name for group in checked.assessment.groups if group.name in served for unit in group.units}
    lists = (("units", source.units or (), own), ("except", source.but, own.intersection(source.units or own)))
    for key, names, scored in lists:
        lost = list_words([name for name in names if name not in scored], _MOST_NAMES)
        if lost.zh:
            yield (key,), Text(f"本来就不评 {lost.zh}", f"it does not score {lost.en} anyway")


def _of_dates(checked: RuleContext, source: Source) -> Iterator[tuple[Path_, Text]]:
    """A date for which all periods have their own, and one that is held against none."""
    turns = [period for each, period in checked.round.turns if each is source] if checked.round else []
    if source.due is not None and turns and all(turns) and _all_are_dated(checked, source, set(turns)):
        yield ("due",), Text("各期都有自己的截止日期（due）", "all periods have a date of their own")
    elif source.opens is not None and source.due is None:
        yield ("opens",), Text("没有写 due，开始日期不与什么比较", "without due it is held against no other date")


def _all_are_dated(checked: RuleContext, source: Source, names: set[str]) -> bool:
    """Whether each of these periods has a date in every group that has it and that a source scores."""
    served = source.groups or checked.group_names
    found = [periods_of(checked.assessment.periods, group) for group in served]
    return all(period.due is not None for each in found if each for period in each.each if period.name in names)


def _of_assessors(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """What is said of somebody who is an assessor of no source, where all are named."""
    written = checked.assessment
    counting = [source for source in written.sources if source.counts]
    for key, named, sources in (
        ("conflicts", [each.assessor for each in written.conflicts], counting),
        ("received", [each.assessor for each in written.received], written.sources),
    ):
        if all(source.assessors.names or source.assessors.others for source in sources):
            known = {name for source in sources for name in source.assessors.names}
            known.update(checked.units if any(source.assessors.others for source in sources) else ())
            idle = (n for n, name in enumerate(named) if name is not None and name not in known)
            yield from (((key, n, "assessor"), _NOBODY) for n in idle)


_COMPARED = Text("自查只作对照，不计分", "a self-check is compared only, and counts nowhere")
_ONE_SCORE = Text("这个来源一项只有一个得分", "this source gives an item one score only")
_ALONE = Text(
    "它评的项没有别的来源评，缺了就没有得分", "no other source scores its items, so that nothing is left without it"
)
_NOWHERE = Text("填报说明（evidence）里没有这个词", "no evidence in the rubrics has this word")
_NOBODY = Text("没有来源的评分人叫这个名字", "no source has an assessor of this name")
