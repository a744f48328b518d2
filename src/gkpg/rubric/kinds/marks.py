"""Marks: what people write for yes and for no."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

from gkpg.base.normalize import fold_name
from gkpg.base.text import Text

#: Marks for yes and for no, as sheets and reports write them.
YES, NO = "✓", "✗"
_YES = (YES, "√", "✔", "是", "有", "TRUE", "yes", "y")
_NO = (NO, "×", "✘", "x", "否", "无", "没有", "FALSE", "no", "n")
#: What is read as a mark, folded: 1 for yes, 0 for no.
MARKS = MappingProxyType(
    {fold_name(word): Decimal(1) for word in _YES} | {fold_name(word): Decimal(0) for word in _NO},
)
#: What may be entered where a mark is asked for, and what to write where there is nothing.
ALLOWED = Text(f"{YES} 或 {NO}", f"{YES} or {NO}")
NOTHING = Text(f"没有的填 {NO}", f"if there is none, write {NO}")
