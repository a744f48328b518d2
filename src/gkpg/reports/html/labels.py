"""Labels: what items are called on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gkpg.reports.view.group_summary import GroupSummary
    from gkpg.reports.view.item_summary import ItemSummary


def label_of(summary: GroupSummary, of: ItemSummary) -> str:
    """What an item is called in a list of all parts: those at the top with their part, where there are several."""
    part = summary.group.parts[of.part].title
    has_part = of.item is of.top and len(summary.group.parts) > 1 and part != of.item.name
    return f"{part} · {of.item.label}" if has_part else of.item.label


def number_of(of: ItemSummary, *, is_alone: bool) -> str:
    """What an item is called above a narrow column: its number, behind the number of its part where it needs one."""
    return of.item.called if is_alone or not of.part else f"{of.part + 1}·{of.item.called}"
