"""Reading xlsx files: every kind of cell told apart, whatever a file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.memo import memoize
from gkpg.base.text import Text
from gkpg.workbooks.cells import Grid, Workbook
from gkpg.workbooks.fast.sheet_pass import read_sheet_fast, read_strings_fast
from gkpg.workbooks.markup import LONGEST_KEPT, attribute, elements, relations, relations_of
from gkpg.workbooks.package import damaged_error, too_large_error
from gkpg.workbooks.strict import SheetScan, StringsScan
from gkpg.workbooks.styles import Styles, styles_of

if TYPE_CHECKING:
    from gkpg.workbooks.package import Package

_WANTED = frozenset({"sheet"})
#: Where the part that lists the sheets mostly is.
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
    has_styles = package.has(by_kind.get("styles", ""))
    styles = styles_of(package.part(by_kind["styles"])) if has_styles else Styles()
    grids = []
    for target, name, hidden in _list_sheets(package.part(main)):
        kind, part = related.get(target, ("", ""))
        if kind == "worksheet":
            grids.append(_grid(package.sheet(part), name, hidden, styles, strings, package))
            if len(grids) > package.limits.sheets:
                raise too_large_error("工作表数", "sheets", len(grids), package.limits.sheets)
    if not grids:
        raise damaged_error(Text("没有工作表", "it has no sheet"))
    macros = "vbaProject" in by_kind
    return Workbook(
        tuple(grids), "xlsm" if macros else "xlsx", macros=macros, styled=has_styles or "styles" not in by_kind
    )


def _find_related(package: Package, part: str) -> dict[str, tuple[str, str]]:
    name = relations_of(part)
    return relations(part.rpartition("/")[0], package.part(name)) if package.has(name) else {}


@memoize(1_000_000, LONGEST_KEPT)
def _list_sheets(data: bytes) -> tuple[tuple[str, str, bool], ...]:
    """The sheets that a workbook lists: what each points to, its name, whether it is hidden."""
    return tuple(
        (attribute(attributes, "id"), attributes.get("name", ""), attributes.get("state", "visible") != "visible")
        for tag, attributes in elements(data, _WANTED)
    )


def _strings(package: Package, part: str | None) -> list[str]:
    if part is None or not package.has(part):
        return []
    data = package.part(part)
    quick = read_strings_fast(data)
    return StringsScan(data).found if quick is None else quick


def _grid(data: bytes, name: str, hidden: bool, styles: Styles, strings: list[str], package: Package) -> Grid:
    most = package.limits.cells
    quick = read_sheet_fast(data, styles, strings, most)
    if quick is None:
        scanned = SheetScan(data, styles, strings, most)
        quick = scanned.rows, scanned.marks
    return Grid(name, hidden, *quick)
