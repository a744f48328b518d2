"""Reading a file that was handed in: whose it is, what it scores, everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from os.path import splitext
from typing import TYPE_CHECKING

from gkpg.findings.finding import Finding, sort_findings
from gkpg.findings.place import Place
from gkpg.sheets.layout import PERIOD_KEY, UNIT_SHEET
from gkpg.sheets.model import EMPTY_PAGE, File, Identity, Sheet, unreadable_file
from gkpg.sheets.read.decision_rows import find_decisions, read_decisions
from gkpg.sheets.read.identity import IdentityClaims, choose_rubric, identify, other_source, parse_file_name
from gkpg.sheets.read.matrix_rows import read_matrix
from gkpg.sheets.read.matrix_table import find_matrices
from gkpg.sheets.read.name_patterns import BY_TEMPLATE, NAMED, NamePattern
from gkpg.sheets.read.pages import Page, find_matrix_pages, find_pages, join_pages, page_of, without_empty_pages
from gkpg.sheets.read.period_claims import find_period, without_period
from gkpg.sheets.read.printed_headings import find_printed_tables
from gkpg.sheets.read.printed_rows import read_printed_table
from gkpg.sheets.read.rubric_choice import choose_by_headings, choose_by_page, choose_by_path
from gkpg.sheets.read.score_table import ScoreTable, find_tables, hidden_data, labelled_cells
from gkpg.sheets.read.sheet_rules import NOTHING, SheetRules
from gkpg.sheets.read.unit_rows import read_unit_sheet
from gkpg.sheets.read.unit_tabs import find_tabs
from gkpg.sheets.read.unseen_names import check_unseen, check_unseen_file_name, tell_unseen_once
from gkpg.sheets.read.verdicts import RowMemory
from gkpg.workbooks.cells import Workbook
from gkpg.workbooks.limits import DEFAULT_LIMITS, Limits
from gkpg.workbooks.opening import NOT_READ, read_bytes, read_workbook, sha256_of
from gkpg.workbooks.package import too_large_error
from gkpg.workbooks.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkpg.round.round import Round
    from gkpg.rubric import Library, Rubric
    from gkpg.sheets.read.matrix_table import MatrixTable
    from gkpg.sheets.read.unit_tabs import UnitTabs
    from gkpg.workbooks.cells import Cell, Grid


#: A matrix of 3,000 units in which every row has a few faults stays below it. Nobody reads more of one file.
_MOST_FINDINGS = 20_000


@dataclass(frozen=True)
class FileReader:
    """How files are read: with which rubrics, within which limits, and what the user said of them.

    `round` is what the assessment says, empty where there is none; `pattern` is how files are named; `split` says
    that `8+6+5+1` in the cell of an indicator are the scores of its items, in order. `units` are listed as
    such beside the assessment. `verdicts` are what it remembers
    of rows, which nothing that it says depends on.
    """

    library: Library
    limits: Limits = DEFAULT_LIMITS
    round: Round = NOTHING
    pattern: NamePattern = BY_TEMPLATE
    split: bool = False
    units: frozenset[str] = frozenset()
    verdicts: RowMemory = field(default_factory=RowMemory, compare=False, repr=False)

    def read(self, path: str, name: str, known: frozenset[str] = frozenset()) -> File | str:
        """Read one file; `name` is what findings call it. Whatever is wrong becomes findings; nothing is raised.

        `known` are keys of files that were read before: one of them comes back as its key, its bytes unchanged.
        """
        sha256, suffix = "", splitext(path)[1].lower()
        if suffix in NOT_READ:
            return self.unread(name, sha256, Finding("S404", Place(name), {"suffix": suffix}))
        try:
            raw = read_bytes(path, self.limits)
            sha256 = sha256_of(raw)
            if (key := file_key(name, sha256)) in known:
                return key
            workbook = read_workbook(raw, self.limits, suffix)
        except UnreadableError as error:
            return self.unread(name, sha256, Finding(error.code, Place(name), error.facts))
        file = tell_unseen_once(_FileReading(self, name, sha256, workbook).file())
        count = sum(1 for _ in file.all_findings())
        if count <= _MOST_FINDINGS:
            return file
        excess = too_large_error("问题数", "findings", count, _MOST_FINDINGS)
        return self.unread(name, sha256, Finding(excess.code, Place(name), excess.facts))

    @cached_property
    def known_names(self) -> frozenset[str]:
        """The names of units, groups, sources and assessors that the assessment gives."""
        sources = self.round.sources.values()
        hands = (name for source in sources for name in source.assessors.names)
        groups = (group.name for group in self.round.groups)
        return frozenset((*self.round.units, *self.round.former, *groups, *self.round.sources, *hands))

    def read_name(self, file: str, pattern: NamePattern | None = None) -> dict[str, str]:
        """What a file's name says of whose sheet it is."""
        return (pattern or self.pattern).read(self._without_period(file), self.known_names)

    def _without_period(self, file: str) -> str:
        """A file's name without its period, where there are periods and no pattern says where it stands."""
        if not self.round.has_periods or "period" in self.pattern.fields:
            return file
        return without_period(file, self._all_periods, self.known_names)

    @cached_property
    def _all_periods(self) -> tuple[str, ...]:
        """The names of all periods of the assessment."""
        rules = self.round.assessment.periods if self.round.assessment else ()
        return tuple(dict.fromkeys(each.name for rule in rules for each in rule.each))

    def unread(self, name: str, sha256: str, finding: Finding) -> File:
        """A file that cannot be read, with the one finding that says why; its name may tell its unit."""
        return unreadable_file(name, sha256, self._named(name), finding)

    def _named(self, name: str) -> Identity:
        """Whose sheet a file is by its name alone; nobody's where the assessment has no such unit."""
        who, round_ = parse_file_name(self.read_name(name)), self.round
        if round_.assessment is None:
            return who
        unit = round_.former.get(who.unit, who.unit)
        if unit not in round_.group_of:
            return Identity()
        return who._replace(unit=unit, source=who.source if who.source in round_.sources else "")


