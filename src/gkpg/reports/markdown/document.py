"""The Markdown report as a whole: the round, a chapter a group, the rules, a mark at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.markdown import escape_markdown
from gkpg.base.text import Text
from gkpg.base.text_marks import is_as_written, is_own, with_mark
from gkpg.reports.group_view import GroupView
from gkpg.reports.markdown.grid import Column, render_grid
from gkpg.reports.markdown.group_chapter import GroupChapter
from gkpg.reports.view import labels
from gkpg.reports.view.round_view import RoundView
from gkpg.round.describe import describe_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from gkpg.reports.report import Report

__all__ = ["is_as_written", "is_own_report", "write"]

_UNTITLED = Text("考核评估结果", "Results of an assessment")
_APPLIED = Text("依据", "Applied")


def write(report: Report, out: BinaryIO) -> None:
    """Write a report."""
    out.write(with_mark("\n".join(_lines(report)) + "\n", ".md", "report"))


def is_own_report(path: Path) -> bool:
    """Whether a file is a Markdown report that gkpg wrote."""
    return is_own(path, "report")


def _lines(report: Report) -> Iterator[str]:
    view, lang = RoundView(report.results), report.lang
    yield f"# {escape_markdown(view.title or _UNTITLED.say(lang))}"
    yield ""
    shown = (fact for fact in view.facts if fact.key != "ranked" or report.disclosure.scores)
    yield from (f"- {fact.name.say(lang)}{Text('：', ': ').say(lang)}{fact.value}" for fact in shown)
    for summary in view.groups:
        of = GroupView(report.results, summary.group, lang, report.disclosure)
        yield from GroupChapter(of, summary, report.step).lines()
    yield ""
    yield f"## {_APPLIED.say(lang)}"
    yield ""
    yield from _rules(report)
    yield ""


def _rules(report: Report) -> Iterator[str]:
    """The rules that were applied, each with what it stands on."""
    lang = report.lang
    columns = tuple(Column(label.say(lang)) for label in (labels.RULE, labels.HOW, labels.BASIS))
    rules = describe_rules(report.results.round)
    yield from render_grid(
        columns, ((rule.name.say(lang), rule.how.say(lang), rule.footing.say(lang)) for rule in rules)
    )
