"""Long formulas: those for which a cell has no room."""

from __future__ import annotations

#: So many characters of a formula are kept by spreadsheets, `=` included.
_LONGEST = 8192
#: What stands where no sheet knows the points; sums leave it out.
_UNTOLD = '="—"'


def fit_formula(formula: str) -> str:
    """A formula, or a dash in its place where it is longer than a cell may hold."""
    return formula if len(formula) <= _LONGEST else _UNTOLD
