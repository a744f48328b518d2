"""The worksheets of a workbook that are unit sheets, each of a unit of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name, normalize_name
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.sheets.read.identity import IdentityClaims
from gkpg.sheets.read.name_patterns import NAMED
from gkpg.sheets.read.score_table import label_value, labelled_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from gkpg.round.round import Round
    from gkpg.rubric import Rubric
    from gkpg.sheets.read.score_table import ScoreTable


@dataclass(frozen=True)
class UnitTabs:
    """Score tables that say whose they are, each with what it says.

    `repeats` are tables that say the same as an earlier one; `lost` are those that are hidden or say of no unit.
    """

    claims: tuple[tuple[ScoreTable, IdentityClaims], ...]
    repeats: tuple[tuple[ScoreTable, ScoreTable], ...]
    lost: tuple[ScoreTable, ...]

    def repeated(self, first: ScoreTable) -> Iterator[Finding]:
        """The worksheets that say the same as this one."""
        file = self.claims[0][1].file
        yield from (_second_table(file, table, first) for table, earlier in self.repeats if earlier is first)

    def unknown(self) -> Iterator[Finding]:
        """The worksheets of which nobody can tell the unit."""
        first, says = self.claims[0]
        yield from (_second_table(says.file, table, first) for table in self.lost)


def find_tabs(
    file: str, tables: Sequence[ScoreTable], hidden: Mapping[str, str], named: Mapping[str, str], round_: Round,
    rubric_of: Callable[[ScoreTable, IdentityClaims], Rubric | None],
) -> UnitTabs:  # fmt: skip
    """What the worksheets with score tables say of whose they are, each by itself; `rubric_of` tells their rubrics.

    A unit is taken from the labelled cell, else from the name of the worksheet if the round has such a unit. The hidden
    data are those of the worksheet whose label says the same, else of the first.
    """
    cells = [labelled_cells(table.grid, table.row) for table in tables]
    units = [fold_name(label_value(each["unit"])) if "unit" in each else "" for each in cells]
    made = fold_name(hidden.get("unit", ""))
    owner = units.index(made) if made in units else 0
    claims: dict[object, tuple[ScoreTable, IdentityClaims]] = {}
    repeats, lost = [], []
    for index, table in enumerate(tables):
        says = IdentityClaims(file, table.grid.name, hidden, cells[index], {}, is_one_of_several=True)
        if index != owner or not made:
            says = _by_itself(says, named, round_)
        whose = tuple(says.value(key) for key in NAMED)
        if table.grid.hidden or not whose[0]:
            lost.append(table)
            continue
        rubric = rubric_of(table, says)
        key = whose, rubric and (rubric.rubric, rubric.version)
        if key in claims:
            repeats.append((table, claims[key][0]))
        else:
            claims[key] = table, says
    return UnitTabs(tuple(claims.values()), tuple(repeats), tuple(lost))


def _by_itself(says: IdentityClaims, named: Mapping[str, str], round_: Round) -> IdentityClaims:
    """What a worksheet says for which the hidden data were not made; their source and assessor may be its own."""
    tab = normalize_name(says.grid)
    unit = tab if tab in round_.group_of or tab in round_.former else ""
    hidden = {key: value for key, value in says.hidden.items() if key in NAMED[1:] and key not in says.cells}
    return replace(says, hidden=hidden, named={**named, "unit": unit if "unit" not in says.cells else ""})


def _second_table(file: str, table: ScoreTable, first: ScoreTable) -> Finding:
    cell = table.at(table.row, "score").address
    return Finding(
        "S209", Place(file, sheet=table.grid.name, cell=cell), {"first": first.grid.name, "second": table.grid.name}
    )
