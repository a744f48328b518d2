"""The texts in XML: of elements, joined over runs; attributes, remarks, instructions, entities."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from gkpg.reports.leaks.fields import Field
from gkpg.reports.leaks.html import html_fields, is_read_attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Elements that only divide the text of what is around them: runs of Office documents, what SVG has within a line.
_WITHIN = {
    "r",
    "t",
    "is",
    "delText",
    "instrText",
    "tspan",
    "ins",
    "del",
    "hyperlink",
    "smartTag",
    "sdt",
    "sdtContent",
    "span",
}


def xml_fields(part: str, text: str) -> Iterator[Field]:
    """Every text of an XML document; what is none is read as HTML, which may be anything."""
    reader = _XmlReader(part)
    try:
        reader.read(text)
    except expat.ExpatError:
        return html_fields(part, text)
    return iter(reader.fields)


class _XmlReader:
    """Gathers the texts of a document."""

    def __init__(self, part: str) -> None:
        self.fields: list[Field] = []
        self._part = part
        self._texts: list[list[str]] = [[]]
        self._elements: list[str] = []

    def read(self, text: str) -> None:
        """Read it. Raises ExpatError."""
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take
        parser.CommentHandler = lambda data: self._add("comment", data)
        parser.ProcessingInstructionHandler = lambda target, data: self._add("instruction", f"{target} {data}")
        parser.EntityDeclHandler = lambda name, _, value, *rest: self._add("entity", f"{name} {value} {rest}")
        parser.SkippedEntityHandler = lambda name, _: self._add("entity", name)
        parser.StartDoctypeDeclHandler = lambda *names: self._add("doctype", " ".join(filter(None, map(str, names))))
        parser.Parse(text.encode(errors="replace"), True)

    def _take(self, data: str) -> None:
        self._texts[-1].append(data)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._elements.append(local)
        for key, value in attributes.items():
            self.fields.append(Field(f"{self._part} <{local} {key}>", value, is_read_attribute(key.rpartition(":")[2])))
            if ":" not in key and not key.isascii():
                self._add("attribute", key)
        if not name.isascii():
            self._add("element", name)
        if local not in _WITHIN:
            self._texts.append([])

    def _end(self, _: str) -> None:
        local = self._elements.pop()
        if local not in _WITHIN:
            self._add(local, "".join(self._texts.pop()))

    def _add(self, what: str, text: str) -> None:
        if text and not text.isspace():
            self.fields.append(Field(f"{self._part} <{what}>", text))
