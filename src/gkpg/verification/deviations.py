"""Finding deviations: what of a result differs from what was recomputed, value by value."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gkpg.base.points import NOT_APPLICABLE, format_known
from gkpg.base.text import LANGS, Text
from gkpg.findings.place import Place
from gkpg.scoring import TieBreak
from gkpg.scoring.describe import describe_grade
from gkpg.verification.deviation import NOTHING, Deviation, say_both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.differences.file_differences import FileDifference
    from gkpg.differences.result_difference import ResultDifference
    from gkpg.differences.sheet_differences import EntryDifference, SheetDifference, SheetField
    from gkpg.differences.unit_differences import UnitDifference
    from gkpg.differences.unit_relations import UnitSide
    from gkpg.differences.value_change import FigureChange
    from gkpg.findings.finding import Finding
    from gkpg.sheets.model import Entry, Sheet

_SHA256 = Text("SHA-256", "SHA-256")
_WHAT: dict[str, Text] = {
    "name": Text("文件名", "name"),
    "sha256": _SHA256,
    "sheet": Text("评分表", "sheet"),
    "own": Text("自评分", "own points"),
    "points": Text("得分", "points"),
    "entered": Text("填写", "what was entered"),
    "applies": Text("是否适用", "whether it applies"),
    "reason": Text("评分依据", "reason"),
    "link": Text("附件或链接", "link"),
    "assessor": Text("评分人", "assessor"),
    "date": Text("日期", "date"),
    "sample": Text("样本数", "size of the sample"),
    "total": Text("总分", "total"),
    "exact_total": Text("舍入前的总分", "total before it is rounded"),
    "converted": Text("折算分", "converted total"),
    "rank": Text("名次", "rank"),
    "band": Text("等次", "grade"),
    "why": Text("未计分或未排名的原因", "why it has no total or rank"),
    "tie": Text("同分时比较的结果", "what parted equal totals"),
    "vetoes": Text("否决项", "vetoes"),
    "group": Text("所属组", "group"),
    "count": Text("计入的评分表数", "number of sheets that count"),
}
_ONLY = Text("只在结果文件里，重新得出的没有", "only in the result file, not in what was recomputed")
_NOT = Text("结果文件里没有，重新得出的有", "not in the result file, but in what was recomputed")
_FILES: dict[str, Text] = {
    "added": Text("结果文件里没有这个文件", "the result file does not have this file"),
    "removed": Text("结果文件里有，现在没有这个文件", "the result file has this file, and it is not there"),
    "superseded": Text("结果文件里计入，现在不计入", "counts in the result file, and does not when recomputed"),
    "counts": Text("结果文件里不计入，现在计入", "does not count in the result file, and does when recomputed"),
}
_WHYS: dict[str | None, Text] = {
    None: NOTHING,
    "findings": Text("有错误", "errors"),
    "missing": Text("缺少得分", "scores are missing"),
    "vetoed": Text("被否决", "a veto"),
    "not-ranked": Text("只列出，不排名", "listed only"),
    "scored-only": Text("本组不排名", "its group is not ranked"),
}
_FIGURES, _VALUES = ("exact_total", "converted"), ("rank", "band", "tie", "vetoes", "group", "count")


def deviations_of(difference: ResultDifference) -> Iterator[Deviation]:
    """Every deviation, in the order of files, rules, units, findings."""
    yield from map(_of_file, difference.files)
    for unit in difference.units():
        yield from _of_unit(unit)
    for relation in difference.apart:
        for side, is_kept in ((relation.before, True), (relation.after, False)):
            yield from (Deviation("unit", _same(each.name), said=_one_side(is_kept=is_kept)) for each in side)
    yield from (_of_finding(each, is_kept=True) for each in difference.findings.gone)
    yield from (_of_finding(each, is_kept=False) for each in difference.findings.came)


def _of_file(file: FileDifference) -> Deviation:
    name = file.before if file.before is not None else file.after
    place = _same(name or "")
    if file.kind in _FILES:
        return Deviation("file", place, said=_FILES[file.kind])
    if file.kind == "renamed":
        return Deviation("file", place, _WHAT["name"], file.before, file.after)
    return Deviation("file", place, _WHAT["sha256"], file.sha256_before, file.sha256_after)


def _of_unit(unit: UnitDifference) -> Iterator[Deviation]:
    for sheet in unit.sheets:
        yield from _of_sheet(sheet)
    name = unit.before.name
    for item in unit.items:
        what = _WHAT["own" if item.is_own else "points"]
        yield Deviation("unit", _same(f"{name} {item.item.old}"), what, item.before, item.after)
    for part in unit.parts:
        title = unit.before.group.parts[part.part[0]].title
        yield Deviation("unit", _same(f"{name} {title}"), _WHAT["points"], *_figures(part.figures))
    yield from _of_verdicts(unit, name)


def _of_verdicts(unit: UnitDifference, name: str) -> Iterator[Deviation]:
    if unit.total is not None:
        kept, found = (_value(side.unit.total) for side in (unit.before, unit.after))
        yield Deviation("unit", _same(name), _WHAT["total"], kept, found)
    for field in _FIGURES:
        change: FigureChange | None = getattr(unit, field)
        if change is not None:
            yield Deviation("unit", _same(name), _WHAT[field], *_figures(change))
    if unit.why is not None:
        yield Deviation("unit", _same(name), _WHAT["why"], said=_both(*(_WHYS[each] for each in unit.why)))
    for field in _VALUES:
        values = getattr(unit, field)
        if values is not None:
            said = _grades(unit) if field == "band" else None
            yield Deviation("unit", _same(name), _WHAT[field], _value(values.before), _value(values.after), said)


def _grades(unit: UnitDifference) -> Text:
    return _both(*(_grade(side, side.unit.band) for side in (unit.before, unit.after)))


def _grade(side: UnitSide, band: str | None) -> Text:
    """A grade as the rules of its side name it in each language; one that is none of theirs as it stands there."""
    rules = side.group.rules
    is_known = rules is not None and band in {each.name for each in rules.grades.bands}
    named = describe_grade(rules, band) if is_known else None if band is None else _same(band)
    return named or NOTHING


def _of_sheet(difference: SheetDifference) -> Iterator[Deviation]:
    if difference.kind != "changed":
        place = _same(f"{difference.place} {difference.sheet.identity.unit}")
        yield Deviation("sheet", place, _WHAT["sheet"], said=_one_side(is_kept=difference.after is None))
        return
    for field in difference.fields:
        kept, found = (_of_field(sheet, field) for sheet in (difference.before, difference.after))
        yield Deviation("sheet", _same(str(difference.place)), _WHAT[field], kept, found)
    for entry in difference.entries:
        yield from _of_entry(difference, entry)


def _of_field(sheet: Sheet | None, field: SheetField) -> str | None:
    if sheet is None:
        return None
    return _value(sheet.sample if field == "sample" else getattr(sheet.identity, field))


def _of_entry(difference: SheetDifference, entry: EntryDifference) -> Iterator[Deviation]:
    one = entry.after or entry.before
    assert one is not None  # noqa: S101 - one side has it
    sheet = difference.sheet
    place = _same(f"{Place(sheet.file, sheet=sheet.name, cell=one.cell)} {sheet.identity.unit} {one.item}")
    if not entry.fields:
        yield Deviation("entry", place, _WHAT["points"], _points(entry.before), _points(entry.after))
    for field in entry.fields:
        if field in {"points", "applies"}:
            kept, found = _points(entry.before), _points(entry.after)
        else:
            kept, found = (_value(getattr(each, field)) if each else None for each in (entry.before, entry.after))
        if kept != found:
            yield Deviation("entry", place, _WHAT[field], kept, found)


def _points(entry: Entry | None) -> str | None:
    if entry is None:
        return None
    return _value(entry.points) if entry.applies else NOT_APPLICABLE


def _figures(change: FigureChange) -> tuple[str | None, str | None]:
    return format_known(change.before), format_known(change.after)


def _of_finding(finding: Finding, *, is_kept: bool) -> Deviation:
    return Deviation("finding", Text(finding.line("zh"), finding.line("en")), said=_one_side(is_kept=is_kept))


def _one_side(*, is_kept: bool) -> Text:
    return _ONLY if is_kept else _NOT


def _both(kept: Text, found: Text) -> Text:
    return Text(*(say_both(kept.say(lang), found.say(lang), lang) for lang in LANGS))


def _value(value: Any) -> str | None:
    """A value as text; None for what says nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, Fraction):
        return format_known(value)
    if isinstance(value, TieBreak):
        return f"{value.by} {_value(value.value)}"
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _same(text: str) -> Text:
    return Text(text, text)
