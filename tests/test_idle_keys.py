"""Keys of an assessment that can change nothing are told, and their near misses, which can, are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gkpg.findings.gallery import BASE, ROUND
from tests.test_assessment_rules import load, told

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "items: all}\n"
AGENCY = SOURCE + '  - {name: 某局, kind: special, items: ["2"]%s}\n'
TWO = AGENCY % ""
SHARED = '\n  - {items: ["2"], rule: replace, order: [%s], basis: 办法}'
BANDS = "bands: [{name: 好, from: 3%s}, {name: 差}]"
GRADES = SOURCE + "grades: {" + BANDS + ", basis: 办法}\n"
BARRED = SOURCE + "grades: {" + BANDS % "" + ", barred: [{unit: %s, reason: 事故}], basis: 办法}\n"
PERIODS = "periods: {each: [{name: 上半年, due: 2026-07-10}, {name: 下半年%s}], basis: 办法}\n"
SELF = SOURCE + "  - {name: 自查, kind: self-check%s}\n"
UNMARKED = '\n  - {items: ["%s"], treatment: full, basis: 办法%s}'

#: What stands in place of the words before it in the smallest assessment, in vain; and the near miss.
PAIRS: dict[str, tuple[str, str, str]] = {
    "joined, and there is one score": (
        SOURCE, "items: all, join: {rule: highest, basis: 办法}}\n",
        "items: all, assessors: 2, join: {rule: highest, basis: 办法}}\n",
    ),
    "apart, and there is one score": (
        SOURCE, "items: all, disagreement: {points: 1, basis: 办法}}\n",
        "items: all, assessors: 2, disagreement: {points: 1, basis: 办法}}\n",
    ),
    "apart, of answers": (
        "kind: assessors, items: all}\n", "kind: special, items: all, disagreement: {points: 1, basis: 办法}}\n",
        "kind: survey, items: all, disagreement: {points: 1, basis: 办法}}\n",
    ),
    "missing of a self-check": (SOURCE, SELF % ", missing: rest, basis: 办法", SELF % ", due: 2026-11-01"),
    "joined of a self-check": (SOURCE, SELF % ", join: {rule: mean, basis: 办法}", SELF % ""),
    "missing, and nothing is left": (
        SOURCE, SOURCE.replace("all", "all, missing: rest, basis: 办法"),
        AGENCY % ", missing: rest, basis: 办法" + "shared:" + SHARED % "某局, 考核组" + "\n",
    ),
    "words of a source of losses": (
        SOURCE, 'items: ["1.1", "2"]}\n  - {name: 某局, kind: special, items: ["1.2"], scale: {优: 1}}\n',
        'items: ["1.2", "2"]}\n  - {name: 某局, kind: special, items: ["1.1"], scale: {优: 1}}\n',
    ),
    "evidence with other words": (
        SOURCE, SELF % ", evidence: {link: [连接], basis: 办法}", SELF % ", evidence: {link: [链接], basis: 办法}",
    ),
    "units of another group": (
        SOURCE, "items: all, groups: [一组]}\n  - {name: 某局, kind: assessors, groups: [二组], items: all, except: [甲区]}\n",
        "items: all, groups: [一组], except: [甲区]}\n  - {name: 某局, kind: assessors, groups: [二组], items: all}\n",
    ),
    "a date that all periods have": (
        SOURCE, "items: all, due: 2026-12-01}\n" + PERIODS % ", due: 2026-12-10",
        "items: all, due: 2026-12-01}\n" + PERIODS % "",
    ),
    "a date that nothing is held against": (
        SOURCE, "items: all, opens: 2026-11-01}\n", "items: all, opens: 2026-11-01, due: 2026-11-30}\n",
    ),
    "a conflict of nobody": (
        SOURCE, "items: all, assessors: [张三, 李四]}\nconflicts: [{assessor: 王五, units: [甲区], reason: 亲属}]\n",
        "items: all, assessors: [张三, 李四]}\nconflicts: [{assessor: 李四, units: [甲区], reason: 亲属}]\n",
    ),
    "received of nobody": (
        SOURCE, "items: all, assessors: [张三], due: 2026-11-30}\nreceived: [{assessor: 王五, date: 2026-11-01}]\n",
        "items: all, assessors: 1, due: 2026-11-30}\nreceived: [{assessor: 王五, date: 2026-11-01}]\n",
    ),
    "received, as said before": (
        SOURCE, SOURCE + "received: [{date: 2026-11-01}, {unit: 甲区, date: 2026-11-02}]\n",
        SOURCE + "received: [{unit: 甲区, date: 2026-11-02}, {date: 2026-11-01}]\n",
    ),
    "a unit twice": (SOURCE, "items: all, units: [甲区, 甲区]}\n", "items: all, units: [甲区, 乙区]}\n"),
    "a number that is rounded": (
        SOURCE, GRADES % ", quota: {count: 1, round: up, tie: in}", GRADES % ", quota: {share: 50%, round: up, tie: in}",
    ),
    "a number of whom": (
        SOURCE, GRADES % ", quota: {count: 1, of: eligible, tie: in}",
        GRADES % ", quota: {share: 50%, round: up, of: eligible, tie: in}",
    ),
    "barred, and listed only": (
        ROUND[ROUND.index("units:"):],
        "units: [甲区, 乙区], unranked: [{unit: 甲区, reason: 试点}]}" + ROUND[ROUND.index("\nsources") : -len(SOURCE)]
        + BARRED % "甲区, band: 好",
        "units: [甲区, 乙区], unranked: [{unit: 乙区, reason: 试点}]}" + ROUND[ROUND.index("\nsources") : -len(SOURCE)]
        + BARRED % "甲区, band: 好",
    ),
    "barred of other grades": (
        SOURCE, SOURCE + "grades: [{" + BANDS % "" + ", barred: [{unit: 丙局, band: 好, reason: 事故}], groups: [一组], basis: 办法}]\n",
        SOURCE + "grades: [{" + BANDS % "" + ", barred: [{unit: 甲区, band: 好, reason: 事故}], groups: [一组], basis: 办法}]\n",
    ),
    "listed only where all are": (
        "units: [甲区, 乙区]", "units: [甲区, 乙区], ranked: false, unranked: [{unit: 甲区, reason: 试点}]",
        "units: [甲区, 乙区], unranked: [{unit: 甲区, reason: 试点}]",
    ),
    "ties parted twice": (
        SOURCE, SOURCE + 'ranking: {by: [{item: "1"}, {item: "1"}], basis: 办法}\n',
        SOURCE + 'ranking: {by: [{item: "1"}, {item: "2"}], basis: 办法}\n',
    ),
    "grades behind those of all": (
        SOURCE, SOURCE + "grades: [{bands: none}, {" + BANDS % "" + ", groups: [一组], basis: 办法}]\n",
        SOURCE + "grades: [{" + BANDS % "" + ", groups: [一组], basis: 办法}, {bands: none}]\n",
    ),
    "another scale behind that of all": (
        SOURCE, SOURCE + "convert: [{to: 5, basis: 办法}, {to: 10, groups: [一组], basis: 办法}]\n",
        SOURCE + "convert: [{to: 10, groups: [一组], basis: 办法}, {to: 5, basis: 办法}]\n",
    ),
    "a rule behind one for the same": (
        SOURCE, TWO + "shared:" + SHARED % "某局, 考核组" + SHARED % "考核组, 某局" + "\n",
        TWO + "shared:" + SHARED % "某局, 考核组" + "\n",
    ),
    "what need not apply, as said before": (
        SOURCE, SOURCE + "not_applicable:" + UNMARKED % ("1", "") + UNMARKED % ("1.1", ", units: [甲区]") + "\n",
        SOURCE + "not_applicable:" + UNMARKED % ("1.1", ", units: [甲区]") + UNMARKED % ("1", "") + "\n",
    ),
    "a part of a group that the composite is not for": (
        SOURCE, SOURCE + "composite: [{parts: [{name: 甲, groups: [一组, 二组]}], groups: [一组], basis: 办法}]\n",
        SOURCE + "composite: [{parts: [{name: 甲, groups: [一组]}], groups: [一组], basis: 办法}]\n",
    ),
    "a table that no part goes by": (
        SOURCE, "items: all, groups: [一组]}\n  - {name: 某局, kind: special, groups: [二组]}\n"
        "composite: [{parts: [{name: 评议, max: 5, sources: [某局]}], groups: [二组], basis: 办法}]\n",
        SOURCE + "composite: [{parts: [{name: 基础, rubric: smallest}], groups: [二组], basis: 办法}]\n",
    ),
}  # fmt: skip
#: A second group, for some pairs, and items that ask for more than scores.
SECOND = "  - {name: 二组, rubric: smallest, units: [丙局]}\nsources:"
OF_LOSSES = BASE.replace("更新, max: 1", "更新, max: 1, kind: deduction").replace(
    "特色\n", "特色\n    evidence: 请附链接\n"
)


@pytest.mark.parametrize("why", PAIRS)
def test_a_key_that_changes_nothing_and_its_near_miss(why: str, tmp_path: Path) -> None:
    part, wrong, right = PAIRS[why]
    smallest = ROUND if "unranked" in wrong else ROUND.replace("sources:", SECOND)
    assert part in smallest
    found = [code for _, code in told(load(smallest.replace(part, wrong), tmp_path, smallest=OF_LOSSES))]
    assert found == ["A503"]
    assert told(load(smallest.replace(part, right), tmp_path, smallest=OF_LOSSES)) == []


#: What would mislead is refused.
REFUSED = {
    "a source twice in an order": (
        SOURCE, TWO + "shared:" + SHARED % "某局, 考核组, 某局" + "\n", TWO + "shared:" + SHARED % "某局, 考核组" + "\n", "A107",
    ),
    "a unit that is scored and is not": (
        SOURCE, "items: all, units: [甲区, 乙区], except: [甲区]}\n", "items: all, units: [乙区]}\n", "A402",
    ),
    "nobody is scored": (SOURCE, "items: all, except: [甲区, 乙区]}\n", "items: all, except: [甲区]}\n", "A203"),
    "barred from all grades": (SOURCE, BARRED % "甲区, band: 差", BARRED % "甲区, band: 好", "A402"),
    "a version of no rubric": (
        SOURCE, SOURCE + 'composite: {parts: [{name: 甲, version: "1"}], basis: 办法}\n',
        SOURCE + 'composite: {parts: [{name: 甲, rubric: smallest, version: "1"}], basis: 办法}\n', "A402",
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", REFUSED)
def test_what_would_mislead_is_refused(why: str, tmp_path: Path) -> None:
    part, wrong, right, code = REFUSED[why]
    assert [found for _, found in told(load(ROUND.replace(part, wrong), tmp_path))] == [code]
    assert told(load(ROUND.replace(part, right), tmp_path)) == []
