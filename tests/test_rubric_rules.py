"""Rubrics: every rule with what breaks it and what nearly does, and all slips of a file at once."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.authoring.cases import with_rubric_cases
from gkpg.findings.codes import CODES
from gkpg.findings.finding import sort_findings
from gkpg.findings.gallery import BASE, load_gallery
from gkpg.rubric import LoadedRubric, load_rubric, load_rubrics
from tests.conftest import rubric_of

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = {code: each for code, each in load_gallery().items() if each.at is not None and each.base == BASE}

#: Codes of rubrics whose smallest example is a whole file, or two.
WHOLE_FILES = {"Y101", "Y105", "R209"}

MISTAKES = """\
rubric: smallest
version: 1.10
title:
total: 6
langauge: zh
source: {part: 附件1}
indicators:
  - id: "1"
    name: 公开
    max: 3
    items:
      - {id: "1.1", name: 目录, max: 2分}
      - {id: "1.1", name: 更新, max: 1}
  - id: "2"
    name: NO
    max: 2
    judgement: [按案例评分]
    standrad: 按案例评分
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rubrics")


def load(text: str, folder: Path) -> LoadedRubric:
    path = folder / "rubric.yaml"
    path.write_text(text, "utf-8")
    return with_rubric_cases(load_rubric(path))


def told(loaded: LoadedRubric) -> list[tuple[int | None, int | None, str]]:
    return [(each.place.line, each.place.column, each.code) for each in loaded.findings]


def codes(loaded: LoadedRubric) -> list[str]:
    return [each.code for each in loaded.findings]


def changed(old: str, new: str) -> str:
    """BASE with one part changed."""
    assert BASE.count(old) == 1
    return BASE.replace(old, new)


def test_the_smallest_rubric_is_sound(folder: Path) -> None:
    loaded = load(BASE, folder)
    assert loaded.rubric is not None
    assert loaded.findings == ()


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_of_a_code_gives_it(code: str, folder: Path) -> None:
    loaded = load(EXAMPLES[code].file(EXAMPLES[code].wrong), folder)
    assert code in codes(loaded)
    assert (loaded.rubric is None) == any(each.severity == "error" for each in loaded.findings)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_near_miss_of_a_code_is_sound(code: str, folder: Path) -> None:
    loaded = load(EXAMPLES[code].file(EXAMPLES[code].right), folder)
    assert code not in codes(loaded)
    assert loaded.rubric is not None, codes(loaded)


def test_every_code_of_rubrics_has_its_test() -> None:
    assert {code for code in CODES if code[0] in "YRC" and code[:2] != "R4"} == set(EXAMPLES) | WHOLE_FILES


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (BASE.encode("gbk"), "Y101"),
        (BASE.encode("utf-8-sig"), None),
        (b"", "Y105"),
        (b"# " + BASE.splitlines()[0].encode(), "Y105"),
        (BASE.encode() + b"#" * 500_000, "F103"),
        (BASE.encode() + b"#" * 400_000, None),
    ],
)
def test_a_whole_file_is_wrong(raw: bytes, code: str | None, tmp_path: Path) -> None:
    path = tmp_path / "rubric.yaml"
    path.write_bytes(raw)
    assert codes(load_rubric(path)) == ([code] if code else [])


def test_a_file_that_is_missing_or_is_a_folder(tmp_path: Path) -> None:
    assert codes(load_rubric(tmp_path / "none.yaml")) == ["F101"]
    assert codes(load_rubric(tmp_path)) == ["F102"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (BASE, ["R209"]),
        (changed("title: 最小指标表", "title: 另一个"), ["R209"]),
        (changed('version: "1"', 'version: "2"'), []),
        (changed("rubric: smallest", "rubric: other"), []),
        (changed("total: 5", "total: 6"), ["R202", "R203"]),
    ],
)
def test_two_files_are_one_version_of_one_rubric(second: str, expected: list[str], tmp_path: Path) -> None:
    paths = tmp_path / "a.yaml", tmp_path / "b.yaml"
    paths[0].write_text(BASE, "utf-8")
    paths[1].write_text(second, "utf-8")
    first, other = load_rubrics(paths)
    assert (first.rubric is not None, codes(first)) == (True, [])
    assert (other.rubric is None, codes(other)) == (bool(expected), expected)
    assert all("a.yaml" in each.message("en") for each in other.findings if each.code == "R209")


