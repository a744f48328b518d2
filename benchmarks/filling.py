"""Fills sheets as a program that is not gkpg does: what its zip holds, and the cells of its XML, are all that it knows.

What is drawn follows from the number of the unit, so the same round is the same everywhere.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHEET = "xl/worksheets/sheet1.xml"
_ANY_DATE = (1980, 1, 1, 0, 0, 0)
_ROW = re.compile(r'<row r="(\d+)".*?</row>', re.DOTALL)
_ID = re.compile(r'<c r="C\d+"[^>]*><is><t>([\d.]+)</t>')
_CAP = re.compile(r'<c r="F\d+"[^>]*><v>(\d+)</v>')
_BLANK = re.compile(r'<c r="([GHI])(\d+)" s="(\d+)" t="n" ?/>')
_UNIT_ROW = re.compile(r'<row r="7".*?</row>', re.DOTALL)
_BLANK_ANSWER = re.compile(r'<c r="([BC])(\d+)" s="(\d+)" t="n" ?/>')

#: The item that does not apply to every so many-th unit.
_NOT_THERE, _EVERY = "4.2", 18
#: Some scores of a second assessor are half a point away from those of the first, some few at the other end.
_SHARE_NEAR, _SHARE_FAR = 0.2, 0.0005
_SHARE_OF_REASONS = 0.1


class Filling(NamedTuple):
    """What a sheet is filled for: the unit and its number, the assessor; `fault` is what is wrong, if anything."""

    unit: str
    number: int
    assessor: str
    fault: str = ""


class _Row(NamedTuple):
    """A row that asks for a score: its place in the XML, its item and how many points there are."""

    begin: int
    end: int
    item: str
    cap: int


@dataclass(frozen=True)
class Blank:
    """A sheet to fill: the parts of its zip, and the unit that it is made for."""

    parts: dict[str, str]
    unit: str

    @classmethod
    def of(cls, content: bytes, unit: str) -> Blank:
        """The sheet of a file."""
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return cls({name: package.read(name).decode() for name in package.namelist()}, unit)

    @cached_property
    def _constant(self) -> bytes:
        """The zip of the parts that no unit changes."""
        return _packed(b"", {name: text for name, text in self.parts.items() if name not in self._changing})

    @cached_property
    def _changing(self) -> set[str]:
        return {name for name, text in self.parts.items() if name == _SHEET or self.unit in text}

    @cached_property
    def _rows(self) -> list[_Row]:
        return list(_rows(self.parts[_SHEET]))

    def filled(self, filling: Filling) -> bytes:
        """The bytes of the sheet, filled for a unit."""
        changed = {name: self.parts[name] for name in self._changing}
        changed[_SHEET] = "".join(self._pieces(filling))
        renamed = {name: text.replace(self.unit, filling.unit) for name, text in changed.items()}
        return _packed(self._constant, renamed)

    def _pieces(self, filling: Filling) -> Iterator[str]:
        """The XML of the worksheet: what stands between rows as it is, rows filled."""
        text, end = self.parts[_SHEET], 0
        chance = random.Random(filling.number)  # noqa: S311 - what differs must be the same in every run
        other = random.Random(f"{filling.number}-{filling.assessor}")  # noqa: S311 - the same
        wrong = filling.number % len(self._rows) if filling.fault else -1
        for index, row in enumerate(self._rows):
            yield text[end : row.begin]
            fault = filling.fault if index == wrong else ""
            yield _filled_row(text[row.begin : row.end], row, filling, fault, chance, other)
            end = row.end
        yield text[end:]


def filled_survey(content: bytes, answers: dict[str, int]) -> bytes:
    """A survey with the answers about units, each with its number: the row of the one unit is repeated for all."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    found = _UNIT_ROW.search(parts[_SHEET])
    assert found is not None
    rows = [_survey_row(found[0], row, unit, number) for row, (unit, number) in enumerate(answers.items(), 7)]
    text = parts[_SHEET]
    parts[_SHEET] = text[: found.start()] + "".join(rows) + text[found.end() :]
    return _packed(b"", parts)


def _survey_row(blank: str, row: int, unit: str, number: int) -> str:
    chance = random.Random(f"{number}-survey")  # noqa: S311 - what differs must be the same in every run
    values = {"B": chance.randrange(120, 201) / 2, "C": chance.randrange(50, 500)}
    moved = re.sub(r'r="([A-Z]?)7"', rf'r="\g<1>{row}"', blank)
    named = re.sub(r"<t>[^<]*</t>", f"<t>{unit}</t>", moved, count=1)
    return _BLANK_ANSWER.sub(lambda cell: _number(cell, values[cell[1]]), named)


def _rows(text: str) -> Iterator[_Row]:
    for row in _ROW.finditer(text):
        item, cap = _ID.search(row[0]), _CAP.search(row[0])
        if item is not None and cap is not None:
            yield _Row(row.start(), row.end(), item[1], int(cap[1]))


def _filled_row(text: str, row: _Row, filling: Filling, fault: str, chance: random.Random, other: random.Random) -> str:
    """A row with its score, and here and there a reason; a judgement, which has no sub-items, always has one."""
    points = chance.randrange(2 * row.cap + 1) / 2
    points = points if filling.assessor == "1" else _by_another(points, row.cap, other)
    has_reason = "." not in row.item or other.random() < _SHARE_OF_REASONS
    reason = f"虚构的评分依据，见{filling.unit}材料第{other.randrange(1, 1_000)}页"
    if row.item == _NOT_THERE and filling.number % _EVERY == 0:
        return _BLANK.sub(lambda cell: _text(cell, {"G": "", "H": "不适用", "I": reason}[cell[1]]), text)
    if fault == "blank":
        return text
    points = points + row.cap + 1 if fault == "over" else points
    return _BLANK.sub(
        lambda cell: _number(cell, points) if cell[1] == "G" else _text(cell, reason * (cell[1] == "I" and has_reason)),
        text,
    )


def _by_another(points: float, most: int, chance: random.Random) -> float:
    """What a second assessor gives where the first gave so many points: mostly the same."""
    drawn = chance.random()
    if drawn < _SHARE_FAR:
        return 0 if 2 * points > most else most
    return abs(points - 0.5) if drawn < _SHARE_NEAR else points


def _number(cell: re.Match[str], value: float) -> str:
    return f'<c r="{cell[1]}{cell[2]}" s="{cell[3]}" t="n"><v>{value:g}</v></c>'


def _text(cell: re.Match[str], value: str) -> str:
    """A cell with a text; the blank one as it is where there is none."""
    if not value:
        return cell[0]
    return f'<c r="{cell[1]}{cell[2]}" s="{cell[3]}" t="inlineStr"><is><t>{value}</t></is></c>'


def _packed(begun: bytes, parts: dict[str, str]) -> bytes:
    """A zip of parts, behind those that are packed already."""
    whole = io.BytesIO(begun)
    whole.seek(0, io.SEEK_END)
    with zipfile.ZipFile(whole, "a", zipfile.ZIP_DEFLATED, compresslevel=3) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, _ANY_DATE), text, zipfile.ZIP_DEFLATED)
    return whole.getvalue()
