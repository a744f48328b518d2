"""Remarks on single units, below a ranking on the screen: why one has no total, what parted it from others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gkpg.base.text import Text, list_words, tidy_text
from gkpg.checks.gathering import MOST_LINES
from gkpg.cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gkpg.base.text import Lang
    from gkpg.cli.screen import Screen
    from gkpg.reports.group_view import GroupView
    from gkpg.scoring import UnitResult

_OF_UNIT = Text("{unit}：{remarks}", "{unit}: {remarks}")
_COUNTED = Text("{kind} {count} 个单位", "{kind}: {count}")
_BLOCKED, _ABOVE = Text("没有总分", "no total"), Text("{why} {codes}，见上", "{why}, see {codes} above")


def show_remarks(of: GroupView, screen: Screen, *, every: bool) -> None:
    """A line for each unit of which there is something to say; unless all are asked for, many are counted by kind."""
    told = {unit.name: remarks for unit in of.group.units if (remarks := dict(_remarks(of, unit)))}
    if told:
        screen.line()
    if every or len(told) <= MOST_LINES:
        for unit, remarks in told.items():
            joined = {"zh": "；", "en": "; "}[screen.lang].join(remarks.values())
            screen.paragraph(_OF_UNIT.say(screen.lang).format(unit=tidy_text(unit), remarks=joined), "  ")
    else:
        kinds = _count_kinds(told.values(), screen.lang)
        screen.paragraph(say("score.remarks", screen.lang, count=str(len(told)), kinds=kinds))


def _remarks(of: GroupView, unit: UnitResult) -> Iterator[tuple[str, str]]:
    """What there is to say of a unit, each with its kind. Of errors only their codes: they stand above the ranking."""
    from gkpg.reports.view.unit_remarks import remarks_on  # noqa: PLC0415 - help pages need none of it

    errors = of.results.ledger.blocking.get(unit.name, ()) if unit.why == "findings" else ()
    for remark in remarks_on(of, unit):
        if remark.key == "why" and errors:
            codes = " ".join(f"[{code}]" for code in dict.fromkeys(error.code for error in errors))
            why = _BLOCKED.say(of.lang)
            yield f"{why} {codes}", _ABOVE.say(of.lang).format(why=why, codes=codes)
        else:
            yield remark.heading, remark.words


def _count_kinds(told: Iterable[Mapping[str, str]], lang: Lang) -> str:
    """How many units there is something of each kind to say of."""
    kinds = Counter(kind for remarks in told for kind in remarks)
    return list_words(_COUNTED.say(lang).format(kind=kind, count=count) for kind, count in kinds.items()).say(lang)
