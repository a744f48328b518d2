"""The place of findings about a sheet: its file, its worksheet, its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.findings.finding import Finding
from gkpg.findings.place import Place

if TYPE_CHECKING:
    from gkpg.findings.finding import Fact
    from gkpg.workbooks.cells import Cell, Grid


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """The sheet of a file that findings point into."""

    file: str
    grid: Grid

    @property
    def place(self) -> Place:
        """The whole sheet."""
        return Place(self.file, sheet=self.grid.name)

    def finding(self, code: str, cell: Cell, **facts: Fact) -> Finding:
        """A finding at a cell."""
        return Finding(code, Place(self.file, sheet=self.grid.name, cell=cell.address), facts)
