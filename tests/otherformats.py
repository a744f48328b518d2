"""Workbooks of other formats than xlsx, made byte by byte: only what calamine needs of them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable

Value = float | str
#: The cells of a sheet by row and column, both from 0 as these formats count.
Cells = Mapping[tuple[int, int], Value]


def in_cells(rows: Iterable[Iterable[Value | None]]) -> Cells:
    """Rows of values as cells."""
    return {
        (row, column): value
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value is not None
    }


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file.getvalue()


# xlsx, as small as it may be.


def xlsx(sheet: str, other: Mapping[str, str | bytes] | None = None, related: str = "") -> bytes:
    """A workbook whose one sheet has these rows as XML."""
    book = '<Relationship Id="R1" Type="/worksheet" Target="s.xml"/>'
    return zipped(
        {
            "_rels/.rels": '<a><Relationship Id="R1" Type="/officeDocument" Target="xl/workbook.xml"/></a>',
            "xl/workbook.xml": '<a xmlns:r="r"><sheets><sheet name="a" r:id="R1"/></sheets></a>',
            "xl/_rels/workbook.xml.rels": f"<a>{book}{related}</a>",
            "xl/s.xml": f"<worksheet><sheetData>{sheet}</sheetData></worksheet>",
            **(other or {}),
        }
    )


# xls: a compound file (MS-CFB) with one stream of records (MS-XLS).

_FREE, _END_OF_CHAIN, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file of one stream, which is long enough not to be a mini stream."""
    return compound_of({name: stream.ljust(4_096, b"\0")})


