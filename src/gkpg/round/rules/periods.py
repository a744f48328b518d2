"""Rules of periods: their weights add up, their parts are there, their dates are in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.round.group import periods_of
from gkpg.round.resolve import written_parts
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.periods import Period, Periods
    from gkpg.round.rules.context import RuleContext
    from gkpg.yamlfiles.document import Path_


def periods_can_work(checked: RuleContext) -> Iterator[Slip]:
    """Periods have no two rules for one figure, and parts that are scored in them."""
    for path, number in checked.list_entries("periods"):
        written = checked.assessment.periods[number]
        if written.rule == "sum" and any(each.weight is not None for each in written.each):
            yield Slip("A402", (*path, "rule"), {"problem": _SUM})
        is_known = set(checked.group_names).issuperset(written.groups or ())
        if is_known and not any(_is_used(checked, written, group) for group in checked.group_names):
            yield Slip("A402", path, {"problem": _IDLE})
    for path, number in checked.list_entries("composite"):
        composite = checked.assessment.composite[number]
        for n, part in enumerate(composite.parts):
            groups = part.groups or composite.groups or checked.group_names
            mixed = {each.once for each in composite.parts if each.name in (part.of or ())}
            if len(mixed) > 1 or (part.of is not None and part.once):
                yield Slip("A402", (*path, "parts", n, "of"), {"problem": _MIXED})
            elif part.once and not any(periods_of(checked.assessment.periods, group) for group in groups):
                yield Slip("A402", (*path, "parts", n, "once"), {"problem": _ONCE})


def _is_used(checked: RuleContext, written: Periods, name: str) -> bool:
    """Whether a group has parts that are scored in these periods."""
    group = next(each for each in checked.assessment.groups if each.name == name)
    is_its = periods_of(checked.assessment.periods, name) is written
    return is_its and not all(part.once for part in written_parts(checked.assessment, group))


def dates_of_periods_are_in_order(checked: RuleContext) -> Iterator[Slip]:
    """No period is due before it opens, and the result not before any of them."""
    result = checked.assessment.result
    for path, period in each_period(checked):
        if period.opens and period.due and period.due < period.opens:
            facts = {"first": period.opens.isoformat(), "second": period.due.isoformat()}
            yield Slip("A401", (*path, "due"), facts)
        if result and period.due and result < period.due:
            yield Slip("A401", ("result",), {"first": period.due.isoformat(), "second": result.isoformat()})


def each_period(checked: RuleContext) -> Iterator[tuple[Path_, Period]]:
    """Every period with its path."""
    for path, number in checked.list_entries("periods"):
        for n, period in enumerate(checked.assessment.periods[number].each):
            yield (*path, "each", n), period


_MIXED = Text(
    "of 里的部分要么都按期评，要么都写 once；写了 of 的不写 once",
    "the parts in of are all scored in periods, or all say once; one with of does not say it",
)
_SUM = Text("各期相加（sum）时不写 weight", "periods whose points are added have no weights")
_IDLE = Text("没有按期评的部分，这些期间用不上", "no part is scored in these periods")
_ONCE = Text("没有 periods 的，不用写 once", "without periods a part is scored once as it is")