def test_all_mistakes_are_told_at_once_each_at_its_place(folder: Path) -> None:
    loaded = load(MISTAKES, folder)
    assert loaded.rubric is None
    assert told(loaded) == [
        (2, 10, "Y106"),
        (3, 7, "R103"),
        (4, 8, "R202"),
        (5, 1, "R101"),
        (6, 9, "R102"),
        (12, 36, "R105"),
        (13, 14, "R206"),
        (15, 11, "Y106"),
        (16, 10, "R203"),
        (17, 16, "R104"),
        (18, 5, "R101"),
    ]


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("max: 60%", "; the share that an item has of the one above is its weight (40%)"),
        ("max: 3, kind: count, each: 1分", "; a percentage of the max (60%) will do as well"),
    ],
)
def test_where_a_percentage_can_stand_is_said_as_it_is_there(wrong: str, hint: str, folder: Path) -> None:
    loaded = load(BASE.replace("max: 2}", f"{wrong}}}", 1), folder)
    (found,) = [each for each in loaded.findings if each.code == "R105"]
    assert found.line("en").endswith(f"write the number alone, without a unit or quotes{hint} [R105]")


def test_a_total_that_is_no_number_has_no_such_hint(folder: Path) -> None:
    (found,) = load(BASE.replace("total: 5", "total: 5分"), folder).findings
    assert found.line("en").endswith("without a unit or quotes [R105]")


@given(st.data())
def test_the_order_of_findings_is_not_how_they_were_come_by(folder: Path, data: st.DataObject) -> None:
    findings = load(MISTAKES, folder).findings
    assert sort_findings(data.draw(st.permutations(findings))) == findings == load(MISTAKES, folder).findings


@pytest.mark.parametrize("wrong", ["max: 3分", "max: 0", "mx: 3"])
def test_a_list_of_wrong_entries_is_not_called_empty(wrong: str, folder: Path) -> None:
    text = BASE[: BASE.index('  - id: "2"')].replace("max: 3", wrong)
    assert "R109" not in codes(load(text, folder))


@pytest.mark.parametrize(
    ("old", "new", "nearest"),
    [
        ("total: 5", "total: 5\nvresion: 1", "version"),
        ("total: 5", "total: 5\nlangauge: zh", "language"),
        ("total: 5", "total: 5\nsource: {document: 通知, isued: 2022-08-08}", "issued"),
        ("    max: 3\n", "    max: 3\n    standrad: 略\n", "standard"),
        ("    max: 3\n", "    max: 3\n    repair: {field: max, kind: assumed, reason: 略, reasn: 略}\n", "reason"),
        ("max: 2}", "max: 2, evidense: 链接}", "evidence"),
        ("max: 2}", "max: 2, assesed_by: [第三方]}", "assessed_by"),
        ("max: 2}", "max: 2, 分值: 2}", None),
        ("max: 2}", "max: 2, xyz: 2}", None),
    ],
)
def test_an_unknown_key_suggests_the_nearest(old: str, new: str, nearest: str | None, folder: Path) -> None:
    (finding,) = (each for each in load(changed(old, new), folder).findings if each.code == "R101")
    assert finding.message("en").partition(" (did you mean ")[2].removesuffix("?)") == (nearest or "")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("max: 2}", "max: 2, repair: {field: max, kind: guessed, reason: 略}}", (10, 66, "R108")),
        ("max: 2}", "max: 2, repair: {field: [max, maxx], kind: assumed, reason: 略}}", (10, 61, "R108")),
        ("max: 2}", "max: 2, repair: [{field: max, kind: assumed}]}", (10, 48, "R102")),
        ("max: 2}", "max: 2, assessed_by: 第三方}", (10, 52, "R104")),
        ("max: 2}", "max: 2, assessed_by: []}", (10, 52, "R109")),
        ("max: 2}", "max: 2, assessed_by: [第三方, 12345]}", (10, 58, "Y106")),
        ("total: 5", "total: 5\nsource: 通知", (5, 9, "R104")),
        ("total: 5", "total: 5\nsource: {document: 通知, issued: 2022-02-30}", (5, 32, "R104")),
        ("total: 5", "total: 5\nsource: {document: 通知, issued: 2022年}", (5, 32, "R104")),
        ("name: 目录", "name: 2022-08-08", (10, 27, "Y106")),
        ("rubric: smallest", "rubric: the smallest", (1, 9, "R110")),
    ],
)
def test_a_slip_stands_where_it_is_written(old: str, new: str, expected: tuple[int, int, str], folder: Path) -> None:
    assert expected in told(load(changed(old, new), folder))


@pytest.mark.parametrize("points", ["1234567890123", "5.1234567890123", "5.123456789", "5.00001"])
def test_a_figure_is_longer_than_any_table_prints(points: str, folder: Path) -> None:
    assert (4, 8, "R107") in told(load(changed("total: 5", f"total: {points}"), folder))


