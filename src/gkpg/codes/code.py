"""What a code is: one kind of finding, with its severity and its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gkpg.words import Text


class Severity(StrEnum):
    """What a finding does: an error keeps something from being used, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. `message` and `remedy` have `{names}` that the finding's facts fill."""

    severity: Severity
    message: Text
    meaning: Text
    remedy: Text


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE
