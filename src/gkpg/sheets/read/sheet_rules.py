"""The rules of a sheet: its rubric, with what the assessment says of its source or its unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name
from gkpg.round.round import Round

if TYPE_CHECKING:
    from collections.abc import Hashable
    from decimal import Decimal

    from gkpg.round.model import NotApplicable
    from gkpg.round.sources import Source
    from gkpg.rubric import Item, Rubric
    from gkpg.rubric.kinds import Kind

NOTHING = Round(())


@dataclass(frozen=True)
class SheetRules:
    """A rubric, and the ids of it that a source scores for a unit; all of them where no assessment says.

    `in_points` says that its cells hold points even where a kind asks for something else, as in tables of other makes
    whose only column is that of the scores; `decides` that they hold decisions about items in dispute.
    """

    rubric: Rubric
    ids: tuple[str, ...]
    unit: str = ""
    source: str = ""
    round: Round = field(default=NOTHING, repr=False)
    in_points: bool = False
    decides: bool = False

    @classmethod
    def of_unit(cls, rubric: Rubric, round_: Round, unit: str, source: str) -> SheetRules:
        """What a sheet of one unit is held to."""
        ids = round_.scope((rubric.rubric, rubric.version), source, unit)
        return cls(rubric, rubric.leaf_ids if ids is None else ids, unit, source, round_)

    @classmethod
    def of_matrix(cls, rubric: Rubric, round_: Round, source: str) -> SheetRules:
        """What a sheet of many units is held to as a whole."""
        ids = round_.matrix_scope((rubric.rubric, rubric.version), source)
        return cls(rubric, rubric.leaf_ids if ids is None else ids, "", source, round_)

    @cached_property
    def leaves(self) -> tuple[Item, ...]:
        """The items that are to be scored."""
        return tuple(self.rubric.by_id[item] for item in self.ids)

    @cached_property
    def is_scored(self) -> frozenset[str]:
        """The ids that are to be scored, and those of the items around them."""
        return frozenset(self.ids).union(*(self.rubric.above(item) for item in self.ids))

    @property
    def rules(self) -> Source:
        """The rules of the source."""
        return self.round.source(self.source)

    @cached_property
    def scale(self) -> dict[str, Decimal]:
        """What words are worth in points, folded."""
        return {fold_name(word): points for word, points in self.rules.scale.items()}

    def worth_of(self, text: str, kind: Kind) -> Decimal | None:
        """What a word of the scale stands for; None for no such word, or where no score is asked for."""
        return self.scale.get(fold_name(text)) if kind.is_score else None

    def word_of(self, text: str) -> str | None:
        """The word of the scale that a text is, as the assessment writes it; None for no such word."""
        return self._words.get(fold_name(text)) if self._words else None

    @cached_property
    def _words(self) -> dict[str, str]:
        return {fold_name(word): word for word in self.rules.scale}

    @cached_property
    def context(self) -> tuple[Hashable, ...]:
        """All that a row is held to, so that one in which nothing was wrong can be known again under the same."""
        rules = self.rules
        scale, evidence = tuple(self.scale.items()), rules.evidence is not None
        return self.rubric.fingerprint, self.ids, self.in_points, rules.counts, scale, evidence

    def kind(self, item: Item) -> Kind:
        """How an item is filled in."""
        if self.decides:
            return self.rubric.decision(item)
        return self.rubric.in_points(item) if self.in_points else self.rubric.kind(item)

    def not_applicable(self, item: Item) -> NotApplicable | None:
        """The rule by which an item need not apply to the unit; None where there is none."""
        return self.round.applicability.rule(self.unit, self.rubric, item.id)
