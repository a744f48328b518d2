"""Markup: elements of WordprocessingML as text."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from gkpg.workbooks.xml_text import FORBIDDEN

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: The namespaces of the parts of a document.
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def element(name: str, /, *inside: str, **marks: object) -> str:
    """An element `w:name` with its attributes, which are of the same namespace, around what is inside."""
    said = "".join(f" w:{key}={quoteattr(str(value))}" for key, value in marks.items())
    whole = "".join(inside)
    return f"<w:{name}{said}>{whole}</w:{name}>" if whole else f"<w:{name}{said}/>"


def part(name: str, *inside: str) -> str:
    """A part of a document, by its outermost element."""
    return f'{XML}<w:{name} xmlns:w="{WORD}" xmlns:r="{OFFICE}">{"".join(inside)}</w:{name}>'


def text(said: str) -> str:
    """A text, in which no space is lost and nothing acts."""
    return f'<w:t xml:space="preserve">{escape(FORBIDDEN.sub("�", said))}</w:t>'
