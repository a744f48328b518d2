"""A folder of open data as the second program (examples/verify) takes a result file: read from the folder alone."""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

VERIFY = Path(__file__).parents[1] / "examples" / "verify"
sys.path.insert(0, str(VERIFY))

from result_file import Sheet  # noqa: E402
from rubric import Rubric  # noqa: E402


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table, each text without the apostrophe that a spreadsheet needs."""
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{key: text.removeprefix("'") for key, text in row.items()} for row in csv.DictReader(file)]


class DataFolder:
    """What the second program computes from."""

    def __init__(self, folder: Path) -> None:
        rules: dict[str, Any] = json.loads((folder / "rules.json").read_text("utf-8"))
        self.assessment = rules["assessment"]
        self.rubrics = {(each.id, each.version): each for each in map(Rubric, rules["rubrics"])}
        self.parts = [{**row, "of_group": row["group"], "name": row["part"]} for row in rows(folder, "parts")]
        self.totals = {row["group"]: row["max"] or None for row in rows(folder, "groups")}
        self.stated = {row["unit"]: row for row in rows(folder, "units")}
        self.sheets = self._sheets(rows(folder, "entries"))

    def _sheets(self, entries: list[dict[str, str]]) -> list[Sheet]:
        found: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in entries:
            found[row["sheet"]].append(row)
        return [
            Sheet(
                int(number), (first["rubric"], first["version"]), first["unit"], first["source"], first["hand"],
                first["period"], int(first["sample"] or 1), first["decides"] == "1",
                [(row["item"], *_words(row)) for row in own],
            )
            for number, own in found.items() for first in own[:1]
        ]  # fmt: skip

    def errors(self) -> dict[str, list[str]]:
        """The units that are not scored yet; what speaks against them is not published."""
        return {unit: ["?"] for unit, row in self.stated.items() if row["why"] in {"评分未完成", "not scored yet"}}


def _words(row: dict[str, str]) -> tuple[str, str]:
    """The word of points, and that of what was entered, as lines of a sheet have them."""
    points = "/" if row["applies"] == "0" else row["points_exact"] or "-"
    if row["as"] == "points":
        return points, "="
    said = row["entered"].replace(" ", "\u00a0")
    if row["as"] in {"word", "level"} and said:
        return points, f":{said}"
    if row["as"] == "figure":
        return (points if row["applies"] == "0" else said or "-"), f"#{said}" if said else "-"
    return points, said or points
