"""What a cell beside a score says: a mark of not applicable, a reason, or nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.base.memo import memoize
from gkpg.base.normalize import fold_name
from gkpg.base.points import parse_stored
from gkpg.rubric.kinds import MARKS
from gkpg.workbooks.cells import CellKind

if TYPE_CHECKING:
    from gkpg.workbooks.cells import Cell

#: What a mark of not applicable says, folded: yes, no.
_DASHES = ("-", "--", "—", "——", "–", "―")
_MARKED = {fold_name(word) for word in ("不适用", "不涉及", "n/a", "1", *(k for k, yes in MARKS.items() if yes))}
_UNMARKED = {fold_name(word) for word in ("适用", "0", *_DASHES, *(k for k, yes in MARKS.items() if not yes))}
#: What stands in place of a reason and is none, folded; whatever has no letter and no digit is none either.
_NO_REASON = _UNMARKED - {"适用"} | {"n/a", "na", "none", "nil", "暂无", "空", "true", "yes", "y"}
_ERROR = re.compile(r"#(n/a|ref!|value!|div/0!|name\?|null!|num!|spill!|getting_data)")
_SAYS = re.compile(r"[^\W_]")
_LONGEST = 40
#: No word for nothing is as long.
_LONGER_THAN_NOTHING = 15
_NUMBERS = {CellKind.NUMBER, CellKind.BOOLEAN}


def read_mark(cell: Cell | None) -> bool | None:
    """Whether a cell of the column 不适用 marks the item: a blank and a no do not; None where it says neither."""
    if cell is None or cell.kind is CellKind.BLANK:
        return False
    if cell.kind in _NUMBERS:
        number = parse_stored(cell.content)
        return bool(number) if number in {0, 1} else None
    if cell.kind is not CellKind.TEXT:
        return None
    word = fold_name(cell.text)
    return False if not word or word in _UNMARKED else True if word in _MARKED else None


def says_something(cell: Cell | None) -> bool:
    """Whether a cell holds a reason or a proof: no error value, no dash, no mark, no word for nothing."""
    if cell is None or cell.kind in {CellKind.BLANK, CellKind.ERROR, CellKind.BOOLEAN, CellKind.UNCALCULATED}:
        return False
    text = cell.text[:_LONGEST]
    if len(text) > _LONGER_THAN_NOTHING and text.isprintable():
        return _SAYS.search(text) is not None
    return _says_something(text)


@memoize(1_000_000, _LONGEST)
def _says_something(text: str) -> bool:
    word = fold_name(text)
    return _SAYS.search(word) is not None and word not in _NO_REASON and _ERROR.fullmatch(word) is None
