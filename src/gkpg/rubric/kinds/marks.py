"""Marks: what people write for yes and for no."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

from gkpg.base.normalize import fold_name
from gkpg.base.text import Text
from gkpg.rubric.kinds.cell_rule import one_of

#: Marks for yes and for no, as sheets and reports write them.
YES, NO = "✓", "✗"
#: Everything that plainly says yes or no. A ring or a dot is yes here and no there, so they are neither.
YES_WORDS = (YES, "√", "✔", "✅", "☑", "🗸", "🗹", "■", "V", "勾", "对", "是", "是的", "有", "TRUE", "yes", "y")
_CROSSES = (NO, "×", "✘", "✕", "✖", "╳", "❌", "☐", "□", "x", "叉", "错")
NO_WORDS = (*_CROSSES, "否", "无", "没", "没有", "不是", "FALSE", "no", "n")
#: What is read as a mark, folded: 1 for yes, 0 for no.
MARKS = MappingProxyType(
    {fold_name(word): Decimal(1) for word in YES_WORDS} | {fold_name(word): Decimal(0) for word in NO_WORDS},
)
#: Letters that are a tick or a cross only in a font of signs, such as Wingdings, folded.
FONT_SIGNS = frozenset(map(fold_name, ("P", "R", "O", "Q", "S", "T", "U", "a", "ü", "û", "þ", "ý", "¨", "£", "§")))
#: What may be entered where a mark is asked for, what to write where there is nothing, and in place of other words.
ALLOWED = Text(f"{YES} 或 {NO}", f"{YES} or {NO}")
NOTHING = Text(f"没有的填 {NO}", f"if there is none, write {NO}")
WRITE = Text(f"请填 {YES} 或 {NO}", f"write {YES} or {NO}")

#: What the heading of a column of marks says.
CHOOSE = Text(f"选 {YES} 或 {NO}", f"{YES} or {NO}")


def says_yes(cell: str) -> str:
    """The formula that a cell holds a mark for yes."""
    return one_of(cell, (*YES_WORDS, "1"))


def says_no(cell: str) -> str:
    """The formula that a cell holds a mark for no."""
    return one_of(cell, (*NO_WORDS, "0"))