def file_key(name: str, sha256: str) -> str:
    """What a file that was read is known by: its bytes and, since that may tell whose it is, its name."""
    return f"{sha256} {name}"


def parse_key(key: str) -> list[str]:
    """The name of a file and the SHA-256 of its bytes, from what it is known by."""
    sha256, _, name = key.partition(" ")
    return [name, sha256]


class _FileReading:
    """One workbook, or a page of one, on its way to a file of sheets."""

    def __init__(
        self, reader: FileReader, name: str, sha256: str, workbook: Workbook, page: Page | None = None
    ) -> None:
        self.reader, self.name, self.sha256, self.workbook, self.page = reader, name, sha256, workbook, page
        self.hidden: Mapping[str, str] = hidden_data(workbook) if page is None else page.hidden
        self.place = Place(name) if page is None else page.place(name)
        #: Whether it may be of several rubrics of the assessment, and nothing tells which.
        self.fits_several = False

    def file(self) -> File:
        """The file with its sheets."""
        pages = find_pages(self.workbook, self._rubric_of, self.reader.round)
        if not pages and not self.hidden and self.reader.round.assessment:
            pages = find_matrix_pages(self.workbook, self.reader.round.rubrics.values())
        return self._of_pages(pages) if pages else self.as_one()

    def _rubric_of(self, hidden: Mapping[str, str]) -> Rubric | None:
        return choose_rubric(self.place, hidden, self.reader.library)[0]

    def _of_pages(self, pages: tuple[Page, ...]) -> File:
        """Several sheets, each on a page of its own."""
        read = without_empty_pages([self._read_page(page) for page in pages])
        joined = join_pages(self.name, pages, read)
        findings = sort_findings((*self._about_the_format(), *joined.findings))
        return joined._replace(sha256=self.sha256, findings=findings)

    def _read_page(self, page: Page) -> File:
        """One page. One that is gone stands for a sheet that was not handed in."""
        if page.grid is not None:
            alone = page_of(self.workbook, page.grid)
            return _FileReading(self.reader, self.name, self.sha256, alone, page).as_one()
        rubric, fault = choose_rubric(page.place(self.name), page.hidden, self.reader.library)
        key = (rubric.rubric, rubric.version) if rubric else None
        who = parse_file_name({key: page.hidden.get(key, "") for key in (*NAMED, PERIOD_KEY)})
        row, faults = (EMPTY_PAGE, ()) if fault is None else (0, (fault,))
        return self._one(Sheet(self.name, key, who, page.name, row, findings=faults))

    def as_one(self) -> File:
        """Decisions, units by items in a matrix, else one unit."""
        tables = tuple(find_tables(self.workbook, UNIT_SHEET))
        decided = () if tables else tuple(find_decisions(self.workbook))
        if decided:
            sheets = read_decisions(decided[0], self.reader.round, self.name)
            others = self._other_tables([each.grid.name for each in decided], ())
            findings = (*self._about_the_format(), *self._check_seen(decided[0].grid), *others)
            return File(self.name, self.sha256, sheets, sort_findings(findings))
        printed = () if tables else tuple(find_printed_tables(self.workbook))
        rubric, fault = choose_rubric(self.place, self.hidden, self.reader.library)
        if rubric is None and not self.hidden.get("rubric") and self.reader.round.assessment:
            rubric, fault = self._expected_rubric(tables or printed, fault)
        more = [*((fault,) if fault else ()), *(self._about_the_format() if self.page is None else ())]
        if not tables and rubric is not None:
            matrices = tuple(find_matrices(self.workbook, rubric))
            if matrices:
                return self._of_matrix(matrices, rubric, more)
        more += self._matrices_beside(tables or printed, rubric)
        return self._of_unit(tables or printed, bool(printed), rubric, more)

    def _matrices_beside(self, tables: tuple[ScoreTable, ...], rubric: Rubric | None) -> Iterator[Finding]:
        """No matrix stands on another worksheet that people see: it would be left out."""
        seen = {table.grid.name for table in tables}
        left = [grid for grid in self.workbook.grids if not grid.hidden and grid.rows and grid.name not in seen]
        if tables and left and rubric is not None:
            beside = Workbook(tuple(left), self.workbook.format)
            names = [tables[0].grid.name, *(each.grid.name for each in find_matrices(beside, rubric))]
            yield from self._other_tables(names, ())

    def _expected_rubric(
        self, tables: tuple[ScoreTable, ...], fault: Finding | None
    ) -> tuple[Rubric | None, Finding | None]:
        """The rubric of a sheet that does not say: that by which the assessment has its source score its units."""
        round_ = self.reader.round
        if tables:
            grid: Grid | None = tables[0].grid
            who = self._identity(self._says(tables[0]), NAMED)[0]
            fitting = list(round_.rubrics_for(who.unit, who.source))
        else:
            found = list(self._fitting_matrices())
            fitting = choose_by_headings(found, round_)
            grid = found[0][1].grid if found else None
        rubric = self._choose(fitting, grid)
        self.fits_several = rubric is None and len(fitting) > 1
        return rubric, None if rubric else fault

    def _choose(self, fitting: list[Rubric], grid: Grid | None) -> Rubric | None:
        """The one rubric that fits, or that which the worksheet or the file's path names; None where that is open."""
        if len(fitting) == 1 or grid is None:
            return fitting[0] if len(fitting) == 1 else None
        round_ = self.reader.round
        return choose_by_page(grid, fitting, round_) or choose_by_path(self.name, fitting, round_)

    def _fitting_matrices(self) -> Iterator[tuple[Rubric, MatrixTable, str]]:
        """The rubrics under which a matrix may be read: its source scores one of its units by them."""
        round_ = self.reader.round
        for rubric in round_.rubrics.values():
            for matrix in find_matrices(self.workbook, rubric):
                source = self._identity(self._says_matrix(matrix), _OF_MATRIX)[0].source
                units = (round_.former.get(unit, unit) for unit in matrix.units)
                if any(_fits(round_, unit, source, rubric) for unit in units):
                    yield rubric, matrix, source
                    break

    def _identity(self, says: IdentityClaims, keys: Sequence[str]) -> tuple[Identity, tuple[Finding, ...]]:
        """Whose sheet it is; a unit under the name that it has now."""
        who, wrong = identify(says, keys)
        wrong = (*wrong, *check_unseen(says.cells.values(), self.name, says.grid), *check_unseen_file_name(self.name))
        now = self.reader.round.former.get(who.unit)
        if now is None:
            return who, wrong
        note = Finding("S310", says.place("unit"), {"old": who.unit, "new": now})
        return who._replace(unit=now), (*wrong, note)

    def _of_unit(
        self, tables: tuple[ScoreTable, ...], printed: bool, rubric: Rubric | None, more: list[Finding]
    ) -> File:
        """One unit; or several, each on a worksheet of its own that says whose it is."""
        if not tables and not self.hidden:
            code = "S301" if self.fits_several else "S201"
            return self.reader.unread(self.name, self.sha256, Finding(code, self.place))
        if len(tables) > 1:
            named = self.reader.read_name(self.name)
            of = partial(self._rubric_of_tab, rubric=rubric, more=more)
            tabs = find_tabs(self.name, tables, self.hidden, named, self.reader.round, lambda *tab: of(*tab)[0])
            if len(tabs.claims) > 1:
                return self._of_tabs(tabs, printed, rubric, more)
        others = self._other_tables([each.grid.name for each in tables], tables)
        table = tables[0] if tables else None
        return self._one(self._unit_sheet(table, self._says(table), printed, rubric, [*more, *others]))

    def _of_tabs(self, tabs: UnitTabs, printed: bool, rubric: Rubric | None, more: list[Finding]) -> File:
        """Several units, each with what is wrong on its worksheet; the rest belongs to the file."""
        read = []
        for table, claims in tabs.claims:
            says = replace(claims, from_1904=self.workbook.from_1904)
            own, fault = self._rubric_of_tab(table, says, rubric, more)
            findings = [*([fault] if fault else []), *tabs.repeated(table)]
            read.append(self._one(self._unit_sheet(table, says, printed, own, findings)._replace(row=0)))
        about = [each for each in more if each.code not in _RUBRIC_FAULTS]
        sheets = tuple(sheet for file in without_empty_pages(read) for sheet in file.sheets)
        return File(self.name, self.sha256, sheets, sort_findings((*about, *tabs.unknown())))

    def _rubric_of_tab(
        self, table: ScoreTable, says: IdentityClaims, rubric: Rubric | None, more: list[Finding]
    ) -> tuple[Rubric | None, Finding | None]:
        """The rubric of a worksheet: that of the file, else that by which the assessment has its source score it."""
        fault = next((each for each in more if each.code in _RUBRIC_FAULTS), None)
        if self.hidden.get("rubric") or not self.reader.round.assessment or len(self.reader.library.named) == 1:
            return rubric, fault
        who = self._identity(says, NAMED)[0]
        own = self._choose(list(self.reader.round.rubrics_for(who.unit, who.source)), table.grid)
        return own, None if own else fault or Finding("S301", Place(self.name, sheet=says.grid))

    def _unit_sheet(
        self, table: ScoreTable | None, says: IdentityClaims, printed: bool, rubric: Rubric | None, more: list[Finding]
    ) -> Sheet:
        who, wrong = self._identity(says, NAMED)
        who, untold = self._in_period(who, says, rubric)
        findings = [*more, *wrong, *untold]
        grid = table.grid.name if table else self.place.sheet or ""
        if table is None or rubric is None:
            is_told = table is not None or any(each.code in _NO_RUBRIC for each in more)
            findings += () if is_told else (Finding("S201", self.place),)
            key = (rubric.rubric, rubric.version) if rubric else None
            return Sheet(self.name, key, who, grid, findings=sort_findings(findings))
        findings += (
            *self._check_lock(table),
            *self._check_seen(table.grid),
            *self._other_source(says, who, rubric),
        )
        key = (rubric.rubric, rubric.version)
        if self._is_another(who, rubric):
            return Sheet(self.name, key, who, grid, findings=sort_findings(findings))
        held = SheetRules.of_unit(rubric, self.reader.round, who.unit, who.source)
        if printed:
            collected, found = read_printed_table(table, held, self.name, self.reader.split)
        else:
            collected, found = read_unit_sheet(table, held, self.name, self.reader.verdicts)
        layout, points, entered = collected.lines()
        found, notes = sort_findings((*findings, *found)), tuple(collected.notes)
        return Sheet(self.name, key, who, grid, None, layout, points, notes, found, entered=entered)

    def _in_period(
        self, who: Identity, says: IdentityClaims, rubric: Rubric | None
    ) -> tuple[Identity, tuple[Finding, ...]]:
        """Whose sheet it is, with the period in which its source scores by its rubric; what is wrong with that."""
        round_ = self.reader.round
        if rubric is None or not round_.has_periods:
            return who, ()
        periods = round_.periods((rubric.rubric, rubric.version), who.source, who.unit or None)
        if not periods:
            return who, ()
        period, wrong = find_period(says, periods, self.reader.known_names)
        return who._replace(period=period), wrong

    def _is_another(self, who: Identity, rubric: Rubric) -> bool:
        """Whether a sheet is of a rubric by which its source does not score its unit, so that it has other rows.

        The ledger says so; of its scores nothing counts.
        """
        round_, group = self.reader.round, self.reader.round.group_of.get(who.unit)
        if round_.assessment is None or group is None or who.source not in round_.sources:
            return False
        return group.part_of((rubric.rubric, rubric.version), who.source, who.unit) is None

    def _other_source(self, says: IdentityClaims, who: Identity, rubric: Rubric) -> Iterator[Finding]:
        """Where an assessment names the sources, it is for the ledger to say which is none of them."""
        return iter(()) if self.reader.round.assessment else other_source(says, who, rubric)

    def _one(self, sheet: Sheet) -> File:
        return File(self.name, self.sha256, (sheet,))

    def _of_matrix(self, matrices: tuple[MatrixTable, ...], rubric: Rubric, more: list[Finding]) -> File:
        matrix = matrices[0]
        says = self._says_matrix(matrix)
        who, wrong = self._identity(says, _OF_MATRIX)
        who, untold = self._in_period(who, says, rubric)
        wrong = (*wrong, *untold)
        sheets, found = read_matrix(matrix, rubric, self.name, who, self.reader.round, self.reader.units)
        names = [each.grid.name for each in matrices]
        findings = [*more, *wrong, *found, *self._other_tables(names, ()), *self._other_source(says, who, rubric)]
        findings += self._check_seen(matrix.grid)
        lost = Sheet(self.name, (rubric.rubric, rubric.version), who, matrix.grid.name)
        return File(self.name, self.sha256, sheets or (lost,), sort_findings(findings))

    def _says_matrix(self, matrix: MatrixTable) -> IdentityClaims:
        cells = labelled_cells(matrix.grid, matrix.row)
        named = self.reader.read_name(self.name) or self.reader.read_name(self.name, _MATRIX_PATTERN)
        named = {key: named.get(key, "") for key in _OF_MATRIX}
        return self._claims(matrix.grid.name, cells, named)

    def _says(self, table: ScoreTable | None) -> IdentityClaims:
        cells = labelled_cells(table.grid, table.row) if table else {}
        named = self.reader.read_name(self.name)
        return self._claims(table.grid.name if table else "", cells, named)

    def _claims(self, grid: str, cells: Mapping[str, Cell], named: Mapping[str, str]) -> IdentityClaims:
        is_page = self.page is not None
        return IdentityClaims(self.name, grid, self.hidden, cells, named, self.workbook.from_1904, is_page)

    def _other_tables(self, names: list[str], tables: tuple[ScoreTable, ...]) -> Iterator[Finding]:
        """A workbook holds one score table: which of two counts, nobody can tell."""
        for index, name in enumerate(names[1:], 1):
            cell = tables[index].at(tables[index].row, "score").address if tables else None
            yield Finding("S209", Place(self.name, sheet=name, cell=cell), {"first": names[0], "second": name})

    def _about_the_format(self) -> Iterator[Finding]:
        """What the format of the file cannot tell, and what of it is not looked at."""
        if not self.workbook.tells:
            yield Finding("S407", Place(self.name), {"format": self.workbook.format})
        if self.workbook.format == "ods":
            yield Finding("S410", Place(self.name))
        if self.workbook.macros:
            yield Finding("S408", Place(self.name))
        if not self.workbook.styled:
            yield Finding("S409", Place(self.name))

    def _check_seen(self, grid: Grid) -> Iterator[Finding]:
        """The table stands on a worksheet that people see."""
        if grid.hidden:
            yield Finding("S212", Place(self.name, sheet=grid.name))

    def _check_lock(self, table: ScoreTable) -> Iterator[Finding]:
        """A sheet that gkpg made is still locked."""
        if self.hidden and table.grid.marks.locked is False:
            yield Finding("S308", Place(self.name, sheet=table.grid.name))


#: The findings that say that a sheet's rubric is not at hand; then its table cannot be looked for.
_NO_RUBRIC = {"S302", "S303", "S304"}
_RUBRIC_FAULTS = {"S301", *_NO_RUBRIC}
#: What a matrix says as a whole: its units stand in its rows.
_OF_MATRIX = tuple(key for key in NAMED if key != "unit")
_MATRIX_PATTERN = NamePattern("{source}-{assessor}")


def _fits(round_: Round, unit: str, source: str, rubric: Rubric) -> bool:
    """Whether a source scores a unit under a rubric."""
    return round_.scope((rubric.rubric, rubric.version), source, unit) is not None
