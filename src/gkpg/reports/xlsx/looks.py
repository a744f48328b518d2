"""Looks: how cells of the workbook look; the same everywhere, and each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from gkpg.base.text import Lang

LookName = Literal[
    "title", "heading", "text", "wide", "number", "strong", "strong-number", "note", "plain", "link", "fact", "sign",
    "legend",
]  # fmt: skip
#: The inks of charts and bars: they are told apart in grey as well.
BLUE, GREY, ORANGE = "#2F5C8F", "#A6A6A6", "#C55A11"
BAR = "#CFE0F3"
_LINE = "#BFBFBF"


class Fonts(NamedTuple):
    """The fonts of a language: of text, and of titles and headings."""

    text: str
    heading: str


FONTS: dict[str, Fonts] = {"zh": Fonts("宋体", "黑体"), "en": Fonts("Arial", "Arial")}
_THIN = {"border": 1, "border_color": _LINE}
_SHADE = {"bg_color": "#EEF2F8"}
_LOOKS: dict[LookName, dict[str, object]] = {
    "title": {"font_size": 16, "bold": True, "align": "left"},
    "heading": {"font_size": 10, "bold": True, "bg_color": "#D9E2F3", "align": "center", "text_wrap": True, **_THIN},
    "text": {"align": "left", **_THIN},
    "wide": {"align": "left", "text_wrap": True, **_THIN},
    "number": {"align": "center", **_THIN},
    "strong": {"align": "left", "bold": True, **_SHADE, **_THIN},
    "strong-number": {"align": "center", "bold": True, **_SHADE, **_THIN},
    "note": {"font_size": 9, "font_color": "#595959", "text_wrap": True, "valign": "top"},
    "plain": {"text_wrap": True},
    "link": {"font_color": "#1F4E9E", "underline": 1},
    "fact": {"align": "left", "text_wrap": True, "bottom": 1, "bottom_color": _LINE},
    "sign": {"align": "left", "valign": "bottom"},
    "legend": {"align": "center", "font_size": 9, **_THIN},
}
_IN_HEADING_FONT: set[LookName] = {"title", "heading", "strong"}


class Looks:
    """The formats of a workbook in the fonts of a language."""

    def __init__(self, workbook: Any, lang: Lang) -> None:
        self._workbook, self.fonts = workbook, FONTS[lang]
        self._made: dict[tuple[LookName, tuple[tuple[str, object], ...]], Format] = {}

    def of(self, name: LookName, **more: object) -> Format:
        """A format, with what differs from its look."""
        key = name, tuple(sorted(more.items()))
        if key not in self._made:
            font = self.fonts.heading if name in _IN_HEADING_FONT else self.fonts.text
            base = {"font_name": font, "font_size": 10, "valign": "vcenter"}
            self._made[key] = self._workbook.add_format({**base, **_LOOKS[name], **more})
        return self._made[key]

    def of_condition(self, **what: object) -> Format:
        """A format of a condition: what it sets alone."""
        key: tuple[LookName, tuple[tuple[str, object], ...]] = "plain", (("condition", True), *sorted(what.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(what)
        return self._made[key]


def points_format(places: int) -> str:
    """The number format of points with so many decimals."""
    return f"0.{'0' * places}" if places else "0"