@pytest.mark.parametrize("key", ["scope", "standard", "evidence", "assessed_by", "repair", "judgement"])
def test_a_key_of_an_item_is_left_empty(key: str, folder: Path) -> None:
    text = changed("    judgement: 按案例评分\n", f"    {key}:\n")
    assert [code for _, _, code in told(load(text, folder))] == ["R103"]


@pytest.mark.parametrize("key", ["group", "source", "language", "repair"])
def test_a_key_of_the_rubric_is_left_empty(key: str, folder: Path) -> None:
    assert codes(load(changed("total: 5", f"total: 5\n{key}:"), folder)) == ["R103"]


def test_an_item_whose_sub_items_are_left_empty_is_not_scored_as_a_whole(folder: Path) -> None:
    assert codes(load(changed("    judgement: 按案例评分\n", "    items:\n"), folder)) == ["R103"]


@pytest.mark.parametrize(
    ("standard", "expected"),
    [
        ("目录2分；更新1分", []),
        ("目录 2 分；更新 1 分。", []),
        ("目录2分; 更新1分", []),
        ("按完成情况评分", []),
        ("目录2分；更新由专家评定", []),
        ("目录每缺一项扣2分", []),
        ("目录1分；更新2分", ["R204", "R204"]),
        ("目录1.5分；更新1分", ["R204"]),
        ("目录2分", ["R205"]),
        ("目录1分；链接1分；更新1分", ["R205"]),
    ],
)
def test_the_points_that_a_standard_prints(standard: str, expected: list[str], folder: Path) -> None:
    assert codes(load(changed("    max: 3\n", f"    max: 3\n    standard: {standard}\n"), folder)) == expected


def test_points_that_are_not_printed_have_a_repair(folder: Path) -> None:
    text = changed("    max: 3\n", "    max: 3\n    standard: 目录2分\n")
    repaired = text.replace("max: 1}", "max: 1, repair: {field: max, kind: restored, reason: 3-2=1}}")
    assert codes(load(repaired, folder)) == ["R301"]


def test_a_figure_that_the_standard_confirms_is_not_suspected(folder: Path) -> None:
    text = changed("    max: 3\n", "    max: 3\n    standard: 目录2分；更新1分\n").replace("max: 1}", "max: 2}")
    assert told(load(text, folder)) == [(8, 10, "R201"), (12, 36, "R203"), (12, 36, "R204")]


def test_an_indicator_whose_own_sum_is_off_as_much_is_suspected_alone(folder: Path) -> None:
    suspected = [(4, 8, "R202"), (8, 10, "R201"), (8, 10, "R203"), (10, 36, "R203"), (11, 36, "R203")]
    assert told(load(changed("    max: 3\n", "    max: 4\n"), folder)) == suspected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("1.1", "1.1", ["R206"]),
        ("2", "1.1", ["R206"]),
        ("A1", "a1", ["R207"]),
        ("1.1", "1.1.", ["R207"]),
        ("1.1", "１.1", ["R207"]),
        ("（一）", "(一)", ["R207"]),
        ("（一）", "〔一〕", ["R207"]),
        ("一、", "一", ["R207"]),
        ("1-1", "1–1", ["R207"]),
        ("Ⅲ", "III", ["R207"]),
        ("⑴", "(1)", ["R207"]),
        ("1.1", "1.10", []),
        ("1.0", "1.2", []),
        ("01", "1.2", []),
        ("1e1", "10", []),
        ("1234567890123456", "1234567890123457", []),
        ("①", "（1）", []),
        ("（1）", "1)", []),
        ("Ⅲ", "Ⅳ", []),
        ("1-1-1", "1-1-10", []),
        ("1.1", "1.01", []),
        ("1.1", "1.11", []),
        ("1-1", "1-10", []),
        ("1.1.1", "1.1.10", []),
        ("A1", "A01", []),
        ("1_0", "10", []),
        ("1e9999999", "1.2", []),
        ("1.1", "NaN", []),
        ("一", "二", []),
        ("1.1", "1.2 ", ["R110"]),
        ("1.1", "1 .2", ["R110"]),
        ("1.1", "1\u3000.2", ["R110"]),
        ("1.1", "1\u2060.2", ["R110"]),
        ("1.1", "１.2", []),
        ("1.1", "1\u200b.2", ["R110"]),
        ("1.1", "1\u00a0.2", ["R110"]),
    ],
)
def test_ids_are_as_printed_and_differ_in_more_than_people_mind(
    first: str, second: str, expected: list[str], folder: Path
) -> None:
    text = BASE.replace('"1.1"', f'"{first}"').replace('"1.2"', f'"{second}"')
    assert codes(load(text, folder)) == expected


