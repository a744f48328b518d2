"""The ledger: all entries of an assessment, and the rules that they must keep together."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gkpg.findings import Finding, Place, in_order
from gkpg.sheets.filled import Sheet, read_sheet
from gkpg.sheets.identity import from_file_name
from gkpg.words import listed, spelt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gkpg.findings import Fact
    from gkpg.rubric import Library, Rubric

Key = tuple[str, str]

_READ = {".xlsx", ".xlsm"}
_NOT_YET = {".xls", ".xlsb", ".ods", ".fods", ".et", ".ett", ".xlt", ".xltx"}


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a folder: those to read, by the name that findings give them, and how many were passed over."""

    files: tuple[tuple[Path, str], ...]
    passed_over: int


@dataclass(frozen=True)
class Ledger:
    """All sheets of an assessment, the rubrics that they were made from, and what is wrong between the sheets.

    `other` are the findings that belong to no single sheet: those between sheets, and those of rubrics that are at hand
    but not sound. `passed_over` counts the files that are no sheets.
    """

    rubrics: Mapping[Key, Rubric]
    sheets: tuple[Sheet, ...]
    other: tuple[Finding, ...]
    passed_over: int = 0

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in order."""
        own = (finding for sheet in self.sheets for finding in sheet.findings)
        return in_order((*own, *self.other))


def find_files(paths: Iterable[Path]) -> Found:
    """The sheets in folders (and their sub-folders) or named one by one, in order.

    Temporary files, hidden files and other documents are passed over.
    """
    files: dict[Path, str] = {}
    passed_over = 0
    given = tuple(paths)
    for path in given:
        if not path.is_dir():
            files[path] = spelt(path)
            continue
        for each in _below(path):
            hidden = any(part.startswith((".", "~$")) for part in each.relative_to(path).parts)
            if not each.is_dir() and (hidden or each.suffix.lower() not in _READ | _NOT_YET):
                passed_over += 1
            else:
                files[each] = spelt(each.relative_to(path) if len(given) == 1 else each)
    return Found(tuple(sorted(files.items(), key=lambda item: item[1])), passed_over)


def _below(folder: Path) -> Iterator[Path]:
    """The files below a folder, and the links to other folders, which are not followed but must not vanish."""
    for around, folders, names in os.walk(folder):
        folders.sort()
        links = [name for name in folders if (Path(around) / name).is_symlink()]
        yield from (Path(around) / name for name in sorted([*names, *links]))


def gather(found: Found, library: Library, step: Callable[[], None] = lambda: None) -> Ledger:
    """Read all sheets into a ledger; `step` is called after each."""
    sheets: list[Sheet] = []
    for path, name in found.files:
        sheets.append(_read(path, name, library))
        step()
    return ledger_of(sheets, library.rubrics, library.findings, found.passed_over)


def ledger_of(
    sheets: Iterable[Sheet], rubrics: Iterable[Rubric], other: Iterable[Finding] = (), passed_over: int = 0
) -> Ledger:
    """A ledger of sheets that are read already."""
    sheets = tuple(sheets)
    used = {sheet.rubric for sheet in sheets if sheet.rubric}
    by_key = {key: rubric for rubric in rubrics if (key := (rubric.rubric, rubric.version)) in used}
    between = (finding for rule in RULES for finding in rule(sheets))
    in_turn = sorted(by_key, key=lambda key: (_published(by_key[key]), key))
    return Ledger({key: by_key[key] for key in in_turn}, sheets, in_order((*other, *between)), passed_over)


def _published(rubric: Rubric) -> tuple[str, str]:
    """Where a rubric stands among those of its document: annex 1 comes before annex 2."""
    return (rubric.source.document, rubric.source.part or "") if rubric.source else ("", "")


def _read(path: Path, name: str, library: Library) -> Sheet:
    if path.suffix.lower() in _NOT_YET:
        finding = Finding("S404", Place(name), {"suffix": path.suffix})
        return Sheet(name, "", None, from_file_name(name), "", (), (finding,))
    return read_sheet(path, name, library)


def _by_unit(sheets: Iterable[Sheet]) -> dict[tuple[Key, str], list[Sheet]]:
    """The sheets of each unit under each rubric."""
    units: dict[tuple[Key, str], list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.rubric and sheet.identity.unit:
            units[sheet.rubric, sheet.identity.unit].append(sheet)
    return units


def one_sheet_each(sheets: tuple[Sheet, ...]) -> Iterator[Finding]:
    """No unit, source and assessor has two sheets."""
    handed_in: dict[object, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.rubric and sheet.identity.unit:
            who = sheet.identity
            handed_in[sheet.rubric, who.unit, who.source, who.assessor].append(sheet)
    for same in handed_in.values():
        for sheet in same if len(same) > 1 else ():
            who = sheet.identity
            others = [each.file for each in same if each is not sheet]
            facts: dict[str, Fact] = {"unit": who.unit, "source": who.source, "assessor": who.assessor}
            yield Finding("L101", Place(sheet.file), {**facts, "count": str(len(same)), "other": listed(others)})


def one_source(sheets: tuple[Sheet, ...]) -> Iterator[Finding]:
    """A unit is scored by one source: how several are joined would need a rule."""
    for (_, unit), own in _by_unit(sheets).items():
        sources = tuple(dict.fromkeys(sheet.identity.source for sheet in own))
        if len(sources) > 1:
            facts: dict[str, Fact] = {"unit": unit, "count": str(len(sources)), "sources": listed(sources)}
            yield from (Finding("L102", Place(sheet.file), facts) for sheet in own)


def as_many_assessors(sheets: tuple[Sheet, ...]) -> Iterator[Finding]:
    """The units of a group are scored by as many assessors as each other; fewer means that a sheet may be missing."""
    units = _by_unit(sheets)
    hands = {
        key: len({(sheet.identity.source, sheet.identity.assessor) for sheet in own}) for key, own in units.items()
    }
    most: dict[Key, int] = defaultdict(int)
    for (rubric, _), count in hands.items():
        most[rubric] = max(most[rubric], count)
    for (rubric, unit), count in hands.items():
        if count < most[rubric]:
            facts = {"unit": unit, "found": str(count), "most": str(most[rubric])}
            yield Finding("L103", Place(units[rubric, unit][0].file), facts)


def one_rubric(sheets: tuple[Sheet, ...]) -> Iterator[Finding]:
    """A unit is assessed under one rubric."""
    units: dict[str, list[Sheet]] = defaultdict(list)
    for (_, unit), own in _by_unit(sheets).items():
        units[unit] += own
    for unit, own in units.items():
        rubrics = sorted({" ".join(sheet.rubric) for sheet in own if sheet.rubric})
        if len(rubrics) > 1:
            facts: dict[str, Fact] = {"unit": unit, "rubrics": listed(rubrics)}
            yield from (Finding("L104", Place(sheet.file), facts) for sheet in own)


#: The findings that say that the sheets of a unit cannot be joined, so that not even single items have points.
NOT_JOINED = frozenset({"L101", "L102", "L104"})

#: All rules between sheets.
RULES: tuple[Callable[[tuple[Sheet, ...]], Iterator[Finding]], ...] = (
    one_sheet_each,
    one_source,
    as_many_assessors,
    one_rubric,
)
