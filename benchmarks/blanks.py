"""Measures blank sheets being made, beside a loop of openpyxl that makes them of a finished one."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from typing import TYPE_CHECKING

from originals import RUBRICS
from processes import Command, measured, megabytes, watched
from rows import print_row
from sheets import unit_name

if TYPE_CHECKING:
    from pathlib import Path

    from processes import Took

#: A blank is loaded, three cells are set, and it is saved under another name.
OPENPYXL = """
import sys, pathlib, openpyxl
folder = pathlib.Path(sys.argv[2])
for unit in pathlib.Path(sys.argv[3]).read_text("utf-8").split():
    book = openpyxl.load_workbook(sys.argv[1])
    sheet = book.worksheets[0]
    sheet["C3"], sheet["F3"], sheet["C4"] = unit, "Office", "1"
    book.save(folder / f"{unit}.xlsx")
"""
#: So many more sheets must take no more memory, but for their names.
_WHOLE = 100_000


class Blanks:
    """The rows about so many blank sheets of a rubric, and about the most that are made."""

    def __init__(self, folder: Path, count: int, largest: int, few: int) -> None:
        self._folder, self._count, self._largest, self._few = folder, count, largest, few

    def beside_openpyxl(self) -> None:
        """Times faster than the loop, which makes few, scaled; CPU of a sheet on one processor."""
        ours, alone = self._template(self._count), self._template(self._count, ["taskset", "-c", "0"])
        ways = {"ours": ours, "none": self._loop(0), "loop": self._loop(self._few)}
        if shutil.which("taskset"):
            ways["alone"] = alone
        took = measured(ways)
        loop = _scaled(took, self._count / self._few)
        figures = f"{loop:.1f} s * / {took['ours'].clock:.2f} s"
        print_row(
            f"template {self._count:,}: times faster than openpyxl",
            loop / took["ours"].clock,
            50,
            figures,
            is_least=True,
        )
        if "alone" in took:
            cpu = took["alone"].cpu
            work = f"template {self._count:,}, on one processor: ms of CPU a sheet"
            print_row(work, cpu * 1_000 / self._count, 1.5, f"{cpu:.1f} s")

    def largest(self) -> None:
        """The most: seconds, and memory beside that of fewer."""
        whole = self._largest >= _WHOLE
        command = self._template(self._largest)
        took, many = watched(command)
        print_row(f"template {self._largest:,}: seconds", took.clock, 90 if whole else None, "one run")
        few = megabytes(self._template(self._count))
        work = f"template {self._largest:,}: memory / that of {self._count:,}"
        print_row(work, many / few, None, f"{many:.0f} MB / {few:.0f} MB")
        self._empty()

    def _template(self, count: int, before: tuple[str, ...] | list[str] = ()) -> Command:
        """`gkpg template` for so many units, into a folder that is not there yet."""
        units = self._units(count)
        rubric = str(RUBRICS[0][0])
        words = [sys.executable, "-m", "gkpg", "template", "--rubric", rubric, "--units", str(units), "--assessor", "1"]
        return Command([*before, *words, "--output", str(self._out)], self._empty)

    def _loop(self, count: int) -> Command:
        """The loop of openpyxl, for so many units."""
        blank = next((self._folder / "originals").glob("*.xlsx"))
        words = [sys.executable, "-c", OPENPYXL, str(blank), str(self._out), str(self._units(count))]
        return Command(words, partial(self._empty, make=True))

    def _units(self, count: int) -> Path:
        path = self._folder / f"units-{count}.txt"
        path.write_text("\n".join(map(unit_name, range(count))), encoding="utf-8")
        return path

    @property
    def _out(self) -> Path:
        return self._folder / "blanks"

    def _empty(self, *, make: bool = False) -> None:
        shutil.rmtree(self._out, ignore_errors=True)
        if make:
            self._out.mkdir()


def _scaled(took: dict[str, Took], times: float) -> float:
    """What the loop takes for so many times as many, without the start of Python more than once."""
    return took["none"].clock + (took["loop"].clock - took["none"].clock) * times