@given(
    part=st.sampled_from(
        ["smallest", '"1"', "最小指标表", "5", "公开", "3", '"1.1"', "2}", "按案例评分", "total", "items"]
    ),
    other=st.text("0123456789.eE-_\"'{}[],: NOa分；", max_size=12) | st.text(max_size=12),
)
def test_whatever_stands_there_is_a_finding_and_no_crash(part: str, other: str, folder: Path) -> None:
    loaded = load(BASE.replace(part, other, 1), folder)
    assert loaded.rubric is not None or loaded.findings


Tree = Decimal | list["Tree"]
LEAVES = st.decimals(min_value=Decimal("0.0001"), max_value=50, places=4) | st.integers(1, 20).map(Decimal)
FIGURE = re.compile(r"(max|total): (-?[0-9.]+)")


def trees(depth: int) -> st.SearchStrategy[list[Tree]]:
    """Items nested to at most this depth, each as its points or as the list of its sub-items."""
    below: st.SearchStrategy[Tree] = LEAVES if depth == 1 else LEAVES | trees(depth - 1)
    return st.lists(below, min_size=1, max_size=3)


def points_of(tree: Tree) -> Decimal:
    return sum(map(points_of, tree), Decimal(0)) if isinstance(tree, list) else tree


def written(tree: list[Tree], above: str = "") -> str:
    items = []
    for number, each in enumerate(tree, 1):
        below = f", items: {written(each, f'{above}{number}-')}" if isinstance(each, list) else ""
        items.append(f'{{id: "{above}{number}", name: 项, max: {points_of(each):f}{below}}}')
    return f"[{', '.join(items)}]"


@st.composite
def rubrics(draw: st.DrawFn) -> str:
    """A sound rubric of one to four levels, with up to four decimals."""
    tree = draw(st.integers(1, 4).flatmap(trees))
    return f"rubric: r\nversion: v\ntitle: 表\ntotal: {points_of(tree):f}\nindicators: {written(tree)}\n"


@given(data=st.data(), text=rubrics())
def test_no_single_figure_can_be_changed_unnoticed(data: st.DataObject, text: str, folder: Path) -> None:
    assert codes(load(text, folder)) == []
    figure = data.draw(st.sampled_from(list(FIGURE.finditer(text))))
    other = data.draw(LEAVES.filter(lambda points: points != Decimal(figure[2])))
    loaded = load(f"{text[: figure.start(2)]}{other:f}{text[figure.end(2) :]}", folder)
    assert loaded.rubric is None
    assert {"R201", "R202"} & set(codes(loaded))


@pytest.mark.parametrize(
    "text",
    [
        "# 注释\n" + BASE,
        changed("    max: 3\n", "    max: 3   # 注释\n"),
        BASE.replace("\n", "\r\n"),
        changed('      - {id: "1.1", name: 目录, max: 2}', '      - max: 2\n        name: 目录\n        id: "1.1"'),
        changed("name: 公开", "name: '公开'"),
        changed("rubric: smallest", 'rubric: "smallest"'),
        changed("total: 5", "total: 5.00"),
        changed("max: 2}", "max: 2.0}"),
        changed("max: 2}", "max: 2, repair: {field: max, kind: assumed, reason: 原表缺页}}"),
        changed("total: 5", "total: 5\nrepair: {field: title, kind: assumed, reason: 原表缺页}"),
        changed("total: 5", "total: 5\nsource: {document: 通知}"),
    ],
)
def test_the_fingerprint_is_of_the_meaning(text: str, tmp_path: Path) -> None:
    rubric = rubric_of(text, tmp_path / "other.yaml")
    assert rubric.fingerprint == rubric_of(BASE, tmp_path / "base.yaml").fingerprint


@pytest.mark.parametrize(
    "text",
    [
        changed("name: 目录", "name: 目录公开"),
        changed("name: 公开", "name: 公開"),
        changed("max: 2}", "max: 1.5}").replace("max: 1}", "max: 1.5}"),
        BASE.replace("total: 5", "total: 6").replace("    max: 2\n", "    max: 3\n"),
        changed('id: "1.1"', 'id: "1.3"'),
        changed('version: "1"', 'version: "2"'),
        changed("rubric: smallest", "rubric: other"),
        changed("max: 2}", "max: 2, description: 及时}"),
        changed("max: 2}", "max: 2, assessed_by: [第三方]}"),
        changed("judgement: 按案例评分", "judgement: 按情况评分"),
        changed("    judgement: 按案例评分\n", ""),
    ],
)
def test_the_fingerprint_is_another_when_the_meaning_is(text: str, tmp_path: Path) -> None:
    rubric = rubric_of(text, tmp_path / "other.yaml")
    assert rubric.fingerprint != rubric_of(BASE, tmp_path / "base.yaml").fingerprint
