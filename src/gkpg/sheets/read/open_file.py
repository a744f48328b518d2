"""A file that is open: its workbook, or a page of one, under the reader that reads it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.findings.place import Place
from gkpg.sheets.model import File
from gkpg.sheets.read.score_table import hidden_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.round.round import Round
    from gkpg.sheets.model import Sheet
    from gkpg.sheets.read.file_reader import FileReader
    from gkpg.sheets.read.pages import Page
    from gkpg.workbooks.cells import Workbook


@dataclass(frozen=True)
class OpenFile:
    """One workbook that was opened, or a page of one. `name` is what findings call the file."""

    reader: FileReader
    name: str
    sha256: str
    workbook: Workbook
    page: Page | None = None

    @property
    def round(self) -> Round:
        """What the assessment says."""
        return self.reader.round

    @cached_property
    def hidden(self) -> Mapping[str, str]:
        """What the hidden sheet says, of the page where it is one."""
        return hidden_data(self.workbook) if self.page is None else self.page.hidden

    @cached_property
    def place(self) -> Place:
        """Where findings of the whole stand."""
        return Place(self.name) if self.page is None else self.page.place(self.name)

    def of(self, *sheets: Sheet) -> File:
        """The file with these sheets."""
        return File(self.name, self.sha256, sheets)
