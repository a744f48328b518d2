"""Standing: the grade and the rank of a unit, and what parted it from the next better ones."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from gkpg.explanation.nodes import Node, StepTree
    from gkpg.scoring import GroupResult, UnitResult
    from gkpg.scoring.steps import Term


@dataclass(frozen=True, slots=True)
class BandVerdict:
    """What a band said of a unit, as nodes: its edge, bars, needs, the tie on the line of its quota, and the quota.

    `short` is what the total lacks to the edge, None where it meets it; with 0 it would have to be above the edge.
    """

    band: str
    edge: Node
    short: Fraction | None
    bars: tuple[Node, ...]
    needs: tuple[Node, ...]
    room: tuple[Node, ...]

    @property
    def unmet(self) -> tuple[Node, ...]:
        """Whatever kept the unit from the band, its total aside."""
        return tuple(node for node in (*self.bars, *self.needs, *self.room) if node.step and not node.step.holds)

    @property
    def is_given(self) -> bool:
        """Whether nothing speaks against it."""
        return self.short is None and not self.unmet


class Neighbour(NamedTuple):
    """A unit next to another in the ranking. `apart` is how far its total lies from that of the other."""

    name: str
    total: Decimal
    rank: int
    apart: Fraction


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdicts of all bands from the best to the unit's own; its margin above the edge of that.

    `margin` is None where the band has no lower edge. `above` and `below` are the units just above and below; `ties`
    are what was compared with units of the same total.
    """

    verdicts: tuple[BandVerdict, ...]
    margin: Fraction | None
    above: Neighbour | None
    below: Neighbour | None
    ties: tuple[Node, ...]

    @property
    def next_better(self) -> BandVerdict | None:
        """The next better band than the unit's own; None where there is none."""
        kept = [verdict for verdict in self.verdicts if not verdict.is_given]
        return kept[-1] if kept else None


class Ranking:
    """The units of a group that have a rank, in order."""

    def __init__(self, group: GroupResult) -> None:
        self._units = [each for each in group.units if each.rank is not None]
        self._places = {each.name: place for place, each in enumerate(self._units)}

    def beside(self, unit: UnitResult) -> tuple[Neighbour | None, Neighbour | None]:
        """The units just above and below one."""
        place = self._places.get(unit.name)
        if place is None:
            return None, None
        above = self._units[place - 1] if place else None
        below = self._units[place + 1] if place + 1 < len(self._units) else None
        return _neighbour(above, unit), _neighbour(below, unit)


def standing_of(tree: StepTree, ranking: Ranking, unit: UnitResult) -> Standing:
    """The standing of a unit among those of its group, by the steps that led from its total to its rank."""
    verdicts = tuple(_verdicts(tree.steps))
    own = next((verdict for verdict in verdicts if verdict.band == unit.band), None)
    above, below = ranking.beside(unit)
    ties = tuple(node for node in tree.steps if node.step and node.step.what == "tie" and not node.step.band)
    return Standing(verdicts, None if own is None else _margin(own.edge), above, below, ties)


def _verdicts(steps: Sequence[Node]) -> Iterator[BandVerdict]:
    """The verdicts of bands, in their order."""
    for node in steps:
        step = node.step
        if step is not None and step.what == "band":
            own = [each for each in steps if each.step and each.step.band == step.band and each.step.what != "grade"]
            bars, needs, room = ([each for each in own if each.step and each.step.what in whats] for whats in _WHATS)
            yield BandVerdict(step.band, node, _short(node), tuple(bars), tuple(needs), tuple(room))


_WHATS = ({"bar"}, {"need"}, {"tie", "quota"})


def _short(edge: Node) -> Fraction | None:
    """What a total lacks to the lower edge of a band; None where it meets it."""
    step = edge.step
    if step is None or step.holds:
        return None
    return -min(_over(step.terms), default=Fraction(0))


def _margin(edge: Node) -> Fraction | None:
    """How far a total lies above the lower edge of a band; None where it has none."""
    return None if edge.step is None else min(_over(edge.step.terms), default=None)


def _over(terms: tuple[Term, ...]) -> list[Fraction]:
    """How far a total lies above each edge."""
    total = next((term.value for term in terms if term.kind == "total"), None) or Fraction(0)
    return [total - (term.value or Fraction(0)) for term in terms if term.kind == "limit"]


def _neighbour(other: UnitResult | None, unit: UnitResult) -> Neighbour | None:
    if other is None or other.total is None or other.rank is None:
        return None
    return Neighbour(other.name, other.total, other.rank, abs(Fraction(other.total) - Fraction(unit.total or 0)))
