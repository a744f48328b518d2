"""The ranking as tables: a group each, with the fields that every other output has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import tidy_text
from gkpg.reports.docx.blocks import BLANK, Column, Table, paragraph
from gkpg.reports.group_view import GroupView
from gkpg.reports.unit_fields import list_fields
from gkpg.reports.view.round_view import RoundView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.reports.docx.blocks import Block
    from gkpg.reports.docx.styles import StyleName
    from gkpg.reports.report import Report
    from gkpg.reports.unit_fields import UnitField
    from gkpg.reports.view.group_summary import GroupSummary
    from gkpg.scoring import UnitResult

#: The fields that a ranking in a document has: their shares of its width, and how they are set.
_COLUMNS: dict[str, tuple[int, StyleName]] = {
    "rank": (12, "Table Word"), "unit": (44, "Table Text"), "total": (16, "Table Figure"),
    "converted": (16, "Table Figure"), "grade": (18, "Table Word"),
}  # fmt: skip
_NOTHING = "—"


def ranking_tables(report: Report) -> Iterator[Block]:
    """The ranking of every group, under its name where there are several."""
    groups = RoundView(report.results).groups
    for number, summary in enumerate(groups):
        if number:
            yield BLANK
        if len(groups) > 1:
            yield paragraph("Table Title", tidy_text(summary.name(report.lang)))
        yield ranking_table(report, summary)


def ranking_table(report: Report, summary: GroupSummary) -> Table:
    """The ranking of a group."""
    of = GroupView(report.results, summary.group, report.lang, report.disclosure)
    fields = [field for field in list_fields("screen", of) if field.key in _COLUMNS]
    columns = tuple(Column(field.heading.say(report.lang), *_COLUMNS[field.key]) for field in fields)
    return Table(columns, [_row(of, fields, unit, report) for unit in summary.group.units])


def _row(of: GroupView, fields: list[UnitField], unit: UnitResult, report: Report) -> tuple[str, ...]:
    report.step()
    values = (field.value(of, unit) for field in fields)
    return tuple(_NOTHING if value is None else tidy_text(str(value)) for value in values)