def compound_of(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of streams, at most three, that are long enough not to be mini streams."""
    fat, entries, data = [_FAT, _END_OF_CHAIN], _entry("Root Entry", 5, 1, _END_OF_CHAIN, 0), b""
    for number, (name, stream) in enumerate(streams.items(), 2):
        assert len(stream) >= 4_096
        follows = _FREE if number > len(streams) else number
        entries += _entry(name, 2, _FREE, len(fat), len(stream), follows)
        sectors = -(-len(stream) // 512)
        fat += [*range(len(fat) + 1, len(fat) + sectors), _END_OF_CHAIN]
        data += stream + bytes(-len(stream) % 512)
    assert len(fat) <= 128
    fat += [_FREE] * (128 - len(fat))
    header = struct.pack(
        "<8s16x5H6x9L", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4_096, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0,
    )  # fmt: skip
    header += struct.pack("<109L", 0, *[_FREE] * 108)
    entries += _entry("", 0, _FREE, 0, 0) * (3 - len(streams))
    return header + struct.pack("<128L", *fat) + entries + data


def short_compound(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file of one stream so short that it lies in the stream of short streams."""
    assert len(stream) < 4_096
    minis, held = -(-len(stream) // 64), stream + bytes(-len(stream) % 512)
    fat = [_FAT, _END_OF_CHAIN, _END_OF_CHAIN, *range(4, len(held) // 512 + 3), _END_OF_CHAIN]
    mini_fat = [*range(1, minis), _END_OF_CHAIN]
    header = struct.pack(
        "<8s16x5H6x9L", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4_096, 2, 1, _END_OF_CHAIN, 0,
    )  # fmt: skip
    header += struct.pack("<109L", 0, *[_FREE] * 108)
    entries = _entry("Root Entry", 5, 1, 3, len(held)) + _entry(name, 2, _FREE, 0, len(stream))
    tables = [struct.pack("<128L", *each, *[_FREE] * (128 - len(each))) for each in (fat, mini_fat)]
    return header + tables[0] + (entries + _entry("", 0, _FREE, 0, 0) * 2) + tables[1] + held


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = _FREE) -> bytes:
    written = name.encode("utf-16-le")
    length = len(written) + 2 if name else 0
    return struct.pack("<64sHBBLLL36xLQ", written, length, kind, 1, _FREE, right, child, start, size)


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def xls(cells: Cells, size: tuple[int, int] | None = None, globally: bytes = b"") -> bytes:
    """A workbook of one sheet. `size` is how many rows and columns it says it has; `globally` are further records."""
    begin = struct.pack("<HHHHLL", 0x600, 5, 0x0DBB, 0x7CC, 0, 6)
    before = record(0x809, begin) + globally
    name = b"\x01\x00a"
    where = len(before) + 4 + 6 + len(name) + 4
    listed = record(0x85, struct.pack("<LBB", where, 0, 0) + name) + record(0x0A)
    rows, columns = size or (max(r for r, _ in cells) + 1, max(c for _, c in cells) + 1)
    sheet = record(0x809, struct.pack("<HHHHLL", 0x600, 0x10, 0x0DBB, 0x7CC, 0, 6))
    sheet += record(0x200, struct.pack("<LLHHH", 0, rows, 0, columns, 0))
    sheet += b"".join(_xls_cell(*place, value) for place, value in cells.items())
    return compound(before + listed + sheet + record(0x0A))


def _xls_cell(row: int, column: int, value: Value) -> bytes:
    at = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return record(0x204, at + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return record(0x203, at + struct.pack("<d", value))


#: The record that says that the rest is encrypted, in the oldest way and in the usual one.
FILE_PASS = {
    "XOR": record(0x2F, struct.pack("<HHH", 0, 1, 1)),
    "RC4": record(0x2F, struct.pack("<HHH48x", 1, 1, 1)),
}


# xlsb: a zip file with parts of records (MS-XLSB).


def _brt(kind: int, data: bytes = b"") -> bytes:
    begin = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(data), b""
    while size > 0x7F:
        length += bytes([size & 0x7F | 0x80])
        size >>= 7
    return begin + length + bytes([size]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<L", len(text)) + text.encode("utf-16-le")


def xlsb(cells: Cells, other: Mapping[str, bytes] | None = None) -> bytes:
    """A workbook of one sheet; `other` are further parts."""
    listed = _brt(156, struct.pack("<LL", 0, 1) + _wide("R1") + _wide("a"))
    by_row: dict[int, list[tuple[int, Value]]] = {}
    for (row, column), value in cells.items():
        by_row.setdefault(row, []).append((column, value))
    size = (min(by_row), max(by_row), min(c for _, c in cells), max(c for _, c in cells))
    rows = b"".join(
        _brt(0, struct.pack("<LL9x", row, 0)) + b"".join(_xlsb_cell(*cell) for cell in sorted(each, key=lambda c: c[0]))
        for row, each in sorted(by_row.items())
    )
    sheet = _brt(129) + _brt(148, struct.pack("<4L", *size)) + _brt(145) + rows + _brt(146) + _brt(130)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    return zipped(
        {
            "xl/workbook.bin": _brt(131) + _brt(143) + listed + _brt(144) + _brt(132),
            "xl/_rels/workbook.bin.rels": f'<Relationships><Relationship Id="R1" Type="{kind}" Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
            **(other or {}),
        }
    )


def _xlsb_cell(column: int, value: Value) -> bytes:
    at = struct.pack("<LL", column, 0)
    return _brt(6, at + _wide(value)) if isinstance(value, str) else _brt(5, at + struct.pack("<d", value))


# ods: a zip file with one part of XML (OASIS OpenDocument 1.2).

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def ods(cells: Cells) -> bytes:
    """A workbook of one sheet."""
    last_row, last_column = max(row for row, _ in cells), max(column for _, column in cells)
    rows = (
        f"<table:table-row>{''.join(ods_cell(cells.get((row, column))) for column in range(last_column + 1))}</table:table-row>"
        for row in range(last_row + 1)
    )
    return ods_of("".join(rows))


def ods_of(rows: str, manifest: str = "", other: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook of one sheet whose rows are this XML."""
    listed = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{manifest}</manifest:manifest>'
    content = (
        f"<office:document-content {_NAMESPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="a">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": _ODS, "META-INF/manifest.xml": listed, "content.xml": content, **(other or {})})


def ods_cell(value: Value | None, repeated: int = 1) -> str:
    """A cell, as often as is said."""
    times = f" table:number-columns-repeated={quoteattr(str(repeated))}" if repeated > 1 else ""
    if value is None:
        return f"<table:table-cell{times}/>"
    if isinstance(value, str):
        return (
            f'<table:table-cell{times} office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
        )
    return f'<table:table-cell{times} office:value-type="float" office:value="{value!r}"/>'


__all__ = [
    "FILE_PASS",
    "Cells",
    "Value",
    "compound",
    "compound_of",
    "in_cells",
    "ods",
    "ods_cell",
    "ods_of",
    "record",
    "short_compound",
    "xls",
    "xlsb",
    "xlsx",
    "zipped",
]
