"""Spoils good sheets in every way that chance finds and asserts, for each, what gkpg promises of any file.

    make fuzz                                       two minutes
    python -m tools.fuzz --seconds 900 --seed 7     always the same mutants for the same seed
    python -m tools.fuzz --keep DIR                 where the inputs go that break a promise

Beside them, where LibreOffice is installed, sheets whose scores show something else than they hold (tools/shown.py).

The promises: nothing is raised and no mistake of gkpg's own is found; a file costs bounded time and memory; the good
sheets beside it keep their scores; the quick pass over the XML reads what the strict pass reads; what is found to be
without error has scores within the caps; every message is one line that can be printed.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import random
import shutil
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tools.goodsheets import (
    STRINGS,
    STYLES,
    UNITS,
    filled,
    good_files,
    inlined,
    library,
    parts_of,
    shared,
    zipped,
)
from tools.mutants import Mutant, Mutants
from tools.shown import ShownSheets

from gkpg.base.text import LANGS
from gkpg.findings.finding import has_errors
from gkpg.io.workers import Allowance, work_through
from gkpg.ledger.submissions import find_files
from gkpg.results.reuse import AssessmentRequest, assess
from gkpg.results.store import render_result
from gkpg.sheets.read.file_reader import FileReader
from gkpg.workbooks.fast.sheet_pass import read_sheet_fast, read_strings_fast
from gkpg.workbooks.limits import DEFAULT_LIMITS
from gkpg.workbooks.opening import sha256_of
from gkpg.workbooks.package import ZIP, Package
from gkpg.workbooks.strict import SheetScan, StringsScan
from gkpg.workbooks.styles import Styles, styles_of
from gkpg.workbooks.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from tools.goodsheets import Parts

    from gkpg.base.text import Text
    from gkpg.findings.finding import Finding
    from gkpg.rubric import Library
    from gkpg.scoring import Results, UnitResult
    from gkpg.sheets.model import File

#: A batch: so many files in a folder with the good ones, and so many sheets of which only the two passes are compared.
FILES, SHEETS = 48, 160
#: How much more memory the process that starts the workers may hold than before the first batch, in megabytes.
MOST_GROWTH = 400
#: A batch that takes so many seconds hangs.
HANGS = 900
_NOT_ON_ONE_LINE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_LONGEST_LINE = 3_000
_READ_HERE = ("xlsx", "xlsm", "csv")


@dataclass(frozen=True)
class Broken:
    """A promise that was broken: by which file, and what happened."""

    mutant: Mutant
    what: str


@dataclass
class Tally:
    """What a run has done so far."""

    kinds: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    files: int = 0
    sheets: int = 0
    compared: int = 0
    shown: int = 0
    broken: list[Broken] = field(default_factory=list)


def differences(parts: Parts) -> tuple[int, list[str]]:
    """How many parts the quick pass reads, and those of them that the strict pass does not read the same."""
    count, found = 0, []
    strings, styles = _strings(parts.get(STRINGS, b"")), _styles(parts.get(STYLES, b""))
    for name, data in parts.items():
        if name == STRINGS:
            quick = read_strings_fast(data)
            count += quick is not None
            found += [] if quick is None else _unlike(name, quick, strings)
        elif b"<sheetData>" in data:
            rows = read_sheet_fast(data, styles, strings or [], DEFAULT_LIMITS.cells)
            count += rows is not None
            found += (
                [] if rows is None else _unlike(name, (list(rows[0].items()), rows[1]), _strict(data, styles, strings))
            )
    return count, found


def _unlike(name: str, quick: object, strict: object) -> list[str]:
    if strict is None:
        return [f"the quick pass reads {name}, which the strict pass refuses"]
    return [] if quick == strict else [f"the passes read {name} differently"]


def _strict(data: bytes, styles: Styles, strings: list[str] | None) -> object:
    try:
        scanned = SheetScan(data, styles, strings or [], DEFAULT_LIMITS.cells)
    except UnreadableError:
        return None
    return list(scanned.rows.items()), scanned.marks


def _strings(data: bytes) -> list[str] | None:
    try:
        return StringsScan(data).found
    except UnreadableError:
        return None


def _styles(data: bytes) -> Styles:
    try:
        return styles_of(data)
    except UnreadableError:
        return Styles()


def _parts(raw: bytes) -> Parts:
    """The parts of a file that can be had."""
    found: Parts = {}
    try:
        package = Package(raw, DEFAULT_LIMITS)
        for name in package.names():
            found[STRINGS if name == STRINGS.lower() else name] = package.part(name)
    except UnreadableError:
        return found
    return found


def _compared(mutant: Mutant) -> tuple[int, list[str]]:
    """What is looked at in a worker, since any file may do harm there."""
    return differences(_parts(mutant.raw)) if mutant.raw.startswith(ZIP) else (0, [])


def _lost(_: Mutant, why: Text) -> tuple[int, list[str]]:
    return 0, [f"comparing the passes: {why.en}"]


class Fuzzer:
    """Good sheets, their scores, and the batches of mutants that are held against them."""

    def __init__(self, folder: Path, office: bool = True) -> None:
        self.folder, self.tally = folder, Tally()
        self._library: Library = library(folder)
        (rubric,) = self._library.rubrics
        goods = good_files(rubric, folder, office)
        self._shown = ShownSheets(folder / "shown") if office and shutil.which("soffice") else None
        self._mutants = Mutants(goods)
        first, second, third = (filled(rubric, unit) for unit in UNITS)
        raws = first, zipped(shared(parts_of(second))), zipped(inlined(parts_of(third)))
        self._good = {f"{unit}-评分组-1.xlsx": raw for unit, raw in zip(UNITS, raws, strict=True)}
        self._caps = {item.id: item.max for item in rubric.walk()}
        self._right = _of_units(self._assessed([])[0])
        assert all(unit.total is not None for unit in self._right.values())
        self._began_with = _resident()
        for good in goods:
            _, (file,) = self._assessed([Mutant((), good.name, good.raw)])
            assert not has_errors(file.all_findings()), file

    def batch(self, chance: random.Random, files: int = FILES, sheets: int = SHEETS) -> None:
        """One batch: the files in a folder, then the comparison of the two passes."""
        faulthandler.dump_traceback_later(HANGS, exit=True)
        mutants = [self._mutants.one(chance) for _ in range(files)]
        self.tally.broken += self._whole(mutants)
        bare = [self._mutants.sheet_xml(chance) for _ in range(sheets)]
        self.tally.broken += self._passes([*mutants, *bare])
        if self._shown is not None:
            self.tally.broken += [Broken(mutant, what) for mutant, what in self._shown.batch(chance)]
            self.tally.shown = self._shown.compared
            self.tally.kinds.update(self._shown.kinds)
            self._shown.kinds.clear()
        self.tally.kinds.update(kind for mutant in (*mutants, *bare) for kind in mutant.kinds)
        self.tally.files += files
        self.tally.sheets += sheets
        faulthandler.cancel_dump_traceback_later()

    def promises_broken(self, mutants: Sequence[Mutant]) -> list[Broken]:
        """What is wrong with files in a folder with the good ones."""
        try:
            results, files = self._assessed(mutants)
            render_result(results)
        except Exception as error:
            return [Broken(mutants[0], f"raised {type(error).__name__}: {error}")]
        self.tally.codes.update(finding.code for finding in results.findings)
        broken = [
            Broken(mutant, what) for number, mutant in enumerate(mutants) for what in self._said_of(files[number])
        ]
        if _of_units(results) != self._right:
            broken.append(Broken(mutants[0], f"the good sheets have other scores: {_of_units(results)}"))
        if _resident() - self._began_with > MOST_GROWTH:
            broken.append(Broken(mutants[0], f"{_resident() - self._began_with} MB more than before the first file"))
        return broken

    def _whole(self, mutants: Sequence[Mutant]) -> list[Broken]:
        """The same; where it is not clear which file is to blame, each is handed in alone."""
        codes = self.tally.codes.copy()
        broken = self.promises_broken(mutants)
        if any(each.mutant is mutants[0] for each in broken):
            self.tally.codes = codes
            alone = [each for mutant in mutants for each in self.promises_broken([mutant])]
            return alone or broken
        return broken

    def _passes(self, mutants: Sequence[Mutant]) -> list[Broken]:
        broken = []
        allowance = Allowance(DEFAULT_LIMITS.seconds, DEFAULT_LIMITS.megabytes)
        for number, (count, found) in work_through(mutants, _compared, _lost, allowance):
            self.tally.compared += count
            broken += [Broken(mutants[number], what) for what in found]
        return broken

    def _assessed(self, mutants: Sequence[Mutant]) -> tuple[Results, list[File]]:
        """What `gkpg score` makes of the mutants and the good sheets, and the file of each mutant."""
        sheets = self.folder / "sheets"
        shutil.rmtree(sheets, ignore_errors=True)
        sheets.mkdir()
        for name, raw in self._good.items():
            (sheets / name).write_bytes(raw)
        for number, mutant in enumerate(mutants):
            (sheets / f"{number:04}").mkdir()
            (sheets / f"{number:04}" / mutant.name).write_bytes(mutant.raw)
        results = assess(
            AssessmentRequest(find_files([sheets]), FileReader(self._library), prefer="latest"), None
        ).results
        by_name = {file.name: file for file in results.ledger.files}
        return results, [by_name[f"{number:04}/{mutant.name}"] for number, mutant in enumerate(mutants)]

    def _said_of(self, file: File) -> Iterator[str]:
        """What is wrong with what is said of a file."""
        findings = list(file.all_findings())
        for finding in findings:
            yield from _wrong_with(finding, file)
        if not has_errors(findings):
            entries = [entry for sheet in file.sheets for entry in sheet.entries]
            if any(not _is_within(entry.points, self._caps[entry.item]) for entry in entries):
                yield "scores beyond the caps, and no error"


def _is_within(points: Decimal | Fraction | None, cap: Fraction | None) -> bool:
    """Whether there are points, and they lie between zero and a cap, if there is one."""
    return points is not None and points >= 0 and (cap is None or points <= cap)


def _wrong_with(finding: Finding, file: File) -> Iterator[str]:
    """What is wrong with a finding: a mistake of gkpg's own, a file given up that gkpg itself reads, no line."""
    lines = [finding.line(lang) for lang in LANGS]
    if any("gkpg's own" in line for line in lines) or (finding.code == "S406" and file.name.endswith(_READ_HERE)):
        yield lines[1]
    for line in lines:
        if len(line) > _LONGEST_LINE or any(unicodedata.category(letter) in _NOT_ON_ONE_LINE for letter in line):
            yield f"a message that is no line: {line!r:.300}"


