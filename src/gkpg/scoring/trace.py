"""The trace of one unit: steps written down while its plan is carried out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gkpg.scoring.steps import NOT_GIVEN, PLAIN, Step, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from gkpg.rubric import Item, Rubric
    from gkpg.scoring.amounts import Amount, Scale
    from gkpg.scoring.steps import Given, Rule, TermKind, What

#: What is done with a part before anything beside its table is looked at.
_OF_THE_TABLE = {"sum", "rescale"}


class Trace:
    """The steps of a part, kept by item as they are made, and told in the order of the table."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._of_items: dict[str, list[Step]] = defaultdict(list)
        self._of_part: list[Step] = []

    def add(self, step: Step) -> None:
        """A step that was made just now."""
        (self._of_part if step.item is None else self._of_items[step.item]).append(step)

    def steps(self) -> Iterator[Step]:
        """All steps: of every item after those below it, then of the part."""
        for indicator in self._rubric.indicators:
            yield from self._below(indicator)
        yield from (step for step in self._of_part if step.what in _OF_THE_TABLE)
        for top in self._rubric.adjustment_items:
            yield from self._below(top)
        yield from (step for step in self._of_part if step.what not in _OF_THE_TABLE)

    def _below(self, item: Item) -> Iterator[Step]:
        for each in item.items or ():
            yield from self._below(each)
        yield from self._of_items.get(item.id, ())


class Recorder:
    """Writes the steps of one unit in one part down, in points. `is_on` is False where nobody asks for them.

    Who records looks at `is_on` before it makes terms, so that nothing is made in vain.
    """

    def __init__(self, trace: Trace | None, part: str, scale: Scale) -> None:
        self._trace, self._part, self._scale = trace, part, scale
        self.is_on = trace is not None

    def term(self, kind: TermKind, name: str, amount: Amount) -> Term:
        """An amount as a term."""
        return Term(kind, name, self._scale.points(amount))

    def amount(self, points: Fraction) -> Amount:
        """Points as the amount of a step."""
        return self._scale.amount(points)

    def add(
        self,
        what: What,
        terms: Iterable[Term],
        amount: Amount,
        rule: Rule = PLAIN,
        item: str | None = None,
        given: Given = NOT_GIVEN,
    ) -> None:
        """A step that came to an amount; of the part where `item` is None."""
        if self._trace is not None:
            points = self._scale.points(amount)
            self._trace.add(Step(what, tuple(terms), points, rule, self._part, item, given.source, place=given.place))
