"""Reading a file that holds tables: by what it is, not by what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.authoring.importing.printed_tables import prose_lines, tables_of
from gkpg.authoring.importing.side_by_side import part_side_by_side
from gkpg.base.text import Text, spell_path
from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place
from gkpg.workbooks.limits import DEFAULT_LIMITS
from gkpg.workbooks.ole import is_encrypted
from gkpg.workbooks.opening import read_bytes
from gkpg.workbooks.package import OLE, ZIP, Package
from gkpg.workbooks.unreadable import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.authoring.importing.printed_tables import PrintedTable
    from gkpg.authoring.importing.table_lines import Stream, TableLine

#: The beginnings of files that people take for tables, and what they are.
_OTHERS = (
    (b"%PDF", Text(" PDF 文件", "a PDF file")),
    (b"{\\rtf", Text(" RTF 文件", "an RTF file")),
    (b"\x89PNG", Text("图片", "an image")),
    (b"\xff\xd8\xff", Text("图片", "an image")),
    (b"Rar!", Text("压缩包", "an archive")),
    (b"7z\xbc\xaf", Text("压缩包", "an archive")),
)
_OLD = Text("旧格式的文件（doc、wps、xls、et）", "of an old format (doc, wps, xls, et)")
_ODF = Text(" OpenDocument 文件（odt、ods）", "an OpenDocument file (odt, ods)")
_WEB = Text("网页", "a web page")
_UNKNOWN = Text("别的压缩文件", "some other zip file")
_CODES = {"S401": "T101", "S402": "T102", "S403": "T103", "S405": "F102"}


class FileTables(NamedTuple):
    """The tables of a file, the lines around them, and those that are hidden."""

    tables: tuple[PrintedTable, ...]
    around: tuple[TableLine, ...]
    hidden: tuple[TableLine, ...]


def read_tables(path: Path) -> FileTables:
    """The tables of a docx, xlsx, csv or text file, and its other lines. Raises FindingError."""
    file = spell_path(path)
    try:
        whole = _streams(read_bytes(path), file, is_csv=path.suffix.lower() == ".csv")
        seen = (tuple(line for line in stream if line.hidden is None) for stream in whole)
        streams = [part for stream in seen for part in part_side_by_side(stream)]
        tables = tables_of(streams)
        hidden = tuple(line for stream in whole for line in stream if line.hidden is not None and line.filled)
        return FileTables(tables, prose_lines(streams, tables), hidden)
    except UnreadableError as error:
        facts = {key: fact for key, fact in error.facts.items() if key != "remedy"}  # that of a score sheet
        raise FindingError(Finding(_CODES[error.code], Place(file), facts)) from None


def _streams(raw: bytes, file: str, *, is_csv: bool) -> tuple[Stream, ...]:
    if raw.startswith(ZIP):
        return _of_package(Package(raw, DEFAULT_LIMITS), file)
    if raw.startswith(OLE) and is_encrypted(raw):
        raise UnreadableError("S402")
    what = _OLD if raw.startswith(OLE) else next((what for head, what in _OTHERS if raw.startswith(head)), None)
    if what is None and any(mark in raw[:1_000].lower() for mark in (b"<html", b"<table", b"<!doctype html")):
        what = _WEB
    if what is not None:
        raise FindingError(Finding("T104", Place(file), {"what": what}))
    from gkpg.authoring.importing.text_lines import read_text_lines  # noqa: PLC0415 - one reader a file
    from gkpg.authoring.importing.xlsx_lines import read_csv_lines  # noqa: PLC0415

    return (read_csv_lines if is_csv else read_text_lines)(raw, file, DEFAULT_LIMITS)


def _of_package(package: Package, file: str) -> tuple[Stream, ...]:
    from gkpg.authoring.importing.docx_lines import MAIN, read_docx_lines  # noqa: PLC0415 - one reader a file
    from gkpg.authoring.importing.xlsx_lines import read_xlsx_lines  # noqa: PLC0415

    names = tuple(package.names())
    if any(name.startswith(MAIN) for name in names):
        return read_docx_lines(package, file)
    if any(name.startswith("xl/workbook") for name in names):
        return read_xlsx_lines(package, file)
    raise FindingError(Finding("T104", Place(file), {"what": _ODF if package.has("content.xml") else _UNKNOWN}))
