"""Stored units: the views of very many units as data, of which a script makes one when it is asked for.

What all units have in common stands once, in a template; the data are what differs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.reports.html.inert import inert_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.reports.html.unit_page import UnitPage


class StoredUnits:
    """Writes units as data, and a template before the first unit of each layout."""

    def __init__(self) -> None:
        self._templates: dict[object, str] = {}

    def render(self, page: UnitPage) -> Iterator[str]:
        """A unit, below the template that it needs where that is not there yet."""
        name = self._templates.get(page.table.layout)
        if name is None:
            name = self._templates[page.table.layout] = f"t{len(self._templates) + 1}"
            yield f'<template id="{name}">{page.render_piece("table", page.table.blank_rows)}</template>\n'
        pieces = [str(page.render_piece(each)).strip() for each in ("head", "tail")]
        value = [name, *pieces, [page.table.figures_of(row) for row in page.table.rows]]
        yield f'<script type="application/json" id="{page.id}-u">{inert_json(value)}</script>\n'
