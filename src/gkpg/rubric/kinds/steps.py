"""The kind `steps`: one of some scores, and nothing between."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from gkpg.base.points import as_decimal, format_exact, format_points
from gkpg.base.text import Text
from gkpg.rubric.kinds.cell_rule import CellRule
from gkpg.rubric.kinds.item_kind import ItemHead, ItemKind
from gkpg.rubric.kinds.kind import Kind
from gkpg.rubric.kinds.unreached import max_unreached
from gkpg.yamlfiles.form import Slip
from gkpg.yamlfiles.schema.about import About
from gkpg.yamlfiles.types import ShareWorth, as_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.findings.finding import Fact
    from gkpg.rubric.draft import Draft


@dataclass(frozen=True, slots=True)
class Steps(Kind):
    """One of some scores, the highest first."""

    steps: tuple[Decimal, ...]

    @property
    def asks(self) -> Text:
        """One of the steps."""
        return Text("选一档", "choose a step")

    @property
    def hint(self) -> Text:
        """One of the steps."""
        return self.asks

    @property
    def allowed(self) -> Text:
        """The steps."""
        steps = tuple(map(format_points, self.steps))
        return Text("、".join(steps) + " 之一", "one of " + ", ".join(steps))

    @property
    def rule(self) -> CellRule:
        """A list of the steps."""
        return CellRule("list", tuple(map(format_points, self.steps)))

    @property
    def least(self) -> Decimal:
        """The lowest step."""
        return min(self.steps)

    @property
    def most(self) -> Decimal:
        """The highest step."""
        return max(self.steps)

    def points(self, entered: Decimal) -> Decimal | None:
        """The step itself."""
        return entered if entered in self.steps else None

    def recount(self, written: str, as_filled: Kind) -> Fraction | None:
        """The step in the same place where there are as many; else the same score, where it still is a step."""
        entered = Decimal(written)
        if not isinstance(as_filled, Steps) or entered not in self.steps:
            return None
        if len(self.steps) == len(as_filled.steps):
            return Fraction(as_filled.steps[self.steps.index(entered)])
        return Fraction(entered) if entered in as_filled.steps else None


class StepsField(ItemHead):
    """Items with steps: the scores that can be given."""

    steps: Annotated[tuple[ShareWorth, ...], Field(min_length=1)] | None = None


class StepsItems(ItemKind[StepsField]):
    """Items that are given one of their steps."""

    name = "steps"
    says = Text("分档：从 steps 列出的几档里选一档", "one of the scores listed in steps")
    own: ClassVar[Mapping[str, About]] = {
        "steps": About(
            Text("分档", "Steps"),
            Text(
                "kind 为 steps 时，可以得到的几种分，各写一次；最高一档等于分值，可以有 0。",
                "For kind steps: the scores that can be given, each once; the highest is max, 0 is allowed.",
            ),
            "[2, 1, 0]",
        )
    }
    needs: ClassVar[Mapping[str, Text]] = {"steps": Text("分档的项（kind: steps）要写 steps", "kind steps needs steps")}

    def cell(self, item: StepsField) -> Kind:
        """The steps, from the highest down."""
        return Steps(tuple(sorted(map(as_decimal, item.steps or ()), reverse=True)))

    def slips(self, item: Draft) -> Iterator[Slip]:
        """Of steps the highest is the max, and none is above it or stands twice."""
        steps = item.values.get("steps")
        if not isinstance(steps, tuple) or item.max is None:
            return
        each = [as_points(step) for step in steps]
        for place, step in enumerate(each):
            if step is not None and (step > item.max or step in each[:place]):
                facts: dict[str, Fact] = {"id": item.label, "step": format_exact(step), "how": _how(step, item.max)}
                yield Slip("R215", (*item.path, "steps", place), facts)
        numbers = [step for step in each if step is not None]
        if numbers and max(numbers) < item.max:
            yield max_unreached((*item.path, "steps"), item.label, item.max)


def _how(step: Fraction, most: Fraction) -> Text:
    """What is wrong with a step."""
    if step > most:
        return Text(f"高于分值 {format_exact(most)}", f"is above its max {format_exact(most)}")
    return Text("重复", "stands twice")
