"""A table without hidden data that may be for two parts of a total: its headings or its path decide, else nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gkpg.round.load import load_assessment
from gkpg.sheets.model import File
from gkpg.sheets.read.file_reader import FileReader

if TYPE_CHECKING:
    from pathlib import Path

RUBRIC = """\
rubric: {id}
version: "1"
title: {title}
total: 10
indicators:
  - {{id: "1", name: {first}, max: 6}}
  - {{id: "2", name: {second}, max: 4}}
"""
ASSESSMENT = """\
assessment: two-parts
title: 考核
groups: [{name: 各区, rubric: open, units: [甲区, 乙区]}]
sources: [{name: 评估组, kind: special, items: all, assessors: 1}]
composite:
  parts:
    - {name: 公开, rubric: open, sources: [评估组]}
    - {name: 平台, rubric: site, sources: [评估组]}
  basis: 办法
"""


def reader_in(folder: Path) -> FileReader:
    """A reader of a round whose two parts have rubrics with the same ids."""
    (folder / "rubrics").mkdir(exist_ok=True)
    for each in (("open", "公开表", "目录", "更新"), ("site", "平台表", "检索", "更新")):
        text = RUBRIC.format(**dict(zip(("id", "title", "first", "second"), each, strict=True)))
        (folder / "rubrics" / f"{each[0]}.yaml").write_text(text, "utf-8")
    (folder / "assessment.yaml").write_text(ASSESSMENT, "utf-8")
    loaded = load_assessment(folder / "assessment.yaml")
    assert loaded.round is not None, [finding.line("en") for finding in loaded.findings]
    return FileReader(loaded.library, round=loaded.round)


def took(folder: Path, name: str, text: str) -> tuple[list[str], set[str]]:
    """The codes of a file, and the rubrics that its sheets were read under."""
    path = folder / "sheets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    file = reader_in(folder).read(str(path), name)
    assert isinstance(file, File)
    codes = [finding.code for finding in file.all_findings()]
    return codes, {sheet.rubric[0] for sheet in file.sheets if sheet.rubric}


MATRIX = "单位,1,2\n甲区,6,4\n乙区,3,2\n"
UNIT = "编号,分值,得分\n1,6,5\n2,4,3\n"


@pytest.mark.parametrize(
    ("name", "text", "codes", "rubrics"),
    [
        ("评估组-1.csv", MATRIX, ["S301"], set()),
        ("评估组-1.csv", MATRIX.replace("1,2", "1 目录,2 更新"), [], {"open"}),
        ("评估组-1.csv", MATRIX.replace("1,2", "检索,更新"), [], {"site"}),
        ("公开/评估组-1.csv", MATRIX, [], {"open"}),
        ("评估组/平台/评估组-1.csv", MATRIX, [], {"site"}),
        ("平台表/评估组-1.csv", MATRIX, [], {"site"}),
        ("site/评估组-1.csv", MATRIX, [], {"site"}),
        ("公开平台/评估组-1.csv", MATRIX, ["S301"], set()),
        ("甲区-评估组-1.csv", UNIT, ["S301"], set()),
        ("平台/甲区-评估组-1.csv", UNIT, [], {"site"}),
    ],
)
def test_s301_a_table_that_may_be_for_two_parts_is_taken_for_neither(
    tmp_path: Path, name: str, text: str, codes: list[str], rubrics: set[str]
) -> None:
    found, took_for = took(tmp_path, name, text)
    assert [code for code in found if not code.startswith("S2")] == codes
    assert took_for == rubrics
