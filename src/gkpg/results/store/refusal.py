"""What a file that is no result of gkpg comes to: one finding, whatever it holds."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from gkpg.findings.finding import Finding, FindingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.findings.place import Place


@contextlib.contextmanager
def refusing(place: Place) -> Iterator[None]:
    """Around what reads a result file: what it cannot hold as a result is D101. Raises FindingError."""
    try:
        yield
    except (sqlite3.Error, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        raise FindingError(Finding("D101", place)) from None
