"""Differences between rubrics as lines or tables, for every form in which they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.differences.rubrics.change_words import LEVELS, describe_change
from gkpg.rubric.describe import describe_max
from gkpg.scoring.describe import describe_grade

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from gkpg.authoring.diff.difference import RubricDifference
    from gkpg.authoring.impact import Impact, UnitImpact
    from gkpg.base.text import Lang
    from gkpg.differences.rubrics import Change
    from gkpg.findings.place import Place
    from gkpg.rubric import LoadedRubric
    from gkpg.scoring import UnitResult

HEADINGS = {
    "level": Text("类别", "Class"),
    "place": Text("位置", "Place"),
    "change": Text("改动", "Change"),
    "group": Text("类别", "Group"),
    "unit": Text("单位", "Unit"),
    "total": Text("总分", "Total"),
    "rank": Text("名次", "Rank"),
    "grade": Text("等次", "Grade"),
}
_SAME = Text("没有改动", "no changes")
_IS_NEW = Text("新的指标表", "a new rubric")
_IS_GONE = Text("已删去", "removed")
_NO_UNIT = Text(
    "没有单位的总分、名次、等次因此改变（共 {all} 个）", "no unit's total, rank or grade changes ({all} in all)"
)
_CANNOT_TELL = Text(
    "不能断定有没有单位的总分、名次、等次因此改变（共 {all} 个）：有的项无法比较；能比较的项没有使总分、名次改变",
    "cannot tell whether any unit's total, rank or grade changes ({all} in all): not everything compares; what does "
    "changes no total and no rank",
)
_SOME = Text(
    "{all} 个单位中，{count} 个的总分、名次或等次改变，其中名次改变的 {ranks} 个",
    "units with another total, rank or grade: {count} of {all}; with another rank: {ranks}",
)
_SOME_RANKS = Text(
    "{all} 个单位中，名次改变的 {ranks} 个；两边计入的满分不同，总分是否改变不能断定",
    "units with another rank: {ranks} of {all}; cannot tell whether totals change, which are out of different wholes",
)
_SCALED = Text(
    "分值变了的项，原得分按所占比例折算：{rows}", "where the points changed, a score keeps its share of them: {rows}"
)
_RECOUNTED = Text(
    "次数、勾选、扣分或分档的算法变了的项，按当时所填重新计分：{rows}",
    "where counts, ticks, losses or steps are worth something else, what was entered is counted anew: {rows}",
)
_LEFT_OUT = Text(
    "无法比较、没有计入的项：{rows}；等次因此不比较",
    "not counted, because they do not compare: {rows}; grades are not compared",
)
_SCALES = Text(
    "计入的满分两边不同（{group}：{old}、{new}），总分不能直接比较，请看名次",
    "the totals are out of different wholes ({group}: {old} and {new}), so look at the ranks, not at the totals",
)
_SCORED_UNDER = Text("结果是按版本 {version} 评的", "the result was scored under version {version}")
_NONE_SCORED = Text("结果里没有一个单位能比较", "no unit of the result can be compared")
_UNSCORED = Text("没有总分、无法比较的单位：{units}", "without a total, and not compared: {units}")


class ShownChange(NamedTuple):
    """A change as it is shown: its class, where it stands, what it is."""

    level: str
    place: str
    sentence: str


def title(difference: RubricDifference, lang: Lang) -> str:
    """Which rubric it is, from which version to which."""
    old, new = difference.old, difference.new
    if old is None or new is None:
        (one,) = (each for each in (old, new) if each is not None)
        return f"{_key(one)}: {(_IS_NEW if new else _IS_GONE).say(lang)}"
    if difference.comparison is None or difference.comparison.changes:
        return _key(new) if _key(old) == _key(new) else f"{_key(old)} → {_key(new)}"
    return f"{_key(new)}: {_SAME.say(lang)}"


def _key(loaded: LoadedRubric) -> str:
    assert loaded.rubric is not None  # noqa: S101 - only sound ones are compared
    return f"{loaded.rubric.rubric} {loaded.rubric.version}"


def place_of_change(difference: RubricDifference, change: Change) -> Place:
    """Where a change stands: in the new file, or in the old one where its row is gone."""
    loaded = difference.new if change.is_in_new else difference.old
    assert loaded is not None  # noqa: S101 - a change is between two
    path = change.stands_at.path
    return loaded.document.place((*path, change.field) if change.field else path)


def list_changes(difference: RubricDifference, lang: Lang) -> list[ShownChange]:
    """Every change, in the order of the table."""
    return [
        ShownChange(
            LEVELS[change.level].say(lang), str(place_of_change(difference, change)), describe_change(change).say(lang)
        )
        for change in difference.changes
    ]


def moved_rows(impact: Impact, lang: Lang) -> list[tuple[str, ...]]:
    """The units whose total, rank or grade changes, in the order that they have now."""
    return [_row(unit, impact.grades, lang) for unit in impact.units if unit.has_moved and _has_totals(unit)]


def moved_headings(impact: Impact, lang: Lang) -> tuple[str, ...]:
    """The headings of these rows."""
    keys = ("group", "unit", "total", "rank", *(("grade",) if impact.grades else ()))
    return tuple(HEADINGS[key].say(lang) for key in keys)


def impact_notes(impact: Impact, lang: Lang) -> list[str]:
    """How many units it concerns, what was assumed, what could not be compared."""
    units = [unit for unit in impact.units if _has_totals(unit)]
    count = sum(unit.has_moved for unit in units)
    ranks = sum(unit.old.rank != unit.new.rank for unit in units)
    unmoved = _CANNOT_TELL if impact.left_out else _NO_UNIT
    is_apart = bool(impact.left_out) and not all(unit.is_on_one_scale for unit in units)
    summary = _NONE_SCORED if not units else unmoved if not count else _SOME_RANKS if is_apart else _SOME
    notes = [summary.say(lang).format(all=len(units), count=count, ranks=ranks)]
    notes += [_SCORED_UNDER.say(lang).format(version=impact.version)] if impact.version else []
    for group, (old, new) in {unit.group: unit.scales for unit in units if not unit.is_on_one_scale}.items():
        was, now = (describe_max(each).say(lang) for each in (old, new))
        notes.append(_SCALES.say(lang).format(group=group, old=was, new=now))
    lost = [Text(unit.new.name, unit.new.name) for unit in impact.units if not _has_totals(unit)]
    for sentence, name, words in (
        (_SCALED, "rows", impact.scaled),
        (_RECOUNTED, "rows", impact.recounted),
        (_LEFT_OUT, "rows", impact.left_out),
        (_UNSCORED, "units", lost),
    ):
        if words:
            notes.append(sentence.say(lang).format(**{name: _list_items(words, lang)}))
    return notes


def _has_totals(moved: UnitImpact) -> bool:
    """Whether a unit is scored on both sides; one that a veto fails at once is, with its grade alone."""
    return all(
        unit.total is not None or unit.band is not None or unit.why == "vetoed" for unit in (moved.old, moved.new)
    )


def _list_items(words: Iterable[Text], lang: Lang) -> str:
    return {"zh": "、", "en": ", "}[lang].join(each.say(lang) for each in words)


def _row(moved: UnitImpact, grades: bool, lang: Lang) -> tuple[str, ...]:
    old, new = moved.old, moved.new
    totals = (_total(old), _total(new))
    if not moved.is_on_one_scale:
        totals = (_of(totals[0], moved.scales[0]), _of(totals[1], moved.scales[1]))
    cells = [moved.group, new.name, _both(*totals), _both(_rank(old), _rank(new))]
    return (*cells, _both(*(_grade(moved, unit, lang) for unit in (old, new)))) if grades else tuple(cells)


def _of(total: str, scale: Fraction | None) -> str:
    """A total with the most that there is, where there is a limit."""
    return total if scale is None else f"{total}/{format_exact(scale)}"


def _both(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def _total(unit: UnitResult) -> str:
    return "—" if unit.total is None else str(unit.total)


def _rank(unit: UnitResult) -> str:
    return "—" if unit.rank is None else str(unit.rank)


def _grade(moved: UnitImpact, unit: UnitResult, lang: Lang) -> str:
    grade = describe_grade(moved.rules, unit.band)
    return grade.say(lang) if grade else "—"
