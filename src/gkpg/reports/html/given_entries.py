"""Given entries: who gave a unit what where points were lost, and why; each hand under a mark that stands for it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import list_words
from gkpg.explanation.entry_words import said_of, who_of
from gkpg.explanation.step_words import plain

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.reports.view.unit_view import UnitItem, UnitView

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


class GivenEntries:
    """The entries of a unit that are told. They are for internal readers alone."""

    def __init__(self, view: UnitView, lang: Lang) -> None:
        self._view, self._lang = view, lang

    @property
    def hands(self) -> list[Hand]:
        """Who gave the scores that are told."""
        return [Hand(mark, who, list_words(self._sheets[who]).say(self._lang)) for who, mark in self._marks.items()]

    def of(self, item: UnitItem) -> tuple[Given, ...]:
        """What was entered for an item; those who said the same are told together. None where nothing was lost."""
        found: dict[tuple[str, str, str], list[str]] = {}
        for entry in self._view.entries_of(item) if _is_told(item) else ():
            said = plain(entry.points) if entry.form == "points" and entry.applies else said_of(entry).say(self._lang)
            found.setdefault((said, entry.reason, entry.link), []).append(self._marks[who_of(entry)])
        return tuple(Given("".join(marks), *told) for told, marks in found.items())

    @cached_property
    def _marks(self) -> dict[str, str]:
        """The mark of everybody whose scores are told, in the order of sheets."""
        told = filter(_is_told, self._view.items)
        found = {who_of(entry) for item in told for entry in self._view.entries_of(item)}
        return {who: _mark(number) for number, who in enumerate((who for who in self._sheets if who in found), 1)}

    @cached_property
    def _sheets(self) -> dict[str, dict[str, None]]:
        """The sheets of everybody who gave scores, in their order."""
        found: dict[str, dict[str, None]] = {}
        for node in self._view.explanation.tree.entries:
            if node.entry is not None:
                found.setdefault(who_of(node.entry), {})[node.entry.place.rpartition("!")[0]] = None
        return found


def _is_told(item: UnitItem) -> bool:
    """Whether it is told who gave what: where points were lost, and where there is no max."""
    return item.of.is_scored and (item.points is None or item.lost is None or item.lost > 0)


def _mark(number: int) -> str:
    """A number as a mark: in a circle, as far as there are such."""
    return chr(_FIRST_CIRCLE + number - 1) if number <= _CIRCLES else f"[{number}]"
