"""Figures before and after as they are read: as they are where both are out of the same, else with their shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import format_exact, format_points, round_to_places
from gkpg.base.text import Text

if TYPE_CHECKING:
    from fractions import Fraction

    from gkpg.differences.value_change import FigureChange

NONE = "—"


def write_change(change: FigureChange) -> Text:
    """A figure before and after."""
    if change.is_on_one_scale:
        return join(write_figure(change.before), write_figure(change.after))
    (old, new), olds, news = change.shares, change.most_before, change.most_after
    was, now = _of(change.before, olds, old), _of(change.after, news, new)
    return Text(f"{was.zh} → {now.zh}", f"{was.en} → {now.en}")


def join(before: str, after: str) -> Text:
    """What was and what is; once where both are the same."""
    text = after if before == after else f"{before} → {after}"
    return Text(text, text)


def write_figure(figure: Fraction | None) -> str:
    """A figure without any loss; a dash where there is none."""
    return NONE if figure is None else format_exact(figure)


def _of(figure: Fraction | None, most: Fraction | None, share: Fraction | None) -> Text:
    """A figure with the most that it could be, and the share that it is of it, for reading to two places."""
    if figure is None or most is None:
        return Text(write_figure(figure), write_figure(figure))
    said = f"{format_exact(figure)}/{format_exact(most)}"
    if share is None:
        return Text(said, said)
    percent = format_points(round_to_places(share * 100, 2, "half-up"))
    return Text(f"{said}（{percent}%）", f"{said} ({percent}%)")
