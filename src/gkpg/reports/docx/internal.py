"""The internal account: for those who lead, what a round came to, where points were lost, who is near a grade line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text, tidy_text
from gkpg.reports.docx.blocks import BLANK, paragraph
from gkpg.reports.docx.group_tables import bins_table, costs_table, near_table
from gkpg.reports.docx.numerals import number_first
from gkpg.reports.docx.paper import closing, title_of
from gkpg.reports.docx.publication_facts import PublicationFacts
from gkpg.reports.docx.ranking import ranking_table
from gkpg.reports.docx.summary_text import summary_text
from gkpg.reports.view.round_view import RoundView
from gkpg.scoring.describe import describe_why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gkpg.reports.docx.blocks import Block, Table
    from gkpg.reports.report import Report
    from gkpg.reports.view.group_summary import GroupSummary

_FOR = Text("（内部资料，供领导参阅）", "(for internal use)")
_SUMMARY = Text("总体情况", "Summary")
_RANKED, _SCORED = Text("得分和名次", "Scores and ranks"), Text("得分", "Scores")
_WITHOUT = Text("没有总分或名次的单位", "Units without a total or a rank")
_WITHOUT_TOTAL = Text("没有总分的单位", "Units without a total")
_LONGEST = 1_000


def internal_blocks(report: Report) -> Iterator[Block]:
    """The account of a report."""
    facts, lang = PublicationFacts.of(report), report.lang
    groups = RoundView(report.results).groups
    yield title_of(facts.internal_title)
    yield paragraph("Subtitle", _FOR.say(lang))
    yield BLANK
    sections = [(_SUMMARY, list(_summaries(report, groups)))]
    has_ranks = report.disclosure.shows("ranks")
    tables = ((_RANKED if has_ranks else _SCORED, ranking_table), *_TABLES)
    sections += [(name, list(_tables(report, groups, make))) for name, make in tables]
    sections.append((_WITHOUT if has_ranks else _WITHOUT_TOTAL, list(_reasons(report, groups))))
    told: list[Block] = []
    for number, (name, blocks) in enumerate((each for each in sections if each[1]), 1):
        told += (paragraph("Heading 1", number_first(number, lang) + name.say(lang)), *blocks)
    if told[-1] == BLANK:  # as it is behind tables
        told.pop()
    yield from told[:-1]
    yield from closing(facts, told[-1])


def _summaries(report: Report, groups: Sequence[GroupSummary]) -> Iterator[Block]:
    """A paragraph a group."""
    return (paragraph("Body", summary_text(report, each)) for each in groups)


def _tables(
    report: Report, groups: Sequence[GroupSummary], make: Callable[[Report, GroupSummary], Table | None]
) -> Iterator[Block]:
    """A table a group, under its name where there are several; none where nothing is to be told."""
    for summary in groups:
        table = make(report, summary)
        if table is not None:
            if len(groups) > 1:
                yield paragraph("Table Title", tidy_text(summary.name(report.lang)))
            yield from (table, BLANK)


#: The sections that are tables, behind that of all units.
_TABLES: tuple[tuple[Text, Callable[[Report, GroupSummary], Table | None]], ...] = (
    (Text("得分分布", "How the totals lie"), bins_table),
    (Text("失分最多的项", "Items that cost the most"), costs_table),
    (Text("接近上一等次的单位", "Units near a grade line"), near_table),
)


def _reasons(report: Report, groups: Sequence[GroupSummary]) -> Iterator[Block]:
    """Each unit that lacks a total or a rank, with all that is known of why."""
    for summary in groups:
        for unit in summary.group.units:
            why = describe_why(report.results, summary.group, unit)
            if why is not None:
                name, said = tidy_text(unit.name), tidy_text(why.say(report.lang), _LONGEST)
                told = Text(f"{name}：{said}", f"{name}: {said}").say(report.lang)
                yield paragraph("Body", said if said.startswith(f"{name} ") else told)
