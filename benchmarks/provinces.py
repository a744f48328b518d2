"""Makes the round of a nation to measure with: thirty provinces as groups, some ten sheets for four or five units.

Its blank sheets are made by `gkpg template`, all of them, or one of each kind that is stamped for the others; either
way they are filled by `filling.py`. A unit in a thousand lacks a sheet, one has a score over its cap, one a blank.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from filling import Blank, Filling, filled_survey

RULES = Path(__file__).with_name("nation.yaml")
SHEETS = "sheets"
_PROVINCES = 30
_SELF, _OFFICE, _AGENCY, _SURVEY = "自查", "省政府办公厅", "第三方评估", "社会评议"
#: Provinces in which the office scores, with two assessors; an agency scores in the others.
_OF_OFFICE = 7
_FAULTS = {17: "over", 27: "blank"}
_MISSING = 7
_CHUNK = 250


def make_rules(folder: Path, count: int) -> Path:
    """The folder of a round of so many units with its assessment file and its lists of units; no sheets yet."""
    folder.mkdir(parents=True)
    shutil.copy(RULES, folder / "assessment.yaml")
    for province in range(_PROVINCES):
        units = map(unit_name, _of_province(province, count))
        (folder / f"{_province_name(province)}.txt").write_text("\n".join(units) + "\n", encoding="utf-8")
    return folder


def unit_name(number: int) -> str:
    """What the unit of a number is called."""
    return f"{number:06}号"


def _of_province(province: int, count: int) -> range:
    each = count // _PROVINCES
    return range(province * each, (province + 1) * each)


def _province_name(province: int) -> str:
    return f"样例{province + 1:02}省"


def stamp(folder: Path, count: int) -> Path:
    """The same with filled sheets: a province has one blank of each kind made, all others are stamped."""
    make_rules(folder, count)
    small = make_rules(folder / "one-each", _PROVINCES)
    template(small)
    for source in (_SELF, _OFFICE, _AGENCY, _SURVEY):
        (folder / SHEETS / source).mkdir(parents=True)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(partial(_stamp_province, folder, small / SHEETS, count), range(_PROVINCES)))
    shutil.rmtree(small)
    return folder


def template(folder: Path) -> None:
    """The blank sheets of a round."""
    words = [sys.executable, "-m", "gkpg", "template", "--assessment", str(folder)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd=folder)


def fill(folder: Path, count: int) -> None:
    """Fill all blank sheets of a round in their places."""
    paths = sorted((folder / SHEETS).rglob("*.xlsx"))
    chunks = [paths[begin : begin + _CHUNK] for begin in range(0, len(paths), _CHUNK)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(partial(_fill_some, count), chunks))


def _fill_some(count: int, paths: list[Path]) -> None:
    for path in paths:
        name, source, assessor = path.stem.split("-")
        if source == _SURVEY:
            province = next(each for each in range(_PROVINCES) if _province_name(each) == name)
            path.write_bytes(_survey(path.read_bytes(), province, count))
        elif (filling := _filling(int(name[:-1]), source, assessor)) is None:
            path.unlink()
        else:
            path.write_bytes(Blank.of(path.read_bytes(), name).filled(filling))


def _stamp_province(folder: Path, blanks: Path, count: int, province: int) -> None:
    own = unit_name(province)
    for path in sorted(blanks.rglob("*.xlsx")):
        name, source, assessor = path.stem.split("-")
        target = folder / SHEETS / source
        if name == _province_name(province):
            (target / path.name).write_bytes(_survey(path.read_bytes(), province, count))
        elif name == own:
            blank = Blank.of(path.read_bytes(), own)
            for number in _of_province(province, count):
                filling = _filling(number, source, assessor)
                if filling is not None:
                    (target / path.name.replace(own, filling.unit)).write_bytes(blank.filled(filling))


def _survey(content: bytes, province: int, count: int) -> bytes:
    return filled_survey(content, {unit_name(number): number for number in _of_province(province, count)})


def _filling(number: int, source: str, assessor: str) -> Filling | None:
    """How the sheet of a unit is filled; None where it is not handed in."""
    rest = number % 1_000
    if source != _SELF and rest == _MISSING:
        return None
    return Filling(unit_name(number), number, assessor, "" if source == _SELF else _FAULTS.get(rest, ""))
