"""The page of a unit: what it came to, each item beside the cap and the group, the points lost with their reasons."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.explanation.loss_words import LossWords
from gkpg.reports.xlsx.formulas import Summand, sum_formula, total_formula
from gkpg.reports.xlsx.looks import points_format
from gkpg.reports.xlsx.ranking_page import bar_up_to
from gkpg.reports.xlsx.signatures import write_signatures
from gkpg.reports.xlsx.stored_figures import stored_figure
from gkpg.scoring.describe import describe_why_plainly

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.reports.given_scores import GivenScores
    from gkpg.reports.report import Report
    from gkpg.reports.view.unit_view import UnitItem, UnitView
    from gkpg.reports.xlsx.page import Page
    from gkpg.round.group import RoundPart

_HEAD = 3
_BACK = Text("返回封面", "Back to the cover")
_NOT = Text("不适用", "not applicable")
_TOTAL, _FACTOR = Text("总分", "Total"), Text("，每分计 {factor}", ", each point counts {factor}")
_RULES = Text("使总分变动的规则", "What rules changed")
_COLUMNS: tuple[tuple[Text, float, bool], ...] = (
    (Text("编号", "Item"), 6.5, True),
    (Text("指标和子项", "Indicators and items"), 28, True),
    (Text("分值", "Max"), 7, True),
    (Text("得分", "Points"), 8, True),
    (Text("得分率", "Share"), 9, True),
    (Text("本类中位数", "Group median"), 8, True),
    (Text("失分", "Lost"), 7.5, True),
    (Text("自评分", "Own score"), 7.5, False),
    (Text("失分项的评分、理由和链接", "Scores, reasons and links where points were lost"), 46, False),
)
_POINTS, _SHARE, _OWN, _WHY = 3, 4, 7, 8
#: So many more characters stand in a line of reasons, which are written small.
_SMALL = 1.12
#: A page is still read when it is printed at so much of its size; a taller one takes several.
_LEAST_SCALE = 0.55
#: A4 upright between the margins, in points.
_PAPER_HEIGHT, _PAPER_WIDTH, _POINTS_A_CHARACTER = 760.0, 538.0, 5.5


class UnitPage:
    """Writes the page of one unit."""

    def __init__(self, report: Report, view: UnitView, given: GivenScores) -> None:
        self._report, self._view, self._given = report, view, given
        self._lang, self._results = report.lang, report.results
        self._has_evidence = report.disclosure.shows("evidence")
        has_own = self._has_evidence and bool(view.unit.own)
        is_shown = {_OWN: has_own, _WHY: self._has_evidence}
        self._shown = [number for number in range(len(_COLUMNS)) if is_shown.get(number, True)]
        self._place = {number: place for place, number in enumerate(self._shown)}
        self._tall = 0.0

    @property
    def widths(self) -> list[float]:
        """The widths of its columns."""
        return [_COLUMNS[number][1] for number in self._shown]

    @property
    def headline(self) -> str:
        """What the unit came to, and what it lacks to the next better grade."""
        unit = self._view.unit
        if unit.total is None and not self._has_evidence:
            why = describe_why_plainly(unit.why) or _NOT
            return f"{unit.name}{Text('：', ': ').say(self._lang)}{why.say(self._lang)}"
        return self._view.headline.say(self._lang)

    def write(self, page: Page, cover: str) -> None:
        """Write it."""
        looks = page.looks
        self._row(page, 28)
        page.text(0, self._view.unit.name, looks.of("title"))
        page.row += 1
        self._row(page, self._high(page, self.headline, sum(page.widths)))
        page.across(0, page.last, self.headline, looks.of("plain"))
        page.row += 1
        self._row(page, 15)
        page.link(0, cover, _BACK.say(self._lang), looks.of("link", font_size=9))
        page.row += 1
        self._row(page, 30)
        for place, number in enumerate(self._shown):
            page.text(place, _COLUMNS[number][0].say(self._lang), looks.of("heading"))
        page.row += 1
        first = page.row
        self._parts(page)
        where = (first, self._place[_SHARE], page.row - 1, self._place[_SHARE])
        page.sheet.conditional_format(*where, bar_up_to(1))
        self._rules(page)
        write_signatures(page, self._lang)
        self._tall += 34
        page.sheet.freeze_panes(_HEAD + 1, 2)
        page.print_as("portrait", _HEAD, pages_high=1 if self._fits(page) else 0)

    def _fits(self, page: Page) -> bool:
        """Whether it is still read when it is printed on one page."""
        by_width = _PAPER_WIDTH / (sum(page.widths) * _POINTS_A_CHARACTER)
        return min(1.0, by_width, _PAPER_HEIGHT / self._tall) >= min(_LEAST_SCALE, by_width)

    def _row(self, page: Page, height: float) -> None:
        page.height(height)
        self._tall += height

    @staticmethod
    def _high(page: Page, text: str, width: float) -> float:
        return page.height_of((text, width))

    def _parts(self, page: Page) -> None:
        """Part by part its items, then what they come to."""
        group, unit = self._view.summary.group, self._view.unit
        several = len(group.numbers(unit)) > 1
        totals: dict[int, Summand] = {}
        for number in group.numbers(unit):
            items = [each for each in self._view.items if each.of.part == number]
            if several and self._is_one(group.parts[number], items):
                totals[number] = self._only(page, items[0])
                continue
            tops = [made for top in _tops(items) if (made := self._top(page, items, top)) is not None]
            if several:
                totals[number] = self._part(page, group.parts[number], tops)
            elif tops:
                cells = [each.cells for each in tops]
                joined = cells[0] if len(cells) == 1 else f"SUM({','.join(cells)})"
                totals[number] = Summand(joined, sum((each.value for each in tops), Fraction(0)))
        self._total(page, totals)

    def _is_one(self, part: RoundPart, items: Sequence[UnitItem]) -> bool:
        """Whether a part is just one item of its name, which then stands for it."""
        return len(items) == 1 and items[0].of.item.name == part.title and items[0].points == self._part_total(part)

    def _part_total(self, part: RoundPart) -> Fraction | None:
        unit, number = self._view.unit, self._view.summary.group.parts.index(part)
        return unit.parts[number].total if unit.parts else None

    def _only(self, page: Page, item: UnitItem) -> Summand:
        """A part that is one item; its cell."""
        value = stored_figure(self._results, item.points) or Fraction(0)
        made = Summand(f"{self._column(_POINTS)}{page.row + 1}", value)
        self._item(page, item, None, is_strong=True)
        return made

    def _top(self, page: Page, items: Sequence[UnitItem], top: UnitItem) -> Summand | None:
        """An indicator or block, with its scored items below it; its cell."""
        below = [each for each in items if each.of.top is top.of.item and each is not top and each.of.is_scored]
        row, column = page.row + 1, self._column(_POINTS)
        value = stored_figure(self._results, top.points)
        stored = [stored_figure(self._results, each.points) or Fraction(0) for each in below]
        cells = f"SUM({column}{row + 1}:{column}{row + len(below)})" if below else ""
        formula = sum_formula([Summand(cells, sum(stored, Fraction(0)))], value) if below else None
        self._item(page, top, formula, is_strong=True)
        for each in below:
            self._item(page, each, None, is_strong=False)
        return None if value is None else Summand(f"{column}{row}", value)

    def _column(self, number: int) -> str:
        return "ABCDEFGHI"[self._place[number]]

    def _item(self, page: Page, each: UnitItem, formula: str | None, *, is_strong: bool) -> None:
        """The row of an item."""
        looks, spread, item = page.looks, each.of.spread, each.of.item
        text, number = ("strong", "strong-number") if is_strong else ("text", "number")
        points = looks.of(number, num_format=points_format(self._results.places))  # type: ignore[arg-type]
        why = self._why(each) if self._has_evidence and (each.of.is_scored or formula is None) else ""
        self._row(
            page, max(self._high(page, item.name, _COLUMNS[1][1]), self._high(page, why, _COLUMNS[_WHY][1] * _SMALL))
        )
        page.text(0, item.number or item.id, looks.of(text, text_wrap=False))  # type: ignore[arg-type]
        page.text(1, item.name, looks.of(text, text_wrap=True, indent=0 if is_strong else 1))  # type: ignore[arg-type]
        page.number(2, None if each.of.is_beside else item.max, looks.of(number))  # type: ignore[arg-type]
        if each.applies:
            page.figure(_POINTS, formula, stored_figure(self._results, each.points), points)
        else:
            page.text(_POINTS, _NOT.say(self._lang), looks.of(number, font_size=9))  # type: ignore[arg-type]
        page.number(_SHARE, each.share, looks.of(number, num_format="0%"))  # type: ignore[arg-type]
        page.number(5, stored_figure(self._results, spread.median) if spread else None, points)
        page.number(6, stored_figure(self._results, each.lost), points)
        if _OWN in self._place:
            page.number(self._place[_OWN], stored_figure(self._results, each.own), points)
        if _WHY in self._place:
            page.text(self._place[_WHY], why, looks.of("wide", font_size=9))
        page.row += 1

    def _why(self, each: UnitItem) -> str:
        """Who gave what, and why, for an item that cost points, or was added to or taken off the total."""
        if not (each.lost or (each.of.is_beside and each.points)):
            return ""
        part = self._view.summary.group.parts[each.of.part]
        given = self._given.of(part, self._view.unit.name, each.of.item)
        counting = tuple(score for score in given if score.points)
        return "\n".join(filter(None, (self._given.points_text(counting), self._given.reasons_text(counting))))

    def _part(self, page: Page, part: RoundPart, tops: Sequence[Summand]) -> Summand:
        """What a part comes to; its cell."""
        value = stored_figure(self._results, self._part_total(part))
        cells = [each.cells for each in tops]
        whole = sum((each.value for each in tops), Fraction(0))
        summand = Summand(cells[0] if len(cells) == 1 else f"SUM({','.join(cells)})", whole) if cells else None
        formula = sum_formula([summand], value) if summand else None
        cell = f"{self._column(_POINTS)}{page.row + 1}"
        self._sum_row(page, part.title, part.rubric.total, formula, value)
        return Summand(cell, value if value is not None else Fraction(0))

    def _total(self, page: Page, parts: dict[int, Summand]) -> None:
        """The total, over its parts."""
        view = self._view
        unit, rules = view.unit, view.summary.group.rules
        if rules is None:
            return
        summands: list[Summand] = []
        for term, factor in zip(rules.terms(unit.name), rules.factors(unit.name), strict=True):
            own = None if term.rule else parts.get(term.parts[0])
            summands += [own._replace(factor=factor)] if own else []
        is_whole = len(summands) == len(rules.terms(unit.name))
        formula = total_formula(summands, unit.exact_total, unit.total) if is_whole else None
        total = None if unit.total is None else Fraction(unit.total)
        totals = view.summary.totals
        median = totals.median if totals else None
        self._sum_row(page, _TOTAL.say(self._lang), view.explanation.most, formula, total, median)

    def _sum_row(
        self,
        page: Page,
        name: str,
        most: Fraction | None,
        formula: str | None,
        value: Fraction | None,
        median: Fraction | None = None,
    ) -> None:
        """A row of the part's or the unit's points."""
        looks = page.looks
        self._row(page, self._high(page, name, _COLUMNS[1][1]))
        points = looks.of("strong-number", num_format=points_format(self._results.places))
        for place in range(len(self._shown)):
            page.text(place, None, looks.of("strong"))
        page.text(1, name, looks.of("strong", text_wrap=True))
        page.number(2, most, looks.of("strong-number"))
        page.figure(_POINTS, formula, value, points)
        share = value / most if value is not None and most else None
        page.number(_SHARE, share, looks.of("strong-number", num_format="0%"))
        page.number(5, stored_figure(self._results, median), points)
        page.number(6, most - value if value is not None and most is not None else None, points)
        page.row += 1

    def _rules(self, page: Page) -> None:
        """What rules made of figures that were added up: floors, caps, vetoes, choices, rounding."""
        if not self._has_evidence:
            return
        told = [
            each
            for each in self._view.explanation.losses
            if each.kind not in {"item", "beside"} and each.lost and each.in_total
        ]
        if not told:
            return
        grid = LossWords(self._view.explanation, self._lang).section(told).grid
        words = sum(not column.is_figure for column in grid.columns) if grid else 0
        colon = Text("：", ": ").say(self._lang)
        for number, (loss, row) in enumerate(zip(told, grid.rows if grid else (), strict=True)):
            change = format_exact(-loss.in_total)
            text = " ".join(filter(None, (*row.cells[:words], change if loss.in_total > 0 else f"+{change}")))
            head = f"{_RULES.say(self._lang)}{colon}" if not number else ""
            said = f"{head}{text}"
            self._row(page, self._high(page, said, sum(page.widths)))
            page.across(0, page.last, said, page.looks.of("note"))
            page.row += 1


def _tops(items: Sequence[UnitItem]) -> Iterator[UnitItem]:
    """The indicators, then what stands beside the total."""
    return (each for each in items if each.of.item is each.of.top)
