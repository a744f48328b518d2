"""Rules of shares: what has no limit has no shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.round.rules.bands import has_share, tables_of_grades
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.round.rules.context import RuleContext
    from gkpg.rubric import Item, Rubric
    from gkpg.yamlfiles.document import Path_


def shares_are_of_a_limit(checked: RuleContext) -> Iterator[Slip]:
    """Nothing is a share of a total or of an item without a limit."""
    places = (_of_bands, _of_conversions, _of_parts, _of_treatments, _of_disagreements)
    yield from (Slip("A305", path, {"what": what}) for each in places for path, what in each(checked))


def _of_bands(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """The bands with an edge in percent of a total without a limit."""
    for path, grades, group in tables_of_grades(checked):
        for n, band in enumerate(grades.bands if group.total is None else ()):
            if has_share(band):
                yield (*path, "bands", n), _total_of(group.name)


def _of_conversions(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """The other scales of such totals."""
    for path, number in checked.list_entries("convert"):
        wanted = checked.assessment.convert[number].groups
        for group in checked.round.groups if checked.round else ():
            if group.total is None and (wanted is None or group.name in wanted):
                yield path, _total_of(group.name)
                break


def _of_parts(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """The parts with a weight or on a scale whose tables have no limit."""
    for path, number in checked.list_entries("composite"):
        composite = checked.assessment.composite[number]
        for n, part in enumerate(composite.parts):
            if part.weight is None and composite.total is None:
                continue
            names = part.groups or composite.groups or checked.group_names
            tables = [each for name in names for each in checked.parts.get(name, ()) if each.name == part.name]
            if any(each.rubric.total is None for each in tables):
                yield (*path, "parts", n), Text(f"{part.name} 的总分", f"the total of {part.name}")


def _of_treatments(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """The treatments that look at the max of an item without a limit; `average` and `omit` do not."""
    for index, rule in enumerate(checked.assessment.not_applicable):
        if rule.treatment in {"average", "omit"}:
            continue
        by_id = {item.id: item for rubric in checked.rubrics(rule.groups) for item in rubric.by_id.values()}
        for item in (*rule.items, *((rule.to,) if rule.to else ())):
            if item in by_id and by_id[item].max is None:
                yield ("not_applicable", index), Text(f" {item} ", f"item {item}")


def _of_disagreements(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """The limits of disagreement that are shares, of items without a limit; rows of one are joined as one."""
    for index, source in enumerate(checked.assessment.sources):
        if source.disagreement is None or source.disagreement.share is None:
            continue
        parts = [part for parts in checked.parts.values() for part in parts if source.name in part.sources]
        asked = (item for part in parts for item in _scored(part.rubric, part.sources[source.name]))
        lost = next((item for item in asked if item.max is None), None)
        if lost is not None:
            yield ("sources", index, "disagreement"), Text(f" {lost.id} ", f"item {lost.id}")


def _scored(rubric: Rubric, cells: Iterable[str]) -> Iterator[Item]:
    """The items that get points of their own by some cells, vetoes aside."""
    given = frozenset(cells)
    for top in (*rubric.indicators, *rubric.adjustment_items):
        for item in top.scored_items():
            if not given.isdisjoint(each.id for each in item.walk()):
                yield item


def _total_of(group: str) -> Text:
    return Text(f"{group} 的总分", f"the total of {group}")
