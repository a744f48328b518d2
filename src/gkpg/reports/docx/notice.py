"""The notice: the results of a round by grades, as offices make them known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text, tidy_text
from gkpg.reports.docx.blocks import BLANK, END, paragraph
from gkpg.reports.docx.listed_units import name_units, ordered, unit_reasons
from gkpg.reports.docx.numerals import number_first, number_second
from gkpg.reports.docx.paper import annex_heading, closing, heading
from gkpg.reports.docx.publication_facts import PublicationFacts
from gkpg.reports.docx.ranking import ranking_tables
from gkpg.reports.view.round_view import RoundView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.reports.docx.blocks import Block
    from gkpg.reports.docx.styles import StyleName
    from gkpg.reports.report import Report
    from gkpg.reports.view.group_summary import GroupSummary
    from gkpg.scoring import UnitResult

_ANNEX, _SCORES = Text("各单位得分和名次", "Scores and ranks"), Text("各单位得分", "Scores")
_END = Text("特此通报。", "This is hereby made known.")
_BY_RANK = Text("同一等次内按名次排列", "within a grade, units stand by rank")
_AS_LISTED = Text("同一等次内不分先后", "within a grade, units stand in no order")
_IN_NO_ORDER = Text("同一等次内排名不分先后", "within a grade, units stand in no order of rank")


class _Listing(NamedTuple):
    """Units under a heading: those of a grade, or those without one; no heading where there are no grades."""

    heading: Text | None
    units: tuple[UnitResult, ...]
    is_grade: bool


def notice_blocks(report: Report) -> Iterator[Block]:
    """The notice of a report; scores and ranks, where they may be told, in an annex on a page of its own."""
    facts, lang = PublicationFacts.of(report), report.lang
    groups, annex = RoundView(report.results).groups, _ANNEX if report.disclosure.shows("ranks") else _SCORES
    yield from heading(facts)
    yield paragraph("Body", _opening(report, facts, groups))
    for number, summary in enumerate(groups, 1):
        yield from _group(report, summary, number if len(groups) > 1 else None)
    last = paragraph("Body", _END.say(lang))
    if report.disclosure.scores:
        yield from (last, BLANK)
        last = paragraph("Body", Text(f"附件：{annex.zh}", f"Annex: {annex.en}").say(lang))
    yield from closing(facts, last)
    if report.disclosure.scores:
        yield from annex_heading(annex.say(lang), lang)
        yield from ranking_tables(report)
        yield END


def _opening(report: Report, facts: PublicationFacts, groups: Sequence[GroupSummary]) -> str:
    """By what the round was run, how many units it had, how they are listed."""
    lang, count = report.lang, sum(len(each.group.units) for each in groups)
    sizes = [(tidy_text(each.name(lang)), len(each.group.units)) for each in groups]
    zh = f"，其中{'、'.join(f'{name}{size}个' for name, size in sizes)}" if len(sizes) > 1 else ""
    en = f" ({', '.join(f'{name}: {size}' for name, size in sizes)})" if len(sizes) > 1 else ""
    basis, title, units = facts.say("basis"), facts.round_title, "unit" if count == 1 else "units"
    order = _BY_RANK if report.disclosure.shows("ranks") else _IN_NO_ORDER if report.disclosure.ranks else _AS_LISTED
    graded = any(each.grades for each in groups)
    zh_order, en_order = (f"（{order.zh}）", f"; {order.en}") if graded else ("", "")
    return Text(
        f"根据{basis}，{title}已经完成，参加的单位共{count}个{zh}。现将结果通报如下{zh_order}。",
        f"Under {basis}, {title} has been completed for {count} {units}{en}. The results are as follows{en_order}.",
    ).say(lang)


def _group(report: Report, summary: GroupSummary, number: int | None) -> Iterator[Block]:
    """A group: its grades, each with who has it. `number` is None of the only one, of which nobody need be told."""
    lang, name = report.lang, tidy_text(summary.name(report.lang))
    if number is not None:
        head = _counted(Text(name, name), len(summary.group.units))
        yield paragraph("Heading 1", number_first(number, lang) + head.say(lang))
    style: StyleName = "Heading 1" if number is None else "Heading 2"
    numbered = number_first if number is None else number_second
    for place, listing in enumerate(_listings(summary), 1):
        if listing.heading is not None:
            yield paragraph(style, numbered(place, lang) + _counted(listing.heading, len(listing.units)).say(lang))
        yield from _who(report, summary, listing)


def _listings(summary: GroupSummary) -> Iterator[_Listing]:
    """The grades that anybody has, from the best down, then those without one."""
    for grade in summary.grades:
        if grade.units:
            en = tidy_text(grade.label.en)
            heading = Text(tidy_text(grade.label.zh), en[:1].upper() + en[1:])
            yield _Listing(heading, grade.units, is_grade=grade.name is not None)
    if not summary.grades:
        yield _Listing(None, summary.group.units, is_grade=False)


def _who(report: Report, summary: GroupSummary, listing: _Listing) -> Iterator[Block]:
    """The units of a listing: those with a grade or a rank, then the others by the reason."""
    lang, units = report.lang, ordered(report, summary.group, listing.units)
    others = [] if listing.is_grade else [unit for unit in units if unit.why is not None]
    placed = [unit for unit in units if listing.is_grade or unit.why is None]
    if placed:
        names = name_units(placed, lang)
        by_rank = Text(f"按名次排列：{names}", f"By rank: {names}").say(lang)
        yield paragraph("Body", names if listing.is_grade or not report.disclosure.shows("ranks") else by_rank)
    yield from (paragraph("Body", reason) for reason in unit_reasons(others, lang))


def _counted(name: Text, count: int) -> Text:
    return Text(f"{name.zh}（{count}个）", f"{name.en} ({count})")
