"""A ranking on the screen: the table of a group's units, what there is to say of single units below it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.text import list_words, tidy_text
from gkpg.checks.gathering import needs_gathering
from gkpg.cli.messages import say
from gkpg.cli.ranking_columns import ranking_columns
from gkpg.cli.unit_remarks import show_remarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.cli.screen import Screen
    from gkpg.reports.group_view import GroupView
    from gkpg.scoring import GroupResult, Results, UnitResult

#: A ranking of more units shows so many of them, the best.
_MOST_UNITS, _BEST_UNITS = 200, 30


def show_ranking(results: Results, group: GroupResult, screen: Screen, *, every: bool) -> None:
    """The ranking of a group with its notes; unless `every` line is asked for, very many units are summed up."""
    from gkpg.reports.disclosure import disclosure_to  # noqa: PLC0415 - help pages need none of it
    from gkpg.reports.group_view import GroupView  # noqa: PLC0415
    from gkpg.reports.tables import assumptions, provisional  # noqa: PLC0415

    of = GroupView(results, group, screen.lang, disclosure_to(results))
    screen.paragraph(_heading(of))
    causes = () if every or not needs_gathering(results.findings) else _common_cause(results, group)
    if causes:
        others = sum({each.code for each in results.ledger.blocking[unit.name]} != set(causes) for unit in group.units)
        facts = {"count": str(len(group.units)), "codes": ", ".join(causes), "others": str(others)}
        screen.paragraph(say("score.none" if others else "score.alike", screen.lang, **facts))
    else:
        _units(of, screen, every=every)
    notes = [*provisional(group, screen.lang)]
    notes += [note for part in group.parts for note in assumptions(part.rubric, screen.lang)]
    if notes:
        screen.line()
    for note in notes:
        screen.paragraph(note)


def _heading(of: GroupView) -> str:
    """The name of the group, how many units it has, and how many of them have each grade."""
    from gkpg.reports.view.grade_count import count_grades  # noqa: PLC0415 - help pages need none of it

    grades = list_words(f"{tidy_text(each.label.say(of.lang))} {len(each.units)}" for each in count_grades(of.group))
    key = "score.group" if grades.zh else "score.group_without_grades"
    facts = {"group": tidy_text(of.name), "count": str(len(of.group.units)), "grades": grades.say(of.lang)}
    return say(key, of.lang, **facts)


def _common_cause(results: Results, group: GroupResult) -> Sequence[str]:
    """The codes that keep every one of several units from a total; none where any has one, or where they share none."""
    if len(group.units) < 2 or any(unit.why != "findings" for unit in group.units):
        return ()
    codes = [{each.code for each in results.ledger.blocking.get(unit.name, ())} for unit in group.units]
    return sorted(set.intersection(*codes)) if codes else ()


def _units(of: GroupView, screen: Screen, *, every: bool) -> None:
    """The table of the units of a group, and below it what there is to say of any of them."""
    units = of.group.units
    shown = units if every or len(units) <= _MOST_UNITS else units[:_BEST_UNITS]
    columns = ranking_columns(of, shown, screen.terminal)
    rows = list(zip(*(column.cells for column in columns), strict=True))
    figures = [place for place, column in enumerate(columns) if column.is_figure]
    screen.table([column.heading for column in columns], rows, figures, _shares(of.group, shown))
    if len(shown) < len(units):
        screen.say("score.more_units", count=str(len(units) - len(shown)))
    show_remarks(of, screen, every=every)


def _shares(group: GroupResult, units: Sequence[UnitResult]) -> list[Fraction | None]:
    """The totals as shares of the most that can be had, or of the best total where that is not the same for all."""
    totals = [None if unit.total is None else Fraction(unit.total) for unit in units]
    most = max((total for total in totals if total is not None), default=Fraction(0))
    if group.rules and group.rules.total is not None and group.rules.total > most:
        most = group.rules.total
    return [None if total is None or most <= 0 else total / most for total in totals]
