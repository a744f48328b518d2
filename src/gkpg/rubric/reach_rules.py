"""Rules of reach: what gates ask for and vetoes fix lies within what can be reached."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.rubric.intervals import interval_of_table, interval_of_unheld
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from gkpg.findings.finding import Finding
    from gkpg.rubric.model import Rubric
    from gkpg.yamlfiles.document import Document, Path_


def check_reach(rubric: Rubric, document: Document, *, sums_hold: bool = True) -> Iterator[Finding]:
    """Everything in a rubric, sound by itself, that nothing can ever reach.

    Where sums do not hold, nobody knows which figure is wrong: then only what lies beyond each of them.
    """
    for slips in (_of_gates(rubric, sums_hold), _of_vetoes(rubric, sums_hold), _of_bounds(rubric) if sums_hold else ()):
        yield from (slip.at(document) for slip in slips)


def _most(rubric: Rubric, item: str | None, sums_hold: bool) -> Fraction | None:
    """The most of an item, or of the table; of one that is off, its max where that is more. None: no limit."""
    most = (interval_of_table(rubric) if item is None else rubric.intervals[item]).most
    written = rubric.total if item is None or item not in rubric.by_id else rubric.by_id[item].max
    return most if sums_hold or most is None else None if written is None else max(most, written)


def _of_gates(rubric: Rubric, sums_hold: bool) -> Iterator[Slip]:
    """A gate opens within the most of what it looks at."""
    for number, block in enumerate(rubric.beside):
        gate = block.gate
        if gate is None:
            continue
        most = _most(rubric, gate.item, sums_hold)
        for field, edge in (("above", gate.above), ("from", gate.least)):
            if edge is not None and most is not None and (edge > most or (field == "above" and edge == most)):
                yield _slip(("beside", number, "gate", field), f"{block.id} {block.name}", edge, most)


def _of_vetoes(rubric: Rubric, sums_hold: bool) -> Iterator[Slip]:
    """A veto sets the points of an item within its most. A total may be that of several parts, each with a rubric."""
    for number, veto in enumerate(rubric.vetoes):
        effect = veto.effect
        limit = None if effect.item is None else _most(rubric, effect.item, sums_hold)
        if effect.points is not None and limit is not None and effect.points > limit:
            yield _slip(("vetoes", number, "effect", "points"), f"{veto.id} {veto.name}", effect.points, limit)


def _of_bounds(rubric: Rubric) -> Iterator[Slip]:
    """The ceiling of the whole table can be reached, and full marks without bonuses, and the floor lies below."""
    ceiling, most = rubric.ceiling, interval_of_unheld(rubric).most
    if ceiling is not None and most is not None and ceiling > most:
        yield _slip(("ceiling",), rubric.rubric, ceiling, most)
    if ceiling is not None and rubric.total is not None and rubric.total > ceiling:
        yield _slip(("total",), rubric.rubric, rubric.total, Fraction(ceiling))
    limit = ceiling if ceiling is not None else rubric.total
    if rubric.floor is not None and limit is not None and rubric.floor > limit:
        yield _slip(("floor",), rubric.rubric, rubric.floor, Fraction(limit))


def _slip(path: Path_, label: str, number: Decimal | Fraction, most: Fraction) -> Slip:
    facts = {
        "id": label,
        "field": ".".join(map(str, path[-2:])),
        "number": format_exact(Fraction(number)),
        "max": format_exact(most),
    }
    return Slip("R221", path, facts)
