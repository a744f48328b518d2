"""What an arbitration sheet shows of an item in dispute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from gkpg.base.text import Text
    from gkpg.rubric.kinds import Kind


@dataclass(frozen=True)
class DisputedItem:
    """One item in dispute, as its row shows it: `scores` are the scores, `reasons` what was said for them.

    `max` is None for a veto; `kind` is what may be decided. `part` is empty where its source scores one part. `base` is
    the unit's target or earlier figure, None where the item looks at none.
    """

    unit: str
    source: str
    item: str
    name: str
    max: Decimal | None
    scores: str
    reasons: str
    kind: Kind
    part: str = ""
    period: str = ""
    base: Text | None = None
