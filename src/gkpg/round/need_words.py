"""Needs of grades in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text, list_words
from gkpg.round.grades import EVERY_INDICATOR, EVERY_ITEM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.round.grades import Need

#: The edges of needs as signs.
SIGNS = {"from": "≥", "above": ">", "to": "≤", "below": "<"}
_NO_VETO = Text("没有发生一票否决", "no veto holds")
_ALL: Mapping[tuple[str, ...], Text] = {
    (EVERY_ITEM,): Text("各项", "all items"),
    (EVERY_INDICATOR,): Text("各指标", "all indicators"),
}


def describe_need(need: Need) -> Text:
    """What a need asks for."""
    if need.veto is not None:
        return _NO_VETO
    key, edge = need.edge
    limit = f"{SIGNS[key]} {edge}"
    if need.items is None:
        name = need.item or need.part or "?"
        return Text(f"{name} {limit}", f"{name} {limit}")
    named = _ALL.get(need.items) or list_words(need.items)
    if need.at_least is None and need.at_most is None:
        return Text(f"{named.zh}都 {limit}", f"each of {named.en} {limit}")
    counts = _counts(need)
    zh, en = "、".join(each.zh for each in counts), " and ".join(each.en for each in counts)
    return Text(f"{named.zh}中 {limit} 的{zh}", f"{en} of {named.en} {limit}")


def _counts(need: Need) -> list[Text]:
    """How many items must meet the edge."""
    least, most = need.at_least, need.at_most
    found = [Text(f"至少 {least} 项", f"at least {least}")] if least is not None else []
    return found + ([Text(f"至多 {most} 项", f"at most {most}")] if most is not None else [])
