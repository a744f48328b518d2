"""Self-check words: what a unit gave itself beside what it got, with its own words and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text, tidy_text
from gkpg.explanation.entry_words import describe_entry
from gkpg.explanation.page import Column, Grid, Line, Row, Section
from gkpg.explanation.step_words import plain
from gkpg.rubric.kinds.marks import NO, YES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.base.text import Lang
    from gkpg.explanation.self_check import SelfCheckRow

_TITLE = Text("自查与得分", "Self-check beside the points given")
_PART = (Text("部分", "Part"), False)
_COLUMNS = (
    (Text("编号", "Item"), False),
    (Text("内容", "What"), False),
    (Text("分值", "Max"), True),
    (Text("自评", "Self"), True),
    (Text("得分", "Points"), True),
    (Text("自评减得分", "Self less points"), True),
)


def describe_self_check(rows: Sequence[SelfCheckRow], lang: Lang, *, has_parts: bool) -> Section:
    """Every item in which both are not the same, or of which the unit wrote something; how many others there are."""
    told = [row for row in rows if row.apart != 0 or any(each.reason or each.link for each in row.entries)]
    same = len(rows) - len(told)
    columns = (_PART, *_COLUMNS) if has_parts else _COLUMNS
    heads = tuple(Column(name.say(lang), is_figure) for name, is_figure in columns)
    grid = Grid(heads, tuple(_row(row, lang, has_parts=has_parts) for row in told)) if told else None
    others = Text(f"自评与得分相同的还有 {same} 项。", f"{same} more, in which both are the same.")
    if not told:
        others = Text(f"{same} 项的自评与得分都相同。", f"Both are the same in all {same} items.")
    return Section(_TITLE.say(lang), grid, (Line(0, others.say(lang)),) if same else ())


def _row(row: SelfCheckRow, lang: Lang, *, has_parts: bool) -> Row:
    figures = _marks(row) if row.item.is_veto else _figures(row)
    cells = [row.item.called, row.item.name, *figures]
    return Row(tuple(map(tidy_text, [row.part, *cells] if has_parts else cells)), tuple(_details(row, lang)))


def _figures(row: SelfCheckRow) -> tuple[str, ...]:
    most, apart = row.item.max, row.apart
    sign = "+" if apart is not None and apart > 0 else ""
    return "" if most is None else plain(most), plain(row.own), plain(row.given), f"{sign}{plain(apart)}"


def _marks(row: SelfCheckRow) -> tuple[str, ...]:
    """Of a veto, which has no points: whether it happened, as the unit says and as it holds."""
    own, given = (plain(each) if each is None else YES if each else NO for each in (row.own, row.given))
    return "", own, given, ""


def _details(row: SelfCheckRow, lang: Lang) -> Iterator[str]:
    return (describe_entry(entry, lang) for entry in row.entries)
