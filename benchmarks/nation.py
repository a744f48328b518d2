"""A nation's round by script: thirty provinces, every command of the round, each with its time and peak of memory.

    python benchmarks/nation.py 45000                   template and all; some ten minutes, 3 GB of temporary files
    python benchmarks/nation.py 4500 --stamped          sheets stamped, not made by gkpg template
    python benchmarks/nation.py 45000 --keep DIR        into a folder that stays, and is used again where it is there

The sheets are filled by a program that is not gkpg. Times are those of one run, on the clock and of CPU in
all processes; memory is the peak of Pss of all processes in the same run. docs/performance.md says more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import edits
import provinces
from processes import Command, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GKPG = [sys.executable, "-m", "gkpg"]
DAY = "2022-12-05"
#: Each format of a report, and the table of a csv.
REPORTS = (("xlsx",), ("json",), ("csv",), ("csv", "--table", "items"))


def main() -> int:
    """Make a round, run every command on it, print a table."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name, "nation")
        print(f"{options.units:,} units in 30 provinces")
        print(f"{'work':<40}{'clock':>10}{'CPU':>10}{'memory':>12}", flush=True)
        if not (folder / provinces.SHEETS).exists():
            _make(folder, options)
        for work, command in commands(folder).items():
            took, memory = watched(command)
            _row(work, took.clock, took.cpu, memory)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A nation's round by script.")
    parser.add_argument("units", type=int, help="how many units; some multiple of 30")
    parser.add_argument("--stamped", action="store_true", help="stamp the sheets instead of making each blank")
    parser.add_argument("--keep", type=Path, help="the folder of the round; it stays")
    return parser.parse_args()


def _make(folder: Path, options: argparse.Namespace) -> None:
    begin = time.perf_counter()
    if options.stamped:
        provinces.stamp(folder, options.units)
        _row("stamping sheets, not by gkpg", time.perf_counter() - begin)
        return
    provinces.make_rules(folder, options.units)
    template = Command([*GKPG, "template", "--assessment", str(folder)])
    took, memory = watched(template)
    _row("template", took.clock, took.cpu, memory)
    begin = time.perf_counter()
    provinces.fill(folder, options.units)
    _row("filling, not by gkpg", time.perf_counter() - begin)


def commands(folder: Path) -> dict[str, Command]:
    """Every command of a round behind the making of sheets, in its order; each can be run again."""
    result, made = folder / "result.sqlite", folder / "made"
    made.mkdir(exist_ok=True)
    return dict(_on_sheets(folder, result, made)) | dict(_on_result(folder, result, made))


def _on_sheets(folder: Path, result: Path, made: Path) -> Iterator[tuple[str, Command]]:
    """The commands that read sheets. What they find (missing sheets, disputes) makes their exit status 1."""
    rules, arbitration = ["--assessment", str(folder)], made / "arbitration.xlsx"
    yield "validate assessment", Command([*GKPG, "validate", "assessment", str(folder)])
    for form in ("text", "json"):
        yield f"status, {form}", _found(["status", *rules, "--on", DAY, "--output-format", form])
    for form in ("text", "json"):
        yield f"validate sheets, {form}", _found(["validate", "sheets", *rules, "--output-format", form])
    clear = partial(arbitration.unlink, missing_ok=True)
    yield "arbitrate", Command([*GKPG, "arbitrate", *rules, "-o", str(arbitration)], clear)
    score = ["score", *rules, "-o", str(result)]
    yield "score", _found(score, partial(result.unlink, missing_ok=True))
    yield "score again, nothing changed", _found(score)
    yield "score again, as JSON", _found([*score, "--output-format", "json"])


def _on_result(folder: Path, result: Path, made: Path) -> Iterator[tuple[str, Command]]:
    """The commands that start from a result, and those under an edited rubric."""
    for words in REPORTS:
        path = made / f"{words[-1]}.{words[0]}"
        clear = partial(path.unlink, missing_ok=True)
        told = ["report", str(result), "--format", *words, "--output", str(path)]
        yield f"report, {' '.join(words)}", Command([*GKPG, *told], clear)
    old, new = edits.make(made)
    for form in ("text", "json"):
        yield f"diff --on, {form}", Command([*GKPG, "diff", old, new, "--on", str(result), "-f", form])
    yield "diff of two results, the same", Command([*GKPG, "diff", str(result), str(result)])
    rules = ["--assessment", str(folder)]
    migrate = ["migrate", str(folder / provinces.SHEETS), "--to", new, "--from", old, *rules]
    yield "migrate, shown", Command([*GKPG, *migrate])


def _found(words: list[str], before: Callable[[], object] = lambda: None) -> Command:
    return Command([*GKPG, *words], before, 1)


def _row(work: str, clock: float, cpu: float | None = None, memory: float | None = None) -> None:
    figures = (f"{clock:.1f} s", "" if cpu is None else f"{cpu:.1f} s", "" if memory is None else f"{memory:.0f} MB")
    print(f"{work:<40}{figures[0]:>10}{figures[1]:>10}{figures[2]:>12}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
