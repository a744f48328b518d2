"""The gallery: for every code the smallest thing that gives it, with its near miss that does not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from gkpg.base.text import Text

#: The smallest sound rubric: the examples of rubrics change one place of it, those of sheets fill a sheet made from it.
BASE = """\
rubric: smallest
version: "1"
title: 最小指标表
total: 5
indicators:
  - id: "1"
    name: 公开
    max: 3
    items:
      - {id: "1.1", name: 目录, max: 2}
      - {id: "1.2", name: 更新, max: 1}
  - id: "2"
    name: 特色
    max: 2
    judgement: 按案例评分
"""
#: The smallest sound assessment, of units scored by that rubric: the examples of assessments change one place of it.
ROUND = """\
assessment: smallest
title: 最小考核
groups:
  - {name: 一组, rubric: smallest, units: [甲区, 乙区]}
sources:
  - {name: 考核组, kind: assessors, items: all}
"""


@dataclass(frozen=True, slots=True)
class GalleryExample:
    """The example of one code.

    `at` is the part of `base` that `wrong` and `right` stand in for; None where the example is no YAML file. `cells`
    and `near` are what a sheet's cells are set to, wrong and right; empty where the example is no sheet. Where both
    are missing the words alone say what to do.
    """

    wrong: Text
    right: Text
    at: str | None
    cells: dict[str, Any]
    near: dict[str, Any]
    base: str = BASE

    def file(self, part: Text) -> str:
        """The smallest file with the example's part in its place."""
        return self.base.replace(self.at or "", part.zh, 1)


@cache
def load_gallery() -> dict[str, GalleryExample]:
    """Every example by its code."""
    text = (Path(__file__).parent / "gallery.yaml").read_text("utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    return {code: _example(each, ROUND if code.startswith("A") else BASE) for code, each in raw.items()}


def _example(raw: dict[str, Any], base: str) -> GalleryExample:
    cells, near = raw.get("cells", {}), raw.get("near", {})
    wrong, right = (_cells(cells), _cells(near)) if cells else (_text(raw["wrong"]), _text(raw["right"]))
    return GalleryExample(wrong, right, raw.get("at"), cells, near, base)


def _text(raw: str | list[str]) -> Text:
    return Text(raw, raw) if isinstance(raw, str) else Text(*raw)


def _cells(cells: dict[str, Any]) -> Text:
    """Cells and what they hold, as a spreadsheet shows them in its formula bar."""
    said = "\n".join(f"{address}: {_format_content(value)}" for address, value in cells.items())
    return Text(said, said)


def _format_content(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{value.get('value', '')} {value.get('format', '')}".split())
    return (
        '""'
        if value is None
        else f'"{value}"'
        if isinstance(value, str) and not value.startswith(("=", "#"))
        else str(value)
    )
