"""Measures reports of the results of very many units: Excel beside pandas, then each format as units are many."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from processes import Command, megabytes, seconds, watched
from rows import print_row

from gkpg.reports.annex.path import annex_path

if TYPE_CHECKING:
    from collections.abc import Iterator

#: So many units have 330,000 rows of items; so many a nation has.
UNITS, NATION = 10_000, 45_000
#: The formats that are measured, each with the seconds that it may take for a nation.
WAYS: tuple[tuple[tuple[str, ...], int | None], ...] = (
    (("xlsx",), 120),
    (("xlsx", "--annex"), 120),
    (("json",), 45),
    (("csv",), None),
    (("csv", "--table", "items"), 45),
)
#: The tables of an annex as frames, each a file of its own. Two lines of every sheet stand above its table.
READ = """
import sys, pandas
book = pandas.read_excel(sys.argv[1], sheet_name=None, header=1, engine="calamine")
for number, frame in enumerate(book.values()):
    frame.to_pickle(f"{sys.argv[2]}/{number}.pickle")
"""
#: pandas writes them with no format at all.
WRITE = """
import sys, pathlib, pandas
with pandas.ExcelWriter(sys.argv[2]) as book:
    for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
        pandas.read_pickle(path).to_excel(book, sheet_name=path.stem, index=False)
"""


class Reporting:
    """The rows about reports of a result file, which has so many units."""

    def __init__(self, folder: Path, result: Path, units: int) -> None:
        self._folder, self._result, self._units = folder, result, units

    def beside_pandas(self) -> None:
        """Excel with its annex beside pandas, which writes the tables of the annex from memory."""
        ours, frames = self._report("xlsx", "--annex"), self._folder / "frames"
        frames.mkdir()
        subprocess.run(ours.words, check=True, stdout=subprocess.DEVNULL)
        out = Path(ours.words[-1])
        annex = annex_path(out, "zh")
        subprocess.run([sys.executable, "-c", READ, str(annex), str(frames)], check=True)
        theirs = Command([sys.executable, "-c", WRITE, str(frames), str(self._folder / "pandas.xlsx")])
        took = seconds({"ours": ours, "theirs": theirs})
        figures = f"{took['ours']:.1f} s / {took['theirs']:.1f} s"
        work = f"report --format xlsx --annex, {self._units:,} units: time / pandas.to_excel"
        print_row(work, took["ours"] / took["theirs"], 1, figures)
        memory = megabytes(ours), megabytes(theirs)
        work = f"report --format xlsx --annex, {self._units:,} units: memory / pandas.to_excel"
        print_row(work, memory[0] / memory[1], None, "{:.0f} MB / {:.0f} MB".format(*memory))

    def each_format(self) -> None:
        """Time and memory of every format; targets are for a nation."""
        whole = self._units >= NATION
        for words, most in WAYS:
            command = self._report(*words)
            work = f"report --format {' '.join(words)}, {self._units:,} units"
            took, memory = watched(command)
            size = sum(path.stat().st_size for path in _files(command)) / 1e6
            print_row(f"{work}: seconds", took.clock, most if whole else None, f"one run, {size:.0f} MB")
            print_row(f"{work}: peak of memory, MiB", memory, 1_024 if whole else None, "")

    def _report(self, *words: str) -> Command:
        """`gkpg report` in a format, written where nothing stands."""
        out = self._folder / f"{'-'.join(words).replace('---', '-')}-{self._units}.{words[0]}"
        told = [sys.executable, "-m", "gkpg", "report", str(self._result), "--format", *words, "--output", str(out)]
        return Command(told, partial(out.unlink, missing_ok=True))


def _files(command: Command) -> Iterator[Path]:
    """What a command wrote."""
    out = Path(command.words[-1])
    yield from (path for path in (out, annex_path(out, "zh")) if path.exists())
