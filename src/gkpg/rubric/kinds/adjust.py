"""The kind `adjust`: a base with plus or minus, which are two rows of a sum that need not be written."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import ValidationError

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds.item_kind import DEFAULT
from gkpg.rubric.kinds.sum import SumField, SumItems
from gkpg.yamlfiles.form import Slip
from gkpg.yamlfiles.schema.about import About
from gkpg.yamlfiles.types import NO_LIMIT, Model, RowMax, SharePoints, Words, as_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.rubric.draft import Draft


class ChangeRow(Model):
    """What is added to a base, or taken from it: points, or with `each` how often.

    `id` and `name` are those of its row on a sheet: None for those of the item with a sign behind them. `max` is the
    most together; None where only the max or the floor of the item bounds it.
    """

    id: Words | None = None
    name: Words | None = None
    each: SharePoints | None = None
    max: RowMax = None

    @property
    def says(self) -> Text:
        """The row in words."""
        each = Text("填分", "points") if self.each is None else _told("每次 {} 分", "{} each time", self.each)
        most = None if self.max is None else _told("合计最多 {} 分", "{} at most together", self.max)
        called = " ".join(filter(None, (self.id, self.name)))
        parts = [Text(called, called)] * bool(called) + [each] + [most] * (most is not None)
        told = [part for part in parts if part is not None]
        return Text("，".join(part.zh for part in told), ", ".join(part.en for part in told))


def _told(zh: str, en: str, points: Fraction) -> Text:
    text = format_exact(points)
    return Text(zh.format(text), en.format(text))


class AdjustField(SumField):
    """Items with a base that is changed."""

    plus: ChangeRow | None = None
    minus: ChangeRow | None = None


class MadeRows(tuple[dict[str, Any], ...]):
    """Rows that no author wrote: those of plus and minus. `written` are the keys that each follows from."""

    written: tuple[str, ...]

    @classmethod
    def of(cls, rows: Mapping[str, dict[str, Any]]) -> MadeRows:
        """Rows by the keys that they follow from."""
        made = cls(rows.values())
        made.written = tuple(rows)
        return made


class AdjustItems(SumItems):
    """Items that get a base, what is added and what is taken, within the cap and the floor."""

    name = "adjust"
    says = Text(
        "基础分加减：从 base 起，加 plus、减 minus 两行，最多为分值，最低为 floor",
        "base with plus and minus, two rows on sheets, within max and floor",
    )
    own: ClassVar[Mapping[str, About]] = {
        "plus": About(
            Text("加", "Plus"),
            Text(
                "加多少：each 每次几分（不写就直接填分），max 合计最多加几分。",
                "What is added: each is the points each time (without it points are entered), max the most together.",
            ),
            "{each: 0.05, max: 0.5}",
        ),
        "minus": About(
            Text("减", "Minus"),
            Text(
                "减多少：each 每次几分（不写就直接填分），max 合计最多减几分。",
                "What is taken: each is the points each time (without it points are entered), max the most together.",
            ),
            "{each: 0.1, max: 2}",
        ),
    }
    needs: ClassVar[Mapping[str, Text]] = {
        "base": Text("基础分加减的项（kind: adjust）要写 base（基础分）", "kind adjust needs base")
    }
    may_have = frozenset({"floor", "plus", "minus"})
    takes_items = False
    starts_full = True
    implies_max = True

    def completed(self, item: dict[str, Any]) -> dict[str, Any]:
        """The max, where only base and plus say it; the rows of plus and minus."""
        base, plus, minus = as_points(item.get("base")), _change(item, "plus"), _change(item, "minus")
        gain = Fraction(0) if "plus" not in item else None if plus is None else plus.max
        if "max" not in item and base is not None and gain is not None:
            item = {**item, "max": base + gain}
        rows = {} if plus is None else {"plus": _row(item, plus, "+", "count" if plus.each else DEFAULT)}
        rows |= {} if minus is None else {"minus": _row(item, minus, "-", "loss")}
        made = MadeRows.of(rows)
        return {**item, "items": made} if made and "items" not in item else item

    def slips(self, item: Draft) -> Iterator[Slip]:
        """It has plus or minus; and what every sum keeps."""
        if not {"plus", "minus"} & item.values.keys():
            kind, field = Text(" adjust 类型", "of kind adjust"), Text("plus 或 minus", "plus or minus")
            yield Slip("R213", item.path, {"id": item.label, "kind": kind, "field": field})
        if "base" in item.values:
            yield from super().slips(item)


def _change(item: dict[str, Any], key: str) -> ChangeRow | None:
    """What is written of plus or minus; None where that is nothing sound."""
    try:
        return ChangeRow.model_validate(item[key])
    except (KeyError, ValidationError):
        return None


def _row(item: dict[str, Any], change: ChangeRow, sign: str, kind: str) -> dict[str, Any]:
    """The row of what is added or taken."""
    names = {"id": change.id or f"{item.get('id')}{sign}", "name": change.name or f"{item.get('name')} {sign}"}
    number = f"{item['number']}{sign}" if "number" in item and change.id is None else None
    written = {"number": number, "each": change.each, "description": item.get("description")}
    rest = {key: each for key, each in written.items() if each is not None}
    return {**names, "max": NO_LIMIT if change.max is None else change.max, "kind": kind, **rest}
