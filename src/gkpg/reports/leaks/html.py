"""The texts in HTML: of blocks, joined over what is within lines; attributes, remarks, scripts, styles."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from gkpg.reports.leaks.fields import Field
from gkpg.reports.leaks.text_fields import json_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

_WITHIN = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tspan", "u", "var", "wbr",
}  # fmt: skip
_RAW = {"script", "style"}
#: Attributes that people or programs read as text; others are geometry, style or references.
_READ = {"title", "alt", "content", "value", "label", "desc", "descr", "name", "placeholder", "summary", "text"}
_LITERAL = re.compile(r"""(["'`])((?:\\.|(?!\1)[^\\])*)\1""", re.DOTALL)


def is_read_attribute(name: str) -> bool:
    """Whether an attribute is read as text."""
    return name in _READ or name.startswith(("data-", "aria-"))


def html_fields(part: str, text: str) -> Iterator[Field]:
    """Every text of a page."""
    reader = _HtmlReader(part)
    reader.feed(text)
    reader.close()
    return iter(reader.finished())


class _HtmlReader(HTMLParser):
    """Gathers the texts of a page."""

    def __init__(self, part: str) -> None:
        super().__init__(convert_charrefs=True)
        self._part = part
        self._fields: list[Field] = []
        self._text: list[str] = []
        self._raw, self._kind, self._block = "", "", ""

    def finished(self) -> list[Field]:
        """All of them."""
        self._close()
        return self._fields

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag: a block begins a new text."""
        if tag not in _WITHIN:
            self._close()
            self._block = tag
        for name, value in attrs:
            self._fields.append(Field(f"{self._part} <{tag} {name}>", value or "", is_read_attribute(name)))
            if not name.isascii() or name.startswith("data-"):
                self._fields.append(Field(f"{self._part} <{tag}>", name))
        if tag in _RAW:
            self._raw, self._kind = tag, dict(attrs).get("type") or ""

    def handle_endtag(self, tag: str) -> None:
        """The end of a block ends its text."""
        if tag not in _WITHIN:
            self._close()
        if tag == self._raw:
            self._raw = ""

    def handle_data(self, data: str) -> None:
        """Text, or a script or a style as it is."""
        if not self._raw:
            self._text.append(data)
        elif self._raw == "script" and "json" in self._kind:
            self._fields += json_fields(f"{self._part} <script>", data)
        else:
            self._fields.append(Field(f"{self._part} <{self._raw}>", data, self._raw == "script"))
            self._fields += (Field(f"{self._part} <{self._raw}>", each[1]) for each in _LITERAL.findall(data))

    def handle_comment(self, data: str) -> None:
        """A remark."""
        self._fields.append(Field(f"{self._part} <!-- -->", data))

    def handle_decl(self, decl: str) -> None:
        """A declaration."""
        self._fields.append(Field(f"{self._part} <!>", decl))

    def unknown_decl(self, data: str) -> None:
        """Character data of SVG."""
        self._fields.append(Field(f"{self._part} <![ ]>", data))

    def handle_pi(self, data: str) -> None:
        """An instruction."""
        self._fields.append(Field(f"{self._part} <?>", data))

    def _close(self) -> None:
        text = "".join(self._text)
        if text and not text.isspace():
            self._fields.append(Field(f"{self._part} <{self._block}>", text))
        self._text.clear()
