"""Migrating files: each sheet made anew under the new version, filled with what still fits."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from gkpg.authoring.migrate.entered_cells import EnteredCell, read_entered
from gkpg.authoring.migrate.filling import fill_matrix, fill_unit_sheet
from gkpg.authoring.migrate.leftover_page import LeftoverRow, read_leftover
from gkpg.base.text import Text
from gkpg.findings.codes import CODES, Severity
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.sheets.blank.matrix_sheet import BlankMatrixSheet, render_matrix_sheet
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet
from gkpg.workbooks.opening import read_bytes, read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gkpg.authoring.migrate.row_plan import MigrationPlan, PlannedRow
    from gkpg.round.round import Round
    from gkpg.sheets.blank.unit_sheet_maker import UnitSheetMaker
    from gkpg.sheets.model import File, Sheet
    from gkpg.workbooks.cells import Workbook

_AS_A_WHOLE = Text("按整项评的分，新表按子项评", "scored as a whole; the new sheet asks for its sub-items")
_UNREAD = Text("单元格的值不能照搬", "its cell holds no value that can be entered anew")
_NOT_ASKED = Text("新版不由这个来源评", "its source does not score it any more")


class MigratedFile(NamedTuple):
    """One file: its new name and what makes its bytes, how many entries it carries over and leaves; or why it stays.

    `why` are the findings that keep it as it is; empty where it can be migrated.
    """

    name: str
    make: Callable[[], bytes] | None
    carried: int = 0
    left: int = 0
    why: tuple[Finding, ...] = ()


def migrate_file(file: File, path: str, plan: MigrationPlan, round_: Round, maker: UnitSheetMaker) -> MigratedFile:
    """What becomes of one file that was read under the old version.

    `round_` is what the assessment says of the new version; empty where there is none. `maker` makes the blank sheets.
    """
    blocking = tuple(each for each in file.all_findings() if each.code in _BLOCKING)
    if blocking or not any(sheet.layout.items for sheet in file.sheets):
        return MigratedFile(file.name, None, why=blocking or tuple(file.all_findings()))
    if len(file.sheets) > 1 and file.sheets[0].row == 0:
        return MigratedFile(file.name, None, why=(Finding("S419", Place(file.name), {"count": str(len(file.sheets))}),))
    moved = _read_anew(file, path, plan, round_)
    name = PurePath(file.name).with_suffix(".xlsx").as_posix()
    make = partial(_make, file, path, plan, round_, maker)
    return MigratedFile(name, make, sum(map(len, moved.carried)), len(moved.left))


def _make(file: File, path: str, plan: MigrationPlan, round_: Round, maker: UnitSheetMaker) -> bytes:
    """The bytes of the new sheet. What it carries over is read once more: that of a nation is too much to keep."""
    return _read_anew(file, path, plan, round_).make(maker)


def _read_anew(file: File, path: str, plan: MigrationPlan, round_: Round) -> _FileMigration:
    workbook = read_workbook(read_bytes(path), suffix=PurePath(path).suffix.lower())
    return _FileMigration(file, workbook, plan, round_)


#: Findings of what stands in no row of the rubric or in two, or in one that was made another, or is no sample.
_UNPLACED = {"S125", "S201", "S202", "S204", "S205", "S206", "S207", "S208", "S209", "S211"}
#: Findings that say that whose sheet it is, of which rubric, or what stands in it cannot be told.
_BLOCKING = frozenset(
    code
    for code, each in CODES.items()
    if each.severity is Severity.ERROR and (code.startswith(("S3", "S4")) or code in _UNPLACED)
)


class _FileMigration:
    """A file on its way: what each of its sheets carries over, by new id, and what is left."""

    def __init__(self, file: File, workbook: Workbook, plan: MigrationPlan, round_: Round) -> None:
        self._file, self._plan, self._round = file, plan, round_
        self.left: list[LeftoverRow] = list(read_leftover(workbook))
        self.carried = [self._carry(sheet, workbook) for sheet in file.sheets]

    def _carry(self, sheet: Sheet, workbook: Workbook) -> Mapping[str, EnteredCell]:
        found: dict[str, EnteredCell] = {}
        asked = set(self._ids(sheet))
        for given in (each for each in read_entered(sheet, workbook) if each.is_something):
            row = self._plan.by_old.get(given.item)
            why = self._why(given, row, asked)
            if row is not None and row.new is not None and why is None:
                found[row.new.id] = given._replace(item=row.new.id)
            else:
                self._leave(sheet, given, self._plan.old.by_id[given.item].name, why or _UNREAD)
        return found

    def _why(self, given: EnteredCell, row: PlannedRow | None, asked: set[str]) -> Text | None:
        """Why something that was given cannot be carried over; None where it can."""
        if row is None:
            return _AS_A_WHOLE
        if row.new is None or row.why is not None:
            return row.why or _UNREAD
        if row.new.id not in asked:
            return _NOT_ASKED
        is_readable = not given.cell.content or given.has_value(self._plan.new.kinds[row.new.id])
        return None if is_readable else _UNREAD

    def _leave(self, sheet: Sheet, given: EnteredCell, name: str, why: Text) -> None:
        entered = "；".join(each for each in (given.as_typed, given.mark) if each)
        self.left.append(LeftoverRow(sheet.identity.unit, given.item, name, entered, given.reason, given.link, why))

    def make(self, maker: UnitSheetMaker) -> bytes:
        """The bytes of the new sheet."""
        first = self._file.sheets[0]
        who, new = first.identity, self._plan.new
        if first.row is None:
            source = self._round.source(who.source)
            own = self._round.assessment is not None and not source.counts
            marked = (item for item, each in self.carried[0].items() if each.mark)
            optional = self._round.optional(who.unit, new).union(marked)
            blank = maker.make(
                BlankUnitSheet(
                    new, who.unit, who.source, who.assessor, None, self._ids(first), own=own, optional=optional
                )
            )
            return fill_unit_sheet(blank, new, self.carried[0], who.date, self.left)
        samples = [sheet.sample for sheet in self._file.sheets]
        sampled = any(sample is not None for sample in samples)
        units = tuple(sheet.identity.unit for sheet in self._file.sheets)
        scale = self._round.source(who.source).scale
        matrix = BlankMatrixSheet(new, new.title, who.source, who.assessor, units, self._ids(first), scale, sampled)
        return fill_matrix(render_matrix_sheet(matrix), new, self.carried, samples, who.date, self.left)

    def _ids(self, sheet: Sheet) -> tuple[str, ...]:
        """The rows of the new sheet: those that the assessment asks for; else what the old ones became, or all."""
        old, new, who = self._plan.old, self._plan.new, sheet.identity
        key, is_matrix = (new.rubric, new.version), sheet.row is not None
        round_ = self._round
        asked = round_.matrix_scope(key, who.source) if is_matrix else round_.scope(key, who.source, who.unit)
        if asked is not None:
            return asked
        rows = [self._plan.by_old[item] for item in sheet.layout.items if item in self._plan.by_old]
        if not rows or len(rows) == len(old.leaf_ids):
            return new.leaf_ids
        became = {leaf.id for row in rows if row.new is not None for leaf in row.new.leaves()}
        return tuple(leaf for leaf in new.leaf_ids if leaf in became)
