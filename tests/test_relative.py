"""Relative points: what a figure is worth beside those of the other units, held against a second, plain calculation."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gkpg
from gkpg.ledger import ledger_of
from gkpg.results.store import load_results, write_results
from gkpg.round.load import load_assessment
from gkpg.rubric import Library
from gkpg.scoring import Results, score
from gkpg.scoring.peers import Peers
from gkpg.scoring.relative import worth_among
from gkpg.sheets.model import EntryLayout, File, Identity, Sheet
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import blank, library_of, rubric_of
from tests.test_cases import CASES, scored
from tests.test_steps import laws

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.round.round import Round
    from gkpg.rubric import Rubric


class Way(NamedTuple):
    """How the figures of an item are compared, as a rubric writes it."""

    by: str
    better: str = "higher"
    points: tuple[int, ...] = ()
    then: int | None = None
    rest: int | None = None
    floor: str | None = None
    worst: int = 0
    equal: int | None = None

    def lines(self) -> list[str]:
        """What a rubric writes."""
        found = [f"by: {self.by}", f"better: {self.better}"]
        found += [f"points: [{', '.join(map(str, self.points))}]"] if self.by == "rank" else []
        found += [f"worst: {self.worst}"] if self.by == "range" else []
        given_ = ((key, getattr(self, key)) for key in ("then", "rest", "floor", "equal"))
        return [*found, *(f"{key}: {value}" for key, value in given_ if value is not None)]


def plain_rank(way: Way, own: Fraction, others: list[Fraction], *, dense: bool) -> Fraction:
    """The points of the rank of a figure among all, its own included, by the words of the documentation."""
    ahead = [each for each in others if (each > own if way.better == "higher" else each < own)]
    place = len(set(ahead)) if dense else len(ahead)  # so many ranks are better
    if place < len(way.points):
        return Fraction(way.points[place])
    if way.rest is not None or way.then is None:
        return Fraction(way.rest or 0)
    value = Fraction(way.points[-1])
    for _ in range(place - len(way.points) + 1):
        value += way.then
    return value if way.floor == "none" else max(value, Fraction(way.floor or "0"))


def plain_points(way: Way, most: int, own: Fraction, others: list[Fraction], *, dense: bool) -> Fraction | None:
    """The points of a figure among all, its own included, by the words of the documentation."""
    if way.by == "rank":
        return plain_rank(way, own, others, dense=dense)
    best, worst = max(others), min(others)
    if way.better == "lower":
        best, worst = worst, best
    equal = None if way.equal is None else Fraction(way.equal)
    if way.by == "range":
        return equal if best == worst else way.worst + (own - worst) / (best - worst) * (most - way.worst)
    if best == 0:
        return equal if own == 0 else Fraction(0)
    return most * own / best if way.better == "higher" else most * best / own


RANKS = st.lists(st.integers(0, 9), min_size=1, max_size=4).map(lambda each: (10, *sorted(each, reverse=True)))
BETTER = st.sampled_from(["higher", "lower"])
NO = st.none()


def ways(by: str, **keys: st.SearchStrategy[Any]) -> st.SearchStrategy[Way]:
    none = {"points": st.just(()), "then": NO, "rest": NO, "floor": NO, "worst": st.just(0), "equal": NO}
    return st.builds(Way, st.just(by), BETTER, **{**none, **keys})


WAYS = st.one_of(
    ways("rank", points=RANKS, then=st.integers(-3, 0), floor=st.sampled_from([None, "-2", "none"])),
    ways("rank", points=RANKS, rest=st.one_of(NO, st.integers(0, 9))),
    ways("best", equal=st.one_of(NO, st.integers(0, 10))),
    ways("range", worst=st.integers(0, 9), equal=st.one_of(NO, st.integers(0, 10))),
)
FIGURES = st.lists(st.decimals(0, 6, places=1), min_size=1, max_size=6)


def a_round(folder: Path, rubric: str, units: int, more: str = "") -> Round:
    (folder / "rubrics").mkdir(parents=True, exist_ok=True)
    (folder / "rubrics" / "r.yaml").write_text(rubric, "utf-8")
    names = ", ".join(f"单位{n}" for n in range(units))
    text = f"assessment: a\ntitle: 试\ngroups:\n  - {{name: 组, rubric: r, units: [{names}]}}\n"
    text += f"sources:\n  - {{name: 局, kind: special, items: all}}\n{more}"
    (folder / "assessment.yaml").write_text(text, "utf-8")
    loaded = load_assessment(folder / "assessment.yaml")
    assert loaded.round is not None, [finding.line("en") for finding in loaded.findings]
    return loaded.round


def results_of(round_: Round, given: list[dict[str, Any]]) -> Results:
    """What units come to that were given figures and points by id."""
    (rubric,) = round_.rubrics.values()
    sheets = [
        Sheet(
            "f",
            (rubric.rubric, rubric.version),
            Identity(f"单位{number}", "局", "1"),
            layout=EntryLayout(tuple(each), tuple(each)),
            points=" ".join(str(value) for value in each.values()),
        )
        for number, each in enumerate(given)
    ]
    return score(ledger_of([File("f", "", tuple(sheets))], [rubric], round_=round_))


def points(results: Results, item: str) -> list[Fraction | None]:
    (group,) = results.groups
    found = {unit.name: results.points(group, unit).get(item) for unit in group.units}
    return [found[f"单位{number}"] for number in range(len(found))]


@given(WAYS, FIGURES, st.booleans())
def test_points_are_those_of_a_plain_second_calculation(
    tmp_path_factory: pytest.TempPathFactory, way: Way, figures: list[Any], dense: bool
) -> None:
    item = f'  - {{id: "1", name: 甲, max: 10, kind: relative, {", ".join(way.lines())}}}\n'
    rubric = f'rubric: r\nversion: "1"\ntitle: 试\ntotal: 10\nindicators:\n{item}'
    more = "ranking: {ties: dense}\n" if dense else ""
    results = results_of(
        a_round(tmp_path_factory.mktemp("r"), rubric, len(figures), more), [{"1": each} for each in figures]
    )
    all_ = [Fraction(each) for each in figures]
    assert points(results, "1") == [plain_points(way, 10, own, all_, dense=dense) for own in all_]
    laws(results)


@given(WAYS, WAYS, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 5)), min_size=1, max_size=5))
def test_a_compared_subtotal_is_that_of_a_plain_second_calculation(
    tmp_path_factory: pytest.TempPathFactory, outer: Way, inner: Way, given_: list[tuple[int, int, int]]
) -> None:
    inner = inner._replace(floor=None, equal=None if inner.by == "rank" else 1)  # no subtotal is below zero
    rubric = """\
