"""The styles of a document: fonts by name for every script, sizes and lines, and no theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from gkpg.reports.docx.markup import element, part
from gkpg.reports.docx.page import CHARACTER, CLOSER, LINE

if TYPE_CHECKING:
    from gkpg.base.text import Lang

#: What a paragraph is.
StyleName = Literal[
    "Number", "Title", "Subtitle", "Addressee", "Body", "Heading 1", "Heading 2", "Annex", "Signatory", "Date",
    "Table Title", "Table Head", "Table Text", "Table Figure", "Table Word", "Page Number", "End",
]  # fmt: skip
STYLE_NAMES: tuple[StyleName, ...] = get_args(StyleName)

Align = Literal["both", "left", "center", "right"]


class Style(NamedTuple):
    """A style: its font and size in half points, how lines stand, how far the first is moved in, in characters.

    `line` is the exact height of a line in twips; 0 is that of the letters. `level` is that of a heading, from 0.
    """

    font: str
    size: int
    align: Align = "both"
    indent: int = 0
    line: int = LINE
    closer: int = CLOSER
    is_bold: bool = False
    level: int | None = None
    keeps_next: bool = False


#: Titles, headings of both levels, text, page numbers; the names under which official templates have them.
TITLE_FONT, HEAD_FONT, SECOND_FONT, TEXT_FONT, PAGE_FONT = (
    "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体",
)  # fmt: skip
#: Under which names a machine may have them else.
OTHER_NAMES = {TITLE_FONT: "宋体", SECOND_FONT: "楷体", TEXT_FONT: "仿宋", HEAD_FONT: "SimHei", PAGE_FONT: "SimSun"}
_LATIN = "Times New Roman"
#: Sizes by their Chinese names, in half points.
_NO_2, _NO_3, _NO_4, _SMALL_4 = 44, 32, 28, 24
_TABLE = Style(TEXT_FONT, _SMALL_4, "left", line=0, closer=0)

_CHINESE: dict[StyleName, Style] = {
    "Number": Style(TEXT_FONT, _NO_3, "center"),
    "Title": Style(TITLE_FONT, _NO_2, "center", line=LINE, closer=0, level=0, keeps_next=True),
    "Subtitle": Style(SECOND_FONT, _NO_3, "center"),
    "Addressee": Style(TEXT_FONT, _NO_3),
    "Body": Style(TEXT_FONT, _NO_3, indent=2),
    "Heading 1": Style(HEAD_FONT, _NO_3, indent=2, level=0, keeps_next=True),
    "Heading 2": Style(SECOND_FONT, _NO_3, indent=2, level=1, keeps_next=True),
    "Annex": Style(HEAD_FONT, _NO_3, "left"),
    "Signatory": Style(TEXT_FONT, _NO_3, "right", keeps_next=True),
    "Date": Style(TEXT_FONT, _NO_3, "right"),
    "Table Title": Style(HEAD_FONT, _NO_4, "left", closer=0, keeps_next=True),
    "Table Head": _TABLE._replace(font=HEAD_FONT, align="center"),
    "Table Text": _TABLE,
    "Table Figure": _TABLE._replace(align="right"),
    "Table Word": _TABLE._replace(align="center"),
    "Page Number": Style(PAGE_FONT, _NO_4, "right", line=0, closer=0),
    "End": Style(TEXT_FONT, 2, line=20, closer=0),
}
_PLAIN = Style(_LATIN, 28, "left", closer=0)
_ENGLISH: dict[StyleName, Style] = {
    "Number": _PLAIN,
    "Title": _PLAIN._replace(size=36, align="center", is_bold=True, level=0, keeps_next=True),
    "Subtitle": _PLAIN._replace(align="center"),
    "Addressee": _PLAIN,
    "Body": _PLAIN,
    "Heading 1": _PLAIN._replace(is_bold=True, level=0, keeps_next=True),
    "Heading 2": _PLAIN._replace(level=1, keeps_next=True),
    "Annex": _PLAIN._replace(is_bold=True),
    "Signatory": _PLAIN._replace(align="right", keeps_next=True),
    "Date": _PLAIN._replace(align="right"),
    "Table Title": _PLAIN._replace(is_bold=True, keeps_next=True),
    "Table Head": _PLAIN._replace(size=22, align="center", line=0, is_bold=True),
    "Table Text": _PLAIN._replace(size=22, line=0),
    "Table Figure": _PLAIN._replace(size=22, align="right", line=0),
    "Table Word": _PLAIN._replace(size=22, align="center", line=0),
    "Page Number": _PLAIN._replace(size=24, align="right", line=0),
    "End": _PLAIN._replace(size=2, line=20),
}


def styles_of(lang: Lang) -> dict[StyleName, Style]:
    """The styles of documents in a language."""
    return _CHINESE if lang == "zh" else _ENGLISH


def style_id(name: StyleName) -> str:
    """How paragraphs name a style."""
    return name.replace(" ", "")


def render_styles(lang: Lang) -> str:
    """The part of a document that has its styles."""
    styles = styles_of(lang)
    text = styles["Body"]._replace(indent=0)
    letters = element("rPr", _fonts(text.font), *_sizes(text.size), element("lang", val="en-US", eastAsia="zh-CN"))
    plain = element("style", element("name", val="Normal"), _marks(text), type="paragraph", default=1, styleId="Normal")
    return part(
        "styles",
        element("docDefaults", element("rPrDefault", letters), element("pPrDefault")),
        plain,
        *(_paragraph_style(name, style) for name, style in styles.items()),
        *_table_styles(),
    )


#: The names under which Word has styles of its own; they are written small there.
_BUILT_IN = {"Heading 1": "heading 1", "Heading 2": "heading 2"}
_CELL_MARGIN = 85


def _paragraph_style(name: StyleName, style: Style) -> str:
    said = element("name", val=_BUILT_IN.get(name, name))
    based = element("basedOn", val="Normal")
    return element("style", said, based, element("qFormat"), _marks(style), type="paragraph", styleId=style_id(name))


def _table_styles() -> tuple[str, str]:
    """The style of all tables, and that of those with lines."""
    margins = (element(side, w=_CELL_MARGIN, type="dxa") for side in ("left", "right"))
    plain = element("tblPr", element("tblInd", w=0, type="dxa"), element("tblCellMar", *margins))
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = element("tblBorders", *(element(side, val="single", sz=4, space=0, color="auto") for side in sides))
    return (
        element("style", element("name", val="Normal Table"), plain, type="table", default=1, styleId="TableNormal"),
        element(
            "style",
            element("name", val="Table Grid"),
            element("basedOn", val="TableNormal"),
            element("tblPr", lines),
            type="table",
            styleId="TableGrid",
        ),
    )


def _marks(style: Style) -> str:
    """The properties of a paragraph and of its letters.

    Punctuation may hang over the edge of a line, as it may in Word anyway. LibreOffice, which does not print what
    hangs there, takes the mark for its contrary and moves it to the next line.
    """
    rule = {"line": style.line, "lineRule": "exact"} if style.line else {"line": 240, "lineRule": "auto"}
    indent = {"firstLineChars": style.indent * 100, "firstLine": style.indent * CHARACTER}
    paragraph = element(
        "pPr",
        element("keepNext") if style.keeps_next else "",
        element("widowControl", val=0),
        element("overflowPunct", val=1),
        element("snapToGrid", val=0),
        element("spacing", before=0, after=0, **rule),
        element("ind", **indent) if style.indent else "",
        element("jc", val=style.align),
        "" if style.level is None else element("outlineLvl", val=style.level),
    )
    bold = element("b") if style.is_bold else ""
    return paragraph + element(
        "rPr", _fonts(style.font), bold, element("spacing", val=style.closer), *_sizes(style.size)
    )


def _sizes(size: int) -> tuple[str, str]:
    return element("sz", val=size), element("szCs", val=size)


def _fonts(font: str) -> str:
    """The font of every script; quotes and dashes, which Latin text has as well, are Chinese in a Chinese font."""
    east, hint = (TEXT_FONT, {}) if font == _LATIN else (font, {"hint": "eastAsia"})
    return element("rFonts", ascii=font, hAnsi=font, eastAsia=east, cs=font, **hint)
