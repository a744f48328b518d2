"""Rules of reach: what gates ask for and vetoes fix lies within what can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import format_exact, format_points
from gkpg.rubric.intervals import interval_of_table
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from fractions import Fraction

    from gkpg.findings.finding import Finding
    from gkpg.rubric.model import Rubric
    from gkpg.yamlfiles.document import Document, Path_


def check_reach(rubric: Rubric, document: Document) -> Iterator[Finding]:
    """Everything in a rubric, sound by itself, that nothing can ever reach."""
    for slips in (_of_gates(rubric), _of_vetoes(rubric)):
        yield from (slip.at(document) for slip in slips)


def _of_gates(rubric: Rubric) -> Iterator[Slip]:
    """A gate opens within the most of what it looks at."""
    whole = interval_of_table(rubric)
    for number, block in enumerate(rubric.beside):
        gate = block.gate
        if gate is None:
            continue
        most = (whole if gate.item is None else rubric.intervals.get(gate.item, whole)).most
        for field, edge in (("above", gate.above), ("from", gate.least)):
            if edge is not None and most is not None and (edge > most or (field == "above" and edge == most)):
                yield _slip(("beside", number, "gate", field), f"{block.id} {block.name}", edge, most)


def _of_vetoes(rubric: Rubric) -> Iterator[Slip]:
    """A veto fixes a total, or an item, within its most."""
    most = {item: interval.most for item, interval in rubric.intervals.items()}
    for number, veto in enumerate(rubric.vetoes):
        effect = veto.effect
        total, of_item = interval_of_table(rubric).most, most.get(effect.item or "")
        for field, points, limit in (("total", effect.total, total), ("points", effect.points, of_item)):
            if points is not None and limit is not None and points > limit:
                yield _slip(("vetoes", number, "effect", field), f"{veto.id} {veto.name}", points, limit)


def _slip(path: Path_, label: str, number: Decimal, most: Fraction) -> Slip:
    facts = {"id": label, "field": f"{path[-2]}.{path[-1]}", "number": format_points(number), "max": format_exact(most)}
    return Slip("R221", path, facts)
