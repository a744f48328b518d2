"""Outlines: lines that are so many steps to the right, as lists within lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gkpg.base.wrapping import without_marks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkpg.explanation.page import Line


@dataclass
class Branch:
    """A line, and what stands below it."""

    text: str
    below: list[Branch] = field(default_factory=list)


def nest(lines: Iterable[Line]) -> list[Branch]:
    """Lines as branches; each belongs to the last one before it that stands further left."""
    top = Branch("")
    path = [top]
    for line in lines:
        del path[line.depth + 1 :]
        branch = Branch(without_marks(line.text))
        path[-1].below.append(branch)
        path.append(branch)
    return top.below
