"""What one unit comes to: totals, rank and keys, with what reads them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from gkpg.round.group import RoundGroup, RoundPart
    from gkpg.rubric.vetoes import VetoRule

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


class PartResult(NamedTuple):
    """What a unit got in one part. `total` is None where it cannot be told.

    `points` is a line with a word for each item of the part's rubric, in the order of `Rubric.ids`: its exact points
    (`33.5`, `101/3`), `-` where they cannot be told, `/` where the item does not apply and has none; empty where
    nothing can be told.
    """

    points: str = ""
    total: Fraction | None = None


class UnitResult(NamedTuple):
    """One assessed unit; a nation has a hundred thousand.

    `total`, `band` and `rank` are None where it is not scored, and then `why` says why; `band` and `rank` also
    where it is only listed. `sheets` counts those that were handed in for it and count. `parts` are in the order of
    the group's, without anything where one is not for the unit. `exact_total` is the total before it is rounded,
    `converted` the total on another scale. `band` is the name of its grade among its group's. `tie` is what parted it
    from units with the same total, None where nothing had to. `own` is the line of points of its self-check in the
    first part that is for it, empty where there is none. `vetoes` are those that hold: the number of the part among the
    group's, and the veto's id. `gkpg.scoring.describe` puts all of this into words.
    """

    name: str
    sheets: int
    parts: tuple[PartResult, ...] = ()
    exact_total: Fraction | None = None
    total: Decimal | None = None
    band: str | None = None
    rank: int | None = None
    why: Why | None = None
    converted: Decimal | None = None
    tie: TieBreak | None = None
    own: str = ""
    vetoes: tuple[tuple[int, str], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it may yet get a total: a unit that a veto fails will not."""
        return self.total is None and self.why != "vetoed"


def parts_with_points(group: RoundGroup | None, unit: UnitResult) -> Iterator[tuple[RoundPart, PartResult]]:
    """The parts that are for a unit, each with what it got; none where nothing of it could be told."""
    if group is not None and unit.parts:
        yield from ((group.parts[number], unit.parts[number]) for number in group.numbers(unit.name))


def vetoes_of(group: RoundGroup, unit: UnitResult) -> tuple[VetoRule, ...]:
    """The vetoes that hold for a unit, as their rubrics have them."""
    return tuple(veto for part, held in unit.vetoes for veto in group.parts[part].rubric.vetoes if veto.id == held)


def vetoes_in(group: RoundGroup, parts: Sequence[PartResult]) -> tuple[tuple[int, str], ...]:
    """The vetoes that hold by the points of a unit: the number of the part, and the veto's id."""
    found = enumerate(zip(group.parts, parts, strict=False))
    return tuple(
        (number, veto.id)
        for number, (part, got) in found
        if part.rubric.vetoes
        for veto in part.rubric.vetoes
        if points_of_item(part, got.points, veto.id)
    )


def points_of_item(part: RoundPart, line: str, item: str) -> Fraction | None:
    """The points of one item in a line; None where it has none."""
    word = line.split()[part.rubric.ids.index(item)] if line else NO_POINTS
    return None if word in {NO_POINTS, NOT_APPLICABLE} else Fraction(word)


def points_in(part: RoundPart, line: str) -> dict[str, Fraction]:
    """The points in a line, by item."""
    if not line:
        return {}
    pairs = zip(part.rubric.ids, line.split(), strict=True)
    return {item: Fraction(points) for item, points in pairs if points not in {NO_POINTS, NOT_APPLICABLE}}