rubric: r
version: "1"
title: 试
total: 13
indicators:
  - {id: "2", name: 丙, max: 3}
  - id: "1"
    name: 小计
    max: 10
    kind: relative
"""
    rubric += "".join(f"    {key}\n" for key in outer.lines())
    rubric += f'    items:\n      - {{id: "1.1", name: 甲, max: 10, kind: relative, {", ".join(inner.lines())}}}\n'
    rubric += '      - {id: "1.2", name: 乙, max: 9}\n'
    given_ = [(figure, score_, min(other, 3)) for figure, score_, other in given_]
    results = results_of(
        a_round(tmp_path_factory.mktemp("r"), rubric, len(given_)),
        [{"1.1": figure, "1.2": score_, "2": other} for figure, score_, other in given_],
    )
    figures = [Fraction(figure) for figure, _, _ in given_]
    below = [plain_points(inner, 10, own, figures, dense=False) for own in figures]
    sums = [Fraction(each or 0) + score_ for each, (_, score_, _) in zip(below, given_, strict=True)]
    wanted = [plain_points(outer, 10, own, sums, dense=False) for own in sums]
    assert points(results, "1.1") == below
    assert points(results, "1") == wanted
    (group,) = results.groups
    for unit in group.units:
        number = int(unit.name.removeprefix("单位"))
        whole = wanted[number]
        assert unit.exact_total == (None if whole is None else whole + given_[number][2])
    laws(results)


SHEET = """\
rubric: sheet
version: "1"
title: 与其他单位相比
total: 25
indicators:
  - {id: "1", name: 信息报送, max: 2, kind: relative, unit: 篇, by: rank, points: [2, 1.9], then: -0.1}
  - {id: "2", name: 日常工作, max: 3}
  - id: "3"
    name: 招商
    max: 20
    kind: relative
    by: best
    items:
      - {id: "3.1", name: 资金, max: 60, kind: relative, by: best, unit: 亿元}
      - {id: "3.2", name: 服务, max: 40}
