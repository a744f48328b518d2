"""A report to be written: what it is of, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from gkpg.base.text import Lang
    from gkpg.scoring import Results

#: The tables that a report may hold alone.
TableName = Literal["ranking", "items", "findings"]


@dataclass(frozen=True)
class Report:
    """Results in a language. `table` is the one to hold, in formats that hold one; `step` is called after each unit."""

    results: Results
    lang: Lang
    table: TableName = "ranking"
    step: Callable[[], object] = lambda: None
