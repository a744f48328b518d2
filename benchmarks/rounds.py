"""Makes a round to measure with: the rules of `assessment.yaml`, and sheets that can be scored with and without them.

Each unit has a sheet of each of two assessors of one source. They lie half a point apart here and there, so that there
is something to join, and in one pair of fifty so far that it is a dispute.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import sheets
from originals import RUBRICS, originals

RULES = Path(__file__).with_name("assessment.yaml")
SHEETS = "sheets"

Pair = tuple[list[sheets.Original], list[sheets.Original]]


def pair(folder: Path) -> Pair:
    """The originals of the sheets of both assessors, made in a folder; in some an item is marked as not applicable."""
    first, second = (originals(folder / f"by-{hand}", hand, is_marked=True) for hand in ("1", "2"))
    return sheets.by_gkpg(first), sheets.by_gkpg(second)


def make(folder: Path, of: Pair, count: int) -> Path:
    """The folder of a round with so many sheets: the assessment file, the lists of units, the sheets."""
    folder.mkdir()
    first, second = of
    sheets.make(folder / SHEETS, first, count // 2)
    sheets.make(folder / SHEETS, second, count // 2, hand="second")
    shutil.copy(RULES, folder)
    groups = [group for _, _, group, number in RUBRICS for _ in range(number)]
    for group in dict.fromkeys(groups):
        own = (sheets.unit_name(number) for number in range(count // 2) if groups[number % len(groups)] == group)
        (folder / f"{group}.txt").write_text("\n".join(own), encoding="utf-8")
    return folder
