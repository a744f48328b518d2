"""A trial: one unit scored alone, with what its figures are compared with said beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction


@dataclass(frozen=True)
class Trial:
    """By item: the figures of the other units, the unit's target or earlier figure, or what its figure is worth."""

    others: Mapping[str, tuple[Fraction, ...]] = field(default_factory=dict)
    bases: Mapping[str, Fraction] = field(default_factory=dict)
    worth: Mapping[str, Fraction] = field(default_factory=dict)
