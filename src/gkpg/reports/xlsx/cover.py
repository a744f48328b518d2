"""The cover: what the round is, its facts, what is still open, what the workbook holds, who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text, display_width, list_words
from gkpg.reports.tables import provisional
from gkpg.reports.view import labels
from gkpg.reports.xlsx.signatures import write_signatures
from gkpg.round.describe import describe_rules

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from gkpg.base.text import Lang
    from gkpg.reports.report import Report
    from gkpg.reports.view.group_summary import GroupSummary
    from gkpg.reports.view.round_view import RoundView
    from gkpg.reports.view.spread import Spread
    from gkpg.reports.xlsx.page import Page

#: Name and content of facts; the columns of the table of groups and the contents stand in them as well.
WIDTHS = (20.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0)
_SUBTITLE, _PUBLIC = Text("考核评估结果", "Results of the assessment"), Text("（公开）", " (public)")
_DATE, _BASIS, _OPEN = (
    Text("结果日期", "Date of the result"),
    Text("规则依据", "Rules' basis"),
    Text("暂定", "Provisional"),
)
_NO_DATE = Text("考核文件没有写", "not in the assessment file")
_SETTLED = Text("无，所有单位都有结果", "nothing, every unit has its result")
_WAITING = Text(
    "{count} 个单位没有总分（{names}），原因见排名表下方",
    "{count} without a total ({names}); reasons below the rankings",
)
_BY_DEFAULT = Text("有的规则按 gkpg 默认", "some rules follow gkpg's defaults")
_NO_BASIS = Text("没有注明依据的文件", "no document is named")
_CONTENTS, _GROUPS = Text("目录", "Contents"), Text("各类别情况", "The groups")
_ANNEX = Text(
    "各子项得分、评分表中的问题和计分依据是单独的附件（gkpg report --annex）。",
    "All sub-items, the findings and what was applied are an annex of their own (gkpg report --annex).",
)
_NO_PAGES = Text(
    "单位超过 {most} 个，没有每个单位一页；要某几个单位的，用 gkpg report --unit 单位。",
    "More than {most} units, so there is no page for each; for some of them use gkpg report --unit UNIT.",
)
_HEADINGS = (
    Text("类别", "Group"), Text("单位", "Units"), Text("有总分", "With a total"),
    labels.MOST, labels.MEAN, labels.MEDIAN, labels.LEAST,
)  # fmt: skip
#: The columns in which names of units begin, where all are short and where some are long.
_UNIT_COLUMNS, _WIDE_UNIT_COLUMNS = (0, 1, 3, 5), (0, 3)
_SHORT_NAME, _LINK_HEIGHT = 19, 17
_MOST_BASES, _MOST_NAMED = 6, 5


class Content(NamedTuple):
    """A line of the contents: the page that it leads to, and what that is."""

    tab: str
    what: str


class Contents(NamedTuple):
    """The contents: pages, then those of units. `most` is how many units may have one; None where they have theirs."""

    pages: Sequence[Content]
    units: Sequence[Content]
    most: int | None


def write_cover(page: Page, report: Report, view: RoundView, contents: Contents) -> None:
    """Write the cover."""
    lang, looks = report.lang, page.looks
    page.row = 1
    title = looks.of("title", font_size=20, align="center", text_wrap=True)
    page.height(max(40, page.height_of((view.title, sum(WIDTHS) / 2)) * 1.9))
    page.across(0, page.last, view.title, title)
    page.row += 1
    subtitle = _SUBTITLE.say(lang) + (_PUBLIC.say(lang) if report.disclosure.is_public else "")
    page.height(26)
    page.across(0, page.last, subtitle, looks.of("title", font_size=14, align="center"))
    page.row += 2
    for name, what in _facts(report, view):
        page.height_for((what, sum(WIDTHS[1:])))
        page.text(0, name, looks.of("fact", font_color="#595959"))
        page.across(1, page.last, what, looks.of("fact"))
        page.row += 1
    page.row += 1
    _groups(page, report, view)
    _contents(page, lang, contents)
    notes = [_ANNEX] if report.disclosure.shows("scores") else []
    for note in (each.say(lang) for each in notes):
        page.paragraph(note, looks.of("note"))
    if contents.most is not None:
        page.paragraph(_NO_PAGES.say(lang).format(most=contents.most), looks.of("note"))
    page.row += 1
    write_signatures(page, lang)
    page.print_as("portrait", pages_high=1)


def _facts(report: Report, view: RoundView) -> Iterator[tuple[str, str]]:
    """Each fact by its name: how many, as of when, by what, and what may still change."""
    lang, results = report.lang, report.results
    colon, comma = Text(" ", ": ").say(lang), Text("，", ", ").say(lang)
    shown = [each for each in view.facts if each.key != "ranked" or report.disclosure.shows("scores")]
    yield Text("规模", "Size").say(lang), comma.join(f"{each.name.say(lang)}{colon}{each.value}" for each in shown)
    written = results.round.assessment
    date = written.result if written else None
    yield _DATE.say(lang), _say_date(date, lang) if date else _NO_DATE.say(lang)
    yield _BASIS.say(lang), _bases(report)
    yield _OPEN.say(lang), "\n".join(_open(report, view)) or _SETTLED.say(lang)


def _say_date(date: datetime.date, lang: Lang) -> str:
    return Text(f"{date.year}年{date.month}月{date.day}日", date.isoformat()).say(lang)


def _bases(report: Report) -> str:
    """The documents that fix the rules, each once, in their order."""
    rules = list(describe_rules(report.results.round))
    found = list(dict.fromkeys(rule.basis for rule in rules if rule.basis and not rule.is_default))
    named = list_words(found, _MOST_BASES).say(report.lang) if found else _NO_BASIS.say(report.lang)
    also = Text("；", "; ").say(report.lang) + _BY_DEFAULT.say(report.lang)
    return named + (also if any(rule.is_default for rule in rules) else "")


def _open(report: Report, view: RoundView) -> Iterator[str]:
    """What may still change."""
    lang = report.lang
    waiting = [unit.name for group in view.groups for unit in group.group.units if unit.is_open]
    if waiting:
        names = list_words(waiting, _MOST_NAMED).say(lang)
        yield _WAITING.say(lang).format(count=len(waiting), names=names)
    yield from dict.fromkeys(text for group in view.groups for text in provisional(group.group, lang))


def _groups(page: Page, report: Report, view: RoundView) -> None:
    """A row for each group: how many units, and how their totals lie where scores are shown."""
    lang, looks = report.lang, page.looks
    has_scores = report.disclosure.shows("scores")
    page.text(0, _GROUPS.say(lang), looks.of("title", font_size=12))
    page.row += 1
    for column, heading in enumerate(_HEADINGS if has_scores else _HEADINGS[:2]):
        page.text(column, heading.say(lang), looks.of("heading"))
    page.row += 1
    for group in view.groups:
        page.height_for((group.name(lang), WIDTHS[0]))
        page.text(0, group.name(lang), looks.of("wide"))
        page.number(1, len(group.group.units), looks.of("number"))
        if has_scores:
            page.number(2, len(group.scored), looks.of("number"))
            for column, figure in enumerate(_figures(report, group.totals), 3):
                page.text(column, figure, looks.of("number"))
        page.row += 1
        grades = _grades(group, lang)
        if grades:
            page.across(0, page.last if has_scores else 1, grades, looks.of("wide", font_size=9, font_color="#595959"))
            page.row += 1
    page.row += 1


def _grades(group: GroupSummary, lang: Lang) -> str:
    """How many units have each grade."""
    stop = Text("，", ", ").say(lang)
    return stop.join(f"{each.label.say(lang)} {len(each.units)}" for each in group.grades)


def _figures(report: Report, totals: Spread | None) -> Iterator[str]:
    """Highest, mean, median, lowest, as they are read beside totals."""
    for value in (totals.most, totals.mean, totals.median, totals.least) if totals else (None,) * 4:
        yield "—" if value is None else str(report.results.round_figure(value))


def _contents(page: Page, lang: Lang, contents: Contents) -> None:
    """What the workbook holds, each a link to its page; units several in a row."""
    looks = page.looks
    page.text(0, _CONTENTS.say(lang), looks.of("title", font_size=12))
    page.row += 1
    for content in contents.pages:
        page.height(_LINK_HEIGHT)
        page.link(0, content.tab, content.what, looks.of("link"))
        page.row += 1
    longest = max((display_width(each.what) for each in contents.units), default=0)
    columns = _UNIT_COLUMNS if longest <= _SHORT_NAME else _WIDE_UNIT_COLUMNS
    for first in range(0, len(contents.units), len(columns)):
        page.height(_LINK_HEIGHT)
        for column, content in zip(columns, contents.units[first:], strict=False):
            page.link(column, content.tab, content.what, looks.of("link"))
        page.row += 1
    page.row += 1
