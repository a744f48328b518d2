"""Finding the causes of what came out otherwise for one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.differences.causes import Cause
from gkpg.differences.finding_differences import compare_findings
from gkpg.differences.rule_reach import ItemView, RuleIndex, touches_figure, touches_item
from gkpg.differences.sheet_causes import causes_by_item
from gkpg.differences.step_reading import StepReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.differences.rule_differences import RuleDifference
    from gkpg.differences.tables import TablePair, TablePairs
    from gkpg.differences.unit_differences import ItemDifference, UnitDifference
    from gkpg.scoring import Results


class CauseFinder:
    """Finds by what units came out otherwise.

    `moved` are the names of units, on both sides, whose totals are others, or that only one side has.
    """

    def __init__(
        self,
        before: Results,
        after: Results,
        tables: TablePairs,
        rules: Iterable[RuleDifference],
        moved: frozenset[str],
    ) -> None:
        self._before, self._after, self._tables = before, after, tables
        self._rules, self._moved = RuleIndex(rules), moved

    def find(self, unit: UnitDifference) -> tuple[Cause, ...]:
        """The causes of what is different about a unit, each once; none where nothing came out otherwise."""
        if not unit.comes_out_otherwise:
            return ()
        own = tuple(_merged((*self._blocked(unit), *self._of_items(unit), *self._of_figures(unit))))
        return (*own, *self._without_own(unit, own))

    def _blocked(self, unit: UnitDifference) -> Iterator[Cause]:
        """Findings that keep it from a total, or do so no more."""
        if unit.why is None or "findings" not in unit.why:
            return
        gone, came = compare_findings(
            self._before.ledger.blocking.get(unit.before.name, ()), self._after.ledger.blocking.get(unit.after.name, ())
        )
        yield from (Cause("finding", ("why",), finding=finding) for finding in came)
        yield from (Cause("finding", ("why",), finding=finding, is_new=False) for finding in gone)

    def _of_items(self, unit: UnitDifference) -> Iterator[Cause]:
        if not (unit.before.unit.parts and unit.after.unit.parts):
            return
        pairs = {(pair.old, pair.new): pair for pair in self._tables.parts(unit.before, unit.after)}
        by_item = causes_by_item(unit, tuple(pairs.values()), self._after.round)
        yield from (cause for causes in by_item.values() for cause in causes)
        rules = tuple(self._rules.of((unit.before.name, unit.after.name)))
        steps = StepReader(self._before, self._after, unit)
        for item in unit.deepest_items:
            found = [*self._of_rules(unit, item, rules), *_of_rubric(item, pairs[item.part].tables)]
            yield from found
            if not found and (item.part, item.item.new) not in by_item:
                yield from _by_its_steps(item, steps)

    def _of_rules(self, unit: UnitDifference, item: ItemDifference, rules: Iterable[RuleDifference]) -> Iterator[Cause]:
        sides = ((unit.before, item.part[0], item.item.old), (unit.after, item.part[1], item.item.new))
        views = [ItemView(side.group.name, side.name, side.group.parts[part], of) for side, part, of in sides]
        for rule in rules:
            if any(touches_item(rule, view) for view in views):
                yield Cause("rule", (item.item.new,), rule=rule)

    def _of_figures(self, unit: UnitDifference) -> Iterator[Cause]:
        """Rules of the parts, the total, another scale, ranks and grades; and the units that it is composed of."""
        rules, group = tuple(self._rules.of((unit.before.name, unit.after.name))), unit.after.group.name
        for figure in _figures(unit):
            for rule in rules:
                if touches_figure(rule, figure, group) or touches_figure(rule, figure, unit.before.group.name):
                    yield Cause("rule", (figure,), rule=rule)
        for pair in self._tables.parts(unit.before, unit.after) if unit.parts or unit.exact_total else ():
            yield from (Cause("rubric", ("part",), change=change) for change in pair.tables.changes_of.get("", ()))
        if unit.group is not None:
            yield from (Cause("rule", ("group",), rule=rule) for rule in rules if rule.area == "groups")
        if unit.exact_total is not None or unit.why is not None:
            moved = tuple(name for name in self._ingredients(unit) if name in self._moved)
            yield from (Cause("units", ("total",), units=moved),) if moved else ()

    def _without_own(self, unit: UnitDifference, own: tuple[Cause, ...]) -> Iterator[Cause]:
        """What is different by nothing of its own: because others moved, where they have a say; else untold."""
        told = {of for cause in own for of in cause.of}
        has_moved_itself = any(each is not None for each in (unit.total, unit.vetoes, unit.group, unit.why))
        others = len(self._moved) > sum(name in self._moved for name in {unit.before.name, unit.after.name})
        is_own_tie = unit.tie is not None and bool(unit.deepest_items)
        if (unit.rank or unit.tie) and not (has_moved_itself or is_own_tie or "rank" in told):
            yield Cause("others" if others else "untold", ("rank",))
        if unit.band is not None and not (has_moved_itself or unit.deepest_items or "grade" in told):
            yield Cause("others" if others else "untold", ("grade",))
        if not own and (unit.parts or unit.exact_total or unit.total or unit.converted or unit.why):
            yield Cause("untold", tuple(_figures(unit)))

    def _ingredients(self, unit: UnitDifference) -> Iterator[str]:
        """The names of the units that it is composed of now."""
        written = self._after.round.assessment
        for rule in written.composed if written else ():
            if rule.unit == unit.after.name:
                yield from (name for each in rule.of for name in each.units)


def _by_its_steps(item: ItemDifference, steps: StepReader) -> Iterator[Cause]:
    """Why an item is different whose cells and rules are not: by others, or by nothing. Its own is told elsewhere."""
    looks_at = steps.looks_at(item)
    if looks_at != "own":
        yield Cause("others" if looks_at == "others" else "untold", (item.item.new,))


def _of_rubric(item: ItemDifference, tables: TablePair) -> Iterator[Cause]:
    """The changes of the rubric by which an item may come to something else."""
    yield from (Cause("rubric", (item.item.new,), change=change) for change in tables.changes_of.get(item.item.new, ()))


def _figures(unit: UnitDifference) -> Iterator[str]:
    """The figures and verdicts behind the items that are others."""
    found = {
        "part": unit.parts,
        "total": unit.total or unit.exact_total,
        "converted": unit.converted,
        "rank": unit.rank or unit.tie,
        "grade": unit.band,
        "why": unit.why,
    }
    yield from (name for name, change in found.items() if change)


def _merged(causes: Iterable[Cause]) -> Iterator[Cause]:
    """Every cause once, with all that it is about."""
    found: dict[tuple[object, ...], Cause] = {}
    for cause in causes:
        key = (cause.kind, *map(id, (cause.sheet, cause.entry, cause.rule, cause.change, cause.finding)), cause.units)
        known = found.get(key)
        of = cause.of if known is None else (*known.of, *(each for each in cause.of if each not in known.of))
        found[key] = cause._replace(of=of)
    yield from found.values()
