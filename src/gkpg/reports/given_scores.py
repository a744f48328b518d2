"""Given scores: what each assessor gave for an item, with the reason and the link beside it."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import NOT_APPLICABLE, format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds import NO, YES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.base.text import Lang
    from gkpg.ledger import UnitKey
    from gkpg.rubric import Item
    from gkpg.scoring import Results
    from gkpg.sheets.model import Entry, Sheet

_DECIDED = Text("裁定（{by}）：{points}，{reason}", "decided by {by}: {points}, {reason}")
_STOP = Text("；", "; ")
_COLON = Text("：", ": ")


class GivenScore(NamedTuple):
    """One entry as reports tell it: the points, and what was written beside them; each may be empty.

    The points of a self-check are empty: they are compared only, and stand in a column of their own.
    """

    points: str
    why: str


class GivenScores:
    """All entries of a round, by rubric, unit and item: those of sheets in order, then what was decided."""

    def __init__(self, results: Results, lang: Lang) -> None:
        self._results, self._lang = results, lang
        self._vetoes = {key: {veto.id for veto in each.vetoes} for key, each in results.ledger.rubrics.items()}
        self._found: dict[tuple[UnitKey | None, str, str], list[GivenScore]] = defaultdict(list)
        for sheet in sorted(results.ledger.by_assessor, key=lambda each: each.decides):
            for entry in sheet.entries:
                self._found[sheet.rubric, sheet.identity.unit, entry.item].append(self._tell(sheet, entry))

    def of(self, key: UnitKey, unit: str, item: Item) -> tuple[GivenScore, ...]:
        """The entries for an item, then those for its rows, where it is entered row by row."""
        own = self._found.get((key, unit, item.id), [])
        rows = item.items or () if item.has_rows else ()
        return (*own, *(each for row in rows for each in self._of_row(key, unit, row)))

    def has_points(self, key: UnitKey, unit: str, item: str) -> bool:
        """Whether anybody whose scores count was asked for an item."""
        return any(each.points for each in self._found.get((key, unit, item), ()))

    def points_text(self, given: tuple[GivenScore, ...], *also: str) -> str:
        """Who gave what, in one line."""
        return _STOP.say(self._lang).join((*(each.points for each in given if each.points), *also))

    def reasons(self, given: tuple[GivenScore, ...]) -> tuple[str, ...]:
        """Who wrote what beside the points, one after another."""
        return tuple(each.why for each in given if each.why)

    def reasons_text(self, given: tuple[GivenScore, ...]) -> str:
        """The same, in one line."""
        return _STOP.say(self._lang).join(self.reasons(given))

    def _of_row(self, key: UnitKey, unit: str, row: Item) -> Iterator[GivenScore]:
        for each in self._found.get((key, unit, row.id), ()):
            yield GivenScore(*(part and f"{row.id} {part}" for part in each))

    def _tell(self, sheet: Sheet, entry: Entry) -> GivenScore:
        who, points = sheet.identity, self._points(sheet, entry)
        if sheet.decides:  # its link holds the scores that were seen
            facts = {"by": who.assessor, "points": points, "reason": entry.reason}
            return GivenScore(_DECIDED.say(self._lang).format_map(facts), "")
        counts = self._results.round.source(who.source).counts
        name = (
            f"{who.source}-{who.assessor}{_COLON.say(self._lang)}"
            if counts
            else f"{who.source}{_COLON.say(self._lang)}"
        )
        why = " ".join(f"{entry.reason} {entry.link}".split())
        return GivenScore(f"{name}{points}" if counts else "", why and f"{name}{why}")

    def _points(self, sheet: Sheet, entry: Entry) -> str:
        if not entry.applies:
            return NOT_APPLICABLE
        if entry.points is None:
            return "—"
        if entry.item in self._vetoes.get(sheet.rubric or ("", ""), ()):
            return YES if entry.points else NO
        return format_exact(Fraction(entry.points))
