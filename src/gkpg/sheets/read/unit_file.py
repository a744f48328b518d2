"""Files of one unit, or of several, each on a worksheet of its own that says whose it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gkpg.findings.finding import Finding, sort_findings
from gkpg.findings.place import Place
from gkpg.sheets.model import File, Sheet
from gkpg.sheets.read.expected_rubric import choose_one
from gkpg.sheets.read.file_remarks import check_lock, check_seen, other_tables
from gkpg.sheets.read.name_patterns import NAMED
from gkpg.sheets.read.pages import without_empty_pages
from gkpg.sheets.read.printed_rows import read_printed_table
from gkpg.sheets.read.sheet_rules import SheetRules
from gkpg.sheets.read.table_claims import check_source, claims_of_unit, in_period, whose
from gkpg.sheets.read.unit_rows import read_unit_sheet
from gkpg.sheets.read.unit_tabs import find_tabs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.rubric import Rubric
    from gkpg.sheets.model import Identity
    from gkpg.sheets.read.identity import IdentityClaims
    from gkpg.sheets.read.open_file import OpenFile
    from gkpg.sheets.read.score_table import ScoreTable
    from gkpg.sheets.read.unit_tabs import UnitTabs

#: The findings that say that a sheet's rubric is not at hand; then its table cannot be looked for.
_NO_RUBRIC = {"S302", "S303", "S304"}
_RUBRIC_FAULTS = {"S301", *_NO_RUBRIC}


@dataclass(frozen=True)
class UnitFile:
    """A file of units and its tables, which may be `printed`, with its rubric; `more` is what is wrong so far.

    `fits_several` says that it may be of several rubrics of the assessment, and nothing tells which.
    """

    file: OpenFile
    tables: tuple[ScoreTable, ...]
    printed: bool
    rubric: Rubric | None
    more: Sequence[Finding]
    fits_several: bool = False

    def read(self) -> File:
        """The file with its sheets."""
        file, tables = self.file, self.tables
        if not tables and not file.hidden:
            code = "S301" if self.fits_several else "S201"
            return file.reader.unread(file.name, file.sha256, Finding(code, file.place))
        if len(tables) > 1:
            named = file.reader.read_name(file.name)
            tabs = find_tabs(
                file.name, tables, file.hidden, named, file.round, lambda *tab: self._rubric_of_tab(*tab)[0]
            )
            if len(tabs.claims) > 1:
                return self._of_tabs(tabs)
        others = other_tables(file, [each.grid.name for each in tables], tables)
        table = tables[0] if tables else None
        return file.of(self._sheet(table, claims_of_unit(file, table), self.rubric, [*self.more, *others]))

    def _of_tabs(self, tabs: UnitTabs) -> File:
        """Several units, each with what is wrong on its worksheet; the rest belongs to the file."""
        read = []
        for table, claims in tabs.claims:
            says = replace(claims, from_1904=self.file.workbook.from_1904)
            own, fault = self._rubric_of_tab(table, says)
            findings = [*([fault] if fault else []), *tabs.repeated(table)]
            read.append(self.file.of(self._sheet(table, says, own, findings)._replace(row=0)))
        about = [each for each in self.more if each.code not in _RUBRIC_FAULTS]
        sheets = tuple(sheet for file in without_empty_pages(read) for sheet in file.sheets)
        return File(self.file.name, self.file.sha256, sheets, sort_findings((*about, *tabs.unknown())))

    def _rubric_of_tab(self, table: ScoreTable, says: IdentityClaims) -> tuple[Rubric | None, Finding | None]:
        """The rubric of a worksheet: that of the file, else that by which the assessment has its source score it."""
        file = self.file
        fault = next((each for each in self.more if each.code in _RUBRIC_FAULTS), None)
        if file.hidden.get("rubric") or not file.round.assessment or len(file.reader.library.named) == 1:
            return self.rubric, fault
        who = whose(file, says, NAMED)[0]
        own = choose_one(file, list(file.round.rubrics_for(who.unit, who.source)), table.grid)
        return own, None if own else fault or Finding("S301", Place(file.name, sheet=says.grid))

    def _sheet(
        self, table: ScoreTable | None, says: IdentityClaims, rubric: Rubric | None, more: Sequence[Finding]
    ) -> Sheet:
        """One sheet; without a table or a rubric what it says of itself alone."""
        file = self.file
        who, wrong = whose(file, says, NAMED)
        who, untold = in_period(file, who, says, rubric)
        findings = [*more, *wrong, *untold]
        grid = table.grid.name if table else file.place.sheet or ""
        if table is None or rubric is None:
            is_told = table is not None or any(each.code in _NO_RUBRIC for each in more)
            findings += () if is_told else (Finding("S201", file.place),)
            key = (rubric.rubric, rubric.version) if rubric else None
            return Sheet(file.name, key, who, grid, findings=sort_findings(findings))
        findings += (
            *check_lock(file, table),
            *check_seen(file, table.grid),
            *check_source(file, says, who, rubric),
        )
        if _is_another(file, who, rubric):
            key = (rubric.rubric, rubric.version)
            return Sheet(file.name, key, who, grid, findings=sort_findings(findings))
        return self._with_scores(table, rubric, who, findings)

    def _with_scores(self, table: ScoreTable, rubric: Rubric, who: Identity, findings: Sequence[Finding]) -> Sheet:
        """One sheet with what its table holds."""
        file = self.file
        held = SheetRules.of_unit(rubric, file.round, who.unit, who.source)
        if self.printed:
            collected, found = read_printed_table(table, held, file.name, file.reader.split)
        else:
            collected, found = read_unit_sheet(table, held, file.name, file.reader.verdicts)
        layout, points, entered = collected.lines()
        found, notes = sort_findings((*findings, *found)), tuple(collected.notes)
        key = (rubric.rubric, rubric.version)
        return Sheet(file.name, key, who, table.grid.name, None, layout, points, notes, found, entered=entered)


def _is_another(file: OpenFile, who: Identity, rubric: Rubric) -> bool:
    """Whether a sheet is of a rubric by which its source does not score its unit, so that it has other rows.

    The ledger says so; of its scores nothing counts.
    """
    round_, group = file.round, file.round.group_of.get(who.unit)
    if round_.assessment is None or group is None or who.source not in round_.sources:
        return False
    return group.part_of((rubric.rubric, rubric.version), who.source, who.unit) is None
