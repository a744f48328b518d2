"""Stamped sheets: each is, byte for byte, the sheet as it is rendered."""

from __future__ import annotations

import functools
import io
import pickle
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gkpg.findings.gallery import BASE, ROUND
from gkpg.round.load import load_assessment
from gkpg.rubric import load_rubric
from gkpg.rubric.load import parse_rubric
from gkpg.sheets.blank import requests, unit_sheet_maker
from gkpg.sheets.blank.arbitration_sheet import render_arbitration_sheet
from gkpg.sheets.blank.look import Looks
from gkpg.sheets.blank.matrix_sheet import BlankMatrixSheet, render_matrix_sheet
from gkpg.sheets.blank.requests import list_requested_sheets
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.blank.unit_sheet_maker import UnitSheetMaker
from gkpg.sheets.disputed_item import DisputedItem
from gkpg.workbooks.stamp import cut_at
from gkpg.yamlfiles.document import parse_yaml
from tests.conftest import ROOT, RUBRICS
from tests.test_assessment_rules import load
from tests.test_fitting import english
from tests.test_kinds import ALL as KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.round.round import Round
    from gkpg.rubric import Rubric
    from gkpg.sheets.blank.sheet_list import SheetList


@functools.cache
def rubrics() -> tuple[Rubric, ...]:
    """The smallest one, one in English, one of all kinds, and the two of Shanghai."""
    texts = (BASE, KINDS)
    small = tuple(parse_rubric(parse_yaml(text.encode(), "r.yaml")).rubric for text in texts)
    large = tuple(load_rubric(path).rubric for path in sorted(RUBRICS.glob("*.yaml")))
    assert None not in (*small, *large)
    return (small[0], english(), small[1], *large)  # type: ignore[return-value]


#: What names may have in them that stays as it is or is escaped, is cut, or makes the name too wide.
PLAIN = (
    "甲", "市政府办公厅", "1", "1.1", "公开", "unit", "&", "&&", "<", ">", '"', "'", "=", "·", "]]>", "&amp;", "_x000a_", "_x0041", "[Page]", "&P", "&C", "\x85",
    "𠮷", "😀", "e\u0301", "\u200b", "\ufeff", "\ue0f1\ue0f2", "\ue0f3\ue0f4", "\ue0f5", "\ue0f7", "甲" * 20, "W" * 40, "区" * 75, "&" * 80,
)  # fmt: skip
#: What is written in another way, or taken for something else.
ODD = (*PLAIN[:6], "&[", "&[Page]", " ", "\u3000", "\u00a0", "\t", "\n", "\r", "\x07", "\x1e", "\ufffe", "\ud800")
NAMES = st.one_of(
    st.lists(st.sampled_from(PLAIN), min_size=1, max_size=4).map("".join),
    st.lists(st.sampled_from(PLAIN), min_size=1, max_size=4).map("".join),
    st.lists(st.sampled_from(ODD), max_size=3).map("".join),
    st.text(max_size=30),
)


@st.composite
def blanks(draw: st.DrawFn) -> BlankUnitSheet:
    """Any sheet: of any rubric, with any names, of all items or some, with marks of not applicable or without."""
    rubric = draw(st.sampled_from(rubrics()[:3]) | st.sampled_from(rubrics()))
    of = st.sampled_from(rubric.leaf_ids)
    ids = draw(st.none() | st.sets(of, min_size=1).map(lambda some: tuple(i for i in rubric.leaf_ids if i in some)))
    note = draw(st.none() | NAMES)
    optional = draw(st.frozensets(of, max_size=3))
    who = draw(st.tuples(NAMES, NAMES, NAMES))
    return BlankUnitSheet(rubric, *who, note, ids, own=draw(st.booleans()), optional=optional)


MAKER = UnitSheetMaker()


@given(blanks())
@settings(max_examples=60)
def test_what_is_stamped_is_what_is_rendered(blank: BlankUnitSheet) -> None:
    assert MAKER.make(blank) == render_unit_sheet(blank)


