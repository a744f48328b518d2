"""Round trip: any rubric printed in any of the layouts comes back as it was, or what is unsure of it is told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkpg.authoring.importing.importer import import_file
from gkpg.findings.codes.code import Severity
from tests.printed_files import as_csv, as_text, as_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.printed_files import Lines

NAMES = [
    "公文备案",
    "目录编制",
    "栏目维护",
    "政策解读",
    "会议公开",
    "意见征集",
    "窗口服务",
    "信息移交",
    "队伍建设",
    "业务培训",
    "热线办理",
    "数据共享",
    "档案整理",
    "安全生产",
    "环境保护",
    "森林防火",
    "乡村道路",
    "义务教育",
    "医疗保障",
    "社会救助",
    "就业创业",
    "文化活动",
    "食品监管",
    "网络安全",
    "财政收支",
    "招商引资",
    "项目建设",
    "企业走访",
    "防汛抗旱",
    "垃圾分类",
    "古树保护",
    "水质监测",
    "节能改造",
    "人才引进",
    "法治宣传",
    "信访接待",
    "项目储备",
    "年度计划",
    "日常巡查",
    "条件保障",
    "小学教育",
    "个人信用",
]
HAN = "一二三四五六七八九十"
LEVELS = ("一级指标", "二级指标", "三级指标")


@dataclass(frozen=True)
class Part:
    """An item of a rubric as it is printed: its points are those of what is below it."""

    name: str
    own: Decimal
    below: tuple[Part, ...] = ()

    @property
    def points(self) -> Decimal:
        return sum((part.points for part in self.below), Decimal(0)) if self.below else self.own


@st.composite
def rubrics(draw: st.DrawFn) -> tuple[Part, ...]:
    """Rubrics of one to three levels, of which some branches may end before others."""
    names = iter(draw(st.permutations(NAMES)))
    depth = draw(st.integers(1, 3))
    is_even = draw(st.booleans())

    def part(level: int) -> Part:
        more = level < depth and (is_even or draw(st.booleans()))
        count = draw(st.integers(1, 3)) if more else 0
        name, own = next(names), Decimal(draw(st.integers(1, 40))) / draw(st.sampled_from((1, 2)))
        return Part(name, own, tuple(part(level + 1) for _ in range(count)))

    return tuple(part(1) for _ in range(draw(st.integers(1, 3))))


def depth_of(parts: Sequence[Part]) -> int:
    return 1 + max((depth_of(part.below) for part in parts if part.below), default=0)


def walk(parts: Sequence[Part], path: tuple[int, ...] = ()) -> Iterator[tuple[Part, tuple[int, ...]]]:
    """Every part with its places on each level, from 1."""
    for place, part in enumerate(parts, 1):
        yield part, (*path, place)
        yield from walk(part.below, (*path, place))


def figure(points: Decimal) -> str:
    return format(points.normalize(), "f")


# The layouts


def dotted(path: tuple[int, ...]) -> str:
    return ".".join(map(str, path))


def official(path: tuple[int, ...]) -> str:
    """一, （一）, 1."""
    at = path[-1]
    return (HAN[at - 1], f"（{HAN[at - 1]}）", str(at))[len(path) - 1]


def lines_with_numbers(parts: Sequence[Part], style: str, place: str) -> Lines:
    """A row an item, all names and all points in one column each; numbers in a column or before the names."""
    number = {"1.1": dotted, "一": official}[style]
    if place == "column":
        return [
            ["序号", "指标", "分值"],
            *([number(path), part.name, figure(part.points)] for part, path in walk(parts)),
        ]
    marks = {"1.1": " ", "一": "、"}
    rows = []
    for part, path in walk(parts):
        shown = number(path)
        mark = "" if shown.endswith("）") else marks[style]
        rows.append([f"{shown}{mark}{part.name}", figure(part.points), f"做好{part.name}。"])
    return [["指标", "分值", "考核内容"], *rows]


def lines_by_columns(parts: Sequence[Part], fill: str, has_points: bool, has_numbers: bool, is_wide: bool) -> Lines:
    """A column a level, points in one column or beside each level; upper names printed once or in each row.

    With `is_wide` one heading stands over all levels.
    """
    depth = depth_of(parts)
    heading = ["序号"] if has_numbers else []
    for level in range(depth):
        heading += [LEVELS[level]] + (["分值"] if has_points or level == depth - 1 else [])
    if is_wide and not has_points:
        heading[-depth - 1 : -1] = ["考核指标", *["<"] * (depth - 1)]
    return [heading, *_rows_by_columns(parts, depth, fill, has_points, has_numbers)]


def _rows_by_columns(parts: Sequence[Part], depth: int, fill: str, has_points: bool, has_numbers: bool) -> Lines:
    rows: Lines = []
    before: tuple[Part, ...] = ()
    for number, above in enumerate(_branches(parts), 1):
        row = [str(number)] if has_numbers else []
        for level in range(depth):
            part = above[level] if level < len(above) else None
            same = part is not None and level < len(before) and before[level] is part
            cells = ["", ""]
            if part is not None:
                cells = [part.name, figure(part.points)]
            if same:
                again = {"merged": "^", "blank": "", "anew": cells[0]}[fill]
                cells = [again, cells[1] if fill == "anew" else again]
            row += cells[:1]
            if has_points:
                row += cells[1:]
        if not has_points:
            row.append(figure(above[-1].points))
        rows.append(row)
        before = above
    return rows


def _branches(parts: Sequence[Part], above: tuple[Part, ...] = ()) -> Iterator[tuple[Part, ...]]:
    for part in parts:
        if part.below:
            yield from _branches(part.below, (*above, part))
        else:
            yield (*above, part)


def lines_with_bands(parts: Sequence[Part], is_numbered: bool) -> Lines:
    """The names of the first level in rows over all columns, with their points."""
    rows: Lines = []
    count = 0
    for place, part in enumerate(parts):
        rows.append([f"{HAN[place]}、{part.name}（{figure(part.points)}分）", "<", "<"])
        for each in part.below or (part,):
            count += 1
            rows.append([str(count) if is_numbered else "", each.name, figure(each.points)])
    return [["序号", "指标", "分值"], *rows]


def shows_by_sums(parts: Sequence[Part], has_sum: bool) -> bool:
    """Whether a column of points alone tells the levels, or its sum that it does not."""
    return has_sum or all(len(part.below) != 1 and bool(part.below) and depth_of(parts) == 2 for part in parts)


def layouts(parts: Sequence[Part], has_sum: bool) -> st.SearchStrategy[Lines]:
    """A way to print a rubric of so many levels."""
    flat = depth_of(parts) == 1
    numbered = st.builds(
        lines_with_numbers, st.just(parts), st.sampled_from(("1.1", "一")), st.sampled_from(("column", "name"))
    )
    columns = st.builds(
        lines_by_columns,
        st.just(parts),
        st.sampled_from(("merged", "blank", "anew")),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    )
    bare = st.just([["指标", "分值"], *([part.name, figure(part.points)] for part, _ in walk(parts))])
    banded = st.builds(lines_with_bands, st.just(parts), st.booleans())
    two = depth_of(parts) == 2 and all(part.below for part in parts)
    return st.one_of(
        numbered, columns, *([bare] if flat or shows_by_sums(parts, has_sum) else []), *([banded] if two else [])
    )


def outline(items: Sequence[dict[str, Any]]) -> list[Any]:
    return [(item["name"], item["max"], outline(item.get("items", ()))) for item in items]


def printed(parts: Sequence[Part]) -> list[Any]:
    return [(part.name, part.points, printed(part.below)) for part in parts]


@settings(max_examples=100, deadline=None)
@given(data=st.data(), parts=rubrics(), has_sum=st.booleans())
def test_a_printed_rubric_comes_back_or_is_told(data: st.DataObject, parts: tuple[Part, ...], has_sum: bool) -> None:
    lines = data.draw(layouts(parts, has_sum))
    total = sum((part.points for part in parts), Decimal(0))
    write = data.draw(st.sampled_from((as_text, as_csv, as_workbook)))
    foot = ["合计" if at == 0 else figure(total) if at == lines[0].index("分值") else "" for at in range(len(lines[0]))]
    with TemporaryDirectory() as folder:
        (draft,) = import_file(write([["2025年考核指标表"], *lines, *([foot] if has_sum else [])], Path(folder) / "a"))
    if any(each.severity is not Severity.NOTE for each in draft.findings):
        return
    assert (draft.values["total"], outline(draft.values["indicators"])) == (total, printed(parts)), lines


TOLD_APART: list[tuple[str, Lines, list[Any]]] = [
    (
        "a branch that ends before the others",
        [["一级指标", "二级指标", "分值"], ["公开", "", "8"], ["解读", "质量", "2"]],
        [("公开", 8, []), ("解读", 2, [("质量", 2, [])])],
    ),
    (
        "numbers that count the rows, of which one is a whole indicator",
        [
            ["序号", "一级指标", "分值", "二级指标", "分值"],
            ["1", "公开", "3", "目录", "1"],
            ["2", "^", "^", "更新", "2"],
            ["3", "解读", "4", "", ""],
        ],
        [("公开", 3, [("目录", 1, []), ("更新", 2, [])]), ("解读", 4, [])],
    ),
    (
        "names and points printed anew in each row",
        [["一级指标", "分值", "二级指标", "分值"], ["公开", "3", "目录", "1"], ["公开", "3", "更新", "2"]],
        [("公开", 3, [("目录", 1, []), ("更新", 2, [])])],
    ),
    (
        "numbers that a space parts from names, and names that begin as measures do",
        [["指标", "分值"], ["1 项目储备", "3"], ["1.1 年度计划", "1"], ["1.2项目管理", "2"], ["2 公开", "4"]],
        [("项目储备", 3, [("年度计划", 1, []), ("项目管理", 2, [])]), ("公开", 4, [])],
    ),
    (
        "figures before names that are no numbers",
        [["序号", "指标", "分值"], ["1", "12 个月完成率", "3"], ["2", "1.5倍增长", "1"]],
        [("12个月完成率", 3, []), ("1.5倍增长", 1, [])],
    ),
]


@pytest.mark.parametrize(("lines", "items"), [case[1:] for case in TOLD_APART], ids=[case[0] for case in TOLD_APART])
@pytest.mark.parametrize("write", [as_text, as_csv, as_workbook])
def test_what_looks_like_another_level_is_told_apart(
    write: Callable[[Lines, Path], Path], lines: Lines, items: list[Any], tmp_path: Path
) -> None:
    (draft,) = import_file(write([["2025年考核指标表"], *lines], tmp_path / "a"))
    assert outline(draft.values["indicators"]) == items
    assert [each.code for each in draft.findings] == ["T112"]


def test_a_section_that_only_the_sums_show_is_a_guess_without_a_total_too(tmp_path: Path) -> None:
    lines = [["2025年考核指标表"], ["指标", "分值"], ["公开", "8"], ["目录", "5"], ["更新", "3"]]
    (draft,) = import_file(as_text(lines, tmp_path / "a"))
    assert outline(draft.values["indicators"]) == [("公开", 8, [("目录", 5, []), ("更新", 3, [])])]
    assert [each.code for each in draft.findings] == ["T112", "T207"]
