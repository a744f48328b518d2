"""Rows that were found sound, known again at a glance when the same or one alike returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gkpg.sheets.collected import noted
from gkpg.workbooks.cells import Cell

if TYPE_CHECKING:
    from gkpg.sheets.filled import Note
    from gkpg.workbooks.cells import Row

_Key = tuple[Cell | bool | None, ...]
_JUDGED = {"id", "name", "max", "entered", "score", "not_applicable"}
_MOST_ALIKE = 10_000


class Sound(NamedTuple):
    """A row in which nothing is wrong: its item, the place of its score, its points as text, what stood beside.

    `item` is empty for a row of no item, such as a subtotal.
    """

    item: str = ""
    place: int = 0
    points: str = ""
    note: Note | None = None


@dataclass(frozen=True, eq=False)
class Manner:
    """How a row is read: under which rubric, for which source, which items of it, in which columns.

    Rows keep under it that they were found sound; it keeps what rows that are alike have in common.
    """

    fingerprint: str
    source: str
    ids: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]
    _sound: dict[_Key, Sound] = field(default_factory=dict)

    def alike(self, row: Row) -> Sound | None:
        """What a new row says if one that is alike was found sound; None where it must be looked at closely."""
        sound = self._sound.get(self._key(row))
        if sound is not None:
            note = noted(sound.item, *map(row.cells.get, self._beside))
            sound = row.known[self] = sound._replace(note=note)
        return sound

    def keep(self, row: Row, sound: Sound) -> None:
        """Keep that a row was found sound."""
        row.known[self] = sound
        if sound.item:
            if len(self._sound) >= _MOST_ALIKE:
                self._sound.clear()
            self._sound[self._key(row)] = sound

    def _key(self, row: Row) -> _Key:
        """The cells by which a row is judged, and whether it has a reason: what it says is for people to judge."""
        reason = row.cells.get(self._beside[0])
        return (*map(row.cells.get, self._judged), bool(reason and reason.content))

    @cached_property
    def _judged(self) -> tuple[int, ...]:
        return tuple(column for key, column in self.columns if key in _JUDGED)

    @cached_property
    def _beside(self) -> tuple[int, int]:
        """The columns of reason and link; 0, where nothing stands, for one that the table does not have."""
        columns = dict(self.columns)
        return columns.get("reason", 0), columns.get("link", 0)


@lru_cache(maxsize=256)
def manner_of(fingerprint: str, source: str, ids: tuple[str, ...], columns: tuple[tuple[str, int], ...]) -> Manner:
    """The one manner of this kind."""
    return Manner(fingerprint, source, ids, columns)
