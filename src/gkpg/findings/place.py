"""Places: where something stands, be it a line, a cell, a whole file or nowhere in particular."""

from __future__ import annotations

from dataclasses import dataclass

from gkpg.base.text import tidy_text


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a line of a YAML file, a cell of a workbook, a whole file, or nowhere in particular.

    `line` and `column` count from 1. `cell` is as in a spreadsheet, `G12`. None means: not that narrow.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.file is None:
            return ""
        if self.line is not None:
            return f"{tidy_text(self.file)}:{self.line}:{self.column or 1}"
        if self.cell is not None:
            return f"{tidy_text(self.file)} {tidy_text(self.sheet or '')}!{self.cell}"
        return f"{tidy_text(self.file)} {tidy_text(self.sheet)}" if self.sheet else tidy_text(self.file)

    @property
    def order(self) -> tuple[object, ...]:
        """A key that sorts places as a person reads: file, then line, or sheet, row and column."""
        letters = (self.cell or "").rstrip("0123456789")
        row = int((self.cell or "")[len(letters) :] or 0)
        return (
            self.file or "",
            self.line or 0,
            self.column or 0,
            self.sheet or "",
            row,
            len(letters),
            letters,
        )
