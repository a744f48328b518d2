"""Sheets, scores and decisions that are others, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import format_any
from gkpg.base.text import Text
from gkpg.differences.rubrics.change_words import trim_texts
from gkpg.findings.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.differences.sheet_differences import EntryDifference, SheetDifference
    from gkpg.scoring import Results
    from gkpg.sheets.model import Entry, Sheet

_KINDS = {
    "added": Text("新增", "added"),
    "removed": Text("没有了", "gone"),
    "changed": Text("改动", "changed"),
}
_BLANK, _NOT_APPLICABLE = Text("空白", "blank"), Text("不适用", "not applicable")
_NOTES = {"reason": Text("依据", "reason"), "link": Text("附件或链接", "link")}
_FIELDS = {
    "assessor": Text("评分人", "assessor"),
    "date": Text("日期", "date"),
    "sample": Text("样本数", "sample"),
}
#: So many characters of two reasons are shown in full.
_MOST = 40


class SheetWords:
    """Puts into words what is different in sheets of two results."""

    def __init__(self, before: Results, after: Results) -> None:
        self._before, self._after = before, after

    def sheet(self, difference: SheetDifference) -> Text:
        """A sheet that came, went, or says something else of itself."""
        sheet, kind = difference.sheet, _KINDS[difference.kind]
        what = Text("裁定表", "arbitration sheet") if sheet.decides else Text("评分表", "sheet")
        who = _who(sheet)
        said = [*_said_of_sheet(difference)]
        if difference.kind != "changed":
            count = len(difference.entries)
            said = [Text(f"{kind.zh}（评分 {count} 处）", f"{kind.en} (scores: {count})")]
        zh, en = "，".join(each.zh for each in said), ", ".join(each.en for each in said)
        return Text(f"{difference.place}：{what.zh}（{who}）{zh}", f"{difference.place}: {what.en} ({who}) {en}")

    def entry(self, difference: SheetDifference, entry: EntryDifference) -> Text:
        """A score that is another, with its cell, who gave it, and its item."""
        sheet = difference.sheet
        place, who, item = place_of_entry(difference, entry), _who(sheet), self._label(difference, entry)
        said = [*_said_of_entry(entry)]
        zh, en = "；".join(each.zh for each in said), "; ".join(each.en for each in said)
        decided = Text("裁定 ", "decision, ") if sheet.decides else Text("", "")
        return Text(f"{place}（{who}）{decided.zh}{item}：{zh}", f"{place} ({who}) {decided.en}{item}: {en}")

    def _label(self, difference: SheetDifference, entry: EntryDifference) -> str:
        is_new = entry.after is not None
        found, sheet = (entry.after, difference.after) if is_new else (entry.before, difference.before)
        results = self._after if is_new else self._before
        assert found is not None  # noqa: S101 - one side has it
        rubric = results.ledger.rubrics.get(sheet.rubric or ("", "")) if sheet else None
        return rubric.by_id[found.item].label if rubric and found.item in rubric.by_id else found.item


def place_of_entry(difference: SheetDifference, entry: EntryDifference) -> Place:
    """The cell of a score: where it stands now, or where it stood."""
    sheet, found = (difference.after, entry.after) if entry.after is not None else (difference.before, entry.before)
    assert sheet is not None  # noqa: S101 - who has the score has the sheet
    assert found is not None  # noqa: S101
    return Place(sheet.file, sheet=sheet.name, cell=found.cell)


def _who(sheet: Sheet) -> str:
    who = sheet.identity
    return " ".join(filter(None, (who.source, who.assessor, who.period)))


def _said_of_sheet(difference: SheetDifference) -> Iterator[Text]:
    for field in difference.fields:
        values = [_field(sheet, field) for sheet in (difference.before, difference.after)]
        yield _change(_FIELDS[field], values[0] or "—", values[1] or "—")


def _field(sheet: Sheet | None, field: str) -> str:
    if sheet is None:
        return ""
    found = sheet.sample if field == "sample" else getattr(sheet.identity, field)
    return "" if found is None else str(found)


def _change(name: Text, before: str, after: str) -> Text:
    return Text(f"{name.zh} {before} → {after}", f"{name.en} {before} → {after}")


def _said_of_entry(difference: EntryDifference) -> Iterator[Text]:
    before, after = (_score(each) for each in (difference.before, difference.after))
    if difference.before is None or difference.after is None:
        is_new = difference.before is None
        yield (
            Text(f"新增 {after.zh}", f"added {after.en}")
            if is_new
            else Text(f"删去 {before.zh}", f"removed {before.en}")
        )
        return
    if difference.counts:
        yield Text(f"{before.zh} → {after.zh}", f"{before.en} → {after.en}")
    for field in ("reason", "link"):
        if field in difference.fields:
            was, now = _trim(*(getattr(each, field) for each in (difference.before, difference.after)))
            yield Text(f"{_NOTES[field].zh} “{was}” → “{now}”", f"{_NOTES[field].en} “{was}” → “{now}”")


def _score(entry: Entry | None) -> Text:
    """What was entered, with the points that it came to."""
    if entry is None:
        return Text("—", "—")
    if not entry.applies:
        return _NOT_APPLICABLE
    points = None if entry.points is None or entry.is_figure else format_any(entry.points)
    if entry.entered is not None and not entry.in_points:
        return (
            Text(f"{entry.entered}（{points} 分）", f"{entry.entered} ({points})") if points else _same(entry.entered)
        )
    return _BLANK if points is None else _same(points)


def _same(text: str) -> Text:
    return Text(text, text)


def _trim(before: str, after: str) -> tuple[str, str]:
    """Two texts; long ones only where they differ."""
    return (before, after) if len(before) + len(after) <= _MOST else trim_texts(before, after)
