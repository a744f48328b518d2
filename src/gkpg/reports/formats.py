"""The formats of a report: each is a module and a row here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, cast, get_args

from gkpg.base.endings import ending_of

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from gkpg.base.text import Text
    from gkpg.reports.disclosure import Audience
    from gkpg.reports.report import Report, TableName

#: Options that not every format takes.
OptionName = Literal["table", "unit", "annex", "kind", "earlier", "headings"]
OPTIONS: tuple[OptionName, ...] = get_args(OptionName)


class Renderer(Protocol):
    """What the module of a format has to offer."""

    def write(self, report: Report, out: BinaryIO) -> None:
        """Write a report into an empty file, piece by piece."""

    def is_own_report(self, path: Path) -> bool:
        """Whether a file is a report of this format that gkpg wrote, so that a new one may replace it."""

    def is_as_written(self, path: Path) -> bool:
        """Whether such a report is just as gkpg wrote it, so that nobody's work is lost with it."""


def _nothing(_: Report) -> tuple[Text, ...]:
    return ()


class Format(NamedTuple):
    """A format: its name, how its files end, the module that writes it, the tables that it offers one at a time.

    `tables` is empty for a format that holds everything at once. `options` are those that it takes beside --table;
    `annex` is the module of a second file, for what few readers need; `audience` is the one that nobody has to name.
    """

    name: str
    suffix: str
    module: str
    tables: tuple[TableName, ...] = ()
    options: tuple[OptionName, ...] = ()
    annex: str = ""
    audience: Audience = "internal"

    @property
    def renderer(self) -> Renderer:
        """The module, loaded now: each needs other libraries, and a help page none of them."""
        return cast("Renderer", import_module(self.module))

    @property
    def annex_renderer(self) -> Renderer:
        """The module of the annex, loaded now."""
        return cast("Renderer", import_module(self.annex))

    def left_blank(self, report: Report) -> tuple[Text, ...]:
        """The names of what a report of this format has room for and nobody has written yet."""
        return tuple(getattr(self.renderer, "left_blank", _nothing)(report))

    def takes(self, option: OptionName) -> bool:
        """Whether an option is for this format."""
        return bool({"table": self.tables, "annex": self.annex}.get(option, option in self.options))


#: By name; the first is the one that nobody has to name.
FORMATS = {
    each.name: each
    for each in (
        Format("xlsx", ".xlsx", "gkpg.reports.xlsx.workbook", options=("unit",), annex="gkpg.reports.annex.workbook"),
        Format("html", ".html", "gkpg.reports.html.page", options=("unit", "earlier")),
        Format("md", ".md", "gkpg.reports.markdown.document"),
        Format("csv", ".csv", "gkpg.reports.csv", ("ranking", "items", "findings")),
        Format("json", ".json", "gkpg.reports.json"),
        Format("docx", ".docx", "gkpg.reports.docx.document", options=("kind",), audience="public"),
    )
}
#: Open data, which is a folder of files; its module has `make_files` and `write_files`.
DATA = Format("data", "", "gkpg.reports.data.folder", options=("headings",), audience="public")
#: What may be asked for by name.
ALL_FORMATS = {**FORMATS, DATA.name: DATA}
#: Every table that any format offers, in order; the first is the one that nobody has to name.
TABLES: tuple[TableName, ...] = tuple(dict.fromkeys(table for each in FORMATS.values() for table in each.tables))


def format_of(path: Path) -> Format | None:
    """The format that a file's name says; None where it says none."""
    return next((each for each in FORMATS.values() if each.suffix == ending_of(path)), None)


def taking(option: OptionName) -> tuple[str, ...]:
    """The names of the formats that take an option."""
    return tuple(each.name for each in ALL_FORMATS.values() if each.takes(option))
