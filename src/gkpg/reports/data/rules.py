"""The rules of open data: for programs the assessment and the rubrics as the result has them; each rubric as a file."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from gkpg.base.points import format_exact, has_end
from gkpg.rubric.file_layout import lay_out_rubric

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.reports.disclosure import Disclosure
    from gkpg.round.model import Assessment
    from gkpg.rubric import Rubric
    from gkpg.scoring import Results

#: Fields of an assessment that name people or hold what they handed in.
_PEOPLE = {"conflicts": True, "received": True, "cases": True}
_WITHOUT_LIMIT = {"total", "max"}
_AS_TEXT = {"floor", "ceiling"}
_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+|/[0-9]+)?")


def render_rules(results: Results, disclosure: Disclosure) -> bytes:
    """The assessment and the rubrics as a result file has them, points as exact text; see docs/trust.md."""
    written = results.round.assessment
    rubrics = results.ledger.rubrics.values()
    value = {
        "assessment": None if written is None else _assessment(written, disclosure),
        "rubrics": [json.loads(each.model_dump_json(by_alias=True, exclude_defaults=True)) for each in rubrics],
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode(errors="backslashreplace") + b"\n"


def _assessment(written: Assessment, disclosure: Disclosure) -> dict[str, Any]:
    """An assessment; in public without the names of assessors, of whom it says how many there are."""
    left_out = {} if disclosure.shows("evidence") else _PEOPLE
    value: dict[str, Any] = json.loads(written.model_dump_json(by_alias=True, exclude_unset=True, exclude=left_out))
    for source in value["sources"] if left_out else ():
        if "assessors" in source:
            source["assessors"].pop("names", None)
    return value


def render_rubric(rubric: Rubric) -> bytes:
    """A rubric as the text of its file, without its cases."""
    values = _RubricWriter(rubric).write(rubric, rubric.total)
    values.pop("cases", None)
    return lay_out_rubric(values).encode(errors="backslashreplace")


class _RubricWriter:
    """Writes the values of a rubric as they stand in YAML: shares of what an item or the total is, where no decimals do.

    `most` is what a share of points is a share of where a value stands; None where it is of nothing.
    """

    def __init__(self, rubric: Rubric) -> None:
        self._max = {item.id: item.max for item in rubric.walk()}

    def write(self, value: Any, most: Fraction | None) -> Any:
        """A value of a model."""
        if isinstance(value, BaseModel):
            return self._fields(value, most)
        if isinstance(value, (list, tuple)):
            return [self.write(each, most) for each in value]
        if isinstance(value, Fraction):
            return _exactly(value, most)
        return {str(key): self.write(each, most) for key, each in value.items()} if hasattr(value, "items") else value

    def _fields(self, model: BaseModel, most: Fraction | None) -> dict[str, Any]:
        """The fields of a model that were written, without those that follow from others."""
        most = self._whole(model, most)
        found = {
            field.alias or name: self.write(getattr(model, name), None if name == "weight" else most)
            for name, field in type(model).model_fields.items()
            if name in model.model_fields_set
        }
        for key in _WITHOUT_LIMIT & found.keys():
            found[key] = "none" if found[key] is None else found[key]
        for key in _AS_TEXT & found.keys():
            found[key] = _number(found[key], most)
        return {key: each for key, each in found.items() if not _follows(key, found)}

    def _whole(self, model: BaseModel, most: Fraction | None) -> Fraction | None:
        """What shares are of in a model: the max of the item that it names, or of itself; else that of what is around."""
        named, own = getattr(model, "item", None), getattr(model, "max", None)
        if isinstance(named, str):
            return self._max.get(named)
        return Fraction(own) if own is not None and getattr(model, "weight", None) is not None else most


def _exactly(value: Fraction, most: Fraction | None) -> Decimal | str:
    """A figure: a decimal; where none says it, so many percent of the max, else a fraction."""
    if has_end(value):
        return Decimal(value.numerator) / value.denominator
    share = value / most * 100 if most else value
    return f"{format_exact(share)}%" if has_end(share) else format_exact(value)


def _number(value: Any, most: Fraction | None) -> Any:
    """A bound: a number, or a word."""
    return _exactly(Fraction(value), most) if isinstance(value, str) and _FIGURE.fullmatch(value) else value


def _follows(key: str, fields: Mapping[str, Any]) -> bool:
    """Whether a field was computed from others: the max from a weight, the rows of an item that goes up and down."""
    return (key == "max" and fields.get("weight") is not None) or (key == "items" and fields.get("kind") == "adjust")
