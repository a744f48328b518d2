"""Recompute a result file of gkpg from the entries, rubrics and rules in it, and say where it differs.

    python verify.py result.sqlite
    python verify.py --part FILE DIGEST

DIGEST is the published line, or its 64 digits alone; the title behind these may stand without quotation marks.
Nothing is imported but Python's standard library (3.11 or later). How a result comes about is described in
docs/trust.md, from which this program was written. Exit status: 0 the same, 1 something differs, 2 nothing to verify.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from figures import NA, Amount, exact, fixed
from kinds import row_points
from placing import Placing
from result_file import ResultFile
from round import Outcome, Round
from seal import Seal, root_of_part

#: What comes of reading, or computing with, values that were changed to what no value can be.
UNFIT = (
    ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RecursionError, RuntimeError, TypeError,
    ValueError, sqlite3.Error,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from result_file import StatedPart, StatedUnit
    from table import UnitTable


def differences(file: ResultFile) -> Iterator[str]:
    """A line for each value that is not what it was recomputed to."""
    round_ = Round(file)
    outcomes = round_.outcomes()
    for group in round_.rules.groups:
        Placing(round_, group, [each for each in outcomes.values() if each.group == group]).place()
    yield from entry_differences(round_)
    stated = {unit.row["unit"]: unit for unit in file.units}
    for name in stated.keys() - outcomes.keys():
        if stated[name].group:
            yield f"{name}: it is no unit of the round"
    for name in outcomes.keys() - stated.keys():
        yield f"{name}: it is not in the result"
    for name in outcomes:
        if name in stated:
            yield from unit_differences(round_, outcomes[name], stated[name])


def unit_differences(round_: Round, out: Outcome, stated: StatedUnit) -> Iterator[str]:
    """Where a unit's row in the result, or one of its parts, is not what was recomputed."""
    row, name = stated.row, out.unit
    places = round_.rules.rounding("total")["places"], round_.rules.rounding("converted")["places"]
    expected = {
        "total": None if out.total is None else fixed(out.total, places[0]),
        "converted": None if out.converted is None else fixed(out.converted, places[1]),
        "rank": out.rank,
        "tie": out.tie,
        "why": out.why,
        "sheets": sum(each.unit == name and not each.decides for each in round_.counting),
    }
    for column, value in expected.items():
        if row[column] != value:
            yield f"{name}: {column} is {row[column]}, recomputed {value}"
    if row["band"] != out.band:
        yield f"{name}: band is {out.grade(row['band'])}, recomputed {out.grade(out.band)}"
    for column, value in (("total_exact", out.exact_total), ("tie_value", out.tie_value)):
        if not same(row[column], value):
            yield f"{name}: {column} is {row[column]}, recomputed {value}"
    parts = {part.part: part for part in stated.parts}
    vetoes = [(part, veto) for part, veto in json.loads(row["vetoes"] or "[]")]
    named = [(parts[number].name, parts[number].table, veto) for number, veto in vetoes if number in parts]
    if sorted(named) != sorted(out.vetoes):
        yield f"{name}: vetoes are {row['vetoes']}, recomputed {out.vetoes}"
    yield from part_differences(round_, out, stated)


def part_differences(round_: Round, out: Outcome, stated: StatedUnit) -> Iterator[str]:
    """Where the points of a unit's parts are not what was recomputed."""
    unit, tables = out.unit, {}
    for table in round_.tables_of(unit):
        name = round_.rules.stated_name(round_.rules.group_of[unit], table.part, table.task.period)
        tables[name, (table.rubric.id, table.rubric.version)] = table
    for part in stated.parts:
        table = tables.pop((part.name, part.table), None)
        if table is not None:
            yield from table_differences(unit, part, table, out.why in {"findings", "not-ranked"})
        elif part.total is not None or set(part.points.values()) - {"-"}:
            yield f"{unit}, {part.name}: it has no such part"
    for (name, _), table in tables.items():
        if table.total is not None and stated.parts:
            yield f"{unit}, {name}: the part is not in the result"


def table_differences(unit: str, part: StatedPart, table: UnitTable, may_be_untold: bool) -> Iterator[str]:
    """The same of one part. Of an item all of whose sub-items do not apply the result has `-`.

    Beside errors a result need not tell what could be told; what it tells must be right.
    """
    total = None if table.total == NA else table.total
    if not same(part.total, total) and not (may_be_untold and part.total is None):
        yield f"{unit}, {part.name}: total_exact is {part.total}, recomputed {total}"
    if not part.points and total is not None and not may_be_untold:
        yield f"{unit}, {part.name}: the points of its items are not in the result"
    for item, word in part.points.items():
        value = table.points.get(item)
        value = None if value == NA and not table.rubric.find(item).is_scored else value
        if not same_amount(word, value) and not (may_be_untold and word == "-"):
            yield f"{unit}, {part.name}: {item} is {word}, recomputed {'-' if value is None else value}"


