"""The whole road of an import: from a file to the drafts of its tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gkpg.authoring.importing.accounts import Account
from gkpg.authoring.importing.beside import Beside, part_items
from gkpg.authoring.importing.beside_lines import beside_lines
from gkpg.authoring.importing.beside_tables import group_tables
from gkpg.authoring.importing.beside_words import beside_kind
from gkpg.authoring.importing.draft_values import draft_of
from gkpg.authoring.importing.item_kinds import with_kinds
from gkpg.authoring.importing.left_over import (
    tell_around,
    tell_cells,
    tell_columns,
    tell_hidden,
    tell_items,
    tell_lines,
    tell_title,
)
from gkpg.authoring.importing.numbers import with_ids
from gkpg.authoring.importing.points_in_sentences import tell_points_in_sentences
from gkpg.authoring.importing.prose import Prose, Title, total_in
from gkpg.authoring.importing.sister_tables import complete_indicators
from gkpg.authoring.importing.sums import TableSums
from gkpg.authoring.importing.table_files import read_tables
from gkpg.authoring.importing.table_items import read_items
from gkpg.authoring.importing.veto_lines import veto_lines
from gkpg.authoring.importing.weights import TableWeights
from gkpg.base.text import spell_path
from gkpg.findings.finding import Finding, sort_findings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gkpg.authoring.importing.beside_tables import TableGroup
    from gkpg.authoring.importing.item_nodes import ItemNode, ItemNodes
    from gkpg.authoring.importing.printed_tables import PrintedTable
    from gkpg.authoring.importing.table_items import TableItems
    from gkpg.authoring.importing.table_lines import TableLine


@dataclass(frozen=True, slots=True)
class DraftedTable:
    """One table: the name of its file (without suffix), the values of its rubric, what there is to tell of it."""

    name: str
    values: dict[str, Any]
    findings: tuple[Finding, ...]


def import_file(path: Path) -> tuple[DraftedTable, ...]:
    """A draft for each table of a file, in order. Raises FindingError where the file cannot be read."""
    tables, around, hidden = read_tables(path)
    return drafts_of(tables, Prose(around), spell_path(path.stem), hidden)


def drafts_of(
    tables: tuple[PrintedTable, ...], prose: Prose, stem: str, hidden: Sequence[TableLine] = ()
) -> tuple[DraftedTable, ...]:
    """A draft for each of the tables of a file, which is called `stem`. `hidden` are its lines that cannot be seen."""
    groups = group_tables(tables, prose.titles(tables))
    names = [stem] if len(groups) == 1 else [f"{stem}-{place}" for place in range(1, len(groups) + 1)]
    read = [read_items(group.table, prose) for group in groups]
    document = prose.document()
    drafts = []
    for place, group in enumerate(groups):
        others = [each.items for at, each in enumerate(read) if at != place]
        draft, title = _TableDraft(group, read[place], others), group.title
        named = title if title.text else Title(stem, title.part)
        values = draft_of(draft.items, named, draft.total, names[place], document, draft.beside)
        findings = [*draft.findings, *tell_title(title, group.table.heading.place, stem)]
        account = Account(values, findings)
        findings += [told for table in group.tables for told in tell_cells(table, account, draft.taken)]
        drafts.append(DraftedTable(names[place], values, tuple(findings)))
    return _with_lines_around(drafts, tables, prose, hidden)


def _with_lines_around(
    drafts: Sequence[DraftedTable], tables: Sequence[PrintedTable], prose: Prose, hidden: Sequence[TableLine]
) -> tuple[DraftedTable, ...]:
    """The drafts, the first one with what is told of the lines around all tables and of hidden ones."""
    if not drafts:
        return ()
    values = {str(place): draft.values for place, draft in enumerate(drafts)}
    account = Account(values, [finding for draft in drafts for finding in draft.findings])
    around = (*tell_around(tables, prose.lines, account), *tell_hidden(hidden))
    first, *more = drafts
    found = (replace(first, findings=(*around, *first.findings)), *more)
    return tuple(replace(draft, findings=sort_findings(draft.findings)) for draft in found)


class _TableDraft:
    """What the draft of one table holds: its indicators, their total, what is beside it; and all that is told."""

    def __init__(self, group: TableGroup, read: TableItems, others: Sequence[ItemNodes]) -> None:
        table = group.table
        place = table.heading.place
        self.beside = Beside()
        total = total_in(group.title.text) if table.total is None else table.total
        own, beside, inside = part_items(read.items, total)
        self.findings = [*read.findings, *inside, *(told for each in group.tables for told in tell_columns(each))]
        headed = " ".join(table.heading.at(column).content for column in table.columns.maxes)
        foot = table.total_place
        weights = TableWeights(total, place, headed, foot if foot != place else None)
        items = weights.settle(tuple(self._unsigned(item) for item in own))
        sums = TableSums(weights.total, place, foot, others)
        items, self.total = sums.settle(complete_indicators(items, others))
        self.items = with_ids(tuple(map(with_kinds, items)))
        self._put_beside(table.stray, beside, read.foot)
        for each in group.beside:
            self.findings += each.findings
            self._put_beside(each.table.stray, each.items, each.foot)
        aside = (item for each in group.beside for item in (*each.items, *each.foot))
        every = (*read.items, *read.foot, *self.items, *aside)
        self.taken = frozenset(item.at("max") for top in every for item in top.walk())
        self.findings += [*weights.findings, *sums.findings, *self.beside.findings]
        self.findings += tell_points_in_sentences(self.items)

    def _put_beside(self, stray: Sequence[TableLine], beside: ItemNodes, foot: ItemNodes) -> None:
        """What is beside the total: items of a table, rows below its sum, lines of text below it."""
        said, lines = beside_lines([line for line in stray if line.filled])
        for item in (*beside, *(each for each in foot if beside_kind(each.name)), *said):
            self.beside.take(item)
        self.findings += tell_items([each for each in foot if not beside_kind(each.name)])
        vetoes, rest = veto_lines(lines)
        for name, does, line in vetoes:
            self.beside.take_veto(name, does, line.place)
        self.findings += tell_lines(rest)

    def _unsigned(self, item: ItemNode) -> ItemNode:
        """An indicator, whose points have no sign: only what is beside the total may have one."""
        item = replace(item, children=tuple(map(self._unsigned, item.children)))
        if not item.signed:
            return item
        self.findings.append(Finding("T305", item.at("max"), {"item": item.name, "text": item.signed}))
        return replace(item, max=None, lack="unread")
