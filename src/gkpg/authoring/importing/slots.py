"""Slots: the sub-items of an indicator, each with its description beside its points."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from gkpg.authoring.importing.clauses import Clause, sum_of_clauses
from gkpg.authoring.importing.name_matching import SAME, align, is_same, pairs_of, share_held_in
from gkpg.authoring.importing.wording import bare_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from gkpg.authoring.importing.description_parts import DescriptionPart

#: So much of a description must stand in a clause for it to be one of several that ran together there.
_RAN_INTO = 0.7


@dataclass(frozen=True, slots=True)
class Slot:
    """One sub-item: how it is described, how its points are printed; None where the table lacks that."""

    part: DescriptionPart | None
    clause: Clause | None

    @property
    def differs(self) -> bool:
        """Whether its label and its clause name two things. Of sentences only the gist is asked for."""
        if self.part is None or self.clause is None or not self.part.label:
            return False
        return not is_same(self.part.label, self.clause.name)


@dataclass(frozen=True, slots=True)
class Slots:
    """The sub-items in order. `shifted` says that the printed names stand at the wrong figures."""

    slots: tuple[Slot, ...]
    shifted: bool


def slots_of(parts: Sequence[DescriptionPart], clauses: Sequence[Clause], most: Decimal | None) -> Slots:
    """The sub-items that parts and clauses come to. `most` are the points of the indicator."""
    clauses = _tear_apart(parts, clauses)
    found = _fill_slots([part.name for part in parts], parts, clauses)
    if _is_crossed(found):  # labels beside a page break are not to be relied on: their place tells what they are
        found = _fill_slots(["" if part.torn else part.name for part in parts], parts, clauses)
    shifted = _is_crossed(found) and len(parts) == len(clauses) and sum_of_clauses(clauses) == most
    if shifted:
        found = [Slot(part, clause) for part, clause in zip(parts, clauses, strict=True)]
    return Slots(tuple(found), shifted)


def _is_crossed(slots: Sequence[Slot]) -> bool:
    """Whether some parts have no clause while some clauses have no part."""
    return {slot.part is None for slot in slots if slot.part is None or slot.clause is None} == {True, False}


def _fill_slots(names: Sequence[str], parts: Sequence[DescriptionPart], clauses: Sequence[Clause]) -> list[Slot]:
    """Parts, known by their names, beside the clauses that mean the same.

    Where as many of both stand between two such pairs, they are paired as well.
    """
    pairs = align(names, [clause.name for clause in clauses])
    slots: list[Slot] = []
    row = column = 0
    for at, beside in (*pairs, (len(parts), len(clauses))):
        between, others = parts[row:at], clauses[column:beside]
        if len(between) == len(others):
            slots += [Slot(part, clause) for part, clause in zip(between, others, strict=True)]
        else:
            slots += [Slot(part, None) for part in between]
            slots += [Slot(None, clause) for clause in others]
        if at < len(parts):
            slots.append(Slot(parts[at], clauses[beside]))
        row, column = at + 1, beside + 1
    return slots


def _tear_apart(parts: Sequence[DescriptionPart], clauses: Sequence[Clause]) -> list[Clause]:
    """Clauses with those taken apart that two descriptions, one after another, stand in: only the last has points."""
    found: list[Clause] = []
    for clause in clauses:
        both = next((pair for pair in pairwise(parts) if _ran_together(*pair, clause)), None)
        if both is None:
            found.append(clause)
        else:
            at = _seam(clause.name, both[0].name, both[1].name)
            found += [Clause(clause.name[:at], None), Clause(clause.name[at:], clause.points)]
    return found


def _ran_together(first: DescriptionPart, second: DescriptionPart, clause: Clause) -> bool:
    names = first.name, second.name
    whole = len(bare_text(clause.name))
    return (
        all(
            share_held_in(name, clause.name) >= _RAN_INTO
            and share_held_in(clause.name, name) < SAME
            and 1 < len(bare_text(name)) < whole
            for name in names
        )
        and sum(len(bare_text(name)) for name in names) * 0.7 < whole
    )


def _seam(text: str, first: str, second: str) -> int:
    """Where a text goes over from one description to the next: each side has most of its own and least of the other."""
    mine, others = pairs_of(first), pairs_of(second)

    def worth(at: int) -> int:
        left, right = pairs_of(text[:at]), pairs_of(text[at:])
        return len(left & mine) - len(left - mine) + len(right & others) - len(right - others)

    return max(range(1, len(text)), key=worth)
