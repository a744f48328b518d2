"""Rules of scorers: every item is scored by somebody, by several only where a rule joins them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text import Text, list_words
from gkpg.round.resolve import written_parts
from gkpg.round.round import Round
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.findings.finding import Fact
    from gkpg.round.group import RoundPart
    from gkpg.round.rules.context import RuleContext
    from gkpg.yamlfiles.document import Path_


def items_have_a_scorer(checked: RuleContext) -> Iterator[Slip]:
    """Every scored item of a group is scored by a source that counts."""
    if not checked.is_whole:
        return
    composed = {each.unit for each in checked.assessment.composed}
    for index, group in enumerate(checked.assessment.groups):
        scored = [unit.name for unit in group.units if unit.name not in composed]
        for part in checked.parts[group.name]:
            if not any(part.is_for(unit) for unit in scored):
                continue
            claimed = {item for name, items in _counting_sources(part, checked) for item in items}
            idle = [item for item in part.rubric.leaf_ids if item not in claimed]
            if idle:
                facts: dict[str, Fact] = {"group": group.name, "part": part.name, "items": list_words(idle)}
                yield Slip("A201", ("groups", index), facts)


def rows_are_not_split(checked: RuleContext) -> Iterator[Slip]:
    """Rows that come to the points of one item together are all scored by the same source."""
    for index, source in enumerate(checked.assessment.sources if checked.is_whole else ()):
        for group, parts in checked.parts.items():
            for part in parts if source.counts else ():
                asked = set(part.sources.get(source.name, ()))
                for item in part.rubric.walk():
                    rows = {row.id for row in item.items or () if item.has_rows}
                    if rows & asked and rows - asked:
                        lacking = sorted(rows - asked)
                        items = Text(
                            f"{item.id} 的全部各行（{source.name}不评 {list_words(lacking).zh}）",
                            f"all rows of {item.id} ({source.name} does not score {list_words(lacking).en})",
                        )
                        facts: dict[str, Fact] = {"group": group, "part": part.name, "items": items}
                        yield Slip("A201", ("sources", index), facts)


def shared_items_have_a_rule(checked: RuleContext) -> Iterator[Slip]:
    """An item that several sources score has a rule that names each of them."""
    ruled = Round((), checked.assessment)
    for group, parts in checked.parts.items():
        for part in parts:
            unruled: dict[tuple[str, ...], list[str]] = {}
            lost_to: dict[tuple[str, ...], str] = {}
            for item in part.rubric.leaf_ids:
                names = tuple(name for name, items in _counting_sources(part, checked) if item in items)
                rule = ruled.shared(group, part, item, names)
                lost = [name for name in names if rule is None or name not in rule.sources]
                if len(names) > 1 and lost:
                    unruled.setdefault(names, []).append(item)
                    lost_to.setdefault(names, lost[-1])
            for names, items in unruled.items():
                path = ("sources", checked.source_names.index(lost_to[names]))
                yield Slip("A202", path, {"items": list_words(items), "group": group, "sources": list_words(names)})


def groups_have_parts(checked: RuleContext) -> Iterator[Slip]:
    """Every group has a part, and no source feeds two parts under one rubric: its sheets could not be told apart."""
    for group in checked.assessment.groups:
        if not written_parts(checked.assessment, group):
            yield Slip("A209", checked.group_path(group), {"group": group.name})
        seen: dict[tuple[object, str], str] = {}
        for part in checked.parts[group.name]:
            for source, _ in _counting_sources(part, checked):
                if seen.get((part.key, source), part.name) != part.name:
                    facts = {"source": source, "group": group.name, "part": part.name}
                    yield Slip("A208", ("sources", checked.source_names.index(source)), facts)
                seen.setdefault((part.key, source), part.name)


def nobody_is_to_score_itself(checked: RuleContext) -> Iterator[Slip]:
    """No source scores a unit that bears its own name, or that of an assessor of it; a self-check does."""
    for index, source in enumerate(checked.assessment.sources):
        names = {source.name, *source.assessors.names}
        served = source.groups or checked.group_names
        for group in checked.assessment.groups if source.counts else ():
            own = [unit.name for unit in group.units if unit.name in names and source.scores(unit.name)]
            is_fed = any(source.name in part.sources for part in checked.parts[group.name])
            if own and group.name in served and is_fed:
                yield Slip("A210", ("sources", index), {"source": source.name, "units": list_words(own)})


def sources_have_work(checked: RuleContext) -> Iterator[Slip]:
    """Every source scores something of some unit; one whose units are still to be chosen aside."""
    if not checked.is_whole:
        return
    served: dict[str, set[str]] = {}
    for group in checked.assessment.groups:
        for name in {name for part in checked.parts[group.name] for name in part.sources}:
            served.setdefault(name, set()).update(unit.name for unit in group.units)
    for index, source in enumerate(checked.assessment.sources):
        units = served.get(source.name, set())
        if not units or (source.units != () and not any(map(source.scores, units))):
            yield Slip("A203", ("sources", index), {"name": source.name})


def rules_fit_their_sources(checked: RuleContext) -> Iterator[Slip]:
    """A source that a shared rule names scores an item of that rule."""
    if not checked.is_whole:
        return
    for index, rule in enumerate(checked.assessment.shared):
        for n, name in enumerate(rule.sources):
            if name in checked.source_names and not _scores_any(checked, name, set(rule.items)):
                key: Path_ = ("order", n) if rule.order else ("weights", name)
                facts: dict[str, Fact] = {"source": name, "items": list_words(rule.items)}
                yield Slip("A206", ("shared", index, *key), facts)


def _scores_any(checked: RuleContext, source: str, items: set[str]) -> bool:
    """Whether a source scores an item of some, or one below."""
    return any(
        items & {item, *part.rubric.above(item)}
        for parts in checked.parts.values()
        for part in parts
        for item in part.sources.get(source, ())
    )


def weights_add_up(checked: RuleContext) -> Iterator[Slip]:
    """Weights that belong together add up to 1."""
    for index, rule in enumerate(checked.assessment.shared):
        if rule.weights:
            path: Path_ = ("shared", index, "weights", next(iter(rule.weights)))
            yield from _off(path, rule.weights.values())
    for index, composed in enumerate(checked.assessment.composed):
        yield from _off(("composed", index, "of", 0), (each.weight for each in composed.of))
    yield from _weights_of_periods(checked)
    for path, number in checked.list_entries("composite"):
        yield from _weights_of_parts(checked, path, number)


def _weights_of_parts(checked: RuleContext, path: Path_, number: int) -> Iterator[Slip]:
    """In every group all that its total is made of has a weight, or none has; what is chosen from needs none."""
    parts = checked.assessment.composite[number].parts
    if all(part.weight is None for part in parts):
        return
    for group in checked.group_names:
        own = [part for part in parts if part.is_for(group)] if _holds_for(checked, number, group) else []
        chosen = {name for part in own for name in part.of or ()}
        standing = [part for part in own if part.name not in chosen]
        bare = next((part for part in standing if part.weight is None), None)
        if bare is not None:
            yield Slip("A207", (*path, "parts", parts.index(bare)), {"name": bare.name})
            return
        slips = list(_off((*path, "parts", 0), (part.weight for part in standing if part.weight is not None)))
        if slips and standing:
            yield slips[0]
            return


def _weights_of_periods(checked: RuleContext) -> Iterator[Slip]:
    """The weights of periods: all have one, or none, and they add up to 1."""
    for path, number in checked.list_entries("periods"):
        each = checked.assessment.periods[number].each
        bare = [n for n, period in enumerate(each) if period.weight is None]
        if bare and len(bare) < len(each):
            yield Slip("A207", (*path, "each", bare[0]), {"name": each[bare[0]].name})
        elif not bare:
            yield from _off((*path, "each", 0), (period.weight for period in each if period.weight is not None))


def _holds_for(checked: RuleContext, number: int, group: str) -> bool:
    groups = checked.assessment.composite[number].groups
    return groups is None or group in groups


def _off(path: Path_, weights: Iterable[Fraction]) -> Iterator[Slip]:
    total = sum(weights, Fraction(0))
    if total != 1:
        yield Slip("A204", path, {"sum": format_exact(total)})


def _counting_sources(part: RoundPart, checked: RuleContext) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The sources of a part whose scores count, with their items."""
    counting = {source.name for source in checked.assessment.sources if source.counts}
    return ((name, items) for name, items in part.sources.items() if name in counting)
