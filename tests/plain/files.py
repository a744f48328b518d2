"""Files: a round as the files in which people would write it."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl

from tests.plain.random_pages import page_hand
from tests.plain.tables import Item, Table, figure_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.plain.figures import Yaml
    from tests.plain.plain_round import Decision, PlainRound, PlainSheet

#: Keys whose values are figures or words of the format, without quotes; so are texts below a key that names a unit.
TEXTS = {
    "id", "item", "items", "to", "name", "version", "rubric", "title", "unit", "units", "order", "of", "part",
    "reason", "basis", "assessed_by", "sources", "groups", "group",
}  # fmt: skip

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
FIGURE = re.compile(r"-?[0-9.]+%?|[0-9]+/[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}|none")


def as_yaml(value: Any, key: str = "") -> str:
    """A value in brackets, as YAML reads it; figures without quotes, texts with them."""
    if isinstance(value, dict):
        pairs = (
            f"{json.dumps(each, ensure_ascii=False)}: {as_yaml(below, inner(key, each, value))}"
            for each, below in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_yaml(each, key) for each in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    is_figure = FIGURE.fullmatch(value) and key not in TEXTS
    return value if is_figure else json.dumps(value, ensure_ascii=False)


def inner(key: str, name: str, holder: Yaml) -> str:
    """The key that tells texts from figures below a key: a mapping of groups has the texts of what holds it."""
    if name == "to" and "treatment" not in holder:
        return "edge"
    return (
        key if key == "items" and "id" not in holder and "items" not in holder and "treatment" not in holder else name
    )


def write_rules(round_: PlainRound, folder: Path) -> None:
    """Writes the assessment and its rubrics."""
    (folder / "rubrics").mkdir(parents=True, exist_ok=True)
    for name, rubric in round_.rubrics.items():
        (folder / "rubrics" / f"{name}.yaml").write_text(document(rubric), "utf-8")
    (folder / "assessment.yaml").write_text(document(round_.assessment), "utf-8")


def document(value: Yaml) -> str:
    """A mapping as a file, a line a key, and a line each of what is in a list."""
    lines = []
    for key, below in value.items():
        if isinstance(below, list):
            lines += [f"{key}:", *(f"  - {as_yaml(each, key)}" for each in below)]
        else:
            lines.append(f"{key}: {as_yaml(below, key)}")
    return "\n".join(lines) + "\n"


def write_sheets(round_: PlainRound, folder: Path) -> None:
    """Writes the sheets as matrices: one file for what one hand says under one rubric in one period.

    Blank pages stand in workbooks, each beside one that its hand has filled for one of the same units by its name.
    """
    folder.mkdir(parents=True)
    hands: dict[tuple[object, ...], list[PlainSheet]] = {}
    for sheet in round_.sheets:
        hands.setdefault((*sheet[1:4], sheet.period, frozenset(sheet.scores), sheet.sample is None), []).append(sheet)
    blank = {page_hand(page[0]): page for page in round_.blank_pages}
    for number, sheets in enumerate(hands.values()):
        page = blank.get(page_hand(sheets[0]), [])
        if {sheet.unit for sheet in page} & {sheet.unit for sheet in sheets if any(sheet.scores.values())}:
            del blank[page_hand(sheets[0])]
            write_pages(round_, (sheets, [emptied(sheet) for sheet in page]), folder / f"{number}.xlsx")
        else:
            text = "\n".join(",".join(row) for row in matrix_rows(round_, sheets)) + "\n"
            (folder / f"{number}.csv").write_text(text, "utf-8")


def emptied(sheet: PlainSheet) -> PlainSheet:
    """A sheet without its scores."""
    return sheet._replace(scores=dict.fromkeys(sheet.scores))


def write_pages(round_: PlainRound, pages: Iterable[list[PlainSheet]], path: Path) -> None:
    """Writes a workbook with a matrix on each page."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for number, sheets in enumerate(pages, 1):
        page = workbook.create_sheet(f"page {number}")
        for row in matrix_rows(round_, sheets):
            page.append([Decimal(word) if NUMBER.fullmatch(word) else word or None for word in row])
    workbook.save(path)


def matrix_rows(round_: PlainRound, sheets: list[PlainSheet]) -> list[list[str]]:
    """Sheets of one hand as the rows of a matrix, a row a unit; blank where one is not asked for an item."""
    first, asked = sheets[0], {name for sheet in sheets for name in sheet.scores}
    headings = [heading for name, heading in headings_of(table_named(round_, first.rubric)) if name in asked]
    ids = [name for name, _ in headings_of(table_named(round_, first.rubric)) if name in asked]
    labels = [["Source:", first.source], ["Assessor:", first.assessor]]
    if first.period:
        labels.append(["Period:", first.period])
    rows = [["Unit", *headings, *(["Sample"] if first.sample is not None else [])]]
    for sheet in sheets:
        sample = [] if sheet.sample is None else [str(sheet.sample)]
        rows += [[sheet.unit, *(sheet.scores.get(each) or "" for each in ids), *sample]]
    return [*labels, *rows]


def table_named(round_: PlainRound, name: str) -> Table:
    """A table by the name by which sheets are of it; a part with `max` has one item of its own name."""
    return round_.tables[name] if name in round_.tables else figure_table(name, "1", [])


def headings_of(table: Table) -> list[tuple[str, str]]:
    """The ids of all cells of a table, each with its heading."""
    return [
        (cell.id, f"{cell.id} {name_in(item, cell)}")
        for item in (*table.scored, *table.vetoes)
        for cell in (item.rows or (item,))
    ]


def name_in(item: Item, cell: Item) -> str:
    """The name of a row; those of plus and minus are called after their item where they have no name."""
    if "name" in cell.keys:
        return str(cell.keys["name"])
    return f"{item.keys['name']} {'+' if cell.kind == 'plus' else '-'}"


def as_decisions(decisions: list[tuple[Decision, str, str]]) -> str:
    """Decisions as a csv, each with the part that it is of and the scores that were seen."""
    heads = "被考核单位,评分来源,部分,编号,子项,考核期,各评分人给分,裁定得分,裁定人,裁定理由"
    rows = [
        f"{each.unit},{each.source},{part},{each.item},,{each.period},{seen},{each.points},Wu,looked into"
        for each, part, seen in decisions
    ]
    return "\n".join([heads, *rows]) + "\n"
