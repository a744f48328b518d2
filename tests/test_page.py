"""The page: every number of it is that of the result, nothing in it acts, and it asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from gkpg.base.text import LANGS, Text
from gkpg.reports.disclosure import Disclosure
from gkpg.reports.html import addresses
from gkpg.reports.html import page as html
from gkpg.reports.html.inert import inert_json
from gkpg.reports.report import Report
from gkpg.results.store import load_results
from gkpg.scoring.unit_result import points_of_item
from tests.conftest import ROOT
from tests.large_pages import large_round
from tests.page_reader import Page
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gkpg.base.text import Lang
    from gkpg.scoring import GroupResult, Results, UnitResult

EXAMPLE = ROOT / "examples" / "shanghai-2022" / "result.sqlite"


@pytest.fixture(scope="module")
def example() -> Results:
    return load_results(EXAMPLE)


def written(results: Results, lang: Lang = "zh", disclosure: Disclosure = Disclosure(), **more: object) -> str:  # noqa: B008
    html.write(Report(results, lang, disclosure=disclosure, **more), out := io.BytesIO())  # type: ignore[arg-type]
    return out.getvalue().decode()


def numbers(texts: list[str]) -> list[Decimal | None]:
    """Figures as they are read; none of an empty cell."""
    return [Decimal(text) if text else None for text in texts]


def expected(results: Results, group: GroupResult, unit: UnitResult) -> Iterator[tuple[str, Decimal | None]]:
    """The number and the rounded points of every item that is no veto, in the order of rubrics."""
    for number in group.numbers(unit):
        part = group.parts[number]
        blocks = [block.as_item() for block in part.rubric.beside]
        for top in (*part.rubric.indicators, *blocks):
            rows = {row.id for each in top.scored_items() for row in each.walk() if row.id != each.id}
            for item in (each for each in top.walk() if each.id not in rows):
                line = unit.parts[number].points if unit.parts else ""
                is_part = len(group.parts) > 1 and part.title == item.name and len(part.rubric.ids) == 1
                yield item.name if is_part else item.label, results.round_figure(points_of_item(part, line, item.id))


@pytest.mark.parametrize("case", [*CASES, ROOT / "examples" / "shanghai-2022"], ids=lambda case: case.name)
def test_every_number_is_that_of_the_result(case: Path) -> None:
    """Totals, ranks, the points of every item of every unit, by unit and side by side."""
    results = scored(case)
    page = Page(written(results))
    for number, group in enumerate(results.groups, 1):
        ranking = page.table("data-rows", f"g{number}")
        assert ranking.column("单位") == [unit.name for unit in group.units]
        assert numbers(ranking.column("总分")) == [unit.total for unit in group.units]
        assert numbers(ranking.column("名次")) == [unit.rank for unit in group.units]
        for place, unit in enumerate(group.units, 1):
            wanted = list(expected(results, group, unit))
            if not wanted:
                continue
            own = page.table("items", f"g{number}u{place}")
            assert [row[0].rpartition("· ")[2] for row in own.rows[1:]] == [label for label, _ in wanted]
            found = [text if text != "不适用" else "" for text in own.column("得分")]
            assert numbers(found) == [points for _, points in wanted]


def test_the_points_of_an_item_across_all_units_and_their_spread_are_those_of_the_result(example: Results) -> None:
    page = Page(written(example))
    group = example.groups[0]
    matrix, items = page.table("data-matrix", "g1"), page.table("data-items", "g1")
    part = group.parts[0]
    for number, row in enumerate(items.rows[1:]):
        label = row[0].rpartition("· ")[2]
        item = (
            next(each for each in part.rubric.walk() if each.label == label) if number < len(items.rows) - 2 else None
        )
        if item is None or item.items:
            continue
        points = [points_of_item(part, unit.parts[0].points, item.id) for unit in group.units]
        assert numbers(matrix.column(item.id))[:-1] == [example.round_figure(each) for each in points][:-1]
        known = sorted(each for each in points if each is not None)
        middle = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
        figures = [known[0], known[-1], middle, sum(known, Fraction(0)) / len(known)]
        shown = [items.column(name)[number] for name in ("最低", "最高", "中位数", "平均")]
        assert numbers(shown) == [example.round_figure(each) for each in figures]


def test_a_part_of_one_item_of_its_name_is_called_by_its_name_alone(example: Results) -> None:
    """Items of the first part keep their numbers."""
    for lang in LANGS:
        heads = Page(written(example, lang)).table("data-matrix", "g1").rows[0]
        titles = [part.title for part in example.groups[0].parts]
        assert titles[1] in heads
        assert "2.1" in heads
        assert not any("·" in head for head in heads)


def test_who_gave_what_and_why_is_told_where_points_were_lost(example: Results) -> None:
    page = Page(written(example))
    table = page.table("items", "g1u3")
    told = dict(zip(table.column("指标"), table.column("失分项的给分和依据"), strict=True))
    assert told["1.1 公文备案及属性认定"] == "③ 6.5 ④ 5.5 ⑦ 7.5"
    assert told["指标得分 · 6 重点领域信息公开"] == "③ 5“虚构的评分依据” ④ 4.5“虚构的评分依据”"
    assert told["1.4 政务公开工作要点"] == "③ 0.5 ④⑦ 1"
    assert told["2.1 申请办理规范化"] == ""
    assert "③ 市政府办公厅-1（市政府办公厅/壬区-市政府办公厅-1.xlsx 评分表）" in page.texts["g1u3"]
    assert not any("\\u" in text for text in page.texts.values())
    assert "壬区 92.80，优秀，第 3 名：失 7.2 分" in page.texts["g1u3"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("disclosure", [Disclosure(), Disclosure("public"), Disclosure("public", scores=False)])
def test_it_holds_everything_itself_under_a_policy_that_allows_nothing_else(
    example: Results, lang: Lang, disclosure: Disclosure
) -> None:
    text = written(example, lang, disclosure)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    style, script = (
        re.search(r"<style>(.*?)</style>", text, re.DOTALL),
        re.search(r"<script>(.*?)</script>", text, re.DOTALL),
    )
    assert policy
    assert style
    assert script
    hashes = [base64.b64encode(hashlib.sha256(each[1].encode()).digest()).decode() for each in (style, script)]
    assert policy[1].replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    page = Page(text)
    names = {name for _, name, _ in page.attributes}
    assert not names & {"style", "src", "srcset", "action", "formaction", "background", "poster", "ping"}
    assert not [name for name in names if name.startswith("on")]
    assert all(value and value.startswith("#") for _, name, value in page.attributes if name == "href")
    assert len(page.ids) == len(set(page.ids))
    targets = {value for _, name, value in page.attributes if name == "href" and value}
    assert targets <= {f"#{each}" for each in page.ids}
    assert f'lang="{Text("zh-CN", "en").say(lang)}"' in text


def test_a_public_page_has_no_evidence_and_one_without_scores_no_figure(example: Results) -> None:
    public = written(example, disclosure=Disclosure("public"))
    for withheld in ("第三方评估", "虚构的评分依据", ".xlsx", "自评", "L113", "总分怎么来的"):
        assert withheld not in re.sub(r'<section class="rules".*', "", public, flags=re.DOTALL)
    assert Page(public).table("items", "g1u1").column("得分")
    names = Page(written(example, disclosure=Disclosure("public", scores=False)))
    assert [table.view for table in names.tables] == ["g1", "g2", "rules"]
    assert names.table("data-rows", "g1").rows[:3] == [
        ["单位", "等次", "未计分的原因"],
        ["己区", "优秀", ""],
        ["壬区", "优秀", ""],
    ]


def test_single_units_alone_have_a_view_where_they_are_wanted(example: Results) -> None:
    page = Page(written(example, units=("甲区", "样例二局")))
    assert [each for each in page.ids if re.fullmatch(r"g\du\d+", each)] == ["g1u1", "g2u1"]
    assert len(page.table("data-rows", "g1").rows) == 17


def test_of_too_many_units_there_are_the_views_alone_that_are_wanted(
    example: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "MOST_VIEWS", 35)
    assert not re.search(r'id="g\du\d', written(example))
    page = Page(written(example, units=("甲区",)))
    assert page.table("items", "g1u1")


HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--<script>",
    "{{ 7 * 7 }}",
    "a\u202eb\x00c\ud800",
    "x" * 30_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("most_rows", [0, 5_000])
def test_no_text_acts(text: str, most_rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of units, and so all that comes from outside, in a page that stands as it is and in one that is data."""
    monkeypatch.setattr(html, "MOST_ROWS", most_rows)
    results = scored(ROOT / "tests" / "cases" / "composed-6-3-1")
    pages = [Page(written(replace(results, groups=_renamed(results, "甲县政府", name)))) for name in ("甲", text)]
    clean, hostile = ([(tag, name) for tag, name, _ in each.attributes] for each in pages)
    assert hostile == clean
    assert pages[0].scripts.keys() == pages[1].scripts.keys()
    assert not any(mark in all_text for all_text in pages[1].texts.values() for mark in "\u202e\x00\ud800")


