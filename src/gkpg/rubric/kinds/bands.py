"""Bands: a table from the top down, in which the first band that a value falls into has its points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, NamedTuple

from pydantic import Field

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds.conversion import Bound, Conversion, Flat, Mark, in_formula
from gkpg.rubric.kinds.line import Line, LineField
from gkpg.rubric.kinds.long_tables import LONG, in_short, look_up
from gkpg.rubric.kinds.per import Per
from gkpg.yamlfiles.types import AnyPoints, AnySharePoints, Model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.rubric.kinds.line import Knot

#: On which side of an edge a band lies, and whether the edge belongs to it.
Side = Literal["from", "above", "to", "below"]
_SIGNS: dict[Side, str] = {"from": ">=", "above": ">", "to": "<=", "below": "<"}
_WORDS: dict[Side, tuple[str, str]] = {
    "from": ("{} 及以上", "{} or more"),
    "above": ("{} 以上（不含）", "above {}"),
    "to": ("{} 及以下", "{} or less"),
    "below": ("{} 以下（不含）", "below {}"),
}
#: The sides of tables in which more is better, as they are mostly printed, and of those in which less is.
LOWER_EDGES: frozenset[Side] = frozenset({"from", "above"})
UPPER_EDGES: frozenset[Side] = frozenset({"to", "below"})


class Edge(NamedTuple):
    """The one edge of a band."""

    side: Side
    value: Fraction

    def holds(self, value: Fraction) -> bool:
        """Whether a value lies on its side."""
        match self.side:
            case "from":
                return value >= self.value
            case "above":
                return value > self.value
            case "to":
                return value <= self.value
            case "below":
                return value < self.value

    def formula(self, value: str) -> str:
        """The same."""
        return f"{value}{_SIGNS[self.side]}{in_formula(self.value)}"

    @property
    def says(self) -> Text:
        """The edge in words."""
        zh, en = _WORDS[self.side]
        return Text(zh.format(format_exact(self.value)), en.format(format_exact(self.value)))


class MeasureBand(Model):
    """One band: its edges, none for all that is left, and its points, or the rule for them.

    One edge parts it from the bands behind it; another one, toward those before it, is there to be checked.
    """

    least: Annotated[AnyPoints | None, Field(alias="from")] = None
    above: AnyPoints | None = None
    to: AnyPoints | None = None
    below: AnyPoints | None = None
    points: AnySharePoints | None = None
    line: LineField | None = None
    per: Per | None = None

    @property
    def edges(self) -> tuple[Edge, ...]:
        """All edges that are written; a sound band has one on each side at most."""
        sides: tuple[Side, ...] = ("from", "above", "to", "below")
        written = zip(sides, (self.least, self.above, self.to, self.below), strict=True)
        return tuple(Edge(side, Fraction(value)) for side, value in written if value is not None)

    def rule(self, most: Bound) -> Conversion:
        """The rule of a sound band, of an item with this max."""
        if self.line is not None:
            return Line.of(self.line)
        return self.per.rule(most) if self.per is not None else Flat(self.points or Fraction(0))

    @property
    def says(self) -> Text:
        """The band in words."""
        rule, told = self.rule(Fraction(0)), [edge.says for edge in self.edges]
        if len(told) < 2:
            return _say(self.edges[0] if told else None, rule)
        zh, en = "、".join(each.zh for each in told), " and ".join(each.en for each in told)
        return Text(f"{zh}{_verb(rule)}{rule.says.zh}", f"{en}: {rule.says.en}")


def _say(edge: Edge | None, rule: Conversion) -> Text:
    where = Text("其余", "else") if edge is None else edge.says
    return Text(f"{where.zh}{_verb(rule)}{rule.says.zh}", f"{where.en}: {rule.says.en}")


def _verb(rule: Conversion) -> str:
    return "得 " if isinstance(rule, Flat) else "："


def sides_of(bands: Sequence[MeasureBand]) -> frozenset[Side]:
    """The sides on which the edges lie that part bands: the lower ones where they are written from the top down."""
    first = bands[0].edges
    if len(first) != 2 or len(bands) < 2:
        return UPPER_EDGES if first and first[0].side in UPPER_EDGES else LOWER_EDGES
    behind = [edge.value for edge in bands[1].edges]
    return UPPER_EDGES if any(value > min(edge.value for edge in first) for value in behind) else LOWER_EDGES


def parting_edges(bands: Sequence[MeasureBand]) -> tuple[Edge | None, ...]:
    """The edge that parts each band from those behind it; None of the last, and where there is none."""
    sides = sides_of(bands)
    found = [next((edge for edge in band.edges if edge.side in sides), None) for band in bands]
    return (*found[:-1], None)


@dataclass(frozen=True, slots=True)
class Bands(Conversion):
    """Bands by their edges, the last of which takes what is left."""

    bands: tuple[tuple[Edge | None, Conversion], ...]

    key: ClassVar[str] = "bands"

    def _band(self, value: Fraction) -> tuple[Edge | None, Conversion]:
        return next(band for band in self.bands if band[0] is None or band[0].holds(value))

    def points(self, value: Fraction) -> Fraction:
        """Those of the first band that the value falls into."""
        return self._band(value)[1].points(value)

    def marks(self, value: Fraction) -> tuple[Mark, ...]:
        """Those of the band's rule; of points alone, its edge."""
        edge, rule = self._band(value)
        if isinstance(rule, Flat):
            return (Mark("knot", "" if edge is None else f"{edge.side} {format_exact(edge.value)}", rule.worth),)
        return rule.marks(value)

    def formula(self, value: str) -> str:
        """One condition within the other; a long table is looked up, or halved, for a formula nests only so deep."""
        return (self._looked_up(value) if len(self.bands) > LONG else "") or _in_turn(self.bands, value)

    def _looked_up(self, value: str) -> str:
        """The formula that looks points up; empty where bands have a rule of their own, or an edge outside of them."""
        sides = {edge.side for edge, _ in self.bands if edge is not None}
        worths = [rule.worth for _, rule in self.bands if isinstance(rule, Flat)]
        if len(worths) < len(self.bands) or len(sides) != 1 or not sides <= {"from", "to"}:
            return ""
        sign = 1 if sides == {"from"} else -1
        edges = [sign * edge.value for edge, _ in self.bands if edge is not None]
        return look_up(value if sign > 0 else f"-({value})", edges[::-1], worths[::-1])

    def values(self) -> Iterator[Fraction]:
        """The edges, and what the rules of bands name."""
        for edge, rule in self.bands:
            yield from () if edge is None else (edge.value,)
            yield from rule.values()

    def reach(self, lowest: Bound, highest: Bound) -> tuple[Bound, Bound]:
        """The extremes of all bands, each between its own edge and the one before, within the bounds."""
        reached = [rule.reach(*ends) for rule, ends in self._spans(lowest, highest)]
        least, most = ([each[place] for each in reached] for place in (0, 1))
        known = [each for each in least if each is not None], [each for each in most if each is not None]
        return (
            min(known[0], default=None) if len(known[0]) == len(least) else None,
            max(known[1], default=None) if len(known[1]) == len(most) else None,
        )

    def _spans(self, lowest: Bound, highest: Bound) -> Iterator[tuple[Conversion, tuple[Bound, Bound]]]:
        """Each rule with the bounds of the values that it is for; none for a band outside of the bounds."""
        is_open = False  # whether its edge belongs to the band before
        for edge, rule in self.bands:
            low, high = lowest, highest
            if edge is not None and edge.side in UPPER_EDGES:
                high = _least_of(highest, edge.value)
                lowest = _most_of(lowest, edge.value)
            elif edge is not None:
                low = _most_of(lowest, edge.value)
                highest = _least_of(highest, edge.value)
            is_open = is_open or (edge is not None and edge.side in {"above", "below"})
            if low is None or high is None or low < high or (low == high and not is_open):
                yield rule, (low, high)
            is_open = edge is not None and edge.side in {"from", "to"}

    @property
    def says(self) -> Text:
        """Every band."""
        told = in_short([_say(*band) for band in self.bands])
        return Text("；".join(each.zh for each in told), "; ".join(each.en for each in told))


