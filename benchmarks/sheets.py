"""Makes sheets to measure with: copies of some under other units' names, each with scores and reasons of its own.

The same numbers give the same sheets, whatever the machine.
"""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from originals import REASON

if TYPE_CHECKING:
    from pathlib import Path

#: What is wrong with one score of every sheet, if anything.
Fault = Literal["none", "over", "blank"]
#: Who scores: a second assessor has the same sheets as the first, but some scores.
Hand = Literal["first", "second"]

#: Some of a sheet's blank reasons are filled.
_SHARE_OF_REASONS = 0.1
#: Some scores of a second assessor are half a point away from those of the first, some few at the other end.
_SHARE_NEAR, _SHARE_FAR = 0.2, 0.0005
_ANY_DATE = (1980, 1, 1, 0, 0, 0)
_CHUNK = 250

#: Between these marks stands what differs from sheet to sheet.
_MARK = "\0"
_SCORE = re.compile(r'(<c r="F(\d+)" s="\d+" t="n"><v>(\d+)</v></c><c r="G\2" s="\d+" t="n")><v>[^<]*</v></c>')
_BLANK_REASON = re.compile(r'<c r="I(\d+)" s="(\d+)" t="n" ?/>')


@dataclass(frozen=True)
class Original:
    """A filled sheet, cut up: the zip of what stays, and the parts that change, places to fill between constants."""

    name: str
    unit: str
    constant: bytes
    changing: tuple[tuple[str, tuple[str, ...]], ...]


def by_gkpg(paths: list[Path]) -> list[Original]:
    """Sheets as gkpg makes them."""
    return [_cut(path) for path in paths]


def by_libreoffice(paths: list[Path], folder: Path) -> list[Original]:
    """The same, saved by LibreOffice; none where there is no LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        return []
    given, saved = map(str, paths), folder / "saved"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), *given]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return [_cut(path) for path in sorted(saved.glob("*.xlsx"))]


def unit_name(number: int) -> str:
    """What the unit of a sheet is called, by the sheet's number."""
    return f"{number:06}号"


def make(folder: Path, originals: list[Original], count: int, fault: Fault = "none", hand: Hand = "first") -> Path:
    """So many sheets in a folder, each of a unit of its own."""
    folder.mkdir(exist_ok=hand == "second")
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(partial(_make_some, folder, originals, count, fault, hand), range(0, count, _CHUNK)))
    return folder


def first(folder: Path, count: int, of: Path) -> Path:
    """A folder with the first so many sheets of another, by links."""
    folder.mkdir()
    for path in sorted(of.iterdir())[:count]:
        os.link(path, folder / path.name)
    return folder


def _make_some(folder: Path, originals: list[Original], count: int, fault: Fault, hand: Hand, begin: int) -> None:
    for number in range(begin, min(begin + _CHUNK, count)):
        original = originals[number % len(originals)]
        path = folder / original.name.replace(original.unit, unit_name(number), 1)
        path.write_bytes(_filled(original, number, fault, hand))


def _cut(path: Path) -> Original:
    unit = path.name.partition("-")[0]
    kept, changing = io.BytesIO(), []
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as constant:
        for name in source.namelist():
            text = source.read(name).decode()
            pieces = tuple(_marked(text, unit).split(_MARK))
            if len(pieces) > 1:
                changing.append((name, pieces))
            else:
                constant.writestr(zipfile.ZipInfo(name, _ANY_DATE), text, zipfile.ZIP_DEFLATED)
    places = {place for _, pieces in changing for place in pieces[1::2]}
    if not {"unit", "reason"} < places:  # else all copies are of one unit, or all say the same
        sys.exit(f"{path} has its unit or its reasons written in another way")
    return Original(path.name, unit, kept.getvalue(), tuple(changing))


def _marked(text: str, unit: str) -> str:
    """A part with marks around what is to be filled: the unit, a score of some cap, a reason, a blank beside it."""
    rows = {match[2] for match in _SCORE.finditer(text)}
    text = _SCORE.sub(rf"\1{_MARK}\3{_MARK}", text)
    text = _BLANK_REASON.sub(lambda cell: f"{_MARK}{cell[0]}{_MARK}" if cell[1] in rows else cell[0], text)
    return text.replace(unit, f"{_MARK}unit{_MARK}").replace(REASON, f"{_MARK}reason{_MARK}")


def _filled(original: Original, number: int, fault: Fault, hand: Hand) -> bytes:
    """The bytes of one sheet."""
    unit = unit_name(number)
    chance = random.Random(number)  # noqa: S311 - what differs must be the same in every run
    other = random.Random(-number - 1) if hand == "second" else None  # noqa: S311 - the same
    whole = io.BytesIO(original.constant)
    whole.seek(0, io.SEEK_END)
    with zipfile.ZipFile(whole, "a", zipfile.ZIP_DEFLATED) as package:
        for name, pieces in original.changing:
            filled = list(pieces)
            filled[1::2] = [_value(place, unit, chance, other) for place in pieces[1::2]]
            scores = [index for index, place in enumerate(pieces) if index % 2 and place.isdecimal()]
            if scores and fault != "none":
                wrong = chance.choice(scores)
                filled[wrong] = _score(int(pieces[wrong]) + 1) if fault == "over" else "/>"
            package.writestr(zipfile.ZipInfo(name, _ANY_DATE), "".join(filled), zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _value(place: str, unit: str, chance: random.Random, other: random.Random | None) -> str:
    """What fills a place: a score of its cap in halves, the unit, a reason, or mostly the blank that is there."""
    if place.isdecimal():
        points = chance.randrange(2 * int(place) + 1) / 2
        return _score(_by_another(points, int(place), other) if other else points)
    if place == "unit":
        return unit
    reason = f"虚构的评分依据，见{unit}材料第{chance.randrange(1, 1_000)}页"
    if place == "reason":
        return reason
    if chance.random() > _SHARE_OF_REASONS:
        return place
    return _BLANK_REASON.sub(rf'<c r="I\1" s="\2" t="inlineStr"><is><t>{reason}</t></is></c>', place)


def _by_another(points: float, most: int, chance: random.Random) -> float:
    """What a second assessor gives where the first gave so many points: mostly the same."""
    drawn = chance.random()
    if drawn < _SHARE_FAR:
        return 0 if 2 * points > most else most
    return abs(points - 0.5) if drawn < _SHARE_NEAR else points


def _score(points: float) -> str:
    return f"><v>{points:g}</v></c>"
