"""The page of a unit: what it came to, each item beside the cap and the group, the points lost with their reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.explanation.loss_words import LossWords
from gkpg.reports.xlsx.cell_marks import add_bars
from gkpg.reports.xlsx.looks import points_format
from gkpg.reports.xlsx.signatures import write_signatures
from gkpg.reports.xlsx.stored_figures import stored_figure
from gkpg.reports.xlsx.unit_rows import UnitRows
from gkpg.scoring.describe import describe_why_plainly
from gkpg.workbooks.cells import letters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from fractions import Fraction

    from xlsxwriter.format import Format

    from gkpg.reports.given_scores import GivenScores
    from gkpg.reports.report import Report
    from gkpg.reports.view.unit_view import UnitItem, UnitView
    from gkpg.reports.xlsx.looks import LookName
    from gkpg.reports.xlsx.page import Page
    from gkpg.reports.xlsx.unit_rows import UnitRow

_HEAD = 3
_BACK = Text("返回封面", "Back to the cover")
_NOT = Text("不适用", "not applicable")
_RULES = Text("使总分变动的规则", "What rules changed")


class _Column(NamedTuple):
    """A column of the page, and whether it is for those alone who may see the evidence."""

    heading: Text
    width: float
    is_evidence: bool = False


_LABEL = _Column(Text("编号", "Item"), 6.5)
_NAME = _Column(Text("指标和子项", "Indicators and items"), 28)
_MOST = _Column(Text("分值", "Max"), 7)
_POINTS = _Column(Text("得分", "Points"), 8)
_SHARE = _Column(Text("得分率", "Share"), 9)
_MEDIAN = _Column(Text("本类中位数", "Group median"), 8)
_LOST = _Column(Text("失分", "Lost"), 7.5)
_OWN = _Column(Text("自评分", "Own score"), 7.5, is_evidence=True)
_WHY = _Column(
    Text("失分项的评分、理由和链接", "Scores, reasons and links where points were lost"), 46, is_evidence=True
)
_COLUMNS = (_LABEL, _NAME, _MOST, _POINTS, _SHARE, _MEDIAN, _LOST, _OWN, _WHY)
#: The looks of texts and of figures.
_STRONG: tuple[LookName, LookName] = ("strong", "strong-number")
_PLAIN: tuple[LookName, LookName] = ("text", "number")
#: So many more characters stand in a line of reasons, which are written small.
_SMALL = 1.12
#: A page is still read when it is printed at so much of its size; a taller one takes several.
_LEAST_SCALE = 0.55
#: A4 upright between the margins, in points.
_PAPER_HEIGHT, _PAPER_WIDTH, _POINTS_A_CHARACTER = 760.0, 538.0, 5.5


class UnitPage:
    """Writes the page of one unit."""

    def __init__(self, report: Report, view: UnitView, given: GivenScores) -> None:
        self._report, self._view, self._given, self._lang = report, view, given, report.lang
        self._has_evidence = report.disclosure.shows("evidence")
        there = [each for each in _COLUMNS if self._has_evidence or not each.is_evidence]
        self._shown = [each for each in there if each is not _OWN or view.unit.own]

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return [each.width for each in self._shown]

    def write(self, page: Page, cover: str) -> None:
        """Write it."""
        self._head(page, cover)
        first = page.row
        column = self._shown.index(_POINTS)
        for row in UnitRows(self._view, self._lang, letters(column + 1), first + 1).make():
            self._row(page, row)
        add_bars(page, self._shown.index(_SHARE), range(first, page.row), 1)
        for text in self._rules():
            page.paragraph(text, page.looks.of("note"))
        write_signatures(page, self._lang)
        page.sheet.freeze_panes(_HEAD + 1, 2)
        page.print_as("portrait", _HEAD, pages_high=1 if _fits(page) else 0)

    @property
    def headline(self) -> str:
        """What the unit came to, and what it lacks to the next better grade."""
        unit = self._view.unit
        if unit.total is None and not self._has_evidence:
            why = describe_why_plainly(unit.why) or _NOT
            return f"{unit.name}{Text('：', ': ').say(self._lang)}{why.say(self._lang)}"
        return self._view.headline.say(self._lang)

    def _head(self, page: Page, cover: str) -> None:
        """The unit, its headline, the way back, the headings."""
        looks = page.looks
        page.title(self._view.unit.name)
        page.paragraph(self.headline, looks.of("plain"))
        page.height(15)
        page.link(0, cover, _BACK.say(self._lang), looks.of("link", font_size=9))
        page.row += 1
        page.height(30)
        for place, column in enumerate(self._shown):
            page.text(place, column.heading.say(self._lang), looks.of("heading"))
        page.row += 1

    def _row(self, page: Page, row: UnitRow) -> None:
        """A row: indicators, parts and the total stand out."""
        looks = page.looks
        text, number = _STRONG if row.is_top else _PLAIN
        figures, share = (looks.of(number, num_format=form) for form in (points_format(self._places), "0%"))
        why = self._why(row.item) if row.item and self._has_evidence and row.formula is None else ""
        page.height_for((row.name, _NAME.width), (why, _WHY.width * _SMALL))
        own = stored_figure(self._report.results, row.item.own) if row.item else None
        cells: dict[_Column, tuple[str | Decimal | Fraction | None, Format]] = {
            _LABEL: (row.label, looks.of(text, text_wrap=False)),
            _NAME: (row.name, looks.of(text, text_wrap=True, indent=0 if row.is_top else 1)),
            _MOST: (row.most, looks.of(number)),
            _SHARE: (row.share, share),
            _MEDIAN: (row.median, figures),
            _LOST: (stored_figure(self._report.results, row.lost), figures),
            _OWN: (own, figures),
            _WHY: (why, looks.of("wide", font_size=9)),
        }
        for place, column in enumerate(self._shown):
            if column is not _POINTS:
                page.value(place, *cells[column])
            elif row.applies:
                page.figure(place, row.formula, row.points, figures)
            else:
                page.text(place, _NOT.say(self._lang), looks.of(number, font_size=9))
        page.row += 1

    @property
    def _places(self) -> int:
        return self._report.results.places

    def _why(self, each: UnitItem) -> str:
        """Who gave what, and why, for an item that cost points, or was added to or taken off the total."""
        if not (each.lost or (each.of.is_beside and each.points)):
            return ""
        part = self._view.summary.group.parts[each.of.part]
        given = self._given.of(part, self._view.unit.name, each.of.item)
        counting = tuple(score for score in given if score.points)
        return "\n".join(filter(None, (self._given.points_text(counting), self._given.reasons_text(counting))))

    def _rules(self) -> Iterator[str]:
        """What rules made of figures that were added up: floors, caps, vetoes, choices, rounding."""
        losses = self._view.explanation.losses if self._has_evidence else ()
        told = [each for each in losses if each.kind not in {"item", "beside"} and each.lost and each.in_total]
        grid = LossWords(self._view.explanation, self._lang).section(told).grid if told else None
        words = sum(not column.is_figure for column in grid.columns) if grid else 0
        head = _RULES.say(self._lang) + Text("：", ": ").say(self._lang)
        for loss, row in zip(told, grid.rows if grid else (), strict=True):
            change = format_exact(-loss.in_total)
            yield head + " ".join(filter(None, (*row.cells[:words], change if loss.in_total > 0 else f"+{change}")))
            head = ""


def _fits(page: Page) -> bool:
    """Whether it is still read when it is printed on one page."""
    by_width = _PAPER_WIDTH / (sum(page.widths) * _POINTS_A_CHARACTER)
    return min(1.0, by_width, _PAPER_HEIGHT / page.tall) >= min(_LEAST_SCALE, by_width)
