"""Unit sheets that differ in names, targets and earlier figures only, made from one that was rendered for all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from gkpg.rubric.kinds import formula_against
from gkpg.sheets.blank.rows_table import BASE_ROOM, columns_of
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, NameRoom, footer_of, render_unit_sheet
from gkpg.workbooks.stamp import cut_at
from gkpg.workbooks.xml_text import escaped_text

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from gkpg.rubric import Rubric
    from gkpg.workbooks.stamp import Stamp

#: Names that stand in a sheet as they are: no control characters, none that XML forbids.
_PLAIN = re.compile(r"[^\x00-\x1f\ud800-\udfff\ufffe\uffff]{1,200}")
#: What a spreadsheet's footer could take for a command of its own.
_COMMAND = "&["
#: What stands in the sheet that is rendered for all, in place of the names; none of them fits in another.
_STAND_INS = ("\ue0f1\ue0f2", "\ue0f3\ue0f4", "\ue0f5\ue0f6")
#: What stands there in place of what figures of the unit are compared with, each with a letter of its own behind it.
_BASE_MARK, _BASE_LETTERS = "\ue0f8", range(0xE200, 0xEE00)
#: Behind a stand-in it makes a name that is too wide for any cell.
_WIDENING = "\ue0f7" * 100


@dataclass(frozen=True, slots=True)
class _Make:
    """What workbooks share that differ in names only: the rubric of each page, and the room for names there.

    `stamps` has one for each way in which names are too wide.
    """

    rubrics: tuple[Rubric, ...]
    rooms: tuple[NameRoom, ...]
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

    def make(self, *pages: BlankUnitSheet) -> bytes:
        """The bytes of a blank sheet, or of several for one unit and hand as the pages of one workbook."""
        first = pages[0]
        names, bases = (first.unit, first.source, first.assessor), tuple(_bases(pages))
        if not all(map(_is_plain, names)) or max(map(len, bases), default=0) > BASE_ROOM:
            return render_unit_sheet(*pages)
        make = self._make_of(pages)
        wide, *others = {room.lacks(first) for room in make.rooms}
        if others:  # what is too wide on one page has room on another
            return render_unit_sheet(*pages)
        if wide not in make.stamps:
            make.stamps[wide] = _stamp(pages, wide)
        stamp = make.stamps[wide]
        return render_unit_sheet(*pages) if stamp is None else stamp.make(_texts(pages))

    def _make_of(self, pages: tuple[BlankUnitSheet, ...]) -> _Make:
        """What a workbook shares with others; a rubric is known by its identity, for to compare rubrics takes long."""
        key = tuple(
            (
                *(id(page.rubric), page.ids, page.optional, page.own, page.note, page.tab, page.period),
                *(item for item, _ in page.bases),
            )
            for page in pages
        )
        make = self._makes.get(key)
        if make is None:
            rooms = tuple(NameRoom.of(columns_of(page.rubric, page.asked)) for page in pages)
            make = self._makes[key] = _Make(tuple(page.rubric for page in pages), rooms, {})
        return make


def _is_plain(name: str) -> bool:
    """Whether a name is written as it is, but for what XML escapes."""
    is_written_so = _PLAIN.fullmatch(name) is not None and escaped_text(name) == name == name.strip()
    return is_written_so and _COMMAND not in name


def _stamp(pages: tuple[BlankUnitSheet, ...], wide: tuple[bool, bool, bool]) -> Stamp | None:
    """The stamp for all workbooks of a make; None where what stands for the names is something else in it as well."""
    names = [f"{name}{_WIDENING if is_wide else ''}" for name, is_wide in zip(_STAND_INS, wide, strict=True)]
    unit, source, assessor = names
    letters = map(chr, _BASE_LETTERS)
    bases = [tuple((item, _BASE_MARK + next(letters)) for item, _ in page.bases) for page in pages]
    first = tuple(
        replace(page, unit=unit, source=source, assessor=assessor, bases=those)
        for page, those in zip(pages, bases, strict=True)
    )
    stamp = cut_at(render_unit_sheet(*first), _texts(first))
    return stamp if stamp is not None and stamp.places == _places(first) else None


def _texts(pages: tuple[BlankUnitSheet, ...]) -> list[bytes]:
    """What stands in the parts of a workbook: the footers of its pages, each once, the names, the bases by page."""
    first = pages[0]
    texts = (*_footers(pages), first.unit, first.source, first.assessor, *_bases(pages))
    return [escape(text).encode() for text in texts]


def _bases(pages: tuple[BlankUnitSheet, ...]) -> Iterator[str]:
    """What figures of the unit are compared with, page by page."""
    return (base for page in pages for _, base in page.bases)


def _footers(pages: tuple[BlankUnitSheet, ...]) -> list[str]:
    """The footers; those of pages in one language are the same."""
    return list(dict.fromkeys(map(footer_of, pages)))


def _places(pages: tuple[BlankUnitSheet, ...]) -> dict[str, dict[int, int]]:
    """Where the texts should stand, by their numbers.

    A footer, the names and its bases on each page, each base once in words and wherever the formula has it; the names
    in hidden data.
    """
    footers = _footers(pages)
    names = range(len(footers), len(footers) + len(_STAND_INS))
    numbers = count(names.stop)
    places = {}
    for number, page in enumerate(pages, 1):
        bases = {next(numbers): 1 + _times(page, item, base) for item, base in page.bases}
        own = {footers.index(footer_of(page)): 1, **dict.fromkeys(names, 1), **bases}
        places[f"xl/worksheets/sheet{number}.xml"] = own
    return {**places, f"xl/worksheets/sheet{len(pages) + 1}.xml": dict.fromkeys(names, len(pages))}


def _times(page: BlankUnitSheet, item: str, base: str) -> int:
    """How often a base stands in the formula of its item."""
    return formula_against(page.rubric.by_id[item], "", base).count(base)
