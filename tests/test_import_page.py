"""The page on importing: every table that it shows becomes what stands below it, in both languages."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest

from gkpg.authoring.importing.importer import import_file
from gkpg.rubric.file_layout import lay_out_rubric

DOCS = Path(__file__).parent.parent / "docs"
PAGES = ("import.md", "import.zh-CN.md")


def blocks_of(page: str) -> list[tuple[str, str]]:
    """The blocks of a page with what they are in."""
    return re.findall(r"^```(text|yaml)\n(.*?)^```$", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)


def examples_of(page: str) -> list[tuple[str, str]]:
    """The tables of a page, each with the draft that stands below it; several may stand above one."""
    runs = [(kind, [text for _, text in run]) for kind, run in groupby(blocks_of(page), key=lambda block: block[0])]
    return [
        (table, drafts[0]) for (_, tables), (_, drafts) in zip(runs[::2], runs[1::2], strict=True) for table in tables
    ]


@pytest.mark.parametrize(("table", "draft"), examples_of(PAGES[0]))
def test_a_table_of_the_page_becomes_the_draft_below_it(table: str, draft: str, tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text(table, "utf-8")
    (made,) = import_file(path)
    assert lay_out_rubric(made.values).endswith(draft)
    assert {each.code for each in made.findings} <= {"T112", "T301", "T311", "T317"}  # notes


def test_both_pages_show_the_same_tables_and_drafts() -> None:
    assert len(examples_of(PAGES[0])) == 11
    assert examples_of(PAGES[0]) == examples_of(PAGES[1])