@given(st.tuples(NAMES, NAMES, NAMES), st.sampled_from([0, 1]))
@settings(max_examples=150)
@example(("甲区", "甲区", "甲区"), 0)
@example(("甲" * 49, "乙" * 49, "丙" * 46), 0)
@example(("甲" * 49, "乙" * 49, "丙" * 47), 0)
@example(("甲" * 49, "乙" * 49, "丙" * 43 + "&" * 3), 0)
@example(("甲", "&", "[Page]"), 0)
@example(("目录", "公开", "更新"), 0)
@example(("最小指标表", "第 &P 页，共 &N 页", "smallest"), 0)
def test_whatever_names_are_called(who: tuple[str, str, str], number: int) -> None:
    blank = BlankUnitSheet(rubrics()[number], *who)
    assert MAKER.make(blank) == render_unit_sheet(blank)


@pytest.mark.parametrize(
    ("names", "times"),
    [
        (["甲区", "乙区", "A & B", 'Queen\'s <"new"> town', "😀"], 1),  # one for all of them
        (["甲区", "甲" * 40, "乙" * 40], 2),  # one for those that fit and one for those that do not
        (["甲区", " 甲区", "甲\n区", "", "甲&[Page]", "_x0041_"], 6),  # each that is written in another way for itself
    ],
)
def test_one_sheet_is_rendered_for_all_of_a_make(
    names: list[str], times: int, smallest: Rubric, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[BlankUnitSheet] = []

    def render(blank: BlankUnitSheet) -> bytes:
        rendered.append(blank)
        return render_unit_sheet(blank)

    monkeypatch.setattr(unit_sheet_maker, "render_unit_sheet", render)
    maker = UnitSheetMaker()
    made = [maker.make(BlankUnitSheet(smallest, name, "评分组", "1")) for name in names]
    assert len(rendered) == times
    assert made == [render_unit_sheet(BlankUnitSheet(smallest, name, "评分组", "1")) for name in names]


def test_a_rubric_with_what_stands_for_a_name_is_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be cut in the wrong place."""
    for text in ("\ue0f1\ue0f2", "第一\ue0f3\ue0f4项", "\ue0f5\ue0f6"):
        rubric = parse_rubric(parse_yaml(BASE.replace("目录", text).encode(), "r.yaml")).rubric
        assert rubric is not None
        blank = BlankUnitSheet(rubric, "甲区", "评分组", "1")
        assert UnitSheetMaker().make(blank) == render_unit_sheet(blank)


@pytest.mark.parametrize(
    "other",
    [
        {"note": "虚构"}, {"ids": ("1.1",)}, {"ids": ("1.1", "1.2", "2")}, {"own": True}, {"optional": frozenset({"1.1"})},
    ],
)  # fmt: skip
def test_sheets_of_another_make_are_not_taken_for_one(other: dict[str, Any], smallest: Rubric) -> None:
    maker = UnitSheetMaker()
    maker.make(BlankUnitSheet(smallest, "甲区", "评分组", "1"))
    blank = BlankUnitSheet(smallest, "甲区", "评分组", "1", **other)
    assert maker.make(blank) == render_unit_sheet(blank)


def test_rubrics_that_say_the_same_of_themselves_are_told_apart(smallest: Rubric) -> None:
    """As they are while somebody edits one: id, version and what is hashed are the same, the title is not."""
    maker = UnitSheetMaker()
    for title in ("甲表", "乙表"):
        blank = BlankUnitSheet(smallest.model_copy(update={"title": title}), "甲区", "评分组", "1")
        assert maker.make(blank) == render_unit_sheet(blank)


def test_a_press_in_another_process_begins_anew(smallest: Rubric) -> None:
    maker = UnitSheetMaker()
    blank = BlankUnitSheet(smallest, "甲区", "评分组", "1")
    maker.make(blank)
    other, same = pickle.loads(pickle.dumps((maker, blank)))  # noqa: S301 - our own
    assert vars(other) == vars(UnitSheetMaker())
    assert other.make(same) == maker.make(blank)


def test_a_stamp_that_does_not_give_the_workbook_back_is_none(smallest: Rubric) -> None:
    """Such as where the zip has more than is known of: a comment, or parts compressed otherwise."""
    raw = render_unit_sheet(BlankUnitSheet(smallest, "甲区", "评分组", "1"))
    assert cut_at(raw, ["甲区".encode()]) is not None
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert cut_at(again.getvalue(), ["甲区".encode()]) is None


class Rendering:
    """In place of a maker: every sheet is rendered on its own."""

    def make(self, blank: BlankUnitSheet) -> bytes:
        return render_unit_sheet(blank)


def alone(round_: Round, monkeypatch: pytest.MonkeyPatch) -> SheetList:
    """The sheets of a round, each rendered on its own."""
    with monkeypatch.context() as patched:
        patched.setattr(requests, "UnitSheetMaker", Rendering)
        return list_requested_sheets(round_)


def test_a_sheet_of_the_example_round_is_what_it_is_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rubrics, several sources, self-checks, matrices; some of its sheets, for to render takes long."""
    round_ = load_assessment(ROOT / "examples" / "shanghai-2022" / "assessment.yaml").round
    assert round_ is not None
    pairs = list(zip(list_requested_sheets(round_), alone(round_, monkeypatch), strict=True))
    for one, other in pairs[:: max(1, len(pairs) // 20)]:
        assert (one.name, one.make()) == (other.name, other.make())


def test_units_to_whom_other_rules_apply_get_other_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = (
        "  - {name: 自查, kind: self-check, except: [丁区]}\n"
        "not_applicable:\n"
        '  - {items: ["1.1"], units: [乙区], treatment: full, marked: false, basis: 办法}\n'
        '  - {items: ["1.2"], units: [丙区, 丁区], treatment: full, basis: 办法}\n'
        '  - {items: ["2"], groups: [二组], treatment: full, basis: 办法}\n'
    )
    groups = "units: [甲区, 乙区, 丙区]}\n  - {name: 二组, rubric: smallest, units: [丁区, 戊区]}"
    loaded = load(ROUND.replace("units: [甲区, 乙区]}", groups) + more, tmp_path)
    assert loaded.round is not None, [finding.line("en") for finding in loaded.findings]
    stamped = {name: make() for name, make in list_requested_sheets(loaded.round)}
    assert stamped == {name: make() for name, make in alone(loaded.round, monkeypatch)}
    assert len(stamped) == 9
    books = {name: openpyxl.load_workbook(io.BytesIO(raw)).worksheets[0] for name, raw in stamped.items()}
    shown = {
        sheet["C3"].value: [
            (row[2].value, row[7].protection.locked) for row in sheet.iter_rows(min_row=6) if row[2].value
        ]
        for name, sheet in books.items()
        if name.startswith("考核组")
    }
    assert shown == {
        "甲区": [("1.1", True), ("1.2", True), ("2", True)],
        "乙区": [("1.2", True), ("2", True)],
        "丙区": [("1.1", True), ("1.2", False), ("2", True)],
        "丁区": [("1.1", True), ("1.2", False), ("2", False)],
        "戊区": [("1.1", True), ("1.2", True), ("2", False)],
    }


def test_cells_that_look_the_same_are_dressed_once(smallest: Rubric, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written is what it would be if each were dressed on its own."""
    units, kinds = ("甲区", "乙区", "丙区"), rubrics()[2]
    matrices = [
        BlankMatrixSheet(rubric, "题", "某局", "1", units, rubric.leaf_ids, {}, sampled, None, lacking)
        for rubric in (smallest, kinds)
        for sampled in (False, True)
        for lacking in ({}, {"乙区": frozenset(rubric.leaf_ids[:1])})
    ]
    blanks = [BlankUnitSheet(rubric, "甲区", "组", "1", optional=frozenset({"1.1"})) for rubric in rubrics()]
    rows = [
        DisputedItem(unit, "组", leaf.id, leaf.name, most, "1: 2", "晚" * 90, kinds.kinds[leaf.id])
        for unit in units
        for leaf in kinds.leaves
        for most in (leaf.cap, None)
    ]

    def made() -> list[bytes]:
        sheets = [*map(render_matrix_sheet, matrices), *map(render_unit_sheet, blanks)]
        return [*sheets, render_arbitration_sheet(rows, "题", "zh"), render_arbitration_sheet(rows, "t", "en")]

    once = made()
    monkeypatch.setattr(Looks, "put_on", lambda _, _cell, _look, dress: dress())
    assert made() == once