def _of_units(results: Results) -> dict[str, UnitResult]:
    """What the good sheets come to, but for the rank, which others may change."""
    every = (unit for group in results.groups for unit in group.units)
    return {unit.name: unit._replace(rank=None) for unit in every if unit.name in UNITS}


def _resident() -> int:
    """The memory that this process holds, in megabytes; 0 where the system does not tell."""
    path = Path("/proc/self/statm")
    return int(path.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1_000_000 if path.exists() else 0


def keep(broken: Sequence[Broken], folder: Path) -> list[Path]:
    """Write the inputs that broke a promise; their names follow from their bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for each in broken:
        path = folder / f"{sha256_of(each.mutant.raw)[:12]}{Path(each.mutant.name).suffix}"
        path.write_bytes(each.mutant.raw)
        paths.append(path)
    return paths


def summary(tally: Tally, seed: int, batches: int, seconds: float) -> Iterator[str]:
    """The lines at the end of a run."""
    yield f"seed {seed}: {batches} batches, {tally.files} files, {tally.sheets} sheets, {seconds:.0f} seconds"
    yield f"parts that both passes read: {tally.compared}; scores held against LibreOffice: {tally.shown}"
    yield "mutants: " + ", ".join(f"{kind} {count}" for kind, count in sorted(tally.kinds.items()))
    yield "findings: " + ", ".join(f"{code} {count}" for code, count in sorted(tally.codes.items()))


def main() -> int:
    """Run for so many seconds, print a summary."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-kept"), metavar="DIR")
    given = parser.parse_args()
    begun, number = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder:
        fuzzer = Fuzzer(Path(folder))
        while (elapsed := time.monotonic() - begun) < given.seconds:
            fuzzer.batch(random.Random(f"{given.seed} {number}"))  # noqa: S311 - repeatable, not secret
            number += 1
            if sys.stderr.isatty():
                print(f"\r{number} batches, {len(fuzzer.tally.broken)} promises broken", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(*summary(fuzzer.tally, given.seed, number, elapsed), sep="\n")
    broken = fuzzer.tally.broken
    for each, path in zip(broken, keep(broken, given.keep) if broken else (), strict=True):
        print(f"{path}: {each.what} ({' + '.join(each.mutant.kinds)})")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
