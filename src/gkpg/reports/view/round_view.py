"""The view of a round: its title, its facts, its groups and units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text
from gkpg.explanation.explainer import Explainer
from gkpg.reports.view.group_summary import GroupSummary
from gkpg.reports.view.unit_view import UnitView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.scoring import Results


class Fact(NamedTuple):
    """A figure of the round by its key, and what it is called."""

    key: str
    name: Text
    value: int


@dataclass(frozen=True)
class RoundView:
    """A result as a whole."""

    results: Results

    @cached_property
    def title(self) -> str:
        """What the assessment is called, else its first rubric; empty where there is neither."""
        written = self.results.round.assessment
        rubrics = [part.rubric for group in self.results.groups for part in group.parts]
        return written.title if written else rubrics[0].title if rubrics else ""

    @cached_property
    def groups(self) -> tuple[GroupSummary, ...]:
        """Its groups in their order; the units of which nothing could be read form the last."""
        return tuple(GroupSummary(self.results, group) for group in self.results.groups)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """How many units there are, how many of them have a total or a rank."""
        units = [unit for group in self.results.groups for unit in group.units]
        ranked = Fact("ranked", Text("有名次", "Ranked"), sum(unit.rank is not None for unit in units))
        return (
            Fact("groups", Text("类别", "Groups"), sum(group.rules is not None for group in self.results.groups)),
            Fact("units", Text("单位", "Units"), len(units)),
            Fact("scored", Text("有总分", "With a total"), sum(unit.total is not None for unit in units)),
            *((ranked,) if self.results.round.has_ranks else ()),
        )

    def units(self, of: GroupSummary) -> Iterator[UnitView]:
        """The units of a group in the order of its ranking, each computed when it is come to."""
        for unit in of.group.units:
            explanation = self.explainer.find(unit.name)
            assert explanation is not None  # noqa: S101 - it is one of the result's units
            yield UnitView(of, explanation)

    @cached_property
    def explainer(self) -> Explainer:
        """What explains the units."""
        return Explainer(self.results)
