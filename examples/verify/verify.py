"""Recompute a result file of gkpg from the entries, rubrics and rules in it, and say where it differs.

    python verify.py result.sqlite
    python verify.py --part FILE DIGEST

Nothing is imported but Python's standard library (3.11 or later). How a result comes about is described in
docs/trust.md, from which this program was written. Exit status: 0 the same, 1 something differs, 2 nothing to verify.
"""

from __future__ import annotations

import json
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
        "band": out.band,
        "rank": out.rank,
        "tie": out.tie,
        "why": out.why,
        "sheets": sum(each.unit == name and not each.decides for each in round_.counting),
    }
    for column, value in expected.items():
        if row[column] != value:
            yield f"{name}: {column} is {row[column]}, recomputed {value}"
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


def check_part(path: str, digest: str) -> int:
    """Whether a unit's own part is of the result with a published digest."""
    written = json.loads(Path(path).read_text("utf-8"))
    part = written.get("sealed", written)
    root, published = root_of_part(part), digest.split(maxsplit=1)[0].removeprefix("gkpg-seal-1:")
    if root != published:
        print(f"the part leads to {root}, published is {published}")
        return 1
    for record in part["records"]:
        if record["record"] == "unit":
            print(f"the same: {record['unit']}, total {record['total']}, rank {record['rank']}, grade {record['band']}")
    return 0


def main(arguments: list[str]) -> int:
    """Words in, lines out."""
    try:
        if arguments[:1] == ["--part"] and len(arguments) == 3:
            return check_part(*arguments[1:])
        (path,) = arguments
        if not Path(path).is_file():
            raise FileNotFoundError(path)
        file = ResultFile(path)
    except (OSError, ValueError, KeyError, AttributeError, sqlite3.Error) as error:
        print(f"{__doc__}\nNothing to verify: {error}", file=sys.stderr)
        return 2
    found = [*Seal(file.db).differences(), *differences(file)]
    for line in found:
        print(line)
    if not found:
        sealed = f"content seal {file.meta['content_seal']}" if "content_seal" in file.meta else "no content seal"
        print(f"the same: {len(file.units)} units, {len(file.sheets)} sheets, {sealed}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
