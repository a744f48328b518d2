"""The table of all kinds of items: whatever else knows of kinds goes by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.rubric.kinds.adjust import AdjustField, AdjustItems
from gkpg.rubric.kinds.choice import HIGHEST, LOWEST, MoreField
from gkpg.rubric.kinds.count import CountItems
from gkpg.rubric.kinds.deduction import DeductionItems
from gkpg.rubric.kinds.deductions import DeductionsItems
from gkpg.rubric.kinds.item_kind import DEFAULT, ItemKind
from gkpg.rubric.kinds.levels import LevelsField, LevelsItems
from gkpg.rubric.kinds.loss import LossItems
from gkpg.rubric.kinds.measure_items import MeasureFields, MeasureItems
from gkpg.rubric.kinds.points import PointsItems
from gkpg.rubric.kinds.raw_scale import RawFields
from gkpg.rubric.kinds.relative import RelativeFields, RelativeItems
from gkpg.rubric.kinds.steps import StepsField, StepsItems
from gkpg.rubric.kinds.sum import SumItems
from gkpg.rubric.kinds.ticks import TickItems, TicksItems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.yamlfiles.schema.about import About


class KindFields(RelativeFields, MeasureFields, MoreField, AdjustField, LevelsField, StepsField, RawFields):
    """What an item may have by its kind. The fields of the last class come first, as Pydantic orders them."""


_ALL: tuple[ItemKind[KindFields], ...] = (
    PointsItems(),
    StepsItems(),
    LevelsItems(),
    CountItems(),
    DeductionItems(),
    TickItems(),
    TicksItems(),
    DeductionsItems(),
    SumItems(),
    LossItems(),
    AdjustItems(),
    MeasureItems(),
    RelativeItems(),
    HIGHEST,
    LOWEST,
)
#: All kinds of items by name, in the order in which they are explained.
KINDS: Mapping[str, ItemKind[KindFields]] = {kind.name: kind for kind in _ALL}
#: The fields that belong to kinds, with their words, each once.
KIND_FIELDS: Mapping[str, About] = {field: about for kind in _ALL for field, about in kind.own.items()}


def kind_named(name: str | None) -> ItemKind[KindFields]:
    """The kind of this name; the usual one where a rubric names none, or one that there is not."""
    return KINDS.get(name or DEFAULT, KINDS[DEFAULT])
