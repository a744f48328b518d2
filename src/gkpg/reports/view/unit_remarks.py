"""Remarks on a unit: what there is to say of it beside its figures, as why it has no total or what parted a tie."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import LONGEST_SENTENCE, tidy_text
from gkpg.reports.unit_fields import list_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.reports.group_view import GroupView
    from gkpg.scoring import UnitResult


class Remark(NamedTuple):
    """What is said of a unit: by which field, what that is called, the words."""

    key: str
    heading: str
    words: str


def remarks_on(of: GroupView, unit: UnitResult) -> Iterator[Remark]:
    """What there is to say of a unit, of which nothing is withheld; what two fields say alike is said once."""
    said = set[str]()
    for field in list_fields("screen", disclosure=of.disclosure):
        words = field.value(of, unit) if field.kind == "wide" else None
        if words is not None and words not in said:
            said.add(words)
            yield Remark(field.key, field.heading.say(of.lang), tidy_text(words, LONGEST_SENTENCE))
