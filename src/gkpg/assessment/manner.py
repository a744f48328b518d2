"""The manner in which an assessment file is laid out, and which file is laid out in which manner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.assessment.load import FORM
from gkpg.canonical import Manner
from gkpg.rubric import manner as rubric

if TYPE_CHECKING:
    from pydantic import BaseModel


def _keys(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())


#: Keys in the order of the models.
MANNER = Manner(
    orders={"": _keys(FORM.model), **{key: _keys(model) for key, model in FORM.below.items()}},
    points=frozenset({"max", "total", "points"}),
    long=frozenset({"groups", "sources", "cases"}),
)
#: The manner of a file by a key that only files of its kind have.
MANNERS = {"assessment": MANNER, **rubric.MANNERS}