def _renamed(results: Results, old: str, new: str) -> tuple[GroupResult, ...]:
    return tuple(
        replace(group, units=tuple(unit._replace(name=new) if unit.name == old else unit for unit in group.units))
        for group in results.groups
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_data_come_back_and_never_end_their_element(text: str) -> None:
    made = str(inert_json([text]))
    assert not re.search(r"</|<!|<script", made, re.IGNORECASE)
    assert Page(f'<script id="a">{made}</script>').data("a") == [text]


def test_very_many_units_are_data_with_the_same_figures(example: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Page(written(example))
    monkeypatch.setattr(html, "MOST_ROWS", 0)
    page = Page(written(example))
    units = [each for each in whole.tables if re.fullmatch(r"g\du\d+", each.view)]
    assert len(units) == 36
    for table in units:
        _, head, tail, figures = page.data(f"{table.view}-u")
        assert [list(map(plain, row)) for row in figures] == [[row[2], *row[5:]] for row in table.rows[1:]]
        assert plain(head) in " ".join(whole.texts[table.view].split())
        assert " ".join(whole.texts[table.view].split()).endswith(plain(tail))


def plain(markup: str) -> str:
    """The text of a piece of markup."""
    return " ".join(Page(markup).texts.get("", "").split())


def test_an_earlier_result_stands_beside_this_one(tmp_path: Path) -> None:
    now, before = large_round(tmp_path / "now", 12, 10, 1), large_round(tmp_path / "before", 11, 10, 2)
    page = Page(written(now, earlier=before))
    table = page.table("data-years", "g1")
    olds = {unit.name: unit for unit in before.groups[0].units}
    for place, unit in enumerate(now.groups[0].units):
        old = olds.get(unit.name)
        row = [text or None for text in table.rows[place + 1]]
        was = [None] * 3 if old is None else [str(old.total), str(old.rank), old.band]
        change = None if old is None or old.total is None or unit.total is None else unit.total - old.total
        assert [row[1], row[4], row[6]] == was
        assert [row[0], row[2], row[5], row[7]] == [unit.name, str(unit.total), str(unit.rank), unit.band]
        assert (row[3] and Decimal(row[3])) == change
    means = page.table("years", "g1")
    for row in means.rows[1:]:
        item = row[0].split(" ")[0]
        for result, text in ((before, row[2]), (now, row[3])):
            points = [result.points(result.groups[0], unit)[item] for unit in result.groups[0].units]
            assert Decimal(text) == result.round_figure(sum(points, Fraction(0)) / len(points))
        assert Decimal(row[5]) == Decimal(row[3]) - Decimal(row[2])
    names = Page(written(now, disclosure=Disclosure("public", scores=False), earlier=before))
    assert names.table("data-years", "g1").rows[0] == ["单位", "以前等次", "等次"]


def test_totals_out_of_another_most_are_not_compared(tmp_path: Path) -> None:
    now, before = large_round(tmp_path / "now", 3, 10, 1), large_round(tmp_path / "before", 3, 15, 2)
    table = Page(written(now, earlier=before)).table("data-years", "g1")
    assert table.column("变化") == ["", "", ""]
    assert all(table.column("以前总分"))


def test_seventy_units_by_forty_six_items_are_less_than_700_kb(tmp_path: Path) -> None:
    assert len(written(large_round(tmp_path / "round", 70, 46)).encode()) < 700_000


def test_a_page_that_somebody_changed_is_not_its_own(example: Results, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(written(example), "utf-8")
    assert html.is_own_report(path)
    assert html.is_as_written(path)
    path.write_text(path.read_text("utf-8").replace("94.96", "99.96"), "utf-8")
    assert html.is_own_report(path)
    assert not html.is_as_written(path)
