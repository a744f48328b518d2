"""What a total is made of: parts, or the highest or the lowest of several in their place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from gkpg.base.points import add_up

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from gkpg.round.group import RoundPart

ChoiceRule = Literal["highest", "lowest"]
_CHOOSE: Mapping[ChoiceRule, Callable[[Iterable[Fraction]], Fraction]] = {"highest": max, "lowest": min}


@dataclass(frozen=True)
class Choice:
    """The highest or the lowest of some parts, by their names, which stands in their place.

    `max` is what it counts at most in points; None where that is the most of its parts.
    """

    name: str
    rule: ChoiceRule
    of: tuple[str, ...]
    max: Fraction | None
    weight: Fraction | None


@dataclass(frozen=True)
class TotalTerm:
    """One figure that a total is made of: that of a part, or of a choice among parts by `rule`.

    Where there are periods it is that of one, of which `share` counts. `scales` are what the points of each part are
    multiplied by, so that they compare and come to `most` at most; None where there is no limit.
    """

    name: str
    parts: tuple[int, ...]
    scales: tuple[Fraction, ...]
    most: Fraction | None
    weight: Fraction | None
    rule: ChoiceRule | None = None
    share: Fraction = Fraction(1)
    period: str = ""
    label: str = ""

    @property
    def title(self) -> str:
        """What it is called: by its name, its period, or both."""
        return self.label or f"{self.name} {self.period}".strip()

    def value(self, points: Mapping[int, Fraction | None], absent: Collection[int] = ()) -> Fraction | None:
        """The figure by the points of parts; None where one is missing. `absent` ones do not apply to the unit."""
        parts = [number for number in self.parts if self.rule is None or number not in absent]
        values = [value for number in parts if (value := points[number]) is not None]
        if not values or len(values) < len(parts):
            return None
        if self.rule is None:
            return values[0]
        scales = dict(zip(self.parts, self.scales, strict=True))
        return _CHOOSE[self.rule](value * scales[number] for number, value in zip(parts, values, strict=True))


def terms_of(parts: Mapping[int, RoundPart], choices: Sequence[Choice]) -> tuple[TotalTerm, ...]:
    """What a total is made of: the parts that stand for themselves, then the choices. `parts` are by their numbers."""
    chosen = {name for choice in choices for name in choice.of}
    standing = [
        TotalTerm(
            part.name,
            (number,),
            (Fraction(1),),
            part.most,
            part.weight,
            share=part.share,
            period=part.period,
            label=part.title,
        )
        for number, part in parts.items()
        if part.name not in chosen
    ]
    return (*standing, *(term for choice in choices for term in _of_choice(choice, parts)))


def _of_choice(choice: Choice, parts: Mapping[int, RoundPart]) -> Iterator[TotalTerm]:
    """A choice, one in each period of its parts."""
    by_period: dict[str, dict[int, RoundPart]] = {}
    for number, part in parts.items():
        if part.name in choice.of:
            by_period.setdefault(part.period, {})[number] = part
    for period, own in by_period.items():
        share = next(part.share for part in own.values())
        yield replace(_among(choice, {number: part.most for number, part in own.items()}), share=share, period=period)


def _among(choice: Choice, own: Mapping[int, Fraction | None]) -> TotalTerm:
    """A choice among parts, each with the most that it can have."""
    bounded = [most for most in own.values() if most is not None]
    most = choice.max if choice.max is not None else max(bounded, default=None)
    scales = tuple(Fraction(1) if not each or most is None else most / each for each in own.values())
    return TotalTerm(choice.name, tuple(own), scales, most, choice.weight, choice.rule)


def most_of_terms(terms: Iterable[TotalTerm]) -> Fraction | None:
    """What all of it has to give together; None where one has no limit."""
    return add_up(None if term.most is None else term.share * term.most for term in terms)
