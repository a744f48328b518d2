"""Measures gkpg beside the ways people script the same work today, in one run: what is measured, what is aimed at.

    make bench                                  2,000 sheets, some minutes
    make bench SHEETS=10000 LARGEST=100000      the whole table

Every time is that of a whole process, the median of three runs that take turns, since machines are shared and noisy.
No test asserts a time. docs/performance.md says more.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import nation
import provinces
import rounds
import sheets
from blanks import Blanks
from originals import originals
from processes import Command, measured, megabytes, seconds, watched
from reporting import NATION, UNITS, Reporting
from rows import HEADINGS, print_row

ROOT = Path(__file__).parents[1]
GKPG = [sys.executable, "-m", "gkpg"]
PANDAS = """
import sys, pathlib, pandas
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.xlsx")):
    table = pandas.read_excel(path, header=4)
    table[table["编号"].notna()]["得分"].sum()
"""
OPENPYXL = """
import sys, pathlib, openpyxl
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.xlsx")):
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    sum(row[6] or 0 for row in sheet.iter_rows(min_row=6, values_only=True) if row[2])
"""
CALAMINE = """
import sys, pathlib, python_calamine
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.xlsx")):
    book = python_calamine.CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
"""
BARE_TYPER = "import typer; app = typer.Typer(); app.command()(lambda: None); app(['--help'])"

#: The slow ways are measured on so many sheets and scaled.
FEW = 100
#: What a sheet takes on a disk, in bytes, and a result file for it.
ROOM = 20_000
#: How often as many sheets are made as are asked for, beside the largest folder and the rounds of a nation.
_MORE = 6
#: A nation has so many units for 100 sheets; a round of a tenth of them, in 30 provinces, stands beside it.
_UNITS, _TENTH, _PROVINCES = 45, 10, 30


def main() -> int:
    """Make sheets, measure, print a table."""
    count, largest = map(int, (*sys.argv[1:], *("2000", "0")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), count, largest)
        bench.head()
        bench.beside_pandas()
        bench.beside_calamine()
        bench.findings()
        bench.by_rules()
        bench.again()
        bench.verified()
        bench.line()
        bench.blanks()
        bench.reports()
        bench.nation()
        bench.start()
    return 0


class Bench:
    """The rows of the table, and the sheets that they are measured on."""

    def __init__(self, folder: Path, count: int, largest: int) -> None:
        self.folder, self.count, self.largest = folder, count, max(count, largest)
        made = 2 * self.largest + self.largest // _TENTH + _MORE * count
        if shutil.disk_usage(folder).free < ROOM * made:
            sys.exit(f"{folder} has too little room for {made:,} sheets")
        self.paths = originals(folder / "originals")
        self.originals = sheets.by_gkpg(self.paths)
        self.clean = sheets.make(folder / "largest", self.originals, self.largest)

    def head(self) -> None:
        """What is measured, and on what."""
        print(f"{self.count:,} sheets, {os.cpu_count()} processors, Python {platform.python_version()}")
        print("whole processes: time as the median of 3 runs in turns, memory as the peak of Pss of all processes")
        print(f"* measured on {FEW} sheets and scaled\n")
        print(HEADINGS)

    def beside_pandas(self) -> None:
        """Beside loops of pandas and openpyxl, on all processors, in one worker, and on one processor."""
        n, few, none = self.count, self._first(FEW), self._first(0)
        ours = self._score(self._first(n))
        ways = {"two": ours, "jobs": Command([*ours.words, "--jobs", "1"], ours.before)}
        if shutil.which("taskset"):
            ways["one"] = Command(["taskset", "-c", "0", *ours.words], ours.before)
        loops = {"pandas": _loop(PANDAS, few), "openpyxl": _loop(OPENPYXL, few)}
        took = seconds({**ways, **loops, "p0": _loop(PANDAS, none), "o0": _loop(OPENPYXL, none)})
        whole = took["p0"] + (took["pandas"] - took["p0"]) * n / FEW
        other = took["o0"] + (took["openpyxl"] - took["o0"]) * n / FEW
        for way, name, target in (
            ("two", "on all processors", 25), ("jobs", "with --jobs 1", 12), ("one", "on one processor", 12),
        ):  # fmt: skip
            if way in took:
                figures = f"{whole:.1f} s * / {took[way]:.2f} s"
                print_row(
                    f"score {n:,}, {name}: times faster than pandas.read_excel",
                    whole / took[way],
                    target,
                    figures,
                    True,
                )
        print_row(
            f"score {n:,}: times faster than openpyxl",
            other / took["two"],
            None,
            f"{other:.1f} s * / {took['two']:.2f} s",
        )
        ours_mb, theirs = megabytes(ours), megabytes(loops["pandas"])
        print_row(
            f"score {n:,}: memory / that of the pandas loop",
            ours_mb / theirs,
            0.1,
            f"{ours_mb:.0f} MB / {theirs:.0f} MB",
        )

    def beside_calamine(self) -> None:
        """Beside bare calamine, which reads and does nothing else, on sheets of either make."""
        saved = sheets.by_libreoffice(self.paths, self.folder)
        makes = {"": self.clean}
        if saved:
            makes[" by LibreOffice"] = sheets.make(self.folder / "libreoffice", saved, self.count)
        for make, folder in makes.items():
            for n in sorted({min(2_000, self.count), self.count}):
                given = self._first(n, folder)
                took = seconds({"ours": self._score(given), "calamine": _loop(CALAMINE, given)})
                figures = f"{took['ours']:.2f} s / {took['calamine']:.2f} s"
                target = 0.5 if n >= 10_000 else 1.0
                print_row(f"score {n:,}{make}: time / bare calamine", took["ours"] / took["calamine"], target, figures)

    def findings(self) -> None:
        """With one thing wrong in every sheet."""
        over = sheets.make(self.folder / "over", self.originals, self.count, "over")
        blank = sheets.make(self.folder / "blank", self.originals, self.count, "blank")
        given = {"clean": self._first(self.count), "over": over, "blank": blank}
        took = seconds({name: self._score(folder, int(name != "clean")) for name, folder in given.items()})
        for name, told, target in (("over", "a score over its cap", 1.5), ("blank", "a blank score", 2.0)):
            figures = f"{took[name]:.2f} s / {took['clean']:.2f} s"
            print_row(
                f"score {self.count:,}, {told} in each: time / clean", took[name] / took["clean"], target, figures
            )

    def by_rules(self) -> None:
        """By the rules of an assessment file, beside the same sheets without it."""
        pair = rounds.pair(self.folder)
        for n in sorted({min(2_000, self.count), self.count}):
            folder = rounds.make(self.folder / f"round-{n}", pair, n)
            plain = self._score(folder / rounds.SHEETS, 1)
            ruled = Command([*plain.words, "--assessment", str(folder / rounds.RULES.name)], plain.before, 1)
            took = measured({"ruled": ruled, "plain": plain})
            for what, with_, without in zip(("time", "CPU"), took["ruled"], took["plain"], strict=True):
                work = f"score {n:,} by an assessment file: {what} / without"
                print_row(work, with_ / without, 1.3, f"{with_:.2f} s / {without:.2f} s")

    def again(self) -> None:
        """The same once more, with nothing changed."""
        first = self._score(self._first(self.count))
        took = seconds({"first": first, "again": Command(first.words)})
        figures = f"{took['again']:.2f} s / {took['first']:.2f} s"
        print_row(
            f"score {self.count:,} again, nothing changed: time / first", took["again"] / took["first"], 0.15, figures
        )

    def verified(self) -> None:
        """A result recomputed from its sheets, and from itself alone."""
        given = self._first(self.count)
        first = self._score(given)
        verify = [*GKPG, "verify", str(self.folder / f"{given.name}.sqlite")]
        kinds = {"first": first, "sheets": Command([*verify, "--sheets", str(given)]), "alone": Command(verify)}
        took = seconds(kinds)
        for kind, name, target in (("sheets", "--sheets", 1.5), ("alone", "the result alone", None)):
            figures = f"{took[kind]:.2f} s / {took['first']:.2f} s"
            print_row(f"verify {self.count:,}, {name}: time / score", took[kind] / took["first"], target, figures)

    def line(self) -> None:
        """From few to very many: the time of a thousand, and what the largest takes."""
        for n in sorted({1_000, 10_000, 100_000, self.count, self.largest}):
            if n > self.largest:
                continue
            took = seconds({"": self._score(self._first(n))}, 3 if n <= 10_000 else 1)[""]
            print_row(f"score {n:,}: seconds per 1,000", took * 1_000 / n, None, f"{took:.1f} s")
        is_whole = self.largest >= 100_000
        print_row(f"score {self.largest:,}: seconds", took, 90 if is_whole else None, "one run" if is_whole else "")
        peak = megabytes(self._score(self._first(self.largest)))
        print_row(f"score {self.largest:,}: peak of memory, MiB", peak, 1_024 if is_whole else None, "")

    def blanks(self) -> None:
        """Blank sheets."""
        blanks = Blanks(self.folder, self.count, self.largest, FEW)
        blanks.beside_openpyxl()
        blanks.largest()

    def reports(self) -> None:
        """Reports of the results, which have a unit for each sheet."""
        for most, row in ((UNITS, Reporting.beside_pandas), (NATION, Reporting.each_format)):
            units = min(most, self.largest)
            scored = self._score(self._first(units))
            result = self.folder / f"{units}.sqlite"
            subprocess.run([*scored.words[:-1], str(result)], check=True, stdout=subprocess.DEVNULL)
            row(Reporting(self.folder, result, units))

    def nation(self) -> None:
        """The other commands of a round, of so many units and of ten times as many: CPU, and the memory of the many."""
        whole = _TENTH * _PROVINCES
        many = max(whole, self.largest * _UNITS // 100 // whole * whole)
        rounds_ = (provinces.stamp(self.folder / f"nation-{n}", n) for n in (many // _TENTH, many))
        small, large = map(nation.commands, rounds_)
        for work in (work for work in small if not work.startswith("report") and "json" not in work.lower()):
            first, (took, memory), last = map(watched, (small[work], large[work], small[work]))
            few = (first[0].cpu + last[0].cpu) / 2
            told = f"{work}, {many:,} units"
            print_row(f"{told}: CPU / a tenth of them", took.cpu / few, 11, f"{took.cpu:.1f} s / {few:.1f} s")
            print_row(f"{told}: peak of memory, MiB", memory, 1_024, "")

    def start(self) -> None:
        """What a short command takes, beside a program of Typer's that does nothing."""
        rubrics = str(ROOT / "rubrics")
        commands = {"bare": [sys.executable, "-c", BARE_TYPER], "help": [*GKPG, "--help"]}
        commands["validate"] = [*GKPG, "validate", "rubric", rubrics]
        took = seconds({name: Command(words) for name, words in commands.items()}, 9)
        for name, told, target in (("help", "gkpg --help", 1.3), ("validate", "gkpg validate rubric", 2.0)):
            figures = f"{took[name]:.2f} s / {took['bare']:.2f} s"
            print_row(f"{told}: time / bare Typer --help", took[name] / took["bare"], target, figures)

    def _first(self, count: int, of: Path | None = None) -> Path:
        """A folder of the first so many clean sheets, or of those of another folder."""
        of = of or self.clean
        folder = self.folder / f"{of.name}-{count}"
        return folder if folder.exists() else sheets.first(folder, count, of)

    def _score(self, given: Path, status: int = 0) -> Command:
        """`gkpg score` on a folder, its result written where nothing stands."""
        out = self.folder / f"{given.name}.sqlite"
        return Command([*GKPG, "score", str(given), "-o", str(out)], partial(out.unlink, missing_ok=True), status)


def _loop(script: str, given: Path) -> Command:
    return Command([sys.executable, "-c", script, str(given)])


if __name__ == "__main__":
    sys.exit(main())
