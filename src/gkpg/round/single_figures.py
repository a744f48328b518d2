"""Parts of a total that are a single figure, as rubrics of one item."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from gkpg.base.points import format_points
from gkpg.rubric import Item, Rubric

if TYPE_CHECKING:
    from decimal import Decimal

    from gkpg.round.model import Assessment


def figures_of(assessment: Assessment) -> frozenset[tuple[str, str]]:
    """The keys of the rubrics that parts of a single figure have."""
    figures = (part for each in assessment.composite for part in each.parts)
    made = (single_item(part.name, part.max, None) for part in figures if part.max is not None and part.of is None)
    return frozenset((rubric.rubric, rubric.version) for rubric in made)


def single_item(name: str, most: Decimal, language: Literal["zh", "en"] | None) -> Rubric:
    """The rubric of a part that is a single figure; its version is the max, for groups may have others."""
    item, label = Item(id="1", name=name, max=Fraction(most)), "".join(name.split())
    title = Rubric(
        rubric=f"{label}.part", version=format_points(most), title=name, total=Fraction(most), indicators=(item,)
    )
    return title.model_copy(update={"group": name, "language": language or "zh"})
