"""A report to be written: what it is of, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from gkpg.reports.disclosure import INTERNAL, Disclosure

if TYPE_CHECKING:
    from collections.abc import Callable

    from gkpg.base.text import Lang
    from gkpg.scoring import Results

#: The tables that a report may hold alone.
TableName = Literal["ranking", "items", "findings"]
#: What a document is: the notice that makes results known, or the account for those who lead.
Kind = Literal["notice", "internal"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Report:
    """Results in a language. `table` is the one to hold, in formats that hold one; `step` is called after each unit.

    `disclosure` says what may be told. `units` are those alone that are wanted, where a format tells of single units;
    empty: all. `kind` is that of a document, `earlier` a result to show beside this one; `headings` is the
    language of the headings of open data, where English ones are keys.
    """

    results: Results
    lang: Lang
    table: TableName = "ranking"
    step: Callable[[], object] = lambda: None
    disclosure: Disclosure = INTERNAL
    units: tuple[str, ...] = ()
    kind: Kind = "notice"
    earlier: Results | None = None
    headings: Lang = "en"

    def has(self, unit: str) -> bool:
        """Whether a unit is among those that are wanted."""
        return not self.units or unit in self.units
