"""The summary of items: what the units of a group got for each item of a part."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE
from gkpg.reports.view.spread import Spread, spread_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gkpg.rubric import Item, Rubric
    from gkpg.scoring import GroupResult

#: So many units' lines are taken apart at once.
_BATCH = 1_000


class ItemSummary(NamedTuple):
    """An item of a part, by the part's number; `top` is the indicator or block that it belongs to, maybe itself.

    `is_scored` says that it gets points of its own, not only those of items below it; `is_beside` that it is added to
    or taken off the total. `worth` is what one of its points counts in the total; None where that is not the same for
    all. `spread` is None where no unit has points.
    """

    part: int
    item: Item
    top: Item
    is_scored: bool
    is_beside: bool
    is_apart: bool
    worth: Fraction | None
    spread: Spread | None

    @property
    def share(self) -> Fraction | None:
        """The mean as a share of the max; None where there is none to be a share of."""
        return self.spread.mean / self.item.max if self.spread and self.item.max and not self.is_beside else None

    @property
    def lost(self) -> Fraction | None:
        """What a unit lost here on average, in points of the table; None of what has no max."""
        if self.spread is None or self.item.max is None or self.is_beside:
            return None
        return self.item.max - self.spread.mean

    @property
    def lost_in_total(self) -> Fraction | None:
        """The same in points of the total."""
        return None if self.lost is None or self.worth is None or self.is_apart else self.lost * self.worth

    @property
    def costs(self) -> bool:
        """Whether what it lacks is lost of the table: it is scored, or made of what those below it come to."""
        counts = self.is_scored or self.item.is_apart_from_below
        return counts and not self.is_apart and self.share is not None


def summarize_items(group: GroupResult, part: int) -> Iterator[ItemSummary]:
    """Every item of a part but vetoes, each before its sub-items, what stands beside the total last.

    Units that have no points for an item, as it does not apply to them or scores are missing, do not count for it.
    """
    rubric, worth = group.parts[part].rubric, _worth(group, part)
    lines = (unit.parts[part].points for unit in group.units if unit.parts and unit.parts[part].points)
    counts = dict(zip(rubric.ids, _count_words(lines, len(rubric.ids)), strict=True))
    for top, item, is_scored, is_beside in _rows(rubric):
        is_apart = any(rubric.by_id[above].is_apart_from_below for above in rubric.above(item.id))
        spread = spread_of(_as_points(counts[item.id]))
        yield ItemSummary(part, item, top, is_scored, is_beside, is_apart, worth, spread)


def _rows(rubric: Rubric) -> Iterator[tuple[Item, Item, bool, bool]]:
    """The top of each item, the item, whether it is scored, whether it stands beside the total."""
    blocks = tuple(block.as_item() for block in rubric.beside)
    for tops, is_beside in ((rubric.indicators, False), (blocks, True)):
        for top in tops:
            scored = {item.id for item in top.scored_items()}
            rows = {row.id for item in top.scored_items() for row in item.walk()} - scored
            for item in top.walk():
                if item.id not in rows:
                    yield top, item, item.id in scored, is_beside


def _count_words(lines: Iterable[str], width: int) -> Sequence[Counter[str]]:
    """How often each word stands in each column; units share few words."""
    counts: list[Counter[str]] = [Counter() for _ in range(width)]
    batch: list[list[str]] = []

    def count() -> None:
        for column, words in zip(counts, zip(*batch, strict=True), strict=bool(batch)):
            column.update(words)
        batch.clear()

    for line in lines:
        batch.append(line.split())
        if len(batch) >= _BATCH:
            count()
    count()
    return counts


def _as_points(words: Counter[str]) -> dict[Fraction, int]:
    return {Fraction(word): times for word, times in words.items() if word not in {NO_POINTS, NOT_APPLICABLE}}


def _worth(group: GroupResult, part: int) -> Fraction | None:
    """What a point of a part counts in the total; None where it is chosen among others."""
    rules = group.rules
    units = (unit for unit in rules.units if part in rules.numbers(unit)) if rules else ()
    unit = next(iter(units), None)
    if rules is None or unit is None:
        return None
    pairs = zip(rules.terms(unit), rules.factors(unit), strict=True)
    return next((factor for term, factor in pairs if term.rule is None and term.parts == (part,)), None)
