"""A page: a worksheet that is written row by row, in which text stays text and numbers keep their digits."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from gkpg.sheets.blank.fitting import count_lines
from gkpg.workbooks.xml_text import allowed_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format

    from gkpg.reports.xlsx.looks import Looks

_A4 = 9
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.55}
#: What a spreadsheet would mark in cells that are as they should be: `1` as the id of an item, sums of some cells.
_FALSE_ALARMS = ("number_stored_as_text", "formula_range", "formula_differs")
_LINE, _AROUND, _HIGHEST = 13.5, 3, 409
#: The height of a row of figures; the widest table that is read on one page, in characters.
ROW, _WIDEST = 16.5, 240
#: So much of the characters of a line of text stand in one of a title, which is higher.
_TITLE, _TITLE_LINE, _TITLE_AROUND = 0.6, 21, 7
#: More digits than a spreadsheet keeps of a number.
_DIGITS = Context(prec=17)


class Page:
    """A worksheet. Rows are written from the first to the last; `row` is the next one, from 0.

    `tall` is how high those are together that were given a height, in points.
    """

    def __init__(self, sheet: Any, tab: str, looks: Looks, widths: Sequence[float]) -> None:
        self.sheet, self.tab, self.looks, self.widths = sheet, tab, looks, widths
        self.row, self.tall = 0, 0.0
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.ignore_errors(dict.fromkeys(_FALSE_ALARMS, "A1:XFD1048576"))

    @property
    def last(self) -> int:
        """The number of its last column."""
        return len(self.widths) - 1

    def height(self, points: float) -> None:
        """Set the height of the row that is to be written."""
        self.sheet.set_row(self.row, min(points, _HIGHEST))
        self.tall += min(points, _HIGHEST)

    @staticmethod
    def height_of(*texts: tuple[str | None, float]) -> float:
        """How high a row must be for texts, each in a width of so many characters."""
        lines = max((count_lines(text, width) for text, width in texts if text), default=1)
        return min(_LINE * lines + _AROUND, _HIGHEST)

    def height_for(self, *texts: tuple[str | None, float]) -> None:
        """As high as the longest of texts is, each in a width of so many characters."""
        self.height(self.height_of(*texts))

    def text(self, column: int, text: str | None, look: Format) -> None:
        """Write a text; an empty cell where there is none."""
        if not text:
            self.sheet.write_blank(self.row, column, None, look)
        else:
            self.sheet.write_string(self.row, column, safe_text(text), look)

    def number(self, column: int, value: Decimal | Fraction | int | None, look: Format) -> None:
        """Write a number; an empty cell where there is none."""
        if value is None:
            self.sheet.write_blank(self.row, column, None, look)
        else:
            self.sheet.write_number(self.row, column, as_decimal(value), look)

    def value(self, column: int, value: str | Decimal | Fraction | None, look: Format) -> None:
        """Write a text or a number."""
        if value is None or isinstance(value, str):
            self.text(column, value, look)
        else:
            self.number(column, value, look)

    def figure(self, column: int, formula: str | None, value: Decimal | Fraction | None, look: Format) -> None:
        """Write a figure as a formula with its value; as its value alone where there is no formula."""
        if formula is None or value is None:
            self.number(column, value, look)
        else:
            self.sheet.write_formula(self.row, column, formula, look, as_decimal(value))

    def across(self, first: int, last: int, text: str, look: Format) -> None:
        """Write a text over several columns of the row."""
        if first == last:
            self.text(first, text, look)
        else:
            self.sheet.merge_range(self.row, first, self.row, last, "", look)
            self.text(first, text, look)

    def title(self, text: str) -> None:
        """Write the title of the page in a row of its own, broken where it is too long."""
        lines = count_lines(text, sum(self.widths) * _TITLE)
        self.height(_TITLE_LINE * lines + _TITLE_AROUND)
        self.across(0, self.last, text, self.looks.of("title", text_wrap=True))
        self.row += 1

    def paragraph(self, text: str, look: Format, first: int = 0) -> None:
        """Write a text over the whole width in a row of its own, as high as it needs."""
        self.height_for((text, sum(self.widths[first:])))
        self.across(first, self.last, text, look)
        self.row += 1

    def link(self, column: int, tab: str, text: str, look: Format) -> None:
        """Write a text that leads to another page."""
        self.sheet.write_url(self.row, column, f"internal:{quote_tab(tab)}!A1", look, safe_text(text))

    def print_as(
        self,
        orientation: Literal["portrait", "landscape"],
        heading: int | None = None,
        *,
        pages_high: int = 0,
        beside: int | None = None,
    ) -> None:
        """A4, one page wide, so many high (0: as many as it takes), a row of headings repeated, numbers at the foot.

        A table too wide to be read on one page takes several side by side, each with the columns up to `beside`.
        """
        wide = 1 if beside is None else max(1, -(-int(sum(self.widths)) // _WIDEST))
        sheet = self.sheet
        (sheet.set_landscape if orientation == "landscape" else sheet.set_portrait)()
        sheet.set_paper(_A4)
        sheet.set_margins(**_MARGINS)
        sheet.fit_to_pages(wide, pages_high)
        sheet.print_area(0, 0, max(self.row - 1, 0), self.last)
        sheet.center_horizontally()
        sheet.set_footer("&C&P / &N")
        if heading is not None:
            sheet.repeat_rows(heading)
        if wide > 1:
            sheet.repeat_columns(0, beside)


def as_decimal(value: Decimal | Fraction | int) -> Decimal:
    """A number as it is stored: exact where so many digits can say it."""
    if isinstance(value, Fraction):
        return _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Decimal(value)


def safe_text(text: str) -> str:
    """A text as a cell may hold it; XlsxWriter takes text from `<r>` to `</r>` for markup of its own."""
    allowed = allowed_text(text)
    return f"{allowed} " if allowed.startswith("<r>") and allowed.endswith("</r>") else allowed


def quote_tab(tab: str) -> str:
    """The name of a worksheet as formulas have it."""
    doubled = tab.replace("'", "''")
    return f"'{doubled}'"
