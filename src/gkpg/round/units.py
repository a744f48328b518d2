"""Units: who is assessed, in groups that are ranked together."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from gkpg.yamlfiles.types import Label, Model, Name, Truth, Words


def _unit(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class Unit(Model):
    """An assessed unit, the names that it had before, and its own table where it has one."""

    name: Name
    also: tuple[Name, ...] = ()
    rubric: Label | None = None
    version: Label | None = None


_UnitInFile = Annotated[Unit, BeforeValidator(_unit, json_schema_input_type=Name | Unit)]


class UnrankedUnit(Model):
    """A unit that is listed but never ranked or graded, and why."""

    unit: Name
    reason: Words


class Group(Model):
    """Units that are ranked together."""

    name: Name
    rubric: Label | None = None
    version: Label | None = None
    units: Annotated[tuple[_UnitInFile, ...], Field(min_length=1)]
    unranked: tuple[UnrankedUnit, ...] = ()
    ranked: Truth = True
