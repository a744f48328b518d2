"""Items: what a table says as far as it alone tells, its indicators and what is beside its total."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gkpg.authoring.importing.beside_lines import opened_item
from gkpg.authoring.importing.beside_words import beside_kind
from gkpg.authoring.importing.item_tree import ItemTree
from gkpg.authoring.importing.nesting import nest_items
from gkpg.authoring.importing.numbers import number_indicators
from gkpg.authoring.importing.records import records_of
from gkpg.authoring.importing.sections import put_below_sections
from gkpg.authoring.importing.splitting import split_item
from gkpg.authoring.importing.wording import clean_text
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from gkpg.authoring.importing.item_nodes import ItemNode, ItemNodes
    from gkpg.authoring.importing.printed_tables import PrintedTable
    from gkpg.authoring.importing.prose import Prose


@dataclass(frozen=True, slots=True)
class TableItems:
    """The items of a table, those below its sum (`foot`), and what there is to tell of the reading."""

    items: ItemNodes
    foot: ItemNodes
    findings: tuple[Finding, ...]


def read_items(table: PrintedTable, prose: Prose) -> TableItems:
    """The items of a table and of its foot."""
    nodes, findings = read_rows(table)
    sections, guessed = put_below_sections(nodes, table.total)
    items, wrong = number_indicators(sections)
    findings += [*guessed, *wrong]
    done = []
    for item in items:
        if beside_kind(item.name) is None:
            item, told = _split_below(_fold_rows(item, findings), prose)  # noqa: PLW2901
            findings += told
        done.append(item)
    foot, more = read_rows(table.foot) if table.foot is not None else ((), [])
    return TableItems(tuple(done), foot, (*findings, *more))


def read_rows(table: PrintedTable) -> tuple[ItemNodes, list[Finding]]:
    """The items of some rows, nested by their numbers."""
    records, findings = records_of(table)
    tree = ItemTree(table.columns, bool(table.bands), records)
    for record in records:
        tree.add(record)
    nodes = tuple(map(opened_item, nest_items(tree.nodes())))
    return nodes, [*findings, *tree.findings]


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
    is_bare = item.max is None and item.weight is None
    if is_bare or any(child.max is not None or child.weight is not None or child.children for child in children):
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
