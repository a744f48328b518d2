"""Beside tables: tables of their own whose rows are all bonuses, penalties or vetoes of the table before them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.authoring.importing.beside_words import beside_kind, titled_kind
from gkpg.authoring.importing.item_nodes import ItemNode
from gkpg.authoring.importing.table_items import read_rows
from gkpg.authoring.importing.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.authoring.importing.item_nodes import ItemNodes
    from gkpg.authoring.importing.printed_tables import PrintedTable
    from gkpg.authoring.importing.prose import Title
    from gkpg.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class TableGroup:
    """A table of indicators under its title, and the tables behind it of what is beside its total, each as an item."""

    table: PrintedTable
    title: Title
    beside: tuple[BesideTable, ...] = ()

    @property
    def tables(self) -> tuple[PrintedTable, ...]:
        """All its tables."""
        return (self.table, *(each.table for each in self.beside))


@dataclass(frozen=True, slots=True)
class BesideTable:
    """A table of what is beside the total: its items, those below its sum, and what there is to tell of reading it."""

    table: PrintedTable
    items: ItemNodes
    foot: ItemNodes
    findings: tuple[Finding, ...]


def group_tables(tables: Sequence[PrintedTable], titles: Sequence[Title]) -> list[TableGroup]:
    """The tables of a file, those of what is beside the total with the table before them; the first one is none."""
    groups: list[tuple[PrintedTable, Title, list[BesideTable]]] = []
    for table, title in zip(tables, titles, strict=True):
        is_titled = titled_kind(title.text) is not None
        if groups and (is_titled or table.columns.beside is not None):
            groups[-1][2].append(_read(table, title.text if is_titled else _heading(table)))
        else:
            groups.append((table, title, []))
    return [TableGroup(table, title, tuple(beside)) for table, title, beside in groups]


def _heading(table: PrintedTable) -> str:
    return table.heading.at(table.columns.names[0]).content


def _read(table: PrintedTable, called: str) -> BesideTable:
    """The rows of such a table below what it is called; those that say themselves what they are stand alone."""
    nodes, findings = read_rows(table)
    foot, more = read_rows(table.foot) if table.foot is not None else ((), [])
    own = tuple(node for node in nodes if beside_kind(node.name) is None)
    head = name_of(called)
    name = head.name.removesuffix("表").removesuffix("评分")
    whole = ItemNode(name, table.heading.place, scope=head.scope, max=table.total, children=own)
    items = (*((whole,) if own else ()), *(node for node in nodes if node not in own))
    return BesideTable(table, items, foot, (*findings, *more))
