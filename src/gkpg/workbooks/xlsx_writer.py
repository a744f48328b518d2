"""Workbooks that gkpg writes: the same bytes for the same content, in which text stays text."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from gkpg.workbooks.written_parts import CORE, undated_entry
from gkpg.workbooks.xml_text import FORBIDDEN, escaped_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_MODIFIED = re.compile(rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*")


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
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text=FORBIDDEN.sub("", footer)))


def render_workbook(workbook: Workbook) -> bytes:
    """A workbook as the bytes of its file, without the time of day."""
    properties = workbook.properties
    properties.title = None if properties.title is None else FORBIDDEN.sub("", properties.title)
    written = io.BytesIO()
    workbook.save(written)
    out = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = source.read(name)
            if name == CORE:
                data = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", data)
            target.writestr(undated_entry(name), data)
    return out.getvalue()
