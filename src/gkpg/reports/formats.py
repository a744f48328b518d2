"""The formats of a report: each is a module and a row here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from gkpg.reports.report import Report, TableName


class Renderer(Protocol):
    """What the module of a format has to offer."""

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write a report into an empty file, piece by piece."""

    def is_own_report(self, path: Path) -> bool:
        """Whether a file is a report of this format that gkpg wrote, so that a new one may replace it."""

    def is_as_written(self, path: Path) -> bool:
        """Whether such a report is just as gkpg wrote it, so that nobody's work is lost with it."""


class Format(NamedTuple):
    """A format: its name, how its files end, the module that writes it, the tables that it offers one at a time.

    `tables` is empty for a format that holds everything at once.
    """

    name: str
    suffix: str
    module: str
    tables: tuple[TableName, ...] = ()

    @property
    def renderer(self) -> Renderer:
        """The module, loaded now: each needs other libraries, and a help page none of them."""
        return cast("Renderer", import_module(self.module))


#: By name; the first is the one that nobody has to name.
FORMATS = {
    each.name: each
    for each in (
        Format("xlsx", ".xlsx", "gkpg.reports.annex.workbook"),
        Format("csv", ".csv", "gkpg.reports.csv", ("ranking", "items", "findings")),
        Format("json", ".json", "gkpg.reports.json"),
    )
}
#: Every table that any format offers, in order; the first is the one that nobody has to name.
TABLES: tuple[TableName, ...] = tuple(dict.fromkeys(table for each in FORMATS.values() for table in each.tables))


def format_of(path: Path) -> Format | None:
    """The format that a file's name says; None where it says none."""
    return next((each for each in FORMATS.values() if each.suffix == path.suffix.lower()), None)
