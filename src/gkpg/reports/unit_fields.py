"""What reports show of a unit: one list, of which the screen, xlsx, csv, JSON or the documentation is made.

Another field is another row of FIELDS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from gkpg.base.points import format_known
from gkpg.base.text import Text, display_width
from gkpg.reports.disclosure import INTERNAL
from gkpg.scoring.describe import (
    describe_grade,
    describe_missed,
    describe_tie,
    describe_unmet,
    describe_vetoes,
    describe_why,
    describe_why_plainly,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from fractions import Fraction

    from gkpg.reports.disclosure import Disclosure, Topic
    from gkpg.reports.group_view import GroupView
    from gkpg.reports.table import ColumnKind
    from gkpg.scoring import GroupResult, UnitResult

FieldOutput = Literal["screen", "xlsx", "csv", "json"]
FIELD_OUTPUTS: tuple[FieldOutput, ...] = get_args(FieldOutput)
#: In xlsx, fields with a higher number stand behind the points of parts and indicators.
_BEHIND_POINTS = 10
#: The room that a column of xlsx has beside its longest word.
_AROUND = 2


class UnitField(NamedTuple):
    """One field of a unit.

    `about` says what it is, for the documentation. `value` is what it shows: a text, a number, a Decimal, None for
    nothing; in JSON alone also a list or an object. `at` has the outputs that show it, each with a number by which its
    fields are put in order. `present` is there where a table has the column only if it holds for any unit. `most` gives
    the most that can be had, which xlsx puts into the heading; `missing` is what the screen shows for None. `kind` and
    `width` are those of the column in xlsx; `words` are what it may show in a group, where that is known. `topic` says
    what it tells that is not for everybody.
    """

    key: str
    heading: Text
    about: Text
    value: Callable[[GroupView, UnitResult], Any]
    at: Mapping[FieldOutput, int]
    kind: ColumnKind = "text"
    width: float = 12
    present: Callable[[GroupView, UnitResult], bool] | None = None
    most: Callable[[GroupResult], Fraction | None] | None = None
    missing: str = ""
    words: Callable[[GroupView], Iterable[str]] | None = None
    topic: Topic | None = None

    def width_for(self, of: GroupView) -> float:
        """The width of its column in xlsx for a group: none of its words is cut."""
        longest = max(map(display_width, self.words(of)), default=0) if self.words else 0
        return max(self.width, longest + _AROUND)


def list_fields(
    output: FieldOutput, of: GroupView | None = None, disclosure: Disclosure = INTERNAL
) -> tuple[UnitField, ...]:
    """The fields of an output in order, of which nothing is withheld.

    Those that no unit of a group has are left out where a group is given, which then says what is withheld.
    """
    open_to = of.disclosure if of else disclosure
    there = (field for field in FIELDS if output in field.at and open_to.shows(field.topic))
    found = sorted(there, key=lambda field: field.at[output])
    return tuple(field for field in found if of is None or is_there(field, of))


def is_there(field: UnitField, of: GroupView) -> bool:
    """Whether a table of a group has a field."""
    return field.present is None or any(field.present(of, unit) for unit in of.group.units)


def values_once(of: GroupView, unit: UnitResult, fields: Sequence[UnitField]) -> list[Any]:
    """The values of fields; what two of them say alike, the first one says alone."""
    said, values = set[object](), list[Any]()
    for field in fields:
        value = field.value(of, unit)
        is_again = field.kind == "wide" and value in said
        values.append(None if is_again else value)
        said |= {value} if field.kind == "wide" else set()
    return values


def stands_behind_points(field: UnitField) -> bool:
    """Whether a field of xlsx stands behind the points of parts and indicators."""
    return field.at["xlsx"] > _BEHIND_POINTS


def _grades(of: GroupView) -> list[str]:
    """The names of the grades of a group, in the language of the report."""
    rules = of.group.rules
    names = (describe_grade(rules, band.name) for band in rules.grades.bands) if rules else ()
    return [of.say(name) or "" for name in names]


def _vetoes(of: GroupView, unit: UnitResult) -> list[dict[str, str]]:
    return [{"part": of.group.parts[part].title, "veto": veto} for part, veto in unit.vetoes]


def _most_of_all(group: GroupResult) -> Fraction | None:
    """The most that the units of a group can have; None where there is no limit, or not the same for all."""
    return group.rules.total if group.rules and len(group.rules.totals) == 1 else None


def _tie(_: GroupView, unit: UnitResult) -> dict[str, str | None] | None:
    tie = unit.tie
    return tie and {"by": tie.by, "value": format_known(tie.value)}


def _why(of: GroupView, unit: UnitResult) -> str | None:
    """Why a unit is not scored or ranked; to the public in a plain word."""
    told = describe_why_plainly(unit.why) if of.disclosure.is_public else describe_why(of.results, of.group, unit)
    return of.say(told)


def _has_reason(of: GroupView, unit: UnitResult) -> bool:
    """Whether there is a reason that its vetoes do not tell."""
    return unit.why is not None and (unit.why != "vetoed" or of.disclosure.is_public)


FIELDS: tuple[UnitField, ...] = (
    UnitField(
        "group", Text("类别", "Group"), Text("类别", "its group"),
        lambda of, _: of.name, {"csv": 1},
    ),
    UnitField(
        "rubrics", Text("指标表", "Rubrics"),
        Text("各部分指标表的编号和版本，用 `; ` 分开", "id and version of the rubric of each part, divided by `; `"),
        lambda of, unit: of.rubrics(unit), {"csv": 2},
    ),
    UnitField(
        "rank", Text("名次", "Rank"), Text("名次，是数", "its rank, a number"),
        lambda _, unit: unit.rank, {"screen": 1, "xlsx": 1, "csv": 3, "json": 2}, "number", 6, missing="—",
        topic="ranks",
    ),
    UnitField(
        "unit", Text("单位", "Unit"), Text("单位", "its name"),
        lambda _, unit: unit.name, {"screen": 2, "xlsx": 2, "csv": 4, "json": 1}, width=16,
    ),
    UnitField(
        "total", Text("总分", "Total"), Text("舍入后的总分", "the total, rounded"),
        lambda _, unit: unit.total, {"screen": 3, "xlsx": 3, "csv": 5, "json": 3}, "points", 11,
        most=_most_of_all, missing="—", topic="scores",
    ),
    UnitField(
        "total_exact", Text("精确总分", "Exact total"), Text("舍入前的总分", "the total before it is rounded"),
        lambda _, unit: format_known(unit.exact_total), {"csv": 6, "json": 4}, topic="scores",
    ),
    UnitField(
        "converted", Text("折算分", "Converted"), Text("折算分", "the total on another scale"),
        lambda _, unit: None if unit.converted is None else str(unit.converted),
        {"screen": 4, "xlsx": 5, "csv": 7, "json": 5}, width=10,
        present=lambda _, unit: unit.converted is not None, missing="—", topic="scores",
    ),
    UnitField(
        "grade", Text("等次", "Grade"), Text("等次，用报告的语言", "its grade, in the language of the report"),
        lambda of, unit: of.say(describe_grade(of.group.rules, unit.band)),
        {"screen": 5, "xlsx": 4, "csv": 8, "json": 6}, "grade", 9,
        present=lambda of, _: of.group.rules is None or bool(of.group.rules.grades.bands), words=_grades,
    ),
    UnitField(
        "band", Text("等次名称", "Band"),
        Text("等次在规则中的名称", "the name of its grade in the rules, whatever the language"),
        lambda _, unit: unit.band, {"json": 7},
    ),
    UnitField(
        "parted", Text("总分相同时比较", "What parted equal totals"),
        Text("总分相同时比较了什么", "what parted it from units with the same total"),
        lambda of, unit: of.say(describe_tie(unit.tie)),
        {"screen": 7, "xlsx": 13, "csv": 9, "json": 8}, "wide", 24, present=lambda _, unit: unit.tie is not None,
        topic="scores",
    ),
    UnitField(
        "tie", Text("同分比较", "Tie-break"),
        Text(
            "同上：`by` 是哪一项或哪一部分，`value` 是该单位在其上的精确得分",
            "the same: `by`, the item or part that was compared; `value`, its exact points for it",
        ),
        _tie, {"json": 9}, topic="scores",
    ),
    UnitField(
        "own", Text("自评总分", "Own total"), Text("单位自评的总分", "what it gave itself in all"),
        lambda of, unit: of.results.round_figure(of.results.own_total(of.group, unit)), {"xlsx": 11}, "points", 11,
        present=lambda _, unit: bool(unit.own),
        most=lambda group: None if group.parts[0].units else group.parts[0].rubric.total, topic="evidence",
    ),
    UnitField(
        "vetoed", Text("一票否决", "Veto"),
        Text("发生的否决项及其后果", "the vetoes that hold, each with what it does"),
        lambda of, unit: of.say(describe_vetoes(of.group.rules, unit)),
        {"screen": 8, "xlsx": 12, "csv": 10, "json": 10}, "wide", 30, present=lambda _, unit: bool(unit.vetoes),
        topic="scores",
    ),
    UnitField(
        "vetoes", Text("否决项", "Vetoes"),
        Text("同上，列表：`part` 部分、`veto` 编号", "the same, a list: `part`, `veto` (its id)"),
        _vetoes, {"json": 11}, topic="scores",
    ),
    UnitField(
        "sheets", Text("表数", "Sheets"), Text("计入的评分表份数，是数", "how many sheets of it count, a number"),
        lambda _, unit: unit.sheets, {"screen": 6, "csv": 11, "json": 12}, "number", topic="evidence",
    ),
    UnitField(
        "why", Text("未计分的原因", "Why it is not scored"),
        Text("没有总分或名次的原因", "why it has no total or no rank"),
        _why,
        {"screen": 9, "xlsx": 14, "csv": 12, "json": 13}, "wide", 46, present=_has_reason,
    ),
    UnitField(
        "why_key", Text("原因", "Reason"),
        Text(
            "同上，一个词，与结果文件 `units` 中的 `why` 相同",
            "the same as a key: that of `why` in the table `units` of the result file",
        ),
        lambda _, unit: unit.why, {"json": 14}, topic="evidence",
    ),
    UnitField(
        "assumed", Text("假定", "Assumed"),
        Text("指标表中有几项的数字或名称是假定的", "how many items of the rubrics have assumed figures or labels"),
        lambda of, unit: of.assumed(unit), {"csv": 13},
    ),
    UnitField(
        "no_room", Text("名额不够", "No room"),
        Text(
            "够得上、只因名额没有评上的更好等次",
            "the better grades that it would have, had their quota had room for it",
        ),
        lambda of, unit: of.say(describe_missed(of.group.rules, of.results.missed(of.group, unit))),
        {"screen": 10, "xlsx": 15, "csv": 14, "json": 15}, "wide", 30,
        present=lambda of, unit: bool(of.results.missed(of.group, unit)), topic="scores",
    ),
    UnitField(
        "unmet", Text("没有达到的要求", "Unmet needs"),
        Text(
            "总分够得上、没有被禁止的更好等次，没有达到其中哪些要求（`needs`），得了多少",
            "what the better grades whose edge it meets need (`needs`) and it does not have, with what it has",
        ),
        lambda of, unit: of.say(describe_unmet(of.group.rules, of.results.unmet(of.group, unit))),
        {"screen": 12, "xlsx": 17, "csv": 16, "json": 17}, "wide", 30,
        present=lambda of, unit: bool(of.results.unmet(of.group, unit)), topic="scores",
    ),
    UnitField(
        "most", Text("能得的分", "Can have"),
        Text(
            "该单位总分最多能有的分，不适用而不折算的项（`omit`）除外",
            "the most that its total can be, without items that do not apply and are omitted (`omit`)",
        ),
        lambda of, unit: of.results.round_figure(of.results.most(of.group, unit)),
        {"screen": 11, "xlsx": 16, "csv": 15, "json": 16}, "points", 9,
        present=lambda of, unit: of.group.rules is not None and of.results.most(of.group, unit) != of.group.rules.total,
        topic="scores",
    ),
)  # fmt: skip
