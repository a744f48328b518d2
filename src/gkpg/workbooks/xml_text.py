"""Text as a cell of a workbook may hold it, and as XML writes it."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

#: Excel takes a workbook with a longer text in a cell for damaged.
_LONGEST = 32_767
#: The characters that XML forbids.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What spreadsheets read as an escape of a character, and what they need one for.
_ESCAPE, _RETURN = re.compile(r"(?=_x[0-9A-Fa-f]{4}_)"), "\r"


def allowed_text(text: str) -> str:
    """A text without the characters that XML forbids, and no longer than a cell holds."""
    return FORBIDDEN.sub("\ufffd", text)[:_LONGEST]


def escaped_text(text: str) -> str:
    """The same for a shared string: what looks like an escape of a character is escaped, so that it comes back."""
    allowed = allowed_text(text)
    return _ESCAPE.sub("_x005F", allowed) if "_x" in allowed else allowed


def inline_text(text: str) -> str:
    """A text as the element `t` of a cell, in which nothing is lost: not its spaces, nor what looks like an escape."""
    said = escape(escaped_text(text)).replace(_RETURN, "_x000D_")
    keeps = said[:1].isspace() or said[-1:].isspace()
    return f'<t xml:space="preserve">{said}</t>' if keeps else f"<t>{said}</t>"
