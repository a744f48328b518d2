"""Reading xlsx files: every kind of cell told apart, whatever a file holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.memo import memoize
from gkpg.base.text import Text
from gkpg.workbooks.cells import Grid, Workbook
from gkpg.workbooks.fast.sheet_pass import read_sheet_fast, read_strings_fast
from gkpg.workbooks.frame import YES
from gkpg.workbooks.markup import LONGEST_KEPT, attribute, elements, relations, relations_of
from gkpg.workbooks.package import damaged_error, too_large_error
from gkpg.workbooks.strict import SheetScan, StringsScan
from gkpg.workbooks.styles import Styles, styles_of

if TYPE_CHECKING:
    from gkpg.workbooks.package import Package

#: What is looked at of the part that lists the sheets, and where that mostly is.
_WANTED = frozenset({"sheet", "workbookPr", "calcPr"})
MAIN = "xl/workbook.xml"


def main_part(package: Package) -> str:
    """The name of the part that lists the sheets."""
    pointed = _find_related(package, "").values()
    return next((name for kind, name in pointed if kind == "officeDocument"), MAIN)


def read_xlsx(package: Package) -> Workbook:
    """Read all sheets of an xlsx or xlsm file. Raises UnreadableError; macros are never looked at."""
    main = main_part(package)
    if not package.has(main):
        raise damaged_error(Text("不是 xlsx 文件", "no xlsx file"))
    related = _find_related(package, main)
    by_kind = dict(related.values())
    strings = _strings(package, by_kind.get("sharedStrings"))
    named = by_kind.get("styles")
    has_styles = named is not None and package.has(named)
    styles = styles_of(package.part(named)) if named is not None and has_styles else Styles()
    grids = []
    said = _read_main(package.part(main))
    for target, name, hidden in said.sheets:
        kind, part = related.get(target, ("", ""))
        if kind == "worksheet":
            grid = _grid(package.sheet(part), name, hidden, styles, strings, package)
            grids.append(replace(grid, is_manual=True) if said.is_manual else grid)
            if len(grids) > package.limits.sheets:
                raise too_large_error("工作表数", "sheets", len(grids), package.limits.sheets)
    if not grids:
        raise damaged_error(Text("没有工作表", "it has no sheet"))
    macros = "vbaProject" in by_kind
    file_format = "xlsm" if macros else "xlsx"
    return Workbook(
        tuple(grids), file_format, True, macros, said.from_1904, styled=has_styles or "styles" not in by_kind
    )


def _find_related(package: Package, part: str) -> dict[str, tuple[str, str]]:
    name = relations_of(part)
    return relations(part.rpartition("/")[0], package.part(name)) if package.has(name) else {}


class _MainPart(NamedTuple):
    """What the main part says: of each sheet what it points to, its name, whether it is hidden; how it counts dates."""

    sheets: tuple[tuple[str, str, bool], ...]
    from_1904: bool
    is_manual: bool


@memoize(1_000_000, LONGEST_KEPT)
def _read_main(data: bytes) -> _MainPart:
    found = elements(data, _WANTED)
    said = {tag: attributes for tag, attributes in found if tag in {"workbookPr", "calcPr"}}
    calculation = said.get("calcPr", {})
    is_manual = calculation.get("calcMode") == "manual" or calculation.get("calcCompleted", "1") not in YES
    sheets = tuple(
        (attribute(attributes, "id"), attributes.get("name", ""), attributes.get("state", "visible") != "visible")
        for tag, attributes in found
        if tag == "sheet"
    )
    return _MainPart(sheets, said.get("workbookPr", {}).get("date1904", "0") in YES, is_manual)


def _strings(package: Package, part: str | None) -> tuple[list[str], frozenset[int]]:
    """The shared strings, and the numbers of those of which parts are struck out, raised or lowered."""
    if part is None or not package.has(part):
        return [], frozenset()
    data = package.part(part)
    quick = read_strings_fast(data)
    if quick is not None:
        return quick, frozenset()
    scanned = StringsScan(data)
    return scanned.found, scanned.altered


def _grid(
    data: bytes, name: str, hidden: bool, styles: Styles, strings: tuple[list[str], frozenset[int]], package: Package
) -> Grid:
    most, (texts, altered) = package.limits.cells, strings
    quick = None if altered else read_sheet_fast(data, styles, texts, most)
    if quick is None:
        scanned = SheetScan(data, styles, texts, most, altered)
        quick = scanned.rows, scanned.marks
    rows, marks = quick
    if marks.conditional and (restyles := styles.restyles_of(marks.conditional)):
        marks = replace(marks, restyles=restyles)
    return Grid(name, hidden, rows, marks)
