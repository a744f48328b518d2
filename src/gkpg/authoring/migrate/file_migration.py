"""Migrating files: each sheet made anew under the new version, filled with what still fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from gkpg.authoring.migrate.entered_cells import EnteredCell, read_entered
from gkpg.authoring.migrate.filling import fill_matrix_page, fill_pages, fill_unit_page
from gkpg.authoring.migrate.leftover_page import LeftoverRow, read_leftover, unread_pages
from gkpg.base.text import Text
from gkpg.findings.codes import CODES, Severity
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.sheets.blank.matrix_sheet import BlankMatrixSheet, render_matrix_sheet
from gkpg.sheets.blank.requests import find_bases
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet
from gkpg.sheets.layout import HIDDEN_NAME
from gkpg.sheets.model import EMPTY_PAGE
from gkpg.workbooks.opening import read_bytes, read_workbook
from gkpg.workbooks.tab_names import TabNames

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.authoring.migrate.row_plan import MigrationPlan, PlannedRow
    from gkpg.round.round import Round
    from gkpg.sheets.blank.unit_sheet_maker import UnitSheetMaker
    from gkpg.sheets.model import File, Sheet
    from gkpg.workbooks.cells import Workbook

#: How the sheets of a rubric, by its key, go over.
PlanOf = Callable[[tuple[str, str]], "MigrationPlan"]
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


def migrate_file(file: File, path: str, plan_of: PlanOf, round_: Round, maker: UnitSheetMaker) -> MigratedFile:
    """What becomes of one file that was read under the old version.

    `plan_of` tells how the sheets of a rubric go over; those of pages whose rubric is as it was stay as they are.
    `round_` is what the assessment says of the new version; empty where there is none. `maker` makes the blank sheets.
    """
    blocking = tuple(each for each in file.all_findings() if each.code in _BLOCKING)
    if blocking or not any(sheet.layout.items for sheet in file.sheets):
        return MigratedFile(file.name, None, why=blocking or tuple(file.all_findings()))
    if _is_of_several_units(file):
        return MigratedFile(file.name, None, why=(Finding("S419", Place(file.name), {"count": str(len(file.sheets))}),))
    moved = _read_anew(file, path, plan_of, round_)
    name = PurePath(file.name).with_suffix(".xlsx").as_posix()
    make = partial(_make, file, path, plan_of, round_, maker)
    carried = sum(len(found) for page in moved.pages for found in page.carried)
    return MigratedFile(name, make, carried, len(moved.left))


def _is_of_several_units(file: File) -> bool:
    """Whether unit sheets of several units or hands stand on worksheets of their own, not pages for one of each."""
    of_units = [sheet for sheet in file.sheets if sheet.row in {0, EMPTY_PAGE}]
    is_matrix = len(of_units) < len(file.sheets)
    return not is_matrix and len({sheet.identity._replace(date="") for sheet in of_units}) > 1


def _make(file: File, path: str, plan_of: PlanOf, round_: Round, maker: UnitSheetMaker) -> bytes:
    """The bytes of the new sheet. What it carries over is read once more: that of a nation is too much to keep."""
    return _read_anew(file, path, plan_of, round_).make(maker)


def _read_anew(file: File, path: str, plan_of: PlanOf, round_: Round) -> _FileMigration:
    workbook = read_workbook(read_bytes(path), suffix=PurePath(path).suffix.lower())
    return _FileMigration(file, workbook, plan_of, round_)


#: Findings of what stands in no row of the rubric or in two, or in one that was made another, or is no sample.
_UNPLACED = {"S125", "S201", "S202", "S204", "S205", "S206", "S207", "S208", "S209", "S211"}
#: Findings that say that whose sheet it is, of which rubric, or what stands in it cannot be told.
_BLOCKING = frozenset(
    code
    for code, each in CODES.items()
    if each.severity is Severity.ERROR and (code.startswith(("S3", "S4")) or code in _UNPLACED)
)


class _FileMigration:
    """A file on its way: its pages, mostly one, and what is left."""

    def __init__(self, file: File, workbook: Workbook, plan_of: PlanOf, round_: Round) -> None:
        by_page: dict[str, list[Sheet]] = defaultdict(list)
        for sheet in file.sheets:
            by_page[sheet.name].append(sheet)
        is_matrix = any(sheet.row not in {None, 0, EMPTY_PAGE} for sheet in file.sheets)
        tabs = TabNames((HIDDEN_NAME,))
        units = tuple(dict.fromkeys(sheet.identity.unit for sheet in file.sheets if sheet.identity.unit))
        self.pages = [
            _PageMigration(own, workbook, plan_of(own[0].rubric or ("", "")), round_, units if is_matrix else None,
                           tabs.of(name) if len(by_page) > 1 else None)
            for name, own in by_page.items()
        ]  # fmt: skip
        lang = self.pages[0].new.language
        self.left = [
            *read_leftover(workbook),
            *(row for page in self.pages for row in page.left),
            *unread_pages(workbook, by_page.keys(), lang),
        ]

    def make(self, maker: UnitSheetMaker) -> bytes:
        """The bytes of the new sheet."""
        first = self.pages[0]
        blank = (
            maker.make(*(page.unit_sheet() for page in self.pages))
            if first.units is None
            else render_matrix_sheet(*(page.matrix() for page in self.pages))
        )
        return fill_pages(blank, [page.fill for page in self.pages], self.left, first.new.language)


class _PageMigration:
    """A page on its way: what each of its sheets carries over, by new id, and what is left.

    `units` are those of a matrix, None for a unit sheet; `tab` is what it is called where it is one of several.
    """

    def __init__(
        self, sheets: list[Sheet], workbook: Workbook, plan: MigrationPlan, round_: Round,
        units: tuple[str, ...] | None, tab: str | None,
    ) -> None:  # fmt: skip
        self._sheets, self._plan, self._round = sheets, plan, round_
        self.units, self._tab, self.new = units, tab, plan.new
        self.left: list[LeftoverRow] = []
        self.carried = [self._carry(sheet, workbook) for sheet in sheets]

    def _carry(self, sheet: Sheet, workbook: Workbook) -> Mapping[str, EnteredCell]:
        found: dict[str, EnteredCell] = {}
        asked = set(self._ids(sheet))
        entered = read_entered(sheet, workbook) if sheet.layout.items else ()
        for given in (each for each in entered if each.is_something):
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
        called = name if self._tab is None else f"{self._tab} {name}"
        self.left.append(LeftoverRow(sheet.identity.unit, given.item, called, entered, given.reason, given.link, why))

    def unit_sheet(self) -> BlankUnitSheet:
        """The new page of a unit, before it is filled."""
        first, new = self._sheets[0], self.new
        who, source = first.identity, self._round.source(first.identity.source)
        own = self._round.assessment is not None and not source.counts
        marked = (item for item, each in self.carried[0].items() if each.mark)
        optional = self._round.applicability.optional(who.unit, new).union(marked)
        ids = self._ids(first)
        found = find_bases(self._round, new, (who.unit,)).get(who.unit, ())
        bases = tuple(each for each in found if each[0] in ids)
        return BlankUnitSheet(
            new, who.unit, who.source, who.assessor, None, ids, own=own, optional=optional, tab=self._tab, bases=bases,
            period=who.period,
        )  # fmt: skip

    def matrix(self) -> BlankMatrixSheet:
        """The new page of many units, before it is filled."""
        who, new = self._sheets[0].identity, self.new
        scale = self._round.source(who.source).scale
        return BlankMatrixSheet(
            new, new.title, who.source, who.assessor, self._rows, self._ids(self._sheets[0]), scale, self._is_sampled,
            tab=self._tab, bases=find_bases(self._round, new, self._rows), period=who.period, optional=self._optional,
        )  # fmt: skip

    @property
    def _optional(self) -> dict[str, frozenset[str]]:
        """What may be marked as not applicable to the units of a matrix, or is marked so."""
        found: dict[str, frozenset[str]] = {}
        for sheet, carried in zip(self._sheets, self.carried, strict=True):
            unit = sheet.identity.unit
            marked = frozenset(item for item, each in carried.items() if each.mark)
            found[unit] = found.get(unit, self._round.applicability.optional(unit, self.new)) | marked
        return found

    @property
    def _rows(self) -> tuple[str, ...]:
        """The unit of each row; all of the workbook where the page is gone."""
        own = tuple(sheet.identity.unit for sheet in self._sheets)
        return own if all(own) else self.units or ()

    @property
    def _is_sampled(self) -> bool:
        return any(sheet.sample is not None for sheet in self._sheets)

    def fill(self, sheet: Worksheet) -> None:
        """Fill the new page with what is carried over."""
        date = self._sheets[0].identity.date
        if self.units is None:
            fill_unit_page(sheet, self.new, self.carried[0], date)
        else:
            fill_matrix_page(sheet, self.new, self.carried, [each.sample for each in self._sheets], date)

    def _ids(self, sheet: Sheet) -> tuple[str, ...]:
        """The rows of the new sheet: those that the assessment asks for; else what the old ones became, or all."""
        old, new, who = self._plan.old, self._plan.new, sheet.identity
        key, is_matrix = (new.rubric, new.version), self.units is not None
        round_ = self._round
        asked = round_.matrix_scope(key, who.source) if is_matrix else round_.scope(key, who.source, who.unit)
        if asked is not None:
            return asked
        rows = [self._plan.by_old[item] for item in sheet.layout.items if item in self._plan.by_old]
        if not rows or len(rows) == len(old.leaf_ids):
            return new.leaf_ids
        became = {leaf.id for row in rows if row.new is not None for leaf in row.new.leaves()}
        return tuple(leaf for leaf in new.leaf_ids if leaf in became)
