"""What a report may show anyway: the words and numbers of rubrics and the assessment, of rules, units and grades."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gkpg.base.text import LANGS
from gkpg.round.describe import describe_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.scoring import Results

#: Fields of an assessment that name assessors, or hold what was scored.
_NOT_SHOWN = {"assessors", "assessor", "conflicts", "received", "cases"}


def shown_texts(results: Results) -> Iterator[str]:
    """All of it, numbers as text; the same may come more than once."""
    for rubric in results.ledger.rubrics.values():
        yield from _texts(rubric.model_dump(mode="json"))
        yield f"{rubric.rubric} {rubric.version}"
    if results.round.assessment:
        yield from _texts(results.round.assessment.model_dump(mode="json"))
    for rule in describe_rules(results.round):
        yield from (text.say(lang) for text in (rule.name, rule.how, rule.footing) for lang in LANGS)
    for group in results.groups:
        yield group.name
        yield from (unit.name for unit in group.units)
        yield from (part.title for part in group.parts)


def _texts(value: Any) -> Iterator[str]:
    """Every text and number in a document."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in _NOT_SHOWN:
                yield key
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif value is not None and not isinstance(value, bool):
        yield str(value)
