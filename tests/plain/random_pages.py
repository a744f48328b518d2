"""Random pages: what a hand says by several tables in one workbook, in which one page was left blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.plain.chance import chance

if TYPE_CHECKING:
    import random

    from tests.plain.figures import Yaml
    from tests.plain.plain_round import PlainSheet


def leave_pages_blank(dice: random.Random, draft: Yaml) -> None:
    """Takes away all that a hand says by one of several tables, for some hands; it stays as a blank page.

    Mostly of sources whose policy is `rest`: what others leave out keeps their units from a total.
    """
    policies = {source["name"]: source.get("missing") for source in draft["assessment"]["sources"]}
    hands: dict[tuple[str, str, str], list[PlainSheet]] = {}
    for sheet in draft["sheets"]:
        if sheet.sample is None:
            hands.setdefault(page_hand(sheet), []).append(sheet)
    for own in hands.values():
        tables = list(dict.fromkeys(sheet.rubric for sheet in own))
        share = 0.5 if policies.get(own[0].source) == "rest" else 0.03
        if len(tables) > 1 and chance(dice, share):
            table = dice.choice(tables)
            leave_blank(draft, [sheet for sheet in own if sheet.rubric == table], own)


def leave_blank(draft: Yaml, page: list[PlainSheet], own: list[PlainSheet]) -> None:
    """Leaves one page blank, where its hand has filled another one for one of its units."""
    others = {sheet.unit for sheet in own if sheet not in page and any(sheet.scores.values())}
    if page and others & {sheet.unit for sheet in page}:
        draft["sheets"] = [sheet for sheet in draft["sheets"] if sheet not in page]
        draft["blank_pages"].append(page)


def page_hand(sheet: PlainSheet) -> tuple[str, str, str]:
    """Whose pages stand in one workbook: of one source and assessor, in one period."""
    return sheet.source, sheet.assessor, sheet.period
