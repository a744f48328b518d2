"""Styles of cells: the number format of each, and whether a text in it can be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import parse_stored
from gkpg.workbooks.cell_kinds import CellKind, Look
from gkpg.workbooks.display.colours import BLACK, WHITE, Colour, look_alike, parse_colour
from gkpg.workbooks.display.conditional import Differential, find_restyles
from gkpg.workbooks.display.number_format import GENERAL, NumberFormat, Shown, parse_format
from gkpg.workbooks.markup import for_each_element

if TYPE_CHECKING:
    from gkpg.workbooks.display.conditional import ConditionalRule, Restyle
    from gkpg.workbooks.markup import Attributes

# The numbers that ECMA-376 (part 1, 18.8.30) gives to formats, those of Chinese, Japanese, Korean and Thai included;
# where a currency's sign depends on the language, that of Chinese.
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59), *range(71, 82)}
_MONEY, _MONEY_2 = '"￥"#,##0', '"￥"#,##0.00'
_CODES = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: f'{_MONEY}_);("￥"#,##0)', 6: f'{_MONEY}_);[Red]("￥"#,##0)', 7: f'{_MONEY_2}_);("￥"#,##0.00)',
    8: f'{_MONEY_2}_);[Red]("￥"#,##0.00)', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', 42: '_("￥"* #,##0_);_("￥"* (#,##0);_("￥"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("￥"* #,##0.00_);_("￥"* (#,##0.00);_("￥"* "-"??_);_(@_)', 48: "##0.0E+0", 49: "@",
    **{number: f"[DBNum4]{code}" for number, code in (
        (59, "0"), (60, "0.00"), (61, "#,##0"), (62, "#,##0.00"), (67, "0%"), (68, "0.00%"), (69, "# ?/?"),
        (70, "# ??/??"))},
    **dict.fromkeys(_DATES, "yyyy-m-d"),
}  # fmt: skip
_OFF = {"0", "false", "off", "none"}
#: Fonts of fewer points cannot be read.
_SMALLEST_FONT = 3
#: Fonts that draw letters and digits as signs.
_SIGN_FONTS = ("wingdings", "webdings", "symbol", "marlett", "zapf dingbats")
_LONGEST_NUMBER = 10
#: For so many sets of rules of conditional formats it is kept what they change.
_MOST_RULES = 64
_CONTAINERS = {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs", "fonts", "fills", "borders", "numFmts", "colors"}


class Style(NamedTuple):
    """What a cell's style makes of what it holds. `look` is None where it can be read; `on_white`: white cannot."""

    format: NumberFormat = GENERAL
    look: Look | None = None
    on_white: bool = True


@dataclass(slots=True)
class _Font:
    colour: Colour | None = BLACK
    is_struck: bool = False
    is_tiny: bool = False
    has_signs: bool = False


@dataclass(slots=True)
class _Fill:
    """`ground` is None where it cannot be told, as of a pattern."""

    ground: Colour | None = WHITE


@dataclass(frozen=True, eq=False)
class Styles:
    """The styles of a file's cells, by number. Styles are the same only where they are one object."""

    cells: tuple[Style, ...] = ()
    differentials: tuple[Differential, ...] = ()
    _restyles: dict[tuple[ConditionalRule, ...], tuple[Restyle, ...]] = field(default_factory=dict, repr=False)

    def restyles_of(self, rules: tuple[ConditionalRule, ...]) -> tuple[Restyle, ...]:
        """The rules of a sheet that change what people read; sheets of one make have the same, so these are kept."""
        if rules not in self._restyles:
            if len(self._restyles) >= _MOST_RULES:
                self._restyles.clear()
            self._restyles[rules] = tuple(find_restyles(rules, self.differentials))
        return self._restyles[rules]

    def style(self, number: str) -> Style:
        """A style by its number. Raises ValueError and IndexError where there is none such."""
        place = int(number or 0)
        if place < 0:
            raise IndexError(number)
        return self.cells[place] if self.cells else _PLAIN

    def number(self, style: str, text: str) -> tuple[Shown, Look | None]:
        """What a number shows in a style, and how it looks. Raises ValueError and IndexError."""
        found = self.style(style)
        if found is _PLAIN:
            return _NUMBER, None
        look = found.look or (Look.UNSEEN if found.on_white and found.format.is_white(text) else None)
        return found.format.number(text), look

    def text(self, style: str, text: str) -> tuple[str | None, Look | None]:
        """What a text shows in a style, None for itself, and how it looks."""
        found = self.cells[_place(style, len(self.cells))] if self.cells else _PLAIN
        return None if found.format.for_texts is None else found.format.text(text).text, found.look


_PLAIN, _NUMBER = Style(), Shown(CellKind.NUMBER)


