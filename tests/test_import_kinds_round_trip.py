"""Round trip of kinds: what a rubric says of weights, kinds and what is beside its total comes back from its print."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gkpg.authoring.importing.importer import import_file
from gkpg.findings.codes.code import Severity
from tests.printed_files import as_csv, as_document, as_text, as_workbook
from tests.test_import_round_trip import NAMES, Part, figure, lines_by_columns, rubrics

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.authoring.importing.importer import DraftedTable
    from tests.printed_files import Lines

WRITERS = (as_text, as_csv, as_workbook, as_document)
TITLE = ["2025年考核指标表"]


def draft_of(lines: Lines, data: st.DataObject) -> DraftedTable:
    """The one draft of a table, in a file of any kind."""
    with TemporaryDirectory() as folder:
        (draft,) = import_file(data.draw(st.sampled_from(WRITERS))(lines, Path(folder) / "a"))
    return draft


# Kinds of items


@dataclass(frozen=True)
class Rule:
    """A standard as it is printed, and the keys that it comes to."""

    standard: str
    keys: dict[str, Any]


@st.composite
def rules(draw: st.DrawFn, points: int) -> Rule:
    """A rule of an item of so many points."""
    each = Decimal(draw(st.integers(1, 2 * points))) / 2
    share = figure(each)
    words = {"优秀": Decimal(points), "良好": Decimal(points) / 2, "差": Decimal(0)}
    return draw(
        st.sampled_from(
            (
                Rule("", {}),
                Rule("根据完成情况评分", {"judgement": "根据完成情况评分"}),
                Rule(f"每发现一处扣{share}分，扣完为止", {"kind": "deduction", "each": each}),
                Rule(f"每缺一项扣{share}分", {"kind": "deduction", "each": each}),
                Rule(f"每项得{share}分，最多{points}分", {"kind": "count", "each": each}),
                Rule(
                    "、".join(f"{word}{figure(worth)}分" for word, worth in words.items()),
                    {"kind": "levels", "levels": words},
                ),
            )
        )
    )


@st.composite
def ruled(draw: st.DrawFn, names: Iterator[str]) -> list[tuple[str, int, Rule]]:
    """Items, each with its points and its rule."""
    count = draw(st.integers(1, 4))
    points = [draw(st.integers(1, 30)) for _ in range(count)]
    return [(next(names), each, draw(rules(each))) for each in points]


@st.composite
def rows_beside(draw: st.DrawFn, names: Iterator[str], sign: str) -> list[tuple[str, Decimal, Decimal, str]]:
    """Rows of a bonus or penalty: the name, what each brings or takes, the most, and how that is said."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        each = Decimal(draw(st.integers(1, 4))) / 2
        most = each * draw(st.integers(1, 5))
        found.append((next(names), each, most, f"每次{sign}{figure(each)}分，最多{sign}{figure(most)}分"))
    return found


EFFECTS = {"定为不合格": {"fail": True}, "总分计0分": {"total": 0}, "取消评优资格": {"bars": "优秀"}}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_kinds_bonuses_penalties_and_vetoes_come_back(data: st.DataObject) -> None:
    names = iter(data.draw(st.permutations(NAMES)))
    items = data.draw(ruled(names))
    bonus, penalty = data.draw(rows_beside(names, "加")), data.draw(rows_beside(names, "扣"))
    vetoes = [(next(names), each) for each in data.draw(st.lists(st.sampled_from(tuple(EFFECTS)), max_size=2))]
    total = sum(points for _, points, _ in items)
    lines = [TITLE, ["序号", "指标", "分值", "评分标准"]]
    lines += [[str(at), name, str(points), rule.standard] for at, (name, points, rule) in enumerate(items, 1)]
    lines.append(["合计", "", str(total), ""])
    lines += data.draw(st.sampled_from((in_the_foot, in_tables, in_lists)))(bonus, penalty, vetoes)
    draft = draft_of(lines, data)
    assert not [each for each in draft.findings if each.severity is not Severity.NOTE], lines
    assert draft.values["total"] == total
    keys = ("name", "max", "kind", "each", "levels", "judgement")
    assert [{key: item[key] for key in keys if key in item} for item in draft.values["indicators"]] == [
        {"name": name, "max": points, **rule.keys} for name, points, rule in items
    ]
    blocks = [("bonus", bonus), ("penalty", penalty)]
    assert [
        (block["kind"], [(row["name"], row["each"], row["max"]) for row in block["items"]])
        for block in draft.values.get("beside", ())
    ] == [(kind, [(name, each, most) for name, each, most, _ in rows]) for kind, rows in blocks if rows]
    assert [veto["effect"] for veto in draft.values.get("vetoes", ())] == [EFFECTS[does] for _, does in vetoes]
    assert all(name in veto["name"] for (name, _), veto in zip(vetoes, draft.values.get("vetoes", ()), strict=True))


Rows = list[tuple[str, Decimal, Decimal, str]]
Vetoes = list[tuple[str, str]]


def in_the_foot(bonus: Rows, penalty: Rows, vetoes: Vetoes) -> Lines:
    """Rows of the table, below its sum."""
    lines = []
    for word, rows in (("加分项", bonus), ("扣分项", penalty)):
        lines += [[word, name, figure(most), said] for name, _, most, said in rows]
    return [*lines, *(["一票否决", name, "", does] for name, does in vetoes)]


def in_tables(bonus: Rows, penalty: Rows, vetoes: Vetoes) -> Lines:
    """Tables of their own."""
    lines = []
    for word, rows in (("加分项目", bonus), ("扣分项目", penalty)):
        if rows:
            lines += [[f"{word}表"], ["序号", word, "分值", "评分标准"]]
            lines += [[str(at), name, figure(most), said] for at, (name, _, most, said) in enumerate(rows, 1)]
    if vetoes:
        lines += [["一票否决事项"], ["序号", "一票否决情形", "处理方式"]]
        lines += [[str(at), name, does] for at, (name, does) in enumerate(vetoes, 1)]
    return lines


