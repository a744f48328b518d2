"""What an arbitration sheet shows of an item in dispute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True)
class Disputed:
    """One item in dispute, as its row shows it: `given` are the scores, `reasons` what was said for them."""

    unit: str
    source: str
    item: str
    name: str
    max: Decimal
    given: str
    reasons: str
