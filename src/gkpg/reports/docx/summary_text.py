"""The summary of a group in a paragraph: how many units, how their totals lie, how many have each grade."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.text import Text, list_words, tidy_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.reports.report import Report
    from gkpg.reports.view.group_summary import GroupSummary
    from gkpg.reports.view.spread import Spread

#: So many units that share the highest or the lowest total are named.
_NAMED = 3


def summary_text(report: Report, summary: GroupSummary) -> str:
    """The paragraph of a group."""
    return Text("", " ").say(report.lang).join(each.say(report.lang) for each in _sentences(report, summary))


def _sentences(report: Report, summary: GroupSummary) -> Iterator[Text]:
    count, scored = len(summary.group.units), len(summary.scored)
    zh, en = (tidy_text(summary.name(lang)) for lang in ("zh", "en"))
    yield Text(f"{zh}共{count}个单位，{scored}个有总分。", f"{en}: {count} units, {scored} with a total.")
    if summary.totals is not None:
        yield _totals(report, summary, summary.totals)
    if summary.grades:
        counts = [(each.label, len(each.units)) for each in summary.grades]
        en = ", ".join(f"{tidy_text(name.en)} {size}" for name, size in counts)
        yield Text(
            f"{'，'.join(f'{tidy_text(name.zh)}{size}个' for name, size in counts)}。", f"{en[:1].upper()}{en[1:]}."
        )


def _totals(report: Report, summary: GroupSummary, spread: Spread) -> Text:
    """How the totals lie, with who has the highest and the lowest."""
    figures = (spread.most, spread.least, spread.mean, spread.median)
    most, least, mean, median = map(report.results.round_figure, figures)
    best, worst = (_who(summary, edge) for edge in (spread.most, spread.least))
    return Text(
        f"总分最高{most}分（{best.zh}），最低{least}分（{worst.zh}），平均{mean}分，中位数{median}分。",
        f"Highest total {most} ({best.en}), lowest {least} ({worst.en}), mean {mean}, median {median}.",
    )


def _who(summary: GroupSummary, total: Fraction) -> Text:
    names = [tidy_text(unit.name) for unit in summary.scored if Fraction(unit.total or 0) == total]
    return list_words(names, _NAMED)
