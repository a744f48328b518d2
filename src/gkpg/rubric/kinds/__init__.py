"""Kinds: the ways to fill a cell, and the ways in which items and blocks get their points by them.

A kind is one file; adding one touches its file and the table in `registry`.
"""

from gkpg.rubric.kinds.adjust import ChangeRow, MadeRows
from gkpg.rubric.kinds.against import call_base, formula_against, value_against
from gkpg.rubric.kinds.bands import MeasureBand
from gkpg.rubric.kinds.between import Between
from gkpg.rubric.kinds.blocks import BLOCKS, BlockKind
from gkpg.rubric.kinds.cell_rule import CellRule, either
from gkpg.rubric.kinds.conversion import Conversion, Mark, Working
from gkpg.rubric.kinds.count import Count
from gkpg.rubric.kinds.deduction import Deduction
from gkpg.rubric.kinds.figure import Figure
from gkpg.rubric.kinds.item_kind import DEFAULT, ChoiceWord, ItemHead, ItemKind, LooksAt, RowContext
from gkpg.rubric.kinds.kind import EntryForm, Kind
from gkpg.rubric.kinds.levels import Levels
from gkpg.rubric.kinds.line import Knot
from gkpg.rubric.kinds.loss import Loss
from gkpg.rubric.kinds.marks import FONT_SIGNS, MARKS, NO, YES
from gkpg.rubric.kinds.measure import Measure
from gkpg.rubric.kinds.measure_checks import OF_A_VALUE
from gkpg.rubric.kinds.measure_items import MeasureItems
from gkpg.rubric.kinds.per import COUNTINGS, Per
from gkpg.rubric.kinds.points import Score
from gkpg.rubric.kinds.raw_scale import RawScale
from gkpg.rubric.kinds.registry import KIND_FIELDS, KINDS, KindFields, kind_named
from gkpg.rubric.kinds.steps import Steps
from gkpg.rubric.kinds.taken import mark_taken, taken_off
from gkpg.rubric.kinds.ticks import Tick
from gkpg.rubric.kinds.units import is_percent, parse_with_unit, says_percent
from gkpg.rubric.kinds.value_rounding import DIRECTIONS, ValueRounding
from gkpg.rubric.kinds.veto import Veto

__all__ = [
    "BLOCKS",
    "COUNTINGS",
    "DEFAULT",
    "DIRECTIONS",
    "FONT_SIGNS",
    "KINDS",
    "KIND_FIELDS",
    "MARKS",
    "NO",
    "OF_A_VALUE",
    "YES",
    "Between",
    "BlockKind",
    "CellRule",
    "ChangeRow",
    "ChoiceWord",
    "Conversion",
    "Count",
    "Deduction",
    "EntryForm",
    "Figure",
    "ItemHead",
    "ItemKind",
    "Kind",
    "KindFields",
    "Knot",
    "Levels",
    "LooksAt",
    "Loss",
    "MadeRows",
    "Mark",
    "Measure",
    "MeasureBand",
    "MeasureItems",
    "Per",
    "RawScale",
    "RowContext",
    "Score",
    "Steps",
    "Tick",
    "ValueRounding",
    "Veto",
    "Working",
    "call_base",
    "either",
    "formula_against",
    "is_percent",
    "kind_named",
    "mark_taken",
    "parse_with_unit",
    "says_percent",
    "taken_off",
    "value_against",
]
