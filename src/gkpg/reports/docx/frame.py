"""The frame of a document: all parts but its text, with the page and page numbers of official documents."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from gkpg.reports.docx import page
from gkpg.reports.docx.markup import OFFICE, PACKAGE, XML, element, part, text
from gkpg.reports.docx.styles import OTHER_NAMES, render_styles, style_id
from gkpg.workbooks.written_parts import CORE
from gkpg.workbooks.xml_text import allowed_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.base.text import Lang

#: By which gkpg knows its own documents again.
CATEGORY = "gkpg document"
#: The part with the text.
DOCUMENT = "word/document.xml"
_FORMAT = "application/vnd.openxmlformats"
_CORE_TYPE = f"{PACKAGE}/metadata/core-properties"
_ANY_DATE = "2000-01-01T00:00:00Z"


def render_frame(lang: Lang) -> Mapping[str, str]:
    """The parts of a document but its text and its properties."""
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            {"officeDocument": DOCUMENT}, f'<Relationship Id="core" Type="{_CORE_TYPE}" Target="{CORE}"/>'
        ),
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in _PARTS}),
        "word/styles.xml": render_styles(lang),
        "word/settings.xml": part("settings", *_settings()),
        "word/fontTable.xml": part("fonts", *_fonts()),
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }


def render_section() -> str:
    """The page: page numbers on its outer edge, odd ones on the right."""
    return element(
        "sectPr",
        '<w:footerReference w:type="default" r:id="footer1"/><w:footerReference w:type="even" r:id="footer2"/>',
        element("pgSz", w=page.WIDTH, h=page.HEIGHT),
        element(
            "pgMar", top=page.TOP, right=page.RIGHT, bottom=page.BOTTOM, left=page.LEFT,
            header=page.TOP // 2, footer=page.FOOTER, gutter=0,
        ),
    )  # fmt: skip


def render_properties(title: str, lang: Lang) -> bytes:
    """The properties of a document, which say nothing of the machine or the day."""
    language = "zh-CN" if lang == "zh" else "en"
    date = f'xsi:type="dcterms:W3CDTF">{_ANY_DATE}'
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_CORE_TYPE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(allowed_text(title))}</dc:title><dc:creator>gkpg</dc:creator>"
        f"<dcterms:created {date}</dcterms:created><dcterms:modified {date}</dcterms:modified>"
        f"<cp:category>{CATEGORY}</cp:category><dc:language>{language}</dc:language></cp:coreProperties>"
    ).encode()


#: The parts beside the text, by the last word of their kind.
_PARTS = {
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "footer1": "footer",
    "footer2": "footer",
}


def _content_types() -> str:
    word = f"{_FORMAT}-officedocument.wordprocessingml"
    kinds = {f"word/{name}.xml": f"{word}.{kind}+xml" for name, kind in _PARTS.items()}
    kinds |= {DOCUMENT: f"{word}.document.main+xml", CORE: f"{_FORMAT}-package.core-properties+xml"}
    named = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    related = f'<Default Extension="rels" ContentType="{_FORMAT}-package.relationships+xml"/>'
    others = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{XML}<Types xmlns="{PACKAGE}/content-types">{related}{others}{named}</Types>'


def _relations(related: Mapping[str, str], more: str = "") -> str:
    """The parts that belong to one, each under its name."""
    rows = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{_PARTS.get(name, name)}" Target="{target}"/>'
        for name, target in related.items()
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{rows}{more}</Relationships>'


def _settings() -> tuple[str, ...]:
    """Odd and even pages differ; punctuation keeps its width; the layout is that of today's Word."""
    mode = element("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return (
        element("evenAndOddHeaders"),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", mode),
    )


def _fonts() -> tuple[str, ...]:
    """The fonts, with the names under which a machine may have them else."""
    return tuple(
        element("font", element("altName", val=other), element("charset", val="86"), name=name)
        for name, other in OTHER_NAMES.items()
    )


def _footer(side: str) -> str:
    """A page number between dashes, one character of the text away from an edge."""
    field = element("fldSimple", element("r", text("1")), instr=" PAGE ")
    marks = element(
        "pPr",
        element("pStyle", val=style_id("Page Number")),
        element("ind", **{side: page.indent_of(1)}),
        element("jc", val=side),
    )
    return part("ftr", element("p", marks, element("r", text("— ")), field, element("r", text(" —"))))
