"""The layout of a rubric's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gkpg.rubric.kinds import KIND_FIELDS
from gkpg.yamlfiles import layout
from gkpg.yamlfiles.layout import LayoutStyle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ITEM = (
    "id", "number", "name", "scope", "max", "weight", "kind", *KIND_FIELDS, "description", "standard", "judgement",
    "evidence", "method", "assessed_by", "repair", "items",
)  # fmt: skip

#: Keys in the order of the table's columns; what is short comes before what is long.
STYLE = LayoutStyle(
    orders={
        "": (
            "rubric", "version", "title", "language", "group", "total", "source", "repair", "indicators", "beside",
            "beside_max", "floor", "ceiling", "vetoes", "cases",
        ),
        "source": ("document", "issued", "part"),
        "repair": ("field", "kind", "reason"),
        "indicators": _ITEM,
        "items": _ITEM,
        "beside": ("id", "name", "kind", "max", "gate", "assessed_by", "items"),
        "gate": ("item", "above", "from"),
        "vetoes": ("id", "number", "name", "description", "assessed_by", "effect"),
        "effect": ("fail", "total", "ceiling", "rank", "item", "points", "minus", "bars"),
        "plus": ("id", "name", "each", "max"),
        "minus": ("item", "points", "alone", "id", "name", "each", "max"),
        "bands": ("from", "above", "to", "below", "points", "line", "per"),
        "per": ("step", "below", "above", "from", "base", "count"),
        "round": ("places", "mode"),
        "cases": ("name", "scores", "others", "against", "total", "points"),
    },
    points=frozenset({
        "total", "max", "weight", *KIND_FIELDS, "beside_max", "above", "from", "to", "below", "points", "step", "base",
    }),
    words=frozenset({"levels"}),
    long=frozenset({"indicators", "items", "beside", "vetoes", "cases"}),
    apart=frozenset({"indicators"}),
    short=frozenset({"source", "repair", "gate", "effect", "plus", "minus", "per", "round"}),
)  # fmt: skip

#: How a rubric is known, even one that lacks its first line.
STYLES = {"rubric": STYLE, "indicators": STYLE}


def lay_out_rubric(values: Mapping[str, Any], head: Sequence[str] = ()) -> str:
    """The values of a rubric as the text of its file, in canonical layout, below lines of comment."""
    return layout.lay_out_values(values, STYLE, head)
