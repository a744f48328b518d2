"""The layout of an assessment's file, with the layouts of all files that gkpg lays out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.round.load import FORM
from gkpg.rubric import file_layout as rubric
from gkpg.yamlfiles.layout import LayoutStyle

if TYPE_CHECKING:
    from pydantic import BaseModel


def _keys(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())


#: Keys in the order of the models.
STYLE = LayoutStyle(
    orders={"": _keys(FORM.model), **{key: _keys(model) for key, model in FORM.below.items()}},
    points=frozenset({"max", "total", "points", "scale"}),
    words=frozenset({"scale"}),
    long=frozenset({"groups", "sources", "cases"}),
)
#: The manner of a file by a key that only files of its kind have.
STYLES = {"assessment": STYLE, **rubric.STYLES}
