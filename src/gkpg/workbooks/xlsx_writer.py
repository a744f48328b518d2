"""Workbooks that gkpg writes: the same bytes for the same content, in which text stays text."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from typing import TYPE_CHECKING

from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from gkpg.workbooks.xml_text import escaped_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_MODIFIED = re.compile(rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*")
_CORE = "docProps/core.xml"
#: Stands in a property of a workbook for the seal that it gets when it is written.
NO_SEAL = "gkpg-seal-" + "0" * 64
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def put_text(cell: Cell | MergedCell, text: str | None) -> None:
    """Put text into a cell as text: never a formula, never a character that XML forbids or an escape of another."""
    if text is None:
        return
    cell.value = escaped_text(text)
    cell.data_type = "s"


def set_up_print(sheet: Worksheet, heading_row: int, area: str, footer: str) -> None:
    """A4 landscape, one page wide, the heading repeated on every page, page numbers at the foot."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.print_area = area
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text=_FORBIDDEN.sub("", footer)))


def seal_of(package: zipfile.ZipFile) -> str:
    """A digest of all parts of a package but its properties, in which it stands."""
    parts = sorted((each.filename, each.file_size, each.CRC) for each in package.infolist() if each.filename != _CORE)
    return f"gkpg-seal-{hashlib.sha256(repr(parts).encode()).hexdigest()}"


def render_workbook(workbook: Workbook) -> bytes:
    """A workbook as the bytes of its file, without the time of day. `NO_SEAL` in a property becomes its seal."""
    properties = workbook.properties
    properties.title = None if properties.title is None else _FORBIDDEN.sub("", properties.title)
    written = io.BytesIO()
    workbook.save(written)
    seal = seal_of(zipfile.ZipFile(written)).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = source.read(name)
            if name == _CORE:
                data = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", data).replace(NO_SEAL.encode(), seal)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)
    return out.getvalue()
