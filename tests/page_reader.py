"""Reads a page that gkpg wrote: its tables cell by cell, by the view that they stand in, and whatever else it holds."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_NO_END = {"meta", "link", "br", "input", "rect", "line"}


@dataclass
class ReadTable:
    """A table: the id of the view around it, its attributes, its rows as texts; the first has the headings."""

    view: str
    attributes: dict[str, str | None]
    rows: list[list[str]] = field(default_factory=list)

    def column(self, heading: str) -> list[str]:
        """The texts below a heading, which may have more behind it."""
        at = next(place for place, text in enumerate(self.rows[0]) if text.split(" ")[0] == heading)
        return [row[at] for row in self.rows[1:]]


class Page(HTMLParser):
    """A page as a browser without a script has it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[ReadTable] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.scripts: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.ids: list[str] = []
        self._view, self._in, self._script = "", "", ""
        self.feed(text)
        for table in self.tables:
            table.rows = [[" ".join(cell.split()) for cell in row] for row in table.rows]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if "id" in own:
            self.ids.append(own["id"] or "")
        if tag in {"section", "article"}:
            self._view = own["id"] or ""
        if tag == "table":
            self.tables.append(ReadTable(self._view, own))
        if tag == "tr":
            self.tables[-1].rows.append([])
        if tag in {"td", "th"}:
            self.tables[-1].rows[-1].append("")
        if tag in {"td", "th", "caption", "script", "style", "title"}:
            self._in = tag
        if tag == "script":
            self._script = own.get("id") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in {"table", "caption", "script", "style", "title"}:
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in in {"td", "th"}:
            self.tables[-1].rows[-1][-1] += data
        if self._in == "script":
            self.scripts[self._script] = self.scripts.get(self._script, "") + data
        elif self._in != "style":
            self.texts[self._view] = self.texts.get(self._view, "") + data

    def table(self, attribute: str, view: str) -> ReadTable:
        """The table of a view that has an attribute; a class may be said instead."""
        return next(
            each
            for each in self.tables
            if each.view == view
            and (attribute in each.attributes or attribute in (each.attributes.get("class") or "").split())
        )

    def data(self, id_: str) -> Any:
        """What a script finds under an id."""
        return json.loads(self.scripts[id_])
