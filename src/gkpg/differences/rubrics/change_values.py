"""A change of a rubric as plain values, for whatever is JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gkpg.base.points import format_known
from gkpg.differences.rubrics.change_words import LEVELS, before_and_after, describe_change

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.differences.rubrics.change import Change


def change_values(change: Change, lang: Lang) -> dict[str, Any]:
    """A change as plain values, but for where it stands; what it has no place for is None."""
    of_field = change.field and change.kind != "moved"
    before, after = before_and_after(change) if of_field else (None, None)
    return {
        "class": LEVELS[change.level].en,
        "kind": change.kind,
        "old_item": change.old.id if change.old else None,
        "new_item": change.new.id if change.new else None,
        "field": change.field or None,
        "before": before.say(lang) if before else None,
        "after": after.say(lang) if after else None,
        "terms": [
            {
                "item": term.node.id,
                "name": term.node.name,
                "before": format_known(term.before),
                "after": format_known(term.after),
            }
            for term in change.terms
        ],
        "message": describe_change(change).say(lang),
    }
