"""Steps: the way from cells to a rank, one figure or verdict at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

#: What a step does. From cells to the total: `measure`, what was entered in one of them becomes points; `rows` of
#: ticks, losses or a sum in one sheet become the points of their item; `join` several assessors of a source; `decide` a
#: dispute; `settle` several sources of an item; `value`, the points of a figure; `apply` a rule for what does not
#: apply, or for points that an item takes over; `sum` sub-items, indicators, or rows beside the total; `bound` by a
#: floor, a cap or a gate; `rescale` where some does not apply; `minus`, the points that a veto takes from an item;
#: `beside` bonuses and penalties; `choose` the highest or lowest of items or parts; `total` of the parts;
#: `coefficient`, by which a unit's total, or a part in it, is multiplied; `compose` other units' totals; `veto`, what a
#: veto makes of a total or of an item; `round`; `convert` to another scale. From the total to the rank: `band`, whether
#: its edge is met; `need`, what a band asks for besides; `bar` from a band; `quota` of a band; `grade`, the band that
#: it gets; `tie`, what parts equal totals; `rank`.
What = Literal[
    "measure", "rows", "join", "decide", "settle", "value", "apply", "sum", "bound", "rescale", "minus", "beside",
    "choose", "total", "coefficient", "compose", "veto", "round", "convert", "band", "need", "bar", "quota", "grade",
    "tie", "rank",
]  # fmt: skip
#: What a term is. `cell`: `name` is the place of one; `item`, `source`, `part`, `unit`, `veto`, `band`: its id or name;
#: `total`, `bonus`: the figure of that name; `factor`, what the term before it is multiplied with; `figure`, what was
#: entered for an item, or what those below it come to, of which points are made; `base`, the target or the earlier
#: figure that it is compared with, or the points before any row counts, and `value`, what comparing comes to, rounded
#: as its name says, or what a part counts in a total; `extra`, points of the max that an item takes over; `limit`, an
#: edge, a cap, a max, a floor, a need or the room of a quota; `count`, how many units, or how many answers the cell
#: before it stands for; `knot`, a value, a word or a rank (or the edge of a band) with its points; `step`, how many
#: steps were counted, each worth the `factor` before.
TermKind = Literal[
    "cell", "item", "source", "part", "unit", "veto", "band", "total", "bonus", "factor", "figure", "base", "value",
    "extra", "limit", "count", "knot", "step",
]  # fmt: skip


class Term(NamedTuple):
    """One figure that went into a step. `value` is exact; None where it is none, such as points that are missing."""

    kind: TermKind
    name: str
    value: Fraction | None = None


class Given(NamedTuple):
    """By whom something was given: a source, and the cell, or the cells of rows, of one of its sheets."""

    source: str = ""
    place: str = ""


NOT_GIVEN = Given()


class Rule(NamedTuple):
    """The rule of a step by its key, as the rubric or the assessment writes it, and the document that fixes it.

    `key` is empty where nothing is ruled but adding. `basis` is None where no document is named; `is_default` says that
    the rule is gkpg's own.
    """

    key: str = ""
    basis: str | None = None
    is_default: bool = False


PLAIN = Rule()


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `terms` went in, `value` came out, exactly; None for a verdict, of which `holds` says how it went.

    `place` is the cell, or the cells of rows, that a `measure` or `rows` gives points, and what is rounded before that.
    `part` is the part that it belongs to, empty for what belongs to none; `item` is None for a part, the total and what
    follows it; `source` is whose scores were joined; `band` the grade that it is about.
    """

    what: What
    terms: tuple[Term, ...]
    value: Fraction | None
    rule: Rule = PLAIN
    part: str = ""
    item: str | None = None
    source: str = ""
    band: str = ""
    holds: bool = True
    place: str = ""