def _in_turn(bands: Sequence[tuple[Edge | None, Conversion]], value: str) -> str:
    """Conditions within one another, of a long table first that by which its upper half is told from the lower one."""
    half = len(bands) // 2
    middle = bands[half - 1][0]
    if len(bands) > LONG and middle is not None:
        return f"IF({middle.formula(value)},{_in_turn(bands[:half], value)},{_in_turn(bands[half:], value)})"
    text = bands[-1][1].formula(value)  # what is left, or has no other way
    for edge, rule in reversed(bands[:-1]):
        text = text if edge is None else f"IF({edge.formula(value)},{rule.formula(value)},{text})"
    return text


def _least_of(*bounds: Bound) -> Bound:
    return min((each for each in bounds if each is not None), default=None)


def _most_of(*bounds: Bound) -> Bound:
    return max((each for each in bounds if each is not None), default=None)


BandsField = Annotated[tuple[MeasureBand, ...], Field(min_length=1)]


def conversion_of(
    line: Sequence[Knot] | None, bands: Sequence[MeasureBand] | None, per: Per | None, most: Bound
) -> Conversion:
    """The one of three rules that is there, of an item with this max."""
    if line is not None:
        return Line.of(line)
    if per is not None:
        return per.rule(most)
    edges = parting_edges(bands) if bands else ()
    return Bands(tuple((edge, band.rule(most)) for edge, band in zip(edges, bands or (), strict=True)))
