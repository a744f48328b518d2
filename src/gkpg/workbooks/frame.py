"""What stands around the rows of a sheet: columns, views, merged ranges, filters, conditional formats, its lock."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.base.points import parse_stored
from gkpg.workbooks.cells import LAST_COLUMN, Marks
from gkpg.workbooks.display.conditional import ConditionalRule

if TYPE_CHECKING:
    from gkpg.workbooks.markup import Attributes

YES = {"1", "true", "on"}
_NO = {"0", "false", "off"}
#: Rows that are less high (in points) and columns that are less wide (in characters) show nothing that can be read.
_LOWEST_ROW, _NARROWEST_COLUMN = 6, Decimal("0.4")
#: In wider columns every score finds room.
_WIDE_COLUMN = 5
#: Of a rule only so much of a formula is looked at: a number is not longer.
_LONGEST_FORMULA = 100
_BELOW_SHEET = 2


class FrameScan:
    """One pass over what stands around the rows. `blocks` is how many blocks of rows there are; in a sheet one.

    `prefix` is that of the sheet's own names, mostly empty; `namespace` is what it stands for, None if unsaid.
    `is_flat` says that rows without a height of their own have none.
    """

    def __init__(self) -> None:
        self.blocks = self._depth = 0
        self.prefix = ""
        self.namespace: str | None = None
        self._columns: list[range] = []
        self._widths: list[range] = []
        self._narrow: list[tuple[range, Decimal]] = []
        self._filtered = self._locked = self._filters = self._hides_zeros = self._is_narrow = False
        self.is_flat = False
        self._merged: list[str] = []
        self._rules: list[ConditionalRule] = []
        self._areas = ""
        self._formula: list[str] | None = None
        self._readers = {
            "sheetView": self._view, "sheetFormatPr": self._sizes, "col": self._column, "mergeCell": self._merge,
            "sheetProtection": self._protection, "autoFilter": self._filter, "filterColumn": self._filtered_column,
        }  # fmt: skip
        self._of_rules = {
            "conditionalFormatting": self._rules_begin, "cfRule": self._rule, "formula": self._formula_begin,
            "dataBar": self._bar, "iconSet": self._bar,
        }  # fmt: skip

    def marks(self, hidden_rows: frozenset[int]) -> Marks:
        """What the frame says, with the rows that were found to be hidden."""
        columns = [*self._columns, *(_gaps(self._widths) if self._is_narrow else ())]
        return Marks(
            hidden_rows,
            tuple(columns),
            self._filtered,
            self._locked,
            tuple(self._merged),
            self._hides_zeros,
            tuple(self._rules),
            narrow=tuple(self._narrow),
        )

    def start(self, name: str, attributes: Attributes) -> bool:
        """A tag that begins; True where the rows begin with it."""
        self._depth += 1
        prefix, _, tag = name.rpartition(":")
        if self._depth == 1:
            self.prefix, self.namespace = prefix, attributes.get(namespace_key(prefix))
        elif tag == "sheetData" and self._depth == _BELOW_SHEET:
            self.blocks += 1
            return True
        elif tag in self._readers:
            self._readers[tag](attributes)
        elif tag in self._of_rules and prefix == self.prefix:  # what extensions have only refines these
            self._of_rules[tag](attributes)
        return False

    def end(self, tag: str) -> None:
        """A tag that ends."""
        self._depth -= 1
        if tag == "autoFilter":
            self._filters = False
        elif tag == "conditionalFormatting":
            self._areas = ""
        elif tag == "formula" and self._formula is not None:
            if self._rules:
                text = "".join(self._formula)[:_LONGEST_FORMULA]
                self._rules[-1] = self._rules[-1]._replace(formulas=(*self._rules[-1].formulas, text))
            self._formula = None

    def text(self, data: str) -> None:
        """Text between tags, which only formulas have."""
        if self._formula is not None:
            self._formula.append(data)

    def _view(self, attributes: Attributes) -> None:
        self._hides_zeros |= attributes.get("showZeros", "1") in _NO

    def _sizes(self, attributes: Attributes) -> None:
        self.is_flat = is_flat(attributes.get("defaultRowHeight"))
        self._is_narrow = _is_narrow(attributes.get("defaultColWidth"))

    def _column(self, attributes: Attributes) -> None:
        first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
        columns = range(max(1, first), min(last, LAST_COLUMN) + 1)
        width = parse_stored(attributes.get("width", ""))
        if width is not None:
            self._widths.append(columns)
        if attributes.get("hidden", "0") in YES or _is_narrow(attributes.get("width")):
            self._columns.append(columns)
        elif width is not None and width < _WIDE_COLUMN:
            self._narrow.append((columns, width))

    def _protection(self, attributes: Attributes) -> None:
        self._locked = attributes.get("sheet", "0") in YES

    def _merge(self, attributes: Attributes) -> None:
        self._merged.append(attributes.get("ref", ""))

    def _filter(self, _: Attributes) -> None:
        self._filters = True

    def _filtered_column(self, _: Attributes) -> None:
        self._filtered |= self._filters

    def _rules_begin(self, attributes: Attributes) -> None:
        self._areas = attributes.get("sqref", "")

    def _rule(self, attributes: Attributes) -> None:
        number = attributes.get("dxfId", "")
        style = int(number) if number.isdecimal() else None
        if self._areas:
            kind, operator = attributes.get("type", ""), attributes.get("operator", "")
            self._rules.append(ConditionalRule(self._areas, kind, operator, (), style))

    def _formula_begin(self, _: Attributes) -> None:
        self._formula = []

    def _bar(self, attributes: Attributes) -> None:
        if self._rules and attributes.get("showValue", "1") in _NO:
            self._rules[-1] = self._rules[-1]._replace(hides_value=True)


def namespace_key(prefix: str) -> str:
    """The attribute that says what a prefix stands for."""
    return f"xmlns:{prefix}" if prefix else "xmlns"


def is_flat(height: str | None) -> bool:
    """Whether a row of this height, in points, shows nothing; None is that of the sheet."""
    points = None if height is None else parse_stored(height)
    return points is not None and points < _LOWEST_ROW


def _is_narrow(width: str | None) -> bool:
    characters = None if width is None else parse_stored(width)
    return characters is not None and characters < _NARROWEST_COLUMN


def _gaps(columns: list[range]) -> list[range]:
    """The columns that are in none of these."""
    found, begin = [], 1
    for each in sorted(columns, key=lambda each: each.start):
        if each.start > begin:
            found.append(range(begin, each.start))
        begin = max(begin, each.stop)
    return [*found, range(begin, LAST_COLUMN + 1)]
