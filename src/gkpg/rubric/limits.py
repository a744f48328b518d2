"""Rules of limits: where points may have none, and where decimals must say the most that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import format_exact, has_end
from gkpg.base.text import Text, list_words
from gkpg.rubric.kinds import DEFAULT, kind_named
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.rubric.draft import Draft
    from gkpg.yamlfiles.document import Document

_WEIGHT = Text("按上一级的比重（weight）算分值，上一级却不封顶", "is a share (weight) of an item that has no limit")


def open_items_stand_in_open_ones(rubric: Draft, document: Document) -> Iterator[Slip]:
    """What holds an item without a limit has none itself, unless its kind sets one; and the other way round.

    A table may have no total all the same: then its document adds nothing up.
    """
    del document
    for item in rubric.walk():
        if (
            not item.children
            or kind_named(item.kind).has_rows
            or kind_named(item.kind).is_apart_from_below
            or item.is_block
        ):
            continue
        open_ = [child.label for child in item.children if child.is_open]
        if open_ and not item.is_open and item.max is not None:
            names, most = list_words(open_), format_exact(item.max)
            how = Text(
                f"分值是 {most}，下面的 {names.zh} 却不封顶", f"has {most}, but below it {names.en} has no limit"
            )
            yield Slip("R222", item.max_path, {"id": item.label, "how": how})
        elif item.is_open and item.path and not open_ and item.sum is not None:
            yield Slip("R223", item.max_path, {"id": item.label, "sum": format_exact(item.sum)})


def open_items_need_no_max(rubric: Draft, document: Document) -> Iterator[Slip]:
    """An item without a limit is of a kind that needs none, and its weight is a share of something."""
    del document
    for item in rubric.walk():
        for child in item.children:
            if child.is_open and not _may_be_open(child, item):
                name = child.kind or DEFAULT
                how = Text(f"不封顶，{name} 类型却要有分值", f"has no limit, but kind {name} needs a max")
                yield Slip("R222", child.max_path, {"id": child.label, "how": how})
            if item.is_open and "weight" in child.values:
                yield Slip("R222", (*child.path, "weight"), {"id": child.label, "how": _WEIGHT})


def _may_be_open(item: Draft, above: Draft) -> bool:
    """Whether the kind of an item, or what it is a row of, goes without a max."""
    around = kind_named(above.kind)
    if around.has_rows and not around.rows_have_kinds:
        return around.rows_may_be_open
    return kind_named(item.kind).may_be_open


def decimals_say_what_is_entered(rubric: Draft, document: Document) -> Iterator[Slip]:
    """Where points are entered, decimals can say the most of them; elsewhere a weight such as 1/3 stays exact."""
    del document
    for around in rubric.walk():
        for item in (*around.children, *around.adjustments):
            if item.children or item.max is None or has_end(item.max) or not _enters_points(item, around):
                continue
            field = "weight" if "weight" in item.values else "max"
            yield Slip("R212", (*item.path, field), {"id": item.label, "points": format_exact(item.max)})


def _enters_points(item: Draft, around: Draft) -> bool:
    """Whether what is entered for an item, or for a row of the one around it, are its points."""
    kind = kind_named(around.kind)
    if kind.has_rows and not kind.rows_have_kinds:
        return kind.row_enters_points(item)
    return kind_named(item.kind).enters_points(item)
