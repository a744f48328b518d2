"""A draft: a rubric as far as it can be read, so that its rules can be checked while it still has faults."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gkpg.base.points import add_up
from gkpg.rubric.kinds import BLOCKS, MadeRows
from gkpg.yamlfiles.types import NO_LIMIT, as_max

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from gkpg.rubric.kinds import BlockKind
    from gkpg.yamlfiles.document import Path_


@dataclass(frozen=True, slots=True)
class DraftRepair:
    """A repair with its path in the YAML file."""

    path: Path_
    fields: tuple[str, ...]
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An item of a rubric, or the rubric itself (then `max` is its total and `children` are its indicators).

    A field is None where it is missing or not of its kind. `path` leads to it in the YAML file; `values` are all that
    stand there. `adjustments` are the blocks beside the indicators and the vetoes of a rubric.
    """

    path: Path_
    id: str | None
    max: Fraction | None
    standard: str | None
    judgement: bool
    kind: str | None
    values: Mapping[str, Any]
    repairs: tuple[DraftRepair, ...]
    children: tuple[Draft, ...]
    adjustments: tuple[Draft, ...] = ()

    def walk(self) -> Iterator[Draft]:
        """This item and all below it."""
        yield self
        for child in (*self.children, *self.adjustments):
            yield from child.walk()

    @property
    def label(self) -> str:
        """What messages call it."""
        return self.id or "?"

    @property
    def max_path(self) -> Path_:
        """Where its points stand."""
        return (*self.path, "max" if self.path else "total")

    @property
    def repaired(self) -> frozenset[str]:
        """The fields that have a repair."""
        return frozenset(field for repair in self.repairs for field in repair.fields)

    @property
    def is_open(self) -> bool:
        """Whether it says that its points have no limit."""
        return self.values.get("max" if self.path else "total") == NO_LIMIT

    @property
    def is_block(self) -> bool:
        """Whether it is a block beside the total."""
        return self.path[:1] == ("beside",) and len(self.path) == 2

    @property
    def block_kind(self) -> BlockKind | None:
        """The kind of a block beside the total; None of all else, and where there is no such kind."""
        return BLOCKS.get(str(self.values.get("kind"))) if self.is_block else None

    @property
    def has_made_rows(self) -> bool:
        """Whether its sub-items follow from what else stands there."""
        return isinstance(self.values.get("items"), MadeRows)

    @property
    def sum(self) -> Fraction | None:
        """The points of its sub-items together; None if it has none or one of them cannot be read."""
        return add_up(child.max for child in self.children) if self.children else None


def draft_rubric(data: Any) -> Draft:
    """The draft of a whole rubric, from the values of its YAML file."""
    rubric = _draft(data, (), "rubric", "total", "indicators")
    blocks = [_draft(each, ("beside", n), "id", "max", "items") for n, each in _number_entries(data, "beside")]
    vetoes = [_draft(each, ("vetoes", n), "id", "max", "items") for n, each in _number_entries(data, "vetoes")]
    blocks = [replace(block, kind=None, max=None) for block in blocks]
    return replace(rubric, adjustments=(*blocks, *vetoes))


def _number_entries(data: Any, key: str) -> Iterator[tuple[int, Any]]:
    """The entries of a list, each with its number."""
    below = data.get(key) if isinstance(data, dict) else None
    return enumerate(below) if isinstance(below, tuple) else iter(())


def _draft(data: Any, path: Path_, id_key: str, max_key: str, below: str) -> Draft:
    data = data if isinstance(data, dict) else {}
    children = data.get(below)
    return Draft(
        path=path,
        id=_text(data.get(id_key)),
        max=as_max(data.get(max_key)),
        standard=_text(data.get("standard")),
        judgement=data.get("judgement") is not None,
        kind=_text(data.get("kind")),
        values=data,
        repairs=tuple(_repairs(data.get("repair"), (*path, "repair"))),
        children=tuple(
            _draft(child, (*path, *steps), "id", "max", "items")
            for steps, child in _with_steps(below, children if isinstance(children, tuple) else ())
        ),
    )


def _with_steps(below: str, children: tuple[Any, ...]) -> Iterator[tuple[Path_, Any]]:
    """What stands below an item, each with the steps that lead to it in the file."""
    if isinstance(children, MadeRows):
        return zip(((key,) for key in children.written), children, strict=True)
    return (((below, index), child) for index, child in enumerate(children))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _repairs(value: Any, path: Path_) -> Iterator[DraftRepair]:
    listed = [(path, value)] if isinstance(value, dict) else []
    if isinstance(value, tuple):
        listed = [((*path, index), each) for index, each in enumerate(value) if isinstance(each, dict)]
    for where, each in listed:
        fields = each.get("field")
        fields = tuple(map(_text, fields if isinstance(fields, tuple) else (fields,)))
        kind, reason = _text(each.get("kind")), _text(each.get("reason"))
        if kind and reason:
            yield DraftRepair(where, tuple(field for field in fields if field), kind, reason)
