"""`gkpg explain`: what a unit came to and why, from the total down to its cells."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from gkpg.base.text import LANGS, display_width
from gkpg.base.wrapping import in_one_piece
from gkpg.cli.main import main
from gkpg.explanation import Explainer
from gkpg.explanation.folder import write_folder
from gkpg.explanation.formats import FORMATS
from gkpg.explanation.headline import headline_of
from gkpg.explanation.markdown import render_markdown
from gkpg.explanation.page import Line, Page, Section
from gkpg.explanation.text import render_text
from gkpg.findings.finding import FindingError
from gkpg.results.store import load_results
from tests.conftest import ROOT
from tests.plain import program
from tests.plain.plain_round import PlainRound, PlainSheet
from tests.plain.random_rounds import random_round
from tests.plain_explanation import WrongFigureError, total_of
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from gkpg.base.text import Lang
    from gkpg.explanation import Explanation
    from gkpg.scoring import Results


def as_json(of: Explanation) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FORMATS["json"].render(of, "zh", item="", with_steps=True))
    return found


def explains_itself(results: Results) -> int:
    """Every total of a result comes out of its explanation alone; how many there are."""
    count = 0
    for of in Explainer(results).all():
        total_of(as_json(of))
        pages = [FORMATS["text"].render(of, lang, item="", with_steps=True) for lang in LANGS]
        assert max(display_width(line) for page in pages for line in page.splitlines()) <= 80
        count += of.unit.total is not None
    return count


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_totals_of_published_rules_come_out_of_their_explanations_alone(case: Path) -> None:
    explains_itself(scored(case))


@pytest.mark.parametrize("batch", range(2))
def test_totals_of_random_rounds_come_out_of_their_explanations_alone(batch: int, tmp_path: Path) -> None:
    count = 0
    for seed in range(batch * 25, (batch + 1) * 25):
        results = program.scored(random_round(seed), tmp_path / str(seed))
        if not isinstance(results, program.Refused):
            count += explains_itself(results)
    assert count > 100


def _of(case: str, unit: str) -> Explanation:
    found = Explainer(scored(next(each for each in CASES if each.name == case))).find(unit)
    assert found is not None
    return found


@pytest.mark.parametrize("change", [
    lambda told: told.update(total="0.01"),
    lambda told: next(node for node in told["nodes"] if node["what"] == "entry").update(entered="0", value="0"),
    lambda told: next(node for node in told["nodes"] if node["what"] == "sum").update(value="1"),
    lambda told: told["losses"][0].update(lost="1/7"),
])  # fmt: skip
def test_an_explanation_with_one_other_figure_is_found_wrong(change: Callable[[dict[str, Any]], object]) -> None:
    told = as_json(_of("sources-mean-of-three-not-finite", "甲区"))
    assert total_of(told) is not None
    change(told)
    with pytest.raises(WrongFigureError):
        total_of(told)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the result of the example round."""
    folder = tmp_path_factory.mktemp("example")
    found = ["--assessment", str(ROOT / "examples" / "shanghai-2022"), "--output", str(folder / "result.sqlite")]
    assert main(["--lang", "en", "score", *found]) == 1
    return folder


