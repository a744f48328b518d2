"""Lines: what every kind of file is read into, so that one road leads on from there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gkpg.base.text import Text
    from gkpg.findings.place import Place

Inside = Literal["above", "left"]


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a row. `height` is how many rows it stands over.

    `inside` says that it is a part of a merged cell that begins above it or to its left; such a cell has no text of its
    own.
    """

    text: str
    place: Place
    height: int = 1
    inside: Inside | None = None

    @property
    def content(self) -> str:
        """Its text without surrounding space."""
        return self.text.strip()


@dataclass(frozen=True)
class TableLine:
    """A row of a table by its columns from 0, or a line of text in column 0. `is_row` tells which.

    `hidden` is what of the file is hidden that it stands in: a row, a worksheet; None where it can be seen.
    """

    place: Place
    cells: tuple[TableCell, ...]
    is_row: bool
    hidden: Text | None = None

    def at(self, column: int) -> TableCell:
        """The cell in a column; a blank one where the row ends before it."""
        return self.cells[column] if column < len(self.cells) else TableCell("", self.place)

    @cached_property
    def filled(self) -> tuple[TableCell, ...]:
        """The cells that say something."""
        return tuple(cell for cell in self.cells if cell.content)

    @property
    def said(self) -> str:
        """All that it says, in one."""
        return " ".join(cell.content for cell in self.filled)


#: The lines of one sheet, or of a whole text: no table goes on from one stream to another.
Stream = tuple[TableLine, ...]
