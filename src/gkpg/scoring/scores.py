"""The scores of one unit in one part: from its cells to the points of each scored item."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.scoring.joining import Weighed, joined
from gkpg.scoring.step import Step, rounding_step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkpg.assessment.model import Source
    from gkpg.assessment.round import RoundGroup, RoundPart
    from gkpg.ledger import Ledger
    from gkpg.rubric import Item
    from gkpg.sheets.filled import Entry, Sheet


class Scores:
    """What the scored items of one unit got, each with the steps that lead there.

    `scored` are the items that have a score of their own: those without sub-items, or an item around them that a
    sheet scores as a whole. `points` has those of them that could be told; `inapplicable` those that are marked as
    not applicable.
    """

    def __init__(self, ledger: Ledger, group: RoundGroup, part: RoundPart, unit: str, sheets: Sequence[Sheet]) -> None:
        self._ledger, self._group, self._part, self._unit = ledger, group, part, unit
        self._round = ledger.round
        self._sheets: Mapping[str, list[Sheet]] = _by_source(sheets)
        self._entries = {id(sheet): {entry.item: entry for entry in sheet.entries} for sheet in sheets}
        self._given = {item for entries in self._entries.values() for item in entries}
        self.points: dict[str, Fraction] = {}
        self.steps: dict[str, tuple[Step, ...]] = {}
        self.inapplicable: dict[str, None] = {}
        tops = (*part.rubric.indicators, *part.rubric.further)
        self.scored = tuple(item for top in tops for item in self._tops(top))
        for item in self.scored:
            self._score(item)

    def _tops(self, item: Item) -> Iterator[Item]:
        """The scored items below an item, or itself where it is one."""
        if item.items is None or item.id in self._given or item.has_rows:
            yield item
        else:
            for below in item.items:
                yield from self._tops(below)

    def _score(self, item: Item) -> None:
        """One item: what each source gives, what they come to together, rounded where that is ruled."""
        if self._is_lacking(item) or any(
            self._is_marked(sheet, item) for own in self._sheets.values() for sheet in own
        ):
            self.inapplicable[item.id] = None
            return
        steps: list[Step] = []
        found = self._settled(item, self._of_sources(item, steps), steps)
        if found is None:
            return
        rounding = rounding_step(self._round, "item", found, item.id, item.id)
        steps += [rounding] if rounding else []
        self.points[item.id] = rounding.value if rounding else found
        self.steps[item.id] = tuple(steps)

    def _is_lacking(self, item: Item) -> bool:
        """Whether the unit does not have an item, as is known beforehand."""
        return any(self._round.lacks(self._unit, self._part.rubric, row) for row in (item.id, *_rows(item)))

    def _is_marked(self, sheet: Sheet, item: Item) -> bool:
        entries = self._entries[id(sheet)]
        return any(row in entries and not entries[row].applies for row in (item.id, *_rows(item)))

    def _of_sources(self, item: Item, steps: list[Step]) -> dict[str, Fraction | None]:
        """What each source that is to score an item gives it, but for those left out; None where that is missing."""
        found: dict[str, Fraction | None] = {}
        is_ruled = self._round.assessment is not None
        for name, items in self._part.sources.items():
            source = self._round.source(name)
            is_theirs = any(leaf.id in items for leaf in item.leaves())
            if not source.counts or not source.scores(self._unit) or not is_theirs:
                continue
            own = self._sheets.get(name, [])
            if not is_ruled or self._round.is_complete(source, self._unit, own):
                found[name] = self._of_source(item, name, source, own, steps)
            elif source.missing == "block":
                found[name] = None
        return found

    def _of_source(self, item: Item, name: str, source: Source, own: list[Sheet], steps: list[Step]) -> Fraction | None:
        """What one source gives an item: what was decided, else its assessors' scores, joined."""
        terms = [self._term(sheet, item) for sheet in own]
        if not terms or any(value is None for _, value, _ in terms):
            return None
        given = tuple((place, value) for place, value, _ in terms if value is not None)
        weighed = [Weighed(value, weight) for _, value, weight in terms if value is not None]
        key = (self._unit, name, self._part.key, item.id)
        if key in self._ledger.disputed:
            decision = self._ledger.decided.get(key)
            if decision is None or decision.points is None:
                return None
            value = Fraction(decision.points)
            cell = (str(decision.place), value)
            steps.append(Step("decide", item.id, (*given, cell), value, decision.by, name))
            return value
        found = joined(weighed, "agreed" if item.is_veto else source.join.rule)
        if found is None:
            return None
        steps.append(Step("join", item.id, given, found, source.join.rule, name))
        rounding = rounding_step(self._round, "assessors", found, item.id, name)
        steps += [rounding] if rounding else []
        return rounding.value if rounding else found

    def _term(self, sheet: Sheet, item: Item) -> tuple[str, Fraction | None, int]:
        """What one sheet gives an item, in its own cell or in those of the items below it; and how much that weighs."""
        entries, weight = self._entries[id(sheet)], sheet.sample or 1
        own = entries.get(item.id)
        cells: list[Entry] = [own] if own else [entries[leaf.id] for leaf in item.leaves() if leaf.id in entries]
        place = f"{sheet.file} {sheet.name}!{','.join(entry.cell for entry in cells)}"
        is_whole = bool(own) or len(cells) == sum(1 for _ in item.leaves())
        if not is_whole or any(entry.points is None for entry in cells):
            return place, None, weight
        values = [Fraction(entry.points or 0) for entry in cells]
        return place, values[0] if own else item.of_rows(values), weight

    def _settled(self, item: Item, found: Mapping[str, Fraction | None], steps: list[Step]) -> Fraction | None:
        """What the sources of an item come to together; None where one of them is missing, or nothing joins them."""
        if not found:
            return None
        rule = self._round.shared(self._group.name, self._part.rubric, item.id) if len(found) > 1 else None
        if rule is not None and rule.rule == "replace":
            first = next((name for name in rule.order if name in found), None)
            value = found[first] if first is not None else None
            if value is not None:
                steps.append(Step("settle", item.id, _known(found), value, "replace"))
            return value
        if any(value is None for value in found.values()) or (len(found) > 1 and rule is None):
            return None
        if rule is None:
            return next(iter(found.values()))
        if item.is_veto and len(set(found.values())) > 1:
            return None
        weights = {name: rule.weights[name] for name in found if name in rule.weights}
        whole = sum(weights.values(), Fraction(0))
        if not whole:
            return None
        value = sum((weight * (found[name] or 0) for name, weight in weights.items()), Fraction(0)) / whole
        steps.append(Step("settle", item.id, _known(found), value, "weighted-mean"))
        return value


def _rows(item: Item) -> Iterator[str]:
    return (leaf.id for leaf in item.leaves())


def _known(found: Mapping[str, Fraction | None]) -> tuple[tuple[str, Fraction], ...]:
    return tuple((name, value) for name, value in found.items() if value is not None)


def _by_source(sheets: Sequence[Sheet]) -> dict[str, list[Sheet]]:
    """The sheets of each source, in the order of their assessors."""
    found: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        found[sheet.identity.source].append(sheet)
    return found
