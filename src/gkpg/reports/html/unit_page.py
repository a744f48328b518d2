"""A unit as the page shows it: its items beside the group, what it lost and why, the way to its total."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import escape

from gkpg.base.text import Text, list_words
from gkpg.explanation.entry_words import said_of, who_of
from gkpg.explanation.loss_words import LossWords
from gkpg.explanation.page import Line, Section
from gkpg.explanation.step_words import plain
from gkpg.explanation.words import Wording
from gkpg.reports.html.figures import Bar, bar_of, exact, lost_of, shown
from gkpg.reports.html.labels import label_of
from gkpg.reports.html.outline import Branch, nest
from gkpg.reports.html.templates import render
from gkpg.reports.html.words import WORDS
from gkpg.reports.unit_fields import list_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markupsafe import Markup

    from gkpg.explanation.entered import EnteredScore
    from gkpg.explanation.losses import Loss
    from gkpg.reports.html.group_page import GroupPage
    from gkpg.reports.html.years_page import ItemRow as YearsRow
    from gkpg.reports.view.unit_view import UnitItem, UnitView

_MOST_NAMED = 5
#: The numbers in circles from 1 to 20.
_FIRST_CIRCLE, _CIRCLES = ord("①"), 20


class Given(NamedTuple):
    """What one or several gave alike: their marks, what it says, what was written beside it."""

    marks: str
    said: str
    reason: str
    link: str

    @property
    def is_address(self) -> bool:
        """Whether the link is one that a browser may follow."""
        return self.link.startswith(("https://", "http://"))


class Hand(NamedTuple):
    """Who gave scores, in which sheets, under a mark that stands before each of them."""

    mark: str
    who: str
    sheets: str


class Row(NamedTuple):
    """An item of the unit, in figures as they are shown."""

    is_top: bool
    label: str
    max: str
    points: str
    bar: Bar | None
    median: str
    own: str
    lost: str
    in_total: str
    note: str
    entries: tuple[Given, ...]


class TitledBranches(NamedTuple):
    """Lines below a title."""

    title: str
    branches: list[Branch]


#: Losses that the table of items tells, and what rounding does, which the way to the total tells.
_TOLD_ELSEWHERE = {"item", "beside", "round"}
#: Steps of which all units have the same, or whose entries say all that there is to say.
_PLAIN_STEPS = {"join", "measure", "rows", "settle"}


class UnitPage:
    """A unit of a group."""

    def __init__(self, group: GroupPage, view: UnitView) -> None:
        self._view, self._group, self._lang = view, group, group.report.lang
        self._words, self._losses = Wording(view.explanation, self._lang), LossWords(view.explanation, self._lang)
        self._is_internal = group.report.disclosure.shows("evidence")
        name = view.unit.name
        self.id, self.name, self.group_id, self.group = group.places.unit(name), name, group.id, group.name
        self.has_own = self._is_internal and bool(view.unit.own)
        self.has_weights = view.explanation.is_weighted
        self.rows = [self._row(each) for each in view.items]
        self.has_entries = any(row.entries or row.note for row in self.rows)

    def render(self) -> Markup:
        """All of it."""
        return render(self._lang, "unit", unit=self)

    def render_piece(self, piece: str, rows: Sequence[Row] = ()) -> Markup:
        """One of its pieces alone: the head, a table of rows, the tail."""
        return render(self._lang, f"unit_{piece}", unit=self, rows=rows)

    @property
    def layout(self) -> tuple[object, ...]:
        """What units have in common whose tables differ in nothing but figures and entries."""
        group, unit = self._view.summary.group, self._view.unit
        return group.name, group.numbers(unit), self.has_own, self.has_weights, self.has_entries

    @property
    def blank_rows(self) -> list[Row]:
        """The rows of that table, with bars that are empty."""
        return [self._blank(row, each) for row, each in zip(self.rows, self._view.items, strict=True)]

    @staticmethod
    def _blank(row: Row, of: UnitItem) -> Row:
        median = of.of.spread.median if of.of.spread else None
        ground = None if of.of.is_beside else bar_of(Fraction(0), median, of.of.item.max)
        return row._replace(points="", bar=ground, own="", lost="", in_total="", note="", entries=())

    def figures_of(self, row: Row) -> list[str]:
        """What differs in a row, in the order of columns, as markup."""
        own, weights = [row.own] * self.has_own, [row.in_total] * self.has_weights
        given = [self._given_markup(row)] * self.has_entries
        return [*map(escape, (row.points, *own, row.lost, *weights)), *given]

    def _given_markup(self, row: Row) -> str:
        return render(self._lang, "given", row=row).strip() if row.note or row.entries else ""

    @property
    def headline(self) -> str:
        """What it came to, in one line; it may name findings, so the public has the fields of the ranking instead."""
        if self._is_internal:
            return self._view.headline.say(self._lang)
        of = self._group.of
        comma = Text("，", ", ").say(self._lang)
        told = [
            (field.heading.say(self._lang), field.value(of, self._view.unit)) for field in list_fields("screen", of)
        ]
        return comma.join(f"{name} {value}" for name, value in told if value not in (None, "", self.name))

    @property
    def costliest(self) -> str:
        """The items that cost it the most; empty where none did."""
        found = [each for each in self._view.items if each.loss and each.loss.in_total > 0]
        found.sort(key=lambda each: -each.loss.in_total if each.loss else 0)
        told = [f"{each.of.item.label} {self._shown(each.loss and each.loss.in_total)}" for each in found[:_MOST_NAMED]]
        items = list_words(told).say(self._lang)
        return WORDS["costliest"].say(self._lang).format(items=items) if told else ""

    @property
    def hands(self) -> list[Hand]:
        """Who gave the scores that are told."""
        return [Hand(mark, who, list_words(self._sheets[who]).say(self._lang)) for who, mark in self._marks.items()]

    @cached_property
    def _marks(self) -> dict[str, str]:
        """The mark of everybody whose scores are told."""
        told = {who_of(entry) for each in self._view.items if self._is_told(each) for entry in self._entries(each)}
        return {who: _mark(number) for number, who in enumerate((who for who in self._sheets if who in told), 1)}

    @cached_property
    def _sheets(self) -> dict[str, dict[str, None]]:
        """The sheets of everybody who gave scores, in their order."""
        found: dict[str, dict[str, None]] = {}
        for node in self._view.explanation.tree.entries:
            if node.entry is not None:
                found.setdefault(who_of(node.entry), {})[node.entry.place.rpartition("!")[0]] = None
        return found

    def _is_told(self, of: UnitItem) -> bool:
        """Whether it is told who gave what: where points were lost, and where there is no max."""
        is_loss = of.points is None or of.lost is None or of.lost > 0
        return self._is_internal and of.of.is_scored and is_loss

    def _entries(self, of: UnitItem) -> tuple[EnteredScore, ...]:
        return self._view.entries_of(of)

    @property
    def years(self) -> list[YearsRow]:
        """Its indicators beside an earlier result."""
        return self._group.years.of_unit(self._group, self._view.unit)

    @property
    def earlier(self) -> str:
        """What it came to in an earlier result, in a line; empty where there is none."""
        return self._group.years.headline(self._group, self._view.unit)

    @property
    def errors(self) -> list[TitledBranches]:
        """What keeps it from a total."""
        has = self._is_internal and self._view.explanation.errors
        return [_branches(self._words.errors())] if has else []

    @property
    def sections(self) -> list[TitledBranches]:
        """What its items do not tell: losses by rules, what does not apply, the way to its total, grade and rank."""
        return [_branches(each) for each in self._sections()] if self._is_internal else []

    def _sections(self) -> Iterator[Section]:
        of = self._view.explanation
        rest = [loss for loss in of.losses if loss.kind not in _TOLD_ELSEWHERE and loss.lost]
        if rest:
            lines = tuple(_lines_of(self._losses.section(rest)))
            yield Section(WORDS["lost_by_rules"].say(self._lang), lines=lines)
        if of.left_out:
            yield self._words.left_out()
        outline = self._words.outline()
        if outline.lines:
            yield outline
        if of.unit.rank is not None or of.unit.band is not None:
            yield self._words.standing()

    def _row(self, of: UnitItem) -> Row:
        item, spread = of.of.item, of.of.spread
        median = spread.median if spread else None
        points = self._shown(of.points) if of.applies else WORDS["not_applicable"].say(self._lang)
        entries = self._entries(of) if self._is_told(of) else ()
        lost = lost_of(self._view.summary.results, of.points, None if of.of.is_beside else item.max)
        return Row(
            of.of.item is of.of.top, label_of(self._view.summary, of.of), exact(item.max), points,
            None if of.share is None else bar_of(of.points, median, item.max), self._shown(median),
            self._shown(of.own) if self.has_own else "", lost,
            self._shown(of.loss.in_total if of.loss and of.loss.in_total else None),
            self._note(of.loss) if self._is_internal and of.of.is_scored and of.loss else "",
            self._given(entries),
        )  # fmt: skip

    def _note(self, loss: Loss) -> str:
        """By which rule an item has its points, where that is not as with all others."""
        return "" if loss.node.step is None or loss.node.step.what in _PLAIN_STEPS else self._losses.rule_of(loss)

    def _given(self, entries: Iterable[EnteredScore]) -> tuple[Given, ...]:
        """What was entered; those who said the same are told together."""
        found: dict[tuple[str, str, str], list[str]] = {}
        for entry in entries:
            said = plain(entry.points) if entry.form == "points" and entry.applies else said_of(entry).say(self._lang)
            found.setdefault((said, entry.reason, entry.link), []).append(self._marks[who_of(entry)])
        return tuple(Given("".join(marks), *told) for told, marks in found.items())

    def _shown(self, value: Fraction | None) -> str:
        return shown(self._view.summary.results, value)


def _mark(number: int) -> str:
    """A number as a mark: in a circle, as far as there are such."""
    return chr(_FIRST_CIRCLE + number - 1) if number <= _CIRCLES else f"[{number}]"


def _lines_of(section: Section) -> Iterator[Line]:
    """A table of losses as lines: what each is, what it took off, what belongs to it."""
    for row in section.grid.rows if section.grid else ():
        yield Line(0, " ".join(filter(None, row.cells)))
        yield from (Line(1, each) for each in row.details)


def _branches(section: Section) -> TitledBranches:
    return TitledBranches(section.title, nest(section.lines))