"""


@pytest.fixture(scope="module")
def rubric(tmp_path_factory: pytest.TempPathFactory) -> Rubric:
    return rubric_of(SHEET, tmp_path_factory.mktemp("r") / "sheet.yaml")


def filled(rubric: Rubric, folder: Path, unit: str, given_: dict[str, Any]) -> Path:
    """A blank sheet, filled by another program in its yellow cells."""
    workbook = openpyxl.load_workbook(io.BytesIO(blank(rubric, unit, "评分组", "1")))
    sheet = workbook.worksheets[0]
    for row in range(6, sheet.max_row + 1):
        if (item := sheet.cell(row, 3).value) is not None:
            (cell,) = (sheet.cell(row, column) for column in (7, 11) if not sheet.cell(row, column).protection.locked)
            cell.value = given_[item]
    workbook.save(folder / f"{unit}-评分组-1.xlsx")
    return folder / f"{unit}-评分组-1.xlsx"


def read(rubric: Rubric, *paths: Path) -> Results:
    reader = FileReader(library_of(rubric))
    return score(ledger_of([reader.read(str(path), path.name) for path in paths], [rubric]))


GIVEN = {"甲区": {"1": 9, "2": 3, "3.1": 12.5, "3.2": 40}, "乙区": {"1": -1.25, "2": 2, "3.1": 5, "3.2": 16}}


def test_sheets_ask_for_figures_and_reports_have_figures_and_points(rubric: Rubric, tmp_path: Path) -> None:
    results = read(rubric, *(filled(rubric, tmp_path, unit, each) for unit, each in GIVEN.items()))
    assert [finding.code for finding in results.findings] == []
    (group,) = results.groups
    # 甲区: 2 + 3 + 20 (60 + 40); 乙区: 1.9 + 2 + (5 ÷ 12.5 × 60 + 16 = 40) ÷ 100 × 20
    assert [(unit.name, str(unit.total)) for unit in group.units] == [("甲区", "25.00"), ("乙区", "11.90")]
    assert results.points(group, group.units[1]) == {
        "1": Fraction(19, 10), "2": 2, "3": 8, "3.1": 24, "3.2": 16,
    }  # fmt: skip
    entries = {row.item: (row.entered, row.points) for row in gkpg.entries(results.ledger) if row.unit == "乙区"}
    assert entries == {"1": ("-1.25", None), "2": ("2", 2), "3.1": ("5", None), "3.2": ("16", 16)}
    write_results(tmp_path / "r.sqlite", results)
    assert load_results(tmp_path / "r.sqlite") == results
    with closing(sqlite3.connect(tmp_path / "r.sqlite")) as database:
        found = database.execute("SELECT item, points, entered FROM entries WHERE sheet = 2 ORDER BY item").fetchall()
    assert found == [("1", None, "-1.25"), ("2", "2", "2"), ("3.1", None, "5"), ("3.2", "16", "16")]
    laws(results)


@pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("GKPG_NEED_LIBREOFFICE"),
    reason="LibreOffice is not installed",
)
def test_the_live_total_leaves_out_what_no_sheet_knows(rubric: Rubric, tmp_path: Path) -> None:
    path = filled(rubric, tmp_path, "甲区", {**GIVEN["甲区"], "3.2": None})
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "lo"), str(path)], check=True, capture_output=True, timeout=180
    )
    sheet = openpyxl.load_workbook(tmp_path / "lo" / path.name, data_only=True).worksheets[0]
    assert [sheet.cell(row, 7).value for row in (6, 7, 8, 9)] == ["—", 3, "—", None]
    assert (sheet["J3"].value, sheet["J4"].value) == (3, 1)  # one cell is still blank


def test_a_figure_in_the_column_of_scores_is_not_taken(rubric: Rubric, tmp_path: Path) -> None:
    rows = [["编号", "子项", "分值", "得分"], ["1", "信息报送", 2, 9], ["2", "日常工作", 3, 3]]
    rows += [["3.1", "资金", 60, None], ["3.2", "服务", 40, 40]]
    workbook = openpyxl.Workbook()
    for row in (["被考核单位：", "甲区"], *rows):
        workbook.worksheets[0].append(row)
    workbook.save(tmp_path / "甲区-评分组-1.xlsx")
    reader = FileReader(Library((rubric,), (rubric,), ()))
    found = reader.read(str(tmp_path / "甲区-评分组-1.xlsx"), "甲区-评分组-1.xlsx").sheets[0].findings
    assert [(each.code, each.place.cell) for each in found if each.code in {"S135", "S102"}] == [
        ("S135", "D3"),
        ("S102", "D5"),
    ]


@pytest.mark.parametrize(
    ("cell", "code"), [("１２．５", "S110"), ("12亿元", "S110"), ("12万元", "S105"), (-1, "S127"), ("多", "S105")]
)
def test_what_is_no_figure_is_told_at_its_cell(cell: Any, code: str, rubric: Rubric, tmp_path: Path) -> None:
    results = read(rubric, filled(rubric, tmp_path, "甲区", {**GIVEN["甲区"], "3.1": cell}))
    assert [(each.code, each.place.cell) for each in results.findings if each.code != "L127"] == [(code, "K8")]


def test_a_zero_beside_a_best_that_is_more_gets_the_max() -> None:
    """Where less is better, a unit that does not count among the others can have less than their best: 2, 4 and 0."""
    item = SimpleNamespace(by="best", better="lower", equal=Decimal(3), max=Fraction(6))
    peers = Peers({"A": Fraction(2), "B": Fraction(4)})
    figures = (Fraction(0), Fraction(1), Fraction(2), Fraction(4))
    assert [worth_among(item, each, peers, dense=False).points for each in figures] == [6, 6, 6, 3]


def test_what_is_the_same_for_several_units_is_told_once() -> None:
    results = scored(next(case for case in CASES if case.name == "relative-waits-for-a-missing-figure"))
    told = [each.message("zh") for each in results.findings if each.code == "L127"]
    assert told == ["2 个单位 的 2 信息报送 还不能与其他单位相比：乙区 还没有数值"]
    assert {unit for unit, found in results.ledger.blocking.items() if any(each.code == "L127" for each in found)} == {
        "甲区", "丙区",
    }  # fmt: skip
