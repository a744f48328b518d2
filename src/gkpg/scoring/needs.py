"""Needs: what a grade asks of a unit besides its total, and what the unit has of it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.round.needed_items import items_needed
from gkpg.scoring.steps import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.grades import Need
    from gkpg.round.group import RoundGroup
    from gkpg.scoring.unit_figures import UnitFigures
    from gkpg.scoring.unit_result import UnitResult


class NeededFigure(NamedTuple):
    """A figure of a unit that a need looks at, and whether it meets the edge.

    `term` names it: an item, a part, or a veto that holds. `value` is None where the unit has none, `edge` the need's
    edge in points; None of a veto. `most` is what the figure can be, where the edge is a share of that.
    """

    term: Term
    edge: Fraction | None
    is_met: bool
    most: Fraction | None = None


class Unmet(NamedTuple):
    """A need of a band that a unit does not meet, with the figures that it was looked at by."""

    band: str
    need: Need
    figures: tuple[NeededFigure, ...]


class NeedCheck:
    """One need of a grade, for the units of a group."""

    def __init__(self, need: Need, group: RoundGroup, figures: UnitFigures) -> None:
        self.need, self._figures = need, figures
        self._items = items_needed(need, group)

    def figures(self, unit: UnitResult) -> tuple[NeededFigure, ...]:
        """What the need looks at. Of several items those that do not apply to the unit are left out."""
        if self.need.veto is not None:
            return tuple(NeededFigure(Term("veto", veto, Fraction(1)), None, is_met=False) for _, veto in unit.vetoes)
        if self.need.part is not None:
            part = self.need.part
            return (self._figure(Term("part", part, self._figures.part(unit, part)), self._most_of_part(unit, part)),)
        several = self.need.items is not None
        items = [item for item in self._items if not several or self._figures.applies(unit, item)]
        return tuple(self._of_item(unit, item) for item in items)

    def is_met(self, figures: tuple[NeededFigure, ...]) -> bool:
        """Whether figures are enough."""
        need, met = self.need, sum(figure.is_met for figure in figures)
        if need.veto is not None:
            return not figures
        if need.at_least is None and need.at_most is None:
            return bool(figures) and met == len(figures)
        return bool(figures) and met >= (need.at_least or 0) and (need.at_most is None or met <= need.at_most)

    def terms(self, figures: tuple[NeededFigure, ...]) -> Iterator[Term]:
        """What a step tells: each figure with its edge, and how many must meet it where that is counted.

        Where nothing of what it names applies to the unit, that is told.
        """
        key, _ = self.need.edge
        if not figures and self.need.veto is None:
            yield Term("count", "applying", Fraction(0))
        for figure in figures:
            yield figure.term
            if figure.edge is not None:
                yield Term("limit", key, figure.edge)
            if figure.most is not None:
                yield Term("limit", "share", self.need.edge[1].value)
                yield Term("limit", "most", figure.most)
        if self.need.at_least is not None:
            yield Term("count", "at_least", Fraction(self.need.at_least))
        if self.need.at_most is not None:
            yield Term("count", "at_most", Fraction(self.need.at_most))

    def _of_item(self, unit: UnitResult, item: str) -> NeededFigure:
        most = self._figures.most_of_item(unit, item) if self._goes_by_shares else Fraction(0)
        return self._figure(Term("item", item, self._figures.item(unit, item)), most)

    def _most_of_part(self, unit: UnitResult, part: str) -> Fraction:
        return self._figures.most_of_part(unit, part) if self._goes_by_shares else Fraction(0)

    def _figure(self, term: Term, most: Fraction) -> NeededFigure:
        """A figure that can be so much at most, held against the edge."""
        key, written = self.need.edge
        edge = written.points(most)
        is_met = term.value is not None and _PASSES[key](term.value, edge)
        return NeededFigure(term, edge, is_met, most if written.is_share and most else None)

    @property
    def _goes_by_shares(self) -> bool:
        return self.need.edge[1].is_share


_PASSES = {
    "from": Fraction.__ge__,
    "above": Fraction.__gt__,
    "to": Fraction.__le__,
    "below": Fraction.__lt__,
}
