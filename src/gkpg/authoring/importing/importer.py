"""The whole road of an import: from a file to the drafts of its tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gkpg.authoring.importing.draft_values import draft_of
from gkpg.authoring.importing.item_tree import ItemTree
from gkpg.authoring.importing.nesting import nest_items
from gkpg.authoring.importing.numbers import number_indicators, with_ids
from gkpg.authoring.importing.prose import Prose, Title
from gkpg.authoring.importing.records import records_of
from gkpg.authoring.importing.sister_tables import complete_indicators
from gkpg.authoring.importing.splitting import split_item
from gkpg.authoring.importing.sums import TableSums
from gkpg.authoring.importing.table_files import read_tables
from gkpg.authoring.importing.wording import clean_text
from gkpg.base.text import list_words, spell_path
from gkpg.findings.finding import Finding, sort_findings

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.authoring.importing.item_nodes import ItemNode, ItemNodes
    from gkpg.authoring.importing.printed_tables import PrintedTable


@dataclass(frozen=True, slots=True)
class DraftedTable:
    """One table: the name of its file (without suffix), the values of its rubric, what there is to tell of it."""

    name: str
    values: dict[str, Any]
    findings: tuple[Finding, ...]


def import_file(path: Path) -> tuple[DraftedTable, ...]:
    """A draft for each table of a file, in order. Raises FindingError where the file cannot be read."""
    tables, around = read_tables(path)
    return drafts_of(tables, Prose(around), spell_path(path.stem))


def drafts_of(tables: tuple[PrintedTable, ...], prose: Prose, stem: str) -> tuple[DraftedTable, ...]:
    """A draft for each of the tables of a file, which is called `stem`."""
    names = [stem] if len(tables) == 1 else [f"{stem}-{place}" for place in range(1, len(tables) + 1)]
    read = [_items(table, prose) for table in tables]
    all_items = [items for items, _ in read]
    document = prose.document()
    drafts = []
    for place, (table, title) in enumerate(zip(tables, prose.titles(tables), strict=True)):
        others = [items for at, items in enumerate(all_items) if at != place]
        sums = TableSums(table.total, table.heading.place, others)
        items, total = sums.settle(complete_indicators(all_items[place], others))
        values = draft_of(with_ids(items), _name_with_description(title, stem), total, names[place], document)
        findings = [*read[place][1], *_around(table, title, stem), *sums.findings]
        drafts.append(DraftedTable(names[place], values, sort_findings(findings)))
    return tuple(drafts)


def _items(table: PrintedTable, prose: Prose) -> tuple[ItemNodes, list[Finding]]:
    """The indicators of a table as far as it alone tells, and what there is to tell of them."""
    records, findings = records_of(table)
    tree = ItemTree(table.columns, bool(table.bands))
    for record in records:
        tree.add(record)
    items, wrong = number_indicators(nest_items(tree.nodes()))
    findings += [*tree.findings, *wrong]
    done = []
    for item in items:
        item, told = _split_below(_fold_rows(item, findings), prose)  # noqa: PLW2901
        done.append(item)
        findings += told
    return tuple(done), findings


def _split_below(item: ItemNode, prose: Prose) -> tuple[ItemNode, list[Finding]]:
    """An item with those that have no rows below them split."""
    if not item.children:
        return split_item(item, prose)
    below = [_split_below(child, prose) for child in item.children]
    return replace(item, children=tuple(child for child, _ in below)), [each for _, told in below for each in told]


def _fold_rows(item: ItemNode, findings: list[Finding]) -> ItemNode:
    """An item whose rows have no points of their own, as one that is scored as a whole and described by them."""
    if not item.children:
        return item
    children = tuple(_fold_rows(child, findings) for child in item.children)
    if item.max is None or len(children) < 2 or any(child.max is not None or child.children for child in children):
        return replace(item, children=children)
    texts = dict(item.texts)
    for key in ("description", "standard"):
        own = [_text_of_row(child, key) for child in children]
        texts[key] = clean_text("\n".join(filter(None, [texts.get(key, ""), *own])))
    findings.append(Finding("T206", item.place, {"item": item.label, "rows": str(len(children))}))
    texts = {key: text for key, text in texts.items() if text}
    return replace(item, texts=texts, pieces=(texts.get("description", ""),), children=())


def _text_of_row(child: ItemNode, key: str) -> str:
    """What a row without points says; its name with its description."""
    text = child.texts.get(key, "")
    if key == "standard" or text.startswith(child.name.rstrip("…")):
        return text
    return f"{child.name}：{text}" if text else child.name


def _name_with_description(title: Title, stem: str) -> Title:
    return title if title.text else Title(stem, title.part)


def _says(text: str) -> bool:
    """Whether a cell of a column that is filled in holds more than a figure or a mark."""
    return any(letter.isalpha() for letter in text)


def _around(table: PrintedTable, title: Title, stem: str) -> list[Finding]:
    """What there is to tell of a table as a whole: its title, columns and lines that are not imported."""
    place = table.heading.place
    findings = []
    if title.listed is not None:
        findings.append(Finding("T110", place, {"title": title.text, "place": str(title.listed.place)}))
    elif not title.text:
        findings.append(Finding("T111", place, {"title": stem}))
    columns = table.columns
    for column, cell in {**columns.others, **columns.filled}.items():
        said = [text for row in table.rows if (text := row.at(column).content)]
        if said if column in columns.others else any(_says(text) for text in said):
            facts = {"heading": clean_text(cell.content), "count": str(len(said)), "text": clean_text(said[0])}
            findings.append(Finding("T113", cell.place, facts))
    rows = [line for line in table.stray if line.is_row and line.filled]
    if rows:
        findings.append(Finding("T114", rows[0].place, {"count": str(len(rows)), "text": list_words([rows[0].said])}))
    return findings
