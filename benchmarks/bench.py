"""Measures gkpg beside the ways people script the same work today, in one run, as ratios.

    make bench            2,000 sheets
    make bench SHEETS=10000

Every figure is the time or the peak memory of a whole process, the median of three runs that take turns, since
machines are shared and noisy. No test asserts a time.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PANDAS_LOOP = """
import sys, pathlib, pandas
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.xlsx")):
    table = pandas.read_excel(path, header=4)
    table[table["编号"].notna()]["得分"].sum()
"""
OPENPYXL_LOOP = """
import sys, pathlib, openpyxl
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.xlsx")):
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    sum(row[6] or 0 for row in sheet.iter_rows(min_row=6, values_only=True) if row[2])
"""


BARE_TYPER = "import typer; app = typer.Typer(); app.command()(lambda: None); app(['--help'])"


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    seconds: float
    megabytes: float


def main() -> int:
    """Measure, print a table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as folder:
        sheets = _sheets(Path(folder), count)
        few = _sheets(Path(folder) / "few", min(count, 200))
        out = str(Path(folder) / "r.sqlite")
        gkpg = [sys.executable, "-m", "gkpg"]
        print(f"{count} sheets; median of 3 runs of a whole process, in turns")
        print(f"* measured on {min(count, 200)} sheets and scaled\n")
        _beside("gkpg score", [*gkpg, "score", str(sheets), "-o", out], 1, {
            "pandas.read_excel loop *": ([sys.executable, "-c", PANDAS_LOOP, str(few)], count / min(count, 200)),
            "openpyxl loop *": ([sys.executable, "-c", OPENPYXL_LOOP, str(few)], count / min(count, 200)),
        })  # fmt: skip
        bare = [sys.executable, "-c", BARE_TYPER]
        _beside("gkpg --help", [*gkpg, "--help"], 1, {"bare Typer --help": (bare, 1)})
        _beside(
            "gkpg validate rubric",
            [*gkpg, "validate", "rubric", str(ROOT / "rubrics")],
            1,
            {"bare Typer --help": (bare, 1)},
        )
    return 0


def _sheets(folder: Path, count: int) -> Path:
    """So many sheets, each of a unit of its own: those of the example under other names."""
    given = sorted((ROOT / "examples" / "shanghai-2022" / "sheets").rglob("*-1.xlsx"))
    (folder / "sheets").mkdir(parents=True)
    for number in range(count):
        path = given[number % len(given)]
        unit, other = path.name.partition("-")[0].encode(), f"{number}号".encode()
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(folder / "sheets" / f"{number}.xlsx", "w", 8) as target:
            for name in source.namelist():
                target.writestr(name, source.read(name).replace(unit, other))
    return folder / "sheets"


def _beside(name: str, command: list[str], scale: float, others: dict[str, tuple[list[str], float]]) -> None:
    """Run commands in turns and print each with its ratio to the first."""
    every = {name: (command, scale), **others}
    costs: dict[str, list[Cost]] = {each: [] for each in every}
    for _ in range(3):
        for each, (words, times) in every.items():
            cost = _cost(words)
            costs[each].append(Cost(cost.seconds * times, cost.megabytes))
    first = statistics.median(cost.seconds for cost in costs[name])
    print(f"{'':28}{'seconds':>10}{'ratio':>8}{'MB':>8}")
    for each, found in costs.items():
        seconds = statistics.median(cost.seconds for cost in found)
        print(f"{each:28}{seconds:10.2f}{seconds / first:8.2f}{max(cost.megabytes for cost in found):8.0f}")
    print()


def _cost(words: list[str]) -> Cost:
    """Run one process to its end."""
    begin = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    assert isinstance(usage, resource.struct_rusage)
    return Cost(time.perf_counter() - begin, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
