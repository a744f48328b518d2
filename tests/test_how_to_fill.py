"""What a blank matrix says above its table and beside its columns follows from the kinds of its cells."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from gkpg.rubric.load import parse_rubric
from gkpg.sheets.blank.matrix_sheet import BlankMatrixSheet, render_matrix_sheet
from gkpg.yamlfiles.document import parse_yaml

RUBRIC = """\
rubric: r
version: "1"
title: 表
language: LANG
total: 13
indicators:
  - {id: "1", name: a, max: 4}
  - {id: "2", name: b, max: 4, out_of: 100}
  - {id: "3", name: c, max: 5, kind: steps, steps: [5, 3, 0]}
vetoes:
  - {id: V, name: d, effect: {total: 0}}
"""


def matrix(lang="en", ids=("1", "2", "3", "V"), scale=None, optional=None):
    loaded = parse_rubric(parse_yaml(RUBRIC.replace("LANG", lang).encode(), "r.yaml"))
    rubric = loaded.rubric
    assert rubric is not None, loaded.findings
    blank = BlankMatrixSheet(rubric, "t", "s", "1", ("A", "B", "C"), ids, scale or {}, optional=optional or {})
    return load_workbook(BytesIO(render_matrix_sheet(blank))).worksheets[0]


@pytest.mark.parametrize(
    ("lang", "headings"),
    [
        ("en", ["Unit", "1 a", "2 b [0 to 100]", "3 c [choose a step]", "V d [✓ or ✗]"]),
        ("zh", ["被考核单位", "1 a", "2 b〔填 0 至 100〕", "3 c〔选一档〕", "V d〔选 ✓ 或 ✗〕"]),
    ],
)
def test_the_heading_says_what_to_enter_where_that_is_no_usual_score(lang, headings):
    assert [cell.value for cell in matrix(lang)[5]][:5] == headings


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (("1",), "a number from 0 to the max for each item"),
        (("1", "2"), "for an item with [ ] behind its name what stands there"),
        (("2", "V"), "for each item what stands in [ ] behind its name"),
    ],
)
def test_what_stands_above_speaks_of_scores_up_to_the_max_only_where_there_are_some(ids, said):
    told = matrix(ids=ids)["A2"].value
    assert said in told
    assert ("not what to enter" in told) == ("2" in ids)
    assert "n/a" not in told


def test_not_applicable_is_offered_to_the_units_that_a_rule_is_for_and_to_no_other():
    sheet = matrix(optional={"B": frozenset({"1", "3"})})
    told = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert told["D7 D9"] == '"5,3,0"'
    assert told["D8"] == '"5,3,0,n/a"'
    assert told["E7:E9"] == '"✓,✗"'
    assert "n/a" in told["B8"]
    assert "n/a" not in told["B7 B9"]
    assert "n/a where by the rules" in sheet["A2"].value


def test_words_of_a_source_stand_where_their_numbers_may_be_entered():
    sheet = matrix(scale={"high": Decimal(100), "low": Decimal(3)})
    prompts = {str(rule.sqref): rule.prompt for rule in sheet.data_validations.dataValidation}
    assert prompts["B7:B9"] == "a number from 0 to 4; or low = 3"
    assert prompts["C7:C9"] == "0 to 100; counts ÷ 100 × 4; or high = 100, low = 3"
    assert "low" in next(rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list")
    assert prompts["E7:E9"] == "✓ if it happened, ✗ if not"
    assert "Words may stand for scores: low = 3, high = 100." in sheet["A2"].value
