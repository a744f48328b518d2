"""Units in lists of names: in the order that may be told, with a plain reason where they have no grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text, tidy_text
from gkpg.reports.disclosure import ordered_units
from gkpg.scoring.describe import describe_why_plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.base.text import Lang
    from gkpg.reports.report import Report
    from gkpg.scoring import GroupResult, UnitResult


def ordered(report: Report, group: GroupResult, units: Iterable[UnitResult]) -> list[UnitResult]:
    """Units of a group in the order in which they may be shown."""
    wanted = {unit.name for unit in units}
    return [unit for unit in ordered_units(group, report.disclosure) if unit.name in wanted]


def name_units(units: Iterable[UnitResult], lang: Lang) -> str:
    """Their names as a sentence."""
    names = [tidy_text(unit.name) for unit in units]
    if lang == "zh":
        return f"{'、'.join(names)}。"
    return f"{', '.join(names[:-1])} and {names[-1]}." if len(names) > 1 else f"{names[0]}."


def unit_reasons(units: Iterable[UnitResult], lang: Lang) -> Iterator[str]:
    """Units by the reason for which they have no grade or rank, a sentence each."""
    found: dict[Text, list[UnitResult]] = {}
    for unit in units:
        reason = describe_why_plainly(unit.why)
        if reason is not None:
            found.setdefault(reason, []).append(unit)
    for reason, those in found.items():
        names = name_units(those, lang)
        yield Text(f"{reason.zh}：{names}", f"{reason.en[:1].upper()}{reason.en[1:]}: {names}").say(lang)