@lru_cache(maxsize=4)
def styles_of(data: bytes) -> Styles:
    """The styles that a part holds. Sheets of one make share theirs, so the last few are kept."""
    scan = _StylesScan()
    for_each_element(data, scan.element)
    return Styles(tuple(scan.cells), tuple(scan.differentials))


@dataclass(slots=True)
class _StylesScan:
    """One pass over a part of styles, element by element. A style follows all that it is made of."""

    cells: list[Style] = field(default_factory=list)
    differentials: list[Differential] = field(default_factory=list)
    _inside: str = ""
    _part: str = ""
    _codes: dict[str, str] = field(default_factory=dict)
    _formats: dict[str, NumberFormat] = field(default_factory=dict)
    _styles: dict[Style, Style] = field(default_factory=dict)
    _fonts: list[_Font] = field(default_factory=list)
    _fills: list[_Fill] = field(default_factory=list)

    def element(self, tag: str, attributes: Attributes) -> None:
        """One element, in order."""
        if tag in _CONTAINERS:
            self._inside = tag
        elif self._inside == "dxfs":
            self._differential(tag, attributes)
        elif tag == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif self._inside == "fonts":
            self._font(tag, attributes)
        elif self._inside == "fills":
            self._fill(tag, attributes)
        elif self._inside == "cellXfs":
            self._cell(tag, attributes)

    def _font(self, tag: str, attributes: Attributes) -> None:
        if tag == "font":
            self._fonts.append(_Font())
        elif self._fonts:
            font = self._fonts[-1]
            if tag == "color":
                font.colour = BLACK if "auto" in attributes else parse_colour(attributes)
            elif tag == "strike":
                font.is_struck = attributes.get("val", "1") not in _OFF
            elif tag == "sz":
                font.is_tiny = is_tiny(attributes.get("val", ""))
            elif tag == "name":
                font.has_signs = attributes.get("val", "").casefold().startswith(_SIGN_FONTS)

    def _fill(self, tag: str, attributes: Attributes) -> None:
        if tag == "fill":
            self._fills.append(_Fill())
        elif self._fills:
            fill = self._fills[-1]
            if tag == "patternFill" and attributes.get("patternType", "none") not in {"none", "solid"}:
                fill.ground = None
            elif tag == "patternFill" and attributes.get("patternType") == "solid":
                fill.ground = BLACK
            elif tag == "fgColor" and fill.ground is BLACK:
                fill.ground = parse_colour(attributes)
            elif tag == "gradientFill":
                fill.ground = None

    def _cell(self, tag: str, attributes: Attributes) -> None:
        if tag == "xf":
            made = self._style(attributes)
            self.cells.append(_PLAIN if made[:2] == _PLAIN[:2] else self._styles.setdefault(made, made))
        elif tag == "alignment" and attributes.get("horizontal") == "fill" and self.cells:
            self.cells[-1] = self.cells[-1]._replace(look=self.cells[-1].look or Look.REPEATED)

    def _style(self, attributes: Attributes) -> Style:
        fonts, fills = self._fonts or [_Font()], self._fills or [_Fill()]
        font = fonts[_place(attributes.get("fontId", "0"), len(fonts))]
        fill = fills[_place(attributes.get("fillId", "0"), len(fills))]
        is_unseen = font.is_tiny or look_alike(font.colour, fill.ground)
        look = Look.STRUCK if font.is_struck else Look.UNSEEN if is_unseen else Look.SIGNS if font.has_signs else None
        return Style(self._format(attributes.get("numFmtId", "0")), look, look_alike(WHITE, fill.ground))

    def _format(self, number: str) -> NumberFormat:
        if number not in self._formats:
            code = self._codes.get(number) or _CODES.get(
                int(number) if number.isdecimal() and len(number) < _LONGEST_NUMBER else 0
            )
            self._formats[number] = parse_format(code) if code else GENERAL
        return self._formats[number]

    def _differential(self, tag: str, attributes: Attributes) -> None:
        """What a conditional format changes. Its fill has the ground in `bgColor`."""
        if tag == "dxf":
            self.differentials.append(Differential())
        elif self.differentials:
            last = self.differentials[-1]
            if tag in {"font", "fill", "border"}:
                self._part = tag
            elif tag == "numFmt":
                last.format = parse_format(attributes.get("formatCode", ""))
            elif tag == "strike":
                last.is_struck = attributes.get("val", "1") not in _OFF
            elif tag == "color" and self._part == "font":
                last.colour = parse_colour(attributes)
            elif tag == "bgColor":
                last.ground = parse_colour(attributes)


def _place(written: str, count: int) -> int:
    """The number of a font or a fill; that of the first, which every file has, where there is none such."""
    place = int(written) if written.isdecimal() and len(written) < _LONGEST_NUMBER else 0
    return place if place < count else 0


def is_tiny(written: str) -> bool:
    """Whether a font of this size, in points, is too small to read."""
    size = parse_stored(written)
    return size is not None and size < _SMALLEST_FONT
