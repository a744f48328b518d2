"""Given scores: what each assessor gave for an item, with the reason and the link beside it."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE, format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds import NO, YES
from gkpg.sheets.model import AS_POINTS, said_figure, said_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gkpg.base.text import Lang
    from gkpg.ledger import UnitKey
    from gkpg.round.group import RoundPart
    from gkpg.rubric import Item, Rubric
    from gkpg.scoring import Results
    from gkpg.sheets.model import Note, Sheet

_DECIDED = Text("裁定（{by}）：{points}，{reason}", "decided by {by}: {points}, {reason}")
_STOP = Text("；", "; ")
_COLON = Text("：", ": ")
_VALUE = Text("{value}，得 {points}", "{value}, which is {points}")


class GivenScore(NamedTuple):
    """One entry as reports tell it: the points, and what was written beside them; each may be empty.

    The points of a self-check are empty: they are compared only, and stand in a column of their own.
    """

    points: str
    why: str


class GivenScores:
    """All entries about a unit, by rubric, period and item: those of sheets in order, then what was decided."""

    def __init__(self, results: Results, lang: Lang) -> None:
        self._results, self._lang = results, lang
        self._vetoes = {key: {veto.id for veto in each.vetoes} for key, each in results.ledger.rubrics.items()}
        self._units = {key: dict(_units_of(each)) for key, each in results.ledger.rubrics.items()}
        self._unit: str | None = None
        self._found: dict[tuple[UnitKey | None, str, str], list[GivenScore]] = {}

    def of(self, part: RoundPart, unit: str, item: Item) -> tuple[GivenScore, ...]:
        """The entries for an item, then those for its rows, where it is entered row by row."""
        found, key = self._about(unit), (part.key, part.period)
        own = found.get((*key, item.id), [])
        rows = item.items or () if item.has_rows else ()
        return (*own, *(each for row in rows for each in _of_row(row.id, found.get((*key, row.id), ()))))

    def has_points(self, part: RoundPart, unit: str, item: str) -> bool:
        """Whether anybody whose scores count was asked for an item."""
        return any(each.points for each in self._about(unit).get((part.key, part.period, item), ()))

    def points_text(self, given: tuple[GivenScore, ...], *also: str) -> str:
        """Who gave what, in one line."""
        return _STOP.say(self._lang).join((*(each.points for each in given if each.points), *also))

    def reasons(self, given: tuple[GivenScore, ...]) -> tuple[str, ...]:
        """Who wrote what beside the points, one after another."""
        return tuple(each.why for each in given if each.why)

    def reasons_text(self, given: tuple[GivenScore, ...]) -> str:
        """The same, in one line."""
        return _STOP.say(self._lang).join(self.reasons(given))

    def _about(self, unit: str) -> Mapping[tuple[UnitKey | None, str, str], list[GivenScore]]:
        """What was given a unit; reports tell of one after another, so that of one is kept."""
        if unit != self._unit:
            self._unit, self._found = unit, defaultdict(list)
            for sheet in sorted(self._results.ledger.sheets_about(unit), key=lambda each: each.decides):
                for item, told in self._tell(sheet):
                    self._found[sheet.rubric, sheet.identity.period, item].append(told)
        return self._found

    def _tell(self, sheet: Sheet) -> Iterator[tuple[str, GivenScore]]:
        """What a sheet gives for each of its items."""
        notes = {note.item: note for note in sheet.notes}
        vetoes = self._vetoes.get(sheet.rubric or ("", ""), ())
        units = self._units.get(sheet.rubric or ("", ""), {})
        tell = self._tell_decision(sheet) if sheet.decides else self._tell_score(sheet)
        for item, (entered, word) in zip(sheet.layout.items, sheet.words(), strict=True):
            text = _points_text(word, item in vetoes)
            if (figure := said_figure(entered)) is not None:
                text = f"{figure} {units.get(item, '')}".strip()
            elif item in units and entered != AS_POINTS:
                said = said_word(entered)
                text = _VALUE.say(self._lang).format(value=f"{said} {units[item]}".strip(), points=text)
            yield item, tell(text, notes.get(item))

    def _tell_decision(self, sheet: Sheet) -> Callable[[str, Note | None], GivenScore]:
        """How a decision is told; its link holds the scores that were seen."""
        text, by = _DECIDED.say(self._lang), sheet.identity.assessor
        return lambda points, note: GivenScore(
            text.format(by=by, points=points, reason=note.reason if note else ""), ""
        )

    def _tell_score(self, sheet: Sheet) -> Callable[[str, Note | None], GivenScore]:
        """How a score is told, with who gave it."""
        who, counts = sheet.identity, self._results.round.source(sheet.identity.source).counts
        name = f"{who.source}-{who.assessor}" if counts else who.source
        head = f"{name}{_COLON.say(self._lang)}"

        def tell(points: str, note: Note | None) -> GivenScore:
            why = " ".join(f"{note.reason} {note.link}".split()) if note else ""
            return GivenScore(f"{head}{points}" if counts else "", why and f"{head}{why}")

        return tell


#: The forms of entry that are told with what they count.
_TOLD_WITH_UNIT = {"measure", "raw", "level", "figure"}


def _units_of(rubric: Rubric) -> Iterator[tuple[str, str]]:
    """The items that a value, a figure or a level is entered for, each with its unit."""
    return ((item, kind.unit) for item, kind in rubric.kinds.items() if kind.form in _TOLD_WITH_UNIT)


def _of_row(row: str, given: Iterable[GivenScore]) -> Iterator[GivenScore]:
    for each in given:
        yield GivenScore(*(part and f"{row} {part}" for part in each))


@lru_cache(maxsize=8_192)
def _points_text(word: str, is_veto: bool) -> str:
    """A word of a line of points as people read it; sheets share few of them."""
    if word == NOT_APPLICABLE:
        return NOT_APPLICABLE
    if word == NO_POINTS:
        return "—"
    points = Fraction(word)
    return (YES if points else NO) if is_veto else format_exact(points)
