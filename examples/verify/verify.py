"""Recompute a result file of gkpg from the entries, rubrics and rules in it, and say where it differs.

    python verify.py result.sqlite
    python verify.py --part FILE DIGEST

Nothing of gkpg is imported, and nothing but Python's standard library (3.11 or later). How a result comes about is described
in docs/trust.md, from which this program was written. Exit status: 0 the same, 1 something differs, 2 no result file.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from figures import NA, Amount, exact, fixed
from placing import Placing
from result_file import ResultFile
from round import Outcome, Round

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from result_file import StatedPart, StatedUnit


def differences(file: ResultFile) -> Iterator[str]:
    """A line for each value that is not what it was recomputed to."""
    round_ = Round(file)
    outcomes = round_.outcomes()
    for group in round_.rules.groups:
        Placing(round_, group, [each for each in outcomes.values() if each.group == group]).place()
    stated = {unit.row["unit"]: unit for unit in file.units}
    for name in stated.keys() - outcomes.keys():
        if stated[name].group is not None:
            yield f"{name}: it is no unit of the round"
    for name in outcomes.keys() - stated.keys():
        yield f"{name}: it is not in the result"
    for name in outcomes:
        if name in stated:
            yield from unit_differences(round_, outcomes[name], stated[name])


def unit_differences(round_: Round, out: Outcome, stated: StatedUnit) -> Iterator[str]:
    row, name = stated.row, out.unit
    places = round_.rules.rounding("total")["places"], round_.rules.rounding("converted")["places"]
    expected = {
        "total": None if out.total is None else fixed(out.total, places[0]),
        "converted": None if out.converted is None else fixed(out.converted, places[1]),
        "band": out.band,
        "rank": out.rank,
        "tie": out.tie,
        "why": out.why,
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
    yield from part_differences(round_, name, stated)


def part_differences(round_: Round, unit: str, stated: StatedUnit) -> Iterator[str]:
    tables = {}
    for table in round_.tables_of(unit):
        name = round_.rules.stated_name(round_.rules.group_of[unit], table.part, table.task.period)
        tables[name, (table.rubric.id, table.rubric.version)] = table
    for part in stated.parts:
        table = tables.get((part.name, part.table))
        if table is None:
            if part.total is not None or set(part.points.values()) - {"-"}:
                yield f"{unit}, {part.name}: it has no such part"
            continue
        total = table.total
        if not same(part.total, None if total == NA else total):
            yield f"{unit}, {part.name}: total_exact is {part.total}, recomputed {total}"
        for item, word in part.points.items():
            value = table.points.get(item)
            if value == NA and not table.rubric.find(item).is_scored:
                value = None  # of an item all of whose sub-items do not apply "-" stands there
            if not same_amount(word, value):
                yield f"{unit}, {part.name}: {item} is {word}, recomputed {'-' if value is None else value}"


def same(text: str | None, value: Fraction | None) -> bool:
    return value is None if text is None else value is not None and exact(text) == value


def same_amount(word: str, value: Amount) -> bool:
    if word in ("-", NA):
        return value == (None if word == "-" else NA)
    return value is not None and value != NA and exact(word) == value


def main(arguments: list[str]) -> int:
    try:
        file = ResultFile(arguments[0])
    except (IndexError, sqlite3.Error, KeyError, OSError) as error:
        print(f"no result file: {error}", file=sys.stderr)
        return 2
    found = list(differences(file))
    for line in found:
        print(line)
    if not found:
        print(f"the same: {len(file.units)} units, {len(file.sheets)} sheets")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
