"""Labels: what items are called on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gkpg.reports.view.group_summary import GroupSummary
    from gkpg.reports.view.item_summary import ItemSummary


def label_of(summary: GroupSummary, of: ItemSummary) -> str:
    """What an item is called in a list of all parts: those at the top with their part, where there are several."""
    if _is_whole_part(summary, of):
        return of.item.name
    part = summary.group.parts[of.part].title
    has_part = of.item is of.top and len(summary.group.parts) > 1 and part != of.item.name
    return f"{part} · {of.item.label}" if has_part else of.item.label


def number_of(summary: GroupSummary, of: ItemSummary, *, is_alone: bool) -> str:
    """What an item is called above a column: its number, behind the name of its part if it is not the first."""
    part = summary.group.parts[of.part].title
    if is_alone or not of.part:
        return of.item.called
    return part if _is_whole_part(summary, of) else f"{part} {of.item.called}"


def _is_whole_part(summary: GroupSummary, of: ItemSummary) -> bool:
    """Whether an item, of several parts, is all that there is in its own, and called like it."""
    part = summary.group.parts[of.part]
    return len(summary.group.parts) > 1 and part.title == of.item.name and len(part.rubric.ids) == 1
