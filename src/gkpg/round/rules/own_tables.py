"""Own tables: units that have some, and parts that are scored under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.round.part_tables import OWN
from gkpg.round.resolve import composite_of, written_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.model import Part
    from gkpg.round.rules.context import RuleContext
    from gkpg.round.units import Group
    from gkpg.yamlfiles.document import Path_


def problems_of_own_tables(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """A part by own tables has one of every unit, and every own table has a part."""
    composed = {each.unit for each in checked.assessment.composed}
    for group in checked.assessment.groups:
        path = checked.group_path(group)
        if group.version is not None and group.rubric is None:
            yield (*path, "version"), LONE_VERSION
        own = [part for part in written_parts(checked.assessment, group) if part.rubric == OWN]
        named = [unit for unit in group.units if unit.rubric is not None]
        if own and not named:
            yield (*checked.part_path(own[0]), "rubric"), _nobody(own[0], group)
        for number, unit in enumerate(group.units):
            where: Path_ = (*path, "units", number)
            if unit.version is not None and unit.rubric is None:
                yield (*where, "version"), LONE_VERSION
            elif unit.rubric is None and own and named and unit.name not in composed:
                yield where, _lacking(unit.name, own[0])
            elif unit.rubric is not None and not own and composite_of(checked.assessment, group.name) is not None:
                yield (*where, "rubric"), _idle(group)


def _nobody(part: Part, group: Group) -> Text:
    return Text(
        f"{group.name} 没有单位写了自己的 rubric，部分“{part.name}”没有指标表",
        f"no unit of {group.name} names a rubric of its own, so part {part.name} has no table",
    )


def _lacking(unit: str, part: Part) -> Text:
    return Text(
        f"部分“{part.name}”按各单位自己的指标表计分，{unit} 没有写 rubric",
        f"part {part.name} is scored under each unit's own table, and {unit} names no rubric",
    )


def _idle(group: Group) -> Text:
    return Text(
        f"{group.name} 的组成部分里没有写 rubric: own 的，这个指标表用不上",
        f"no part of {group.name} says rubric: own, so this table is of no use",
    )


LONE_VERSION = Text("只写了 version，没有写 rubric", "a version without a rubric")