def in_lists(bonus: Rows, penalty: Rows, vetoes: Vetoes) -> Lines:
    """Numbered lines."""
    lines = []
    for word, rows in (("加分项", bonus), ("扣分项", penalty)):
        if rows:
            lines += [[word], *([f"{at}. {name}{said}；"] for at, (name, _, _, said) in enumerate(rows, 1))]
    if vetoes:
        lines += [["一票否决"], *([f"{at}. {name}的，{does}。"] for at, (name, does) in enumerate(vetoes, 1))]
    return lines


# Weights


@st.composite
def weights(draw: st.DrawFn) -> list[int]:
    """Percentages that add up to 100, of two items or more."""
    cuts = sorted(draw(st.sets(st.integers(1, 19), min_size=1, max_size=3)))
    return [5 * (end - begin) for begin, end in zip([0, *cuts], [*cuts, 20], strict=True)]


def share(percent: Decimal) -> str:
    return f"{figure(percent)}%"


@settings(max_examples=60, deadline=None)
@given(data=st.data(), of_total=st.booleans(), fill=st.sampled_from(("merged", "anew")), gap=st.booleans())
def test_weights_come_back_and_the_one_that_is_missing_is_restored(
    data: st.DataObject, of_total: bool, fill: str, gap: bool
) -> None:
    """Two levels, the lower ones shares of the item above or of the whole table; of three items one may be blank."""
    names = iter(data.draw(st.permutations(NAMES)))
    upper = data.draw(weights())
    tree = [(next(names), each, [(next(names), below) for below in data.draw(weights())]) for each in upper]
    tops = [share(Decimal(each)) for each in upper]
    if gap:
        tops[data.draw(st.integers(0, len(tops) - 1))] = ""
    lines = [TITLE, ["一级指标", "权重", "二级指标", "权重"]]
    for (name, each, below), top in zip(tree, tops, strict=True):
        for at, (child, percent) in enumerate(below):
            printed = Decimal(percent * each) / 100 if of_total else Decimal(percent)
            above = ["^", "^"] if at and fill == "merged" else [name, top]
            lines.append([*above, child, share(printed)])
    draft = draft_of(lines, data)
    assert [each.code for each in draft.findings] == ["T311", *(["T301"] if gap else [])], lines
    assert draft.values["total"] == 100
    assert [(item["name"], item["weight"]) for item in draft.values["indicators"]] == [
        (name, share(Decimal(each))) for name, each, _ in tree
    ]
    for item, (_, each, below) in zip(draft.values["indicators"], tree, strict=True):
        assert [(child["name"], points_in(child, each)) for child in item["items"]] == [
            (name, Decimal(percent * each) / 100) for name, percent in below
        ]


def points_in(child: dict[str, Any], above: int) -> Decimal:
    """The points of an item, or what its weight comes to below an item of so many."""
    return child["max"] if "max" in child else Decimal(child["weight"].removesuffix("%")) * above / 100


# Nothing is lost

NOISE = ("甲乙丙丁", "戊己庚辛", "壬癸子丑")


@settings(max_examples=80, deadline=None)
@given(data=st.data(), parts=rubrics())
def test_every_cell_is_in_the_draft_or_told(data: st.DataObject, parts: tuple[Part, ...]) -> None:
    """Whatever strange text is put into any cell, row or column of a table."""
    has_points = data.draw(st.booleans())
    lines = lines_by_columns(parts, "anew", has_points, data.draw(st.booleans()), is_wide=False)
    total = sum((part.points for part in parts), Decimal(0))
    foot = ["合计" if at == 0 else figure(total) if head == "分值" else "" for at, head in enumerate(lines[0])]
    lines = [TITLE, *lines, foot]
    for noise in data.draw(st.lists(st.sampled_from(NOISE), unique=True, min_size=1)):
        put_noise(lines, noise, data)
    with TemporaryDirectory() as folder:
        drafts = import_file(as_csv(lines, Path(folder) / "a"))
    if drafts:
        assert not list(lost(lines, drafts)), lines


def put_noise(lines: Lines, noise: str, data: st.DataObject) -> None:
    """Put a text into a cell of a column of its own, a line of its own, or in the place of points."""
    row = data.draw(st.integers(2, len(lines) - 1))
    where = data.draw(st.sampled_from(("column", "headed column", "line", "row below", "points")))
    if where == "line":
        lines.insert(row, [noise])
    elif where == "row below":
        lines.append(["", noise, "3"])
    elif where == "points" and "分值" in lines[1] and len(lines[row]) > lines[1].index("分值"):
        lines[row][lines[1].index("分值")] = noise
    else:
        width = max(map(len, lines))
        for at, line in enumerate(lines[1:], 1):
            line.extend([""] * (width + 1 - len(line)))
            line[width] = noise if at == row else "摘要" if at == 1 and where == "headed column" else ""


def lost(lines: Lines, drafts: Sequence[DraftedTable]) -> Iterator[str]:
    """The strange texts that neither the drafts nor the findings have, nor stand where a finding is."""
    said = repr([draft.values for draft in drafts])
    findings = [finding for draft in drafts for finding in draft.findings]
    told = repr([finding.facts for finding in findings])
    columns = {str(each.place).rpartition("!")[2].rstrip("0123456789") for each in findings if each.code == "T113"}
    for line in lines:
        for column, text in enumerate(line):
            if text in NOISE and text not in said and text not in told and chr(65 + column) not in columns:
                yield text
