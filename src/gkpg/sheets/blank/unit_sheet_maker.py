"""Unit sheets that differ in names only, made from one that was rendered for all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from gkpg.sheets.blank.rows_table import columns_of
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, NameRoom, footer_of, render_unit_sheet
from gkpg.workbooks.stamp import cut_at
from gkpg.workbooks.xml_text import escaped_text

if TYPE_CHECKING:
    from collections.abc import Hashable

    from gkpg.rubric import Rubric
    from gkpg.workbooks.stamp import Stamp

#: Names that stand in a sheet as they are: no control characters, none that XML forbids.
_PLAIN = re.compile(r"[^\x00-\x1f\ud800-\udfff\ufffe\uffff]{1,200}")
#: What a spreadsheet's footer could take for a command of its own.
_COMMAND = "&["
#: What stands in the sheet that is rendered for all, in place of the names; none of them fits in another.
_STAND_INS = ("\ue0f1\ue0f2", "\ue0f3\ue0f4", "\ue0f5\ue0f6")
#: Behind a stand-in it makes a name that is too wide for any cell.
_WIDENING = "\ue0f7" * 100
#: Where the names stand, by the number of the text: the footer, and the names of unit, source and assessor.
_PLACES = {"xl/worksheets/sheet1.xml": {0: 1, 1: 1, 2: 1, 3: 1}, "xl/worksheets/sheet2.xml": {1: 1, 2: 1, 3: 1}}


@dataclass(frozen=True, slots=True)
class _Make:
    """What sheets share that differ in names only. `stamps` has one for each way in which names are too wide."""

    rubric: Rubric
    room: NameRoom
    stamps: dict[tuple[bool, bool, bool], Stamp | None]


class UnitSheetMaker:
    """Makes unit sheets, each byte for byte as `render_unit_sheet` does.

    The first sheet of a make is rendered, with names that stand for others; the next ones are stamped from it. Where a
    name would be written in another way than it is, or stands in the rubric as well, the sheet is rendered on its own.
    """

    def __init__(self) -> None:
        self._makes: dict[Hashable, _Make] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """A maker in another process begins with nothing: rubrics have other identities there."""
        return UnitSheetMaker, ()

    def make(self, blank: BlankUnitSheet) -> bytes:
        """The bytes of a blank sheet."""
        if not all(map(_is_plain, (blank.unit, blank.source, blank.assessor))):
            return render_unit_sheet(blank)
        make = self._make_of(blank)
        wide = make.room.lacks(blank)
        if wide not in make.stamps:
            make.stamps[wide] = _stamp(blank, wide)
        stamp = make.stamps[wide]
        return render_unit_sheet(blank) if stamp is None else stamp.make(_texts(blank))

    def _make_of(self, blank: BlankUnitSheet) -> _Make:
        """What a sheet shares with others; the rubric is known by its identity, for to compare rubrics takes long."""
        key = id(blank.rubric), blank.ids, blank.optional, blank.own, blank.note
        make = self._makes.get(key)
        if make is None:
            room = NameRoom.of(columns_of(blank.rubric, blank.asked))
            make = self._makes[key] = _Make(blank.rubric, room, {})
        return make


def _is_plain(name: str) -> bool:
    """Whether a name is written as it is, but for what XML escapes."""
    is_written_so = _PLAIN.fullmatch(name) is not None and escaped_text(name) == name == name.strip()
    return is_written_so and _COMMAND not in name


def _stamp(blank: BlankUnitSheet, wide: tuple[bool, bool, bool]) -> Stamp | None:
    """The stamp for all sheets of a make; None where what stands for the names is something else in it as well."""
    names = [f"{name}{_WIDENING if is_wide else ''}" for name, is_wide in zip(_STAND_INS, wide, strict=True)]
    unit, source, assessor = names
    first = replace(blank, unit=unit, source=source, assessor=assessor)
    stamp = cut_at(render_unit_sheet(first), _texts(first))
    return stamp if stamp is not None and stamp.places == _PLACES else None


def _texts(blank: BlankUnitSheet) -> list[bytes]:
    """What stands in the parts of a workbook where the names do."""
    texts = (footer_of(blank), blank.unit, blank.source, blank.assessor)
    return [escape(text).encode() for text in texts]
