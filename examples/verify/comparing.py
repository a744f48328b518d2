"""Figures whose points depend on others: figures of other units, a target, an earlier figure."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from figures import NA, Amount, clip, exact
from kinds import measured

if TYPE_CHECKING:
    from round import Round
    from rubric import Item
    from table import UnitTable


class Comparing:
    """Gives figures their points."""

    def __init__(self, round_: Round) -> None:
        self.round = round_
        self._others: dict[tuple[str, ...], dict[str, Amount]] = {}

    def points(self, table: UnitTable, item: Item, figure: Fraction) -> Amount:
        """The points of a unit's figure; None where they cannot be told (yet)."""
        if item.written.get("of") in ("target", "previous"):
            return self._against(table, item, figure)
        units, without = self.round.rules.compared_with(table.task.unit, item)
        figures = []
        for other in units:
            value = self._figure(other, table, item) if other != table.task.unit else figure
            if self._does_not_count(other, without):
                continue
            if value is None and "missing" not in without:
                return None
            if isinstance(value, Fraction):
                figures.append(value)
        if not figures:
            return None
        if "of" in item.written:
            return beside(item, figure, sorted(figures))
        return worth(item, figure, figures, self._ties())

    def _against(self, table: UnitTable, item: Item, figure: Fraction) -> Amount:
        of = self.round.rules.figure_of(item.written["of"], table.task.unit, item)
        if of is None:
            return None
        if item.written["of"] == "target":
            return measured(item, figure / of * 100)
        if item.written.get("change") == "difference":
            return measured(item, figure - of)
        return measured(item, (figure - of) / of * 100)

    def _figure(self, unit: str, table: UnitTable, item: Item) -> Amount:
        """Another unit's figure of the item with this id; NA where it is not to have one."""
        if unit in self.round.rules.composed:
            return NA
        other = self.round.same_table(unit, table, item)
        if other is None:
            return NA
        own = other.rubric.find(item.id)
        if own.items:
            return other.together(own)
        if not self.round.rules.scorers(unit, other.part, own, other.rubric):
            return NA
        return other.given[own.id]

    def _does_not_count(self, unit: str, without: list[str]) -> bool:
        return ("unranked" in without and self.round.rules.unranked(unit)) or (
            "vetoed" in without and self.round.fails(unit)
        )

    def _ties(self) -> str:
        return self.round.rules.written.get("ranking", {}).get("ties", "skip")


def beside(item: Item, figure: Fraction, figures: list[Fraction]) -> Fraction | None:
    """The points of a figure by its share of the mean or median of those that count, or by what lies between."""
    count = len(figures)
    middle = (figures[(count - 1) // 2] + figures[count // 2]) / 2
    base = sum(figures) / count if item.written["of"] == "mean" else middle
    if item.written.get("change") == "difference":
        return measured(item, figure - base)
    return measured(item, figure / base * 100) if base > 0 else None


def worth(item: Item, figure: Fraction, figures: list[Fraction], ties: str) -> Fraction | None:
    """The points of one figure among those that count; its own is beside them where its unit does not count."""
    lower = item.written.get("better") == "lower"
    best, worst = (min(figures), max(figures)) if lower else (max(figures), min(figures))
    if item.written["by"] == "rank":
        better = [each for each in figures if (each < figure if lower else each > figure)]
        return of_rank(item, 1 + len(set(better) if ties == "dense" else better), len(figures))
    equal = item.get("equal")
    if item.written["by"] == "best":
        if best == 0:
            return equal if not lower or figure == 0 else Fraction(0)
        share = best / figure if lower and figure else Fraction(1) if lower else figure / best
        return min(share, Fraction(1)) * item.max
    if best == worst:
        return equal
    least = item.get("worst") or Fraction(0)
    return least + clip((figure - worst) / (best - worst), Fraction(0), Fraction(1)) * (item.max - least)


def of_rank(item: Item, rank: int, count: int) -> Fraction:
    """The points of a rank among so many: as listed; behind the list `rest` or so much less each, down to the floor."""
    for share, points in item.written.get("within", ()):
        if rank <= exact(share) * count:
            return exact(points)
    listed = [exact(each) for each in item.written.get("points", ())]
    if rank <= len(listed):
        return listed[rank - 1]
    if "then" in item.written:
        return clip(listed[-1] + (rank - len(listed)) * exact(item.written["then"]), item.floor, None)
    return exact(item.written.get("rest", "0"))
