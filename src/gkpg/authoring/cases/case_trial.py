"""What figures of a case are compared with: what it says, or what the assessment has."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.authoring.cases.case_sheets import bound_of
from gkpg.base.points import format_points
from gkpg.base.text import Text
from gkpg.round.item_figures import problem_of, read_written_figure
from gkpg.round.trial import Trial
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from decimal import Decimal

    from gkpg.round.round import Round
    from gkpg.round.unit_case import UnitCase
    from gkpg.rubric import Item, Rubric
    from gkpg.rubric.case import Case
    from gkpg.yamlfiles.document import Path_

_ONE = Text("一个数", "one number")


class CaseTrial:
    """What is compared in a case, and with what; `entered` are the ids of the rows of which it says something."""

    def __init__(
        self, case: Case | UnitCase, rubrics: Sequence[Rubric], entered: Collection[str], round_: Round | None
    ) -> None:
        self._case, self._rubrics, self._entered, self._round = case, rubrics, entered, round_

    def trial(self) -> Trial:
        """All of it."""
        items = {item.id: item for item in self._looking}
        against = {word: tuple(map(Fraction, _figures(items[word], said))) for word, said in self._case.against.items()}
        others = {item: figures for item, figures in against.items() if items[item].looks_at == "units"}
        bases = {item: figures[0] for item, figures in against.items() if item not in others}
        worth = {item.id: each for item in self._looking if (each := self._worth(item)) is not None}
        return Trial(others, bases, worth)

    def missing(self) -> list[str]:
        """The ids of the items with figures of which nothing says what these are compared with."""
        return [item.id for item in self._looking if self._is_entered(item) and not self._has_base(item)]

    def slips(self, path: Path_) -> Iterator[Slip]:
        """What is said of others is of items that compare, and of their form."""
        items = {item.id: item for item in self._looking}
        for word, written in self._case.against.items():
            item = items.get(word)
            if item is None:
                yield Slip("C101", (*path, word), {"word": word})
                continue
            figures = tuple(_figures(item, written))
            allowed = _ONE if len(figures) != len(written) or (item.looks_at != "units" and len(figures) != 1) else None
            for figure in figures:
                allowed = allowed or problem_of(item, figure) or self._not_taken(item, Fraction(figure))
            if allowed is not None:
                entered = "、".join(map(_as_written, written)) or "[]"
                yield Slip("C103", (*path, word), {"item": item.label, "entered": entered, "allowed": allowed})

    @property
    def _looking(self) -> Iterator[Item]:
        return (item for rubric in self._rubrics for item in rubric.walk() if item.looks_at)

    def _not_taken(self, item: Item, figure: Fraction) -> Text | None:
        """What is allowed where a figure of another unit cannot be one."""
        kind = next((rubric.kinds.get(item.id) for rubric in self._rubrics if item.id in rubric.kinds), None)
        if kind is None or item.looks_at != "units":
            return None
        low = kind.rule.least
        return kind.allowed if low is not None and figure < low else None

    def _is_entered(self, item: Item) -> bool:
        return any(leaf.id in self._entered for leaf in item.leaves())

    def _has_base(self, item: Item) -> bool:
        if item.id in self._case.against:
            return True
        unit = getattr(self._case, "unit", None)
        return bool(unit and self._round and self._round.figure(item.looks_at, unit, item.id) is not None)

    def _worth(self, item: Item) -> Fraction | None:
        """What is given to an item of which nothing is said; None where it is compared."""
        others = self._case.others
        is_given = others is not None and not self._is_entered(item)
        if others is None or not is_given or (item.items is not None and item.id in self._case.against):
            return None
        rubric = next(each for each in self._rubrics if item.id in each.by_id)
        return bound_of(rubric, item, others)


def _figures(item: Item, written: Iterable[Decimal | str]) -> Iterator[Decimal]:
    """The figures of what is written, those with a unit by the rule for cells; what is none is left out."""
    for each in written:
        figure = read_written_figure(each, item.unit or "") if isinstance(each, str) else each
        if not isinstance(figure, Text):
            yield figure


def _as_written(figure: Decimal | str) -> str:
    return figure if isinstance(figure, str) else format_points(figure)
