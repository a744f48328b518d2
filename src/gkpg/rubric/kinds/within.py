"""Points within a share of the units: so many for the first 30 %, so many for those up to 60 %."""

from __future__ import annotations

from fractions import Fraction  # noqa: TC003 - Pydantic looks at it
from typing import Annotated, Any, NamedTuple

from pydantic import Field, PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds.pairs import pair_shape, two_of
from gkpg.yamlfiles.shapes import ANY_SHARE, WORTH_OR_PERCENT
from gkpg.yamlfiles.types import any_share, exact_score

_WANTED = Text("[占比, 得分]，如 [30%, 5]", "[share, points], such as [30%, 5]")
_ENTRY = pair_shape(ANY_SHARE, WORTH_OR_PERCENT, _WANTED)


class Within(NamedTuple):
    """What units get whose rank is no more than a share of how many units are compared."""

    share: Fraction
    points: Fraction

    @property
    def says(self) -> Text:
        """The entry in words."""
        points = format_exact(self.points)
        return Text(f"前 {self.label} 得 {points}", f"{points} within the first {self.label}")

    @property
    def label(self) -> str:
        """The share as people write it: `30%`, or `1/3` where that has no end."""
        percent = format_exact(self.share * 100)
        return str(self.share) if "/" in percent else f"{percent}%"


def _within(pair: Any, info: ValidationInfo) -> Within:
    share, points = two_of(pair, _WANTED)
    return Within(any_share(share), exact_score(points, info))


def _plain(entry: Within) -> list[str]:
    return [str(entry.share), format_exact(entry.points)]


_Entry = Annotated[Within, PlainValidator(_within), PlainSerializer(_plain), WithJsonSchema(_ENTRY)]
WithinField = Annotated[tuple[_Entry, ...], Field(min_length=1)]