def same(text: str | None, value: Fraction | None) -> bool:
    """Whether a text says an exact figure, or there is none of both."""
    return value is None if text is None else value is not None and exact(text) == value


def same_amount(word: str, value: Amount) -> bool:
    """The same of a word of a line: `-` cannot be told, `/` does not apply."""
    if word in ("-", NA):
        return value == (None if word == "-" else NA)
    return value is not None and value != NA and exact(word) == value


def entry_differences(round_: Round) -> Iterator[str]:
    """Points in sheets that are not what was entered comes to."""
    sources = {each["name"]: each for each in round_.rules.written["sources"]}
    for sheet in round_.file.sheets:
        rubric = round_.file.rubrics.get(sheet.table)
        scale = sources.get(sheet.source, {}).get("scale", {})
        for name, points, word in sheet.entries if rubric else ():
            item = rubric.find(name)
            value = row_points(item, points, word, scale) if item else None
            if not same_amount(points, value):
                yield f"sheet {sheet.id}, {sheet.unit}: {name} is {points}, but {word} comes to {value}"


def check_part(path: str, line: str) -> int:
    """Whether a unit's own part is of the result with a published digest."""
    published = digest_in(line)
    written = json.loads(Path(path).read_text("utf-8"))
    part = written.get("sealed", written)
    root, units = root_of_part(part), [each for each in part["records"] if each["record"] == "unit"]
    if root != published:
        print(f"the part leads to {root}, published is {published}")
        return 1
    for unit in units:
        print(f"the same: {unit['unit']}, total {unit['total']}, rank {unit['rank']}, grade {unit['band']}")
    return 0


def digest_in(line: str) -> str:
    """The digest of a published line, of which the title may follow. Raises ValueError."""
    digest = (line.split() or [""])[0].removeprefix("gkpg-seal-1:").lower()
    if not re.fullmatch("[0-9a-f]{64}", digest):
        message = f"{digest!r} is no digest: that is gkpg-seal-1: and 64 digits from 0 to f, or these digits alone"
        raise ValueError(message)
    return digest


def checked_part(words: list[str]) -> int:
    """The same, of the words behind `--part`: a file, and the line in one word or several."""
    if len(words) < 2:
        message = "--part needs a file (as gkpg explain --sealed writes it) and the published digest"
        raise ValueError(message)
    try:
        return check_part(words[0], " ".join(words[1:]))
    except UNFIT as error:
        if isinstance(error, (OSError, ValueError)) and not isinstance(error, json.JSONDecodeError):
            raise
        message = f"{words[0]} is no unit's own part, as gkpg explain --sealed writes it"
        raise ValueError(message) from None


def opened(words: list[str]) -> ResultFile:
    """The result file of the only word. Raises ValueError, OSError, sqlite3.Error."""
    if len(words) != 1:
        message = f"name one result file, with quotation marks around a name with spaces; these are {len(words)} words"
        raise ValueError(message)
    if not Path(words[0]).is_file():
        message = f"{words[0]} is no file"
        raise FileNotFoundError(message)
    try:
        return ResultFile(words[0])
    except UNFIT as error:
        if isinstance(error, (ValueError, sqlite3.Error)):
            raise
        message = f"{words[0]} has values that no result has ({type(error).__name__}: {error})"
        raise ValueError(message) from None


def main(words: list[str]) -> int:
    """Words in, lines out."""
    try:
        if words[:1] == ["--part"]:
            return checked_part(words[1:])
        file = opened(words)
    except (OSError, ValueError, sqlite3.Error) as error:
        print(f"{__doc__}\nNothing to verify: {error}", file=sys.stderr)
        return 2
    found = list(lies(file))
    for line in found:
        print(line)
    if not found:
        sealed = f"content seal {file.meta['content_seal']}" if "content_seal" in file.meta else "no content seal"
        print(f"the same: {len(file.units)} units, {len(file.sheets)} sheets, {sealed}")
    return 1 if found else 0


def lies(file: ResultFile) -> Iterator[str]:
    """All that differs; where values are none that a result can have, that is the last of it."""
    try:
        yield from Seal(file.db).differences()
        yield from differences(file)
    except UNFIT as error:
        yield f"it cannot be recomputed: it has values that no result has ({type(error).__name__}: {error})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
