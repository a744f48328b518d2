"""What an assessment comes to: groups, units, totals, grades, ranks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from gkpg.points import NO_POINTS, NOT_APPLICABLE, rounded
from gkpg.scoring.units import UnitScorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from gkpg.assessment.model import Rounding
    from gkpg.assessment.round import Round, RoundGroup, RoundPart
    from gkpg.findings import Finding
    from gkpg.ledger import Ledger
    from gkpg.rubric.model import VetoRule
    from gkpg.scoring.steps import Step


#: Why a unit has no total or no rank. `findings`: the errors that block it; `missing`: scores are missing; `vetoed`: a
#: veto fails it at once; `not-ranked`: its group only lists it, for the reason in `RoundGroup.unranked`;
#: `scored-only`: nobody in its group is ranked.
Why = Literal["findings", "missing", "scored-only", "not-ranked", "vetoed"]
WHYS: tuple[Why, ...] = get_args(Why)


class TieBreak(NamedTuple):
    """What parted a unit from others with its total: the item or part that was compared, and the unit's points for it.

    `value` is exact; None where the unit has none, which is behind all others.
    """

    by: str
    value: Fraction | None


class PartPoints(NamedTuple):
    """What a unit got in one part. `total` is None where it cannot be told.

    `points` is a line with a word for each item of the part's rubric, in the order of `Rubric.ids`: its exact points
    (`33.5`, `101/3`), `-` where they cannot be told, `/` where the item does not apply and has none; empty where
    nothing can be told.
    """

    points: str = ""
    total: Fraction | None = None


class Unit(NamedTuple):
    """One assessed unit; a nation has a hundred thousand.

    `total`, `band` and `rank` are None where it is not scored, and then `why` says why; `band` and `rank` also
    where it is only listed. `sheets` counts those that were handed in for it and count. `parts` are in the order of
    the group's. `exact_total` is the total before it is rounded, `converted` the total on another scale. `band` is the
    name of its grade among its group's. `tie` is what parted it from units with the same total, None where nothing had
    to. `own` is the line of points of its self-check, empty where there is none. `vetoes` are those that hold: the
    number of the part among the group's, and the veto's id. `gkpg.scoring.describe` puts all of this into words.
    """

    name: str
    sheets: int
    parts: tuple[PartPoints, ...] = ()
    exact_total: Fraction | None = None
    total: Decimal | None = None
    band: str | None = None
    rank: int | None = None
    why: Why | None = None
    converted: Decimal | None = None
    tie: TieBreak | None = None
    own: str = ""
    vetoes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The units that are ranked together, best first; those without a rank come last, by name.

    `rules` is None for the units of which no sheet could be read; none of them is ranked.
    """

    name: str
    rules: RoundGroup | None
    units: tuple[Unit, ...]

    @property
    def parts(self) -> tuple[RoundPart, ...]:
        """The parts of the total; none where no sheet could be read."""
        return self.rules.parts if self.rules else ()


@dataclass(frozen=True)
class Results:
    """Everything that an assessment comes to, and the ledger it was computed from."""

    ledger: Ledger
    groups: tuple[Group, ...]

    @property
    def round(self) -> Round:
        """The rules that were applied."""
        return self.ledger.round

    @property
    def places(self) -> int:
        """The decimals of totals."""
        return self._rounding.places

    def shown(self, value: Fraction | None) -> Decimal | None:
        """A figure as it is read beside totals: rounded like them. Nothing is computed from it."""
        return None if value is None else rounded(value, self._rounding.places, self._rounding.mode)

    @property
    def _rounding(self) -> Rounding:
        rule = self.round.rounding("total")
        assert rule is not None  # noqa: S101 - the total is always rounded
        return rule

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in order."""
        return self.ledger.findings

    def points(self, group: Group, unit: Unit, part: int = 0) -> Mapping[str, Fraction]:
        """The exact points of every item of a unit that could be scored, by its id, in one part."""
        return points_in(group.parts[part], unit.parts[part].points) if part < len(unit.parts) else {}

    def own_points(self, group: Group, unit: Unit) -> Mapping[str, Fraction]:
        """What the unit gave itself, by item of the first part."""
        return points_in(group.parts[0], unit.own) if group.parts else {}

    def own_total(self, group: Group, unit: Unit) -> Fraction | None:
        """What the unit gave itself in all, in the first part; None where it left something out."""
        own = self.own_points(group, unit)
        indicators = group.parts[0].rubric.indicators if own else ()
        values = [own.get(each.id) for each in indicators]
        return None if not values or None in values else sum((each for each in values if each is not None), Fraction(0))

    def inapplicable(self, group: Group, unit: Unit, part: int = 0) -> frozenset[str]:
        """The items that do not apply to a unit and have no points."""
        line = unit.parts[part].points.split() if part < len(unit.parts) else []
        ids = group.parts[part].rubric.ids if line else ()
        return frozenset(item for item, word in zip(ids, line, strict=True) if word == NOT_APPLICABLE)

    def steps(self, group: Group, unit: Unit) -> Iterator[Step]:
        """The way from a unit's cells to its total, in order: the very computation, once more."""
        if group.rules is None or not unit.parts:
            return
        yield from self._scorers[group.name].steps(unit.name, is_scored=unit.total is not None)

    @cached_property
    def _scorers(self) -> Mapping[str, UnitScorer]:
        return {group.name: UnitScorer(self.ledger, group.rules) for group in self.groups if group.rules}


def vetoes_of(group: RoundGroup, unit: Unit) -> tuple[VetoRule, ...]:
    """The vetoes that hold for a unit, as their rubrics have them."""
    return tuple(veto for part, held in unit.vetoes for veto in group.parts[part].rubric.vetoes if veto.id == held)


def vetoes_in(group: RoundGroup, parts: Sequence[PartPoints]) -> tuple[tuple[int, str], ...]:
    """The vetoes that hold by the points of a unit: the number of the part, and the veto's id."""
    found = enumerate(zip(group.parts, parts, strict=False))
    return tuple(
        (number, veto.id)
        for number, (part, got) in found
        if part.rubric.vetoes
        for points in (points_in(part, got.points),)
        for veto in part.rubric.vetoes
        if points.get(veto.id)
    )


def points_in(part: RoundPart, line: str) -> dict[str, Fraction]:
    """The points in a line, by item."""
    if not line:
        return {}
    pairs = zip(part.rubric.ids, line.split(), strict=True)
    return {item: Fraction(points) for item, points in pairs if points not in {NO_POINTS, NOT_APPLICABLE}}