@pytest.fixture
def at_example(example: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(example)
    capsys.readouterr()
    return example


def run(capsys: pytest.CaptureFixture[str], *words: str, lang: str = "zh") -> tuple[int, str, str]:
    status = main(["--lang", lang, "explain", *words])
    return status, *capsys.readouterr()


@pytest.mark.parametrize(("page", "lang"), [("explain.md", "en"), ("explain.zh-CN.md", "zh")])
@pytest.mark.usefixtures("at_example")
def test_the_page_shows_what_the_command_says(page: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (ROOT / "docs" / page).read_text("utf-8").split("\n")
    shown = [number for number, line in enumerate(lines) if line.startswith("    $ ")]
    assert len(shown) == 2
    for number in shown:
        words, _, most = lines[number].removeprefix("    $ gkpg explain ").partition(" | head -")
        _, out, _ = run(capsys, *words.split(), lang=lang)
        expected = out.rstrip("\n").split("\n")[: int(most) if most else None]
        told = [line.removeprefix("    ") for line in lines[number + 1 : number + 1 + len(expected)]]
        assert told == expected


@pytest.mark.usefixtures("at_example")
@pytest.mark.parametrize(("words", "said"), [
    (["样例十"], "gkpg: 结果里没有单位“样例十”；相近的有：样例十局、样例十四局、样例十六局\n"),
    (["没有"], "gkpg: 结果里没有单位“没有”\n"),
    (["样例十局", "定向意见收集"], "gkpg: 样例十局 的指标表里没有“定向意见收集”这一项；相近的有：定向意见征集\n"),
    ([], "gkpg: 请写出单位，如 gkpg explain 甲区；全部单位用 --all DIR\n"),
    (["样例十局", "--all", "x"], "gkpg: --all 写的是全部单位，不与单位、项或 -o 同用\n"),
    (["样例十局", "-o", "a.md", "-f", "json"], "gkpg: 文件名以 .md 结尾，格式却是 json\n"),
    (["样例十局", "-o", "通知.docx"], "gkpg: 不能写成 .docx；可以写的有：.txt、.md、.json\n"),
    (["样例十局", "-o", "a.XLSX", "-f", "md"], "gkpg: 不能写成 .xlsx；可以写的有：.txt、.md、.json\n"),
    (["样例十局", "--sealed", "-f", "md"], "gkpg: --sealed 是一个单位的整份 JSON，不与项或其他格式同用\n"),
])  # fmt: skip
def test_what_is_not_there_or_does_not_go_together_is_one_line(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, *words) == (2, "", said)


@pytest.mark.usefixtures("at_example")
def test_an_item_is_found_by_its_id_or_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    by_id, by_name = run(capsys, "样例十局", "5.4"), run(capsys, "样例 十局", "定向意见征集")
    assert by_id == by_name
    assert by_id[1].startswith("样例十局 5.4 定向意见征集（指标得分）：得 1.125，分值 2，失 0.875 分\n")


@pytest.mark.usefixtures("at_example")
def test_a_unit_without_a_total_is_told_why_with_every_error(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "样例三局")
    assert status == 0
    head, _, rest = out.partition("\n\n")
    assert head.startswith("样例三局 没有总分：")
    assert "[L120]" in rest.partition("\n\n")[0].replace("\n", "").replace(" ", "")


def test_a_file_is_replaced_only_where_nobody_edited_it(at_example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.md", "a.txt", "a.json"):
        assert run(capsys, "样例十局", "-o", name)[0] == 0
        written = (at_example / name).read_bytes()
        assert run(capsys, "样例七局", "-o", name)[0] == 0
        assert run(capsys, "样例十局", "-o", name)[0] == 0
        assert (at_example / name).read_bytes() == written
        changed = written.replace("样例十局".encode(), "样例百局".encode(), 1)
        for edited in (changed, written + "批注\n".encode(), written[:-1] + b" \n"):
            (at_example / name).write_bytes(edited)
            status, _, said = run(capsys, "样例十局", "-o", name)
            assert (status, said.rstrip()[-6:]) == (2, "[F110]")
            assert (at_example / name).read_bytes() == edited
        assert run(capsys, "样例十局", "-o", name, "--force")[0] == 0
        (at_example / name).write_text("mine\n", encoding="utf-8")
        status, _, said = run(capsys, "样例十局", "-o", name, "--force")
        assert (status, said.rstrip()[-6:]) == (2, "[F104]")


def test_a_folder_has_a_file_for_each_unit(at_example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = at_example / "all"
    for _ in range(2):
        status, out, _ = run(capsys, "--all", "all", "--format", "md")
        assert (status, out) == (0, "已写出 36 个单位的说明：all\n")
        assert len(list(folder.iterdir())) == 37
    index = (folder / "index.txt").read_text("utf-8").splitlines()
    assert [line.split("\t")[::2] for line in index if "样例十局" in line] == [["样例十局.md", "样例十局"]]
    assert (folder / "样例十局.md").read_text("utf-8").startswith("# 样例十局 59.74")
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    status, _, said = run(capsys, "--all", "all")
    assert (status, said.rstrip()[-6:]) == (2, "[F104]")
    assert len(list(folder.iterdir())) == 38
    assert not [each for each in at_example.iterdir() if each.name.startswith(".gkpg-")]


def test_names_that_no_path_holds_or_that_are_alike_are_told_apart(tmp_path: Path) -> None:
    units = ["../甲", "CON", "a", "A", "ａ", "index", "x" * 300, "甲\n乙"]
    assert write_folder(tmp_path / "all", ((unit, unit) for unit in units), ".txt") == len(units)
    names = sorted(each.name for each in (tmp_path / "all").iterdir())
    assert len({name.casefold() for name in names}) == len(units) + 1
    assert [each.name for each in tmp_path.iterdir()] == ["all"]


def test_a_run_that_fails_leaves_the_former_folder(tmp_path: Path) -> None:
    assert write_folder(tmp_path / "all", [("甲", "1")], ".txt") == 1

    def broken() -> Iterator[tuple[str, str]]:
        yield "甲", "2"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_folder(tmp_path / "all", broken(), ".txt")
    assert (tmp_path / "all" / "甲.txt").read_text("utf-8") == "1"
    assert [each.name for each in tmp_path.iterdir()] == ["all"]


def test_a_sealed_part_names_no_other_unit(at_example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "样例十局", "--sealed", "-o", "own.json")[0] == 0
    told = json.loads((at_example / "own.json").read_text("utf-8"))
    assert total_of(told) == Fraction("59.74")
    assert {record["unit"] for record in told["sealed"]["records"] if record["record"] == "unit"} == {"样例十局"}
    others = [of.unit.name for of in Explainer(load_results(at_example / "result.sqlite")).all()]
    whole = (at_example / "own.json").read_text("utf-8")
    assert [name for name in others if name in whole] == ["样例十局"]


def test_every_unit_can_have_its_own_part_at_once(at_example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--all", "own", "--sealed", "result.sqlite")[0] == 0
    seals = set()
    for path in (at_example / "own").glob("*.json"):
        told = json.loads(path.read_text("utf-8"))
        assert told["sealed"]["unit"] == told["unit"]
        seals.add(told["sealed"]["seal"])
    assert len(seals) == 1
    assert run(capsys, "样例十局", "--sealed")[1] == (at_example / "own" / "样例十局.json").read_text("utf-8")


@pytest.mark.parametrize("words", [
    ["样例十局", "5.4", "other.sqlite"], ["样例十局", "other.sqlite", "5.4"], ["other.sqlite", "样例十局", "5.4"],
    ["样例十局", "5.4", "--result", "other.sqlite"],
])  # fmt: skip
def test_the_result_may_stand_among_the_words(
    words: list[str], at_example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = run(capsys, "样例十局", "5.4")
    (at_example / "result.sqlite").rename(at_example / "other.sqlite")
    try:
        assert run(capsys, *words) == whole
        for more, said in (
            (["--result", "other.sqlite", "other.sqlite", "a"], "多余的参数：other.sqlite"),
            (["other.sqlite"], "请写出单位，如 gkpg explain 甲区；全部单位用 --all DIR"),
            (["a", "gone.sqlite"], "gone.sqlite: 文件或文件夹不存在，请检查路径 [F101]"),
            (["a", "b", "c"], "多余的参数：c"),
        ):
            assert run(capsys, *more) == (2, "", f"gkpg: {said}\n")
    finally:
        (at_example / "other.sqlite").rename(at_example / "result.sqlite")


@pytest.mark.usefixtures("at_example")
def test_what_it_gave_itself_stands_beside_what_it_got(capsys: pytest.CaptureFixture[str]) -> None:
    """样例十局 gave itself 2 for 5.4, of which 1.125 were given: 0.875 less, and its words with a link."""
    for lang, title in (("zh", "自查与得分"), ("en", "Self-check beside the points given")):
        out = run(capsys, "样例十局", "5.4", lang=lang)[1]
        told = out.partition(f"\n{title}\n")[2].splitlines()
        assert told[1].split() == ["指标得分", "5.4", "定向意见征集", "2", "2", "1.125", "+0.875"]
        assert "https://example.org/5.4" in told[2]
        assert title in run(capsys, "样例十局", "5.4", "--format", "md", lang=lang)[1]
    (row,) = json.loads(run(capsys, "样例十局", "5.4", "--format", "json")[1])["self_check"]
    assert [row[key] for key in ("own", "given", "apart")] == ["2", "1.125", "0.875"]
    assert "https://example.org/5.4" in row["entries"][0]["link"]


@pytest.mark.usefixtures("at_example")
def test_lost_points_without_a_reason_are_marked_and_others_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "样例十局", lang="en")[1]
    for name, marks in (("10    特色工作", 0), ("5.4   定向意见征集", 3)):
        row = out.partition(f"  {name}")[2].partition("\n  指标得分")[0]
        assert row.count("(no reason written)") == marks
    whole = run(capsys, "样例十局", "9.3")[1]  # what brought its full points needs no reason
    assert "（没有写理由）" not in whole


@pytest.mark.usefixtures("at_example")
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("unit", ["样例十局", "样例三局"])
def test_places_of_cells_stay_in_one_line(unit: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, unit, "--steps", lang=lang)[1]
    nodes = json.loads(run(capsys, unit, "--format", "json")[1])["nodes"]
    places = {node["cell"] for node in nodes if node["what"] == "entry" and display_width(node["cell"]) < 70}
    told = [place for place in places if "".join(place.split()) in "".join(out.split())]
    assert len(told) > 10
    assert [place for place in told if not any(place in line for line in out.splitlines())] == []


def test_a_place_that_fits_no_line_is_parted_behind_a_folder() -> None:
    place = f"{'甲' * 20}/{'乙' * 25}.xlsx 评分表!G6"
    page = Page("x", (Section("y", lines=(Line(0, f"给 1（{in_one_piece(place)}）"),)),))
    assert render_text(page).splitlines()[3:] == [
        f"  给 1（{'甲' * 20}/",
        f"    {'乙' * 25}.xlsx 评分表!G6）",
    ]
    assert f"（{place}）" in render_markdown(page)


@pytest.mark.usefixtures("at_example")
def test_what_belongs_to_the_total_says_so_and_a_gain_is_called_one(capsys: pytest.CaptureFixture[str]) -> None:
    """59.7375 is published as 59.74: a gain of 0.0025. The survey's part counts a tenth, 3.25 for its 32.5."""
    lines = run(capsys, "样例十局", lang="en")[1].splitlines()
    (row,) = (number for number, line in enumerate(lines) if line.startswith("  Total "))
    assert lines[row].endswith("  gain 0.0025      ×1  gain 0.0025")
    assert any(line.strip().startswith("59.7375 → 59.74") for line in lines[row + 1 : row + 4])
    (survey,) = (line.split() for line in lines if line.startswith("  社会评议"))
    assert survey == ["社会评议", "1", "社会评议", "100", "67.5", "32.5", "×0.1", "3.25"]


@pytest.mark.parametrize(("case", "unit", "said"), [
    ("grades-edges-above", "乙区", "乙区 90.00，良好，第 2 名：失 10 分；优秀须高于这个分"),
    ("grades-quota-tie-out", "丙局", "丙局 95.00，良好，第 2 名：失 5 分；分数够优秀，但名额 2 个，没有排到"),
    ("veto-no-excellent", "乙区", "乙区 95.00，良好，第 2 名：失 5 分；分数够优秀，但不得评为优秀"),
    ("grades-need-points-of-an-item", "乙区", "乙区 95.99，良好，第 2 名：失 4.01 分；分数够优秀，但条件不满足"),
    ("no-cap-beside-100-shicheng-2018", "甲局", "甲局 130.50，第 1 名：比满分 100 多 30.5 分"),
    ("convert-100-to-5-wenzhou-2017", "丙县", "丙县 60.00，折算 3.00，合格，第 3 名：失 40 分；离良好差 20 分"),
    ("out-of-scope-listed-unranked", "丁工业区", "丁工业区 96.00，不参加排名：不在考核范围：失 4 分"),
    ("veto-fail-at-once-guoban-2019", "乙网站", "乙网站 没有总分，不合格：站点无法访问：不计总分，定为最低等次"),
])  # fmt: skip
def test_the_first_line_says_what_is_missing_or_in_the_way(case: str, unit: str, said: str) -> None:
    assert headline_of(_of(case, unit)).zh == said


@pytest.mark.parametrize(("case", "unit", "lost"), [
    # 1.3 is open, so 1 is; 1.1 and 1.2 are not
    ("not-applicable-only-named-units", "乙区", {"1.1": "5", "1.2": "6", "2": "5", "3.1": "3", "3.2": "2"}),
    ("periods-the-second-half-is-missing", "乙镇", {"1": "4", "2": "4"}),  # 10 of each, of which 0.4 count
    # 2 has 5 pieces, but no points as long as other units' are in dispute
    ("relative-waits-for-a-missing-figure", "丙区", {"1": "4.5"}),
    ("sources-missing-block", "丙县", {}),  # one source of two gave 50 and 31
])  # fmt: skip
def test_without_a_total_every_item_that_has_points_is_told(case: str, unit: str, lost: dict[str, str]) -> None:
    of = _of(case, unit)
    assert as_json(of)["total"] is None
    rows = [row for row in as_json(of)["losses"] if row["lost"] != "0"]
    assert {row["item"]: row["lost_in_total"] for row in rows} == lost
    for form, lang in product(("text", "md"), LANGS):
        assert _title(of, form, lang) in {"Points lost (as far as known)", "失分（已知的）", "Points lost", "失分"}


def _title(of: Explanation, form: str, lang: Lang) -> str:
    page = FORMATS[form].render(of, lang, item="", with_steps=False)
    return next(
        line.lstrip("# ") for line in page.splitlines() if line.lstrip("# ").startswith(("Points lost", "失分"))
    )


@pytest.mark.parametrize("form", ["text", "md"])
def test_an_item_beside_one_that_is_open_has_its_table_and_its_steps(form: str) -> None:
    of = _of("not-applicable-only-named-units", "乙区")
    page = FORMATS[form].render(of, "en", item="1.2", with_steps=False)
    assert "1.2 政策文件: 9 of 15, lost 6" in page
    assert "Points lost" in page
    assert "1.1" not in page
    whole = FORMATS[form].render(of, "en", item="", with_steps=True)
    assert all(f"{item} " in whole.partition("From the total")[2] for item in ("1.1", "1.2", "2", "3.2"))
    told = json.loads(FORMATS["json"].render(of, "en", item="1", with_steps=False))  # which is open itself
    assert {row["item"] for row in told["losses"]} == {"1.1", "1.2"}


@pytest.mark.parametrize(("lang", "nothing", "none_lost"), [
    ("en", "No points are known, so nothing can be told yet.", "Nothing was lost"),
    ("zh", "没有算出得分，还说不出什么。", "没有失分"),
])  # fmt: skip
@pytest.mark.parametrize("form", ["text", "md"])
def test_where_no_points_are_known_nobody_says_that_nothing_was_lost(
    form: str, lang: Lang, nothing: str, none_lost: str
) -> None:
    for case, unit in (("out-of-scope-without-scores", "丁工业区"), ("sources-missing-block", "丙县")):
        page = FORMATS[form].render(_of(case, unit), lang, item="", with_steps=True)
        assert nothing in page
        assert none_lost not in page
    full = FORMATS[form].render(_of("veto-two-assessors-differ", "乙区"), lang, item="", with_steps=False)
    assert nothing not in full


def test_a_figure_that_is_not_compared_yet_is_no_points() -> None:
    of = _of("relative-waits-for-a-missing-figure", "丙区")
    assert "2 信息报送：没有得分" in FORMATS["text"].render(of, "zh", item="2", with_steps=False)


def test_a_self_check_stands_beside_points_not_beside_a_figure(tmp_path: Path) -> None:
    case = next(each for each in CASES if each.name == "relative-waits-for-a-missing-figure")
    copytree(case, tmp_path / "case")
    written = tmp_path / "case" / "assessment.yaml"
    own = "  - {name: 自查, kind: self-check, items: all, basis: not stated; chosen for this case}\ngrades:"
    written.write_text(written.read_text("utf-8").replace("grades:", own), encoding="utf-8")
    sheet = "来源：,自查\n评分人：,丙区\n单位,1 到位资金,2 信息报送,3 日常工作\n丙区,3,5,3\n"
    (tmp_path / "case" / "sheets" / "自查-丙区.csv").write_text(sheet, encoding="utf-8")
    of = Explainer(scored(tmp_path / "case")).find("丙区")
    assert of is not None
    assert {row.item.id: row.given for row in of.self_check} == {"1": Fraction(3, 2), "2": None, "3": 3}
    assert total_of(as_json(of)) is None


def test_a_folder_that_was_edited_is_replaced_on_order_only(tmp_path: Path) -> None:
    write_folder(tmp_path / "all", [("甲", "1\n")], ".txt")
    (tmp_path / "all" / "甲.txt").write_text("mine\n", encoding="utf-8")
    with pytest.raises(FindingError) as raised:
        write_folder(tmp_path / "all", [("甲", "2\n")], ".txt")
    assert raised.value.finding.code == "F110"
    write_folder(tmp_path / "all", [("甲", "2\n")], ".txt", force=True)
    assert (tmp_path / "all" / "甲.txt").read_text("utf-8") == "2\n"


@pytest.mark.parametrize(("lang", "entered"), [("zh", "填 ✗（b.csv"), ("en", "entered ✗ (b.csv")])
def test_a_veto_in_a_self_check_is_a_mark_without_points(
    lang: str, entered: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The unit says that it did not happen, and it did; the item above it has its figures."""
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "sheets").mkdir()
    (tmp_path / "rubrics" / "r.yaml").write_text(
        'rubric: r\nversion: "1"\ntitle: 表\ntotal: 9\nindicators: [{id: "1", name: 目录, max: 9}]\n'
        'vetoes: [{id: V, name: 失密, effect: {minus: {item: "1", points: 5}}}]\n',
        "utf-8",
    )
    (tmp_path / "assessment.yaml").write_text(
        "assessment: x\ntitle: x\ngroups: [{name: 区, rubric: r, units: [甲区]}]\n"
        "sources: [{name: 办, kind: special, items: all}, {name: 自查, kind: self-check, items: all}]\n",
        "utf-8",
    )
    for name, source, cells in (("a", "办", "9,✓"), ("b", "自查", "8,✗")):
        table = f"来源：,{source}\n评分人：,1\n单位,1,V\n甲区,{cells}\n"
        (tmp_path / "sheets" / f"{name}.csv").write_text(table, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["score", "--assessment", ".", "--output", "r.sqlite"]) == 0
    capsys.readouterr()
    lines = run(capsys, "甲区", "r.sqlite", lang=lang)[1].splitlines()
    assert ["1", "目录", "9", "8", "4", "+4"] in [line.split() for line in lines]
    veto = [line.split() for line in lines].index(["V", "失密", "✗", "✓"])
    assert lines[veto + 1].strip().partition("1")[2].lstrip("：: ").startswith(entered)
    rows = json.loads(run(capsys, "甲区", "r.sqlite", "--format", "json")[1])["self_check"]
    assert [row["max"] for row in rows] == ["9", None]


@pytest.mark.parametrize(
    ("need", "said"),
    [
        ({"items": ["1", "2"], "from": "5"}, "needs points of items of which none applies: not met"),
        ({"items": "all", "below": "5", "at_most": "1"}, "needs points of items of which none applies: not met"),
        ({"item": "1", "from": "5"}, "needs at least 5; has 1 —: not met"),
        ({"veto": "none"}, "needs no veto (none): met"),
    ],
)
def test_a_need_of_which_nothing_applies_is_told_as_such(need: dict[str, Any], said: str, tmp_path: Path) -> None:
    """K is composed, so that it has no items."""
    items = [{"id": each, "name": f"item {each}", "max": "10"} for each in "12"]
    veto = {"id": "V", "name": "veto", "effect": {"ceiling": "6"}}
    rubric = {"rubric": "r", "version": "1", "title": "t", "total": "20", "indicators": items, "vetoes": [veto]}
    assessment = {
        "assessment": "x", "title": "x", "language": "en",
        "groups": [{"name": "g", "rubric": "r", "units": ["A", "K"]}],
        "sources": [{"name": "office", "kind": "special", "items": "all"}],
        "composed": [{"unit": "K", "group": "g", "of": [{"units": ["A"], "weight": "1"}]}],
        "grades": {"bands": [{"name": "good", "needs": need}, {"name": "poor"}]},
    }  # fmt: skip
    sheets = [PlainSheet("A", "office", "1", "r", {"1": "4", "2": "8", "V": "✗"})]
    results = program.scored(PlainRound(assessment, {"r": rubric}, sheets), tmp_path)
    assert not isinstance(results, program.Refused)
    of = Explainer(results).find("K")
    assert of is not None
    assert said in FORMATS["text"].render(of, "en", item="", with_steps=False)
