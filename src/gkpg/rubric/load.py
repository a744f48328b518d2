"""Loading rubrics: from a YAML file to a sound rubric or to all that is wrong with it."""

from __future__ import annotations

import datetime
import difflib
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from gkpg.findings import Fact, Finding, Place, has_errors, in_order
from gkpg.points import MOST_DECIMALS, MOST_DIGITS
from gkpg.rubric.draft import draft_rubric
from gkpg.rubric.model import Item, Repair, Rubric, Source
from gkpg.rubric.rules import broken_rules
from gkpg.words import Text, spelt
from gkpg.yamlfile import Ambiguous, Document, load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

_TEXT = Text("文字", "text")
_LIST = Text("列表", "a list")
_KEYS = Text("键和值", "keys with values")
_DATE = Text("日期（YYYY-MM-DD）", "a date (YYYY-MM-DD)")
_WANTED = {
    "tuple_type": _LIST,
    "model_type": _KEYS,
    "string_type": _TEXT,
    "date_type": _DATE,
    "date_from_datetime_parsing": _DATE,
}
_FOUND = {dict: _KEYS, tuple: _LIST, str: _TEXT, Decimal: Text("数", "a number"), datetime.date: _DATE}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of one file. `rubric` is None if a finding of error level stands against it."""

    file: str
    rubric: Rubric | None
    findings: tuple[Finding, ...]


def rubric_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files that paths stand for: a folder stands for every .yaml and .yml file below it, in order."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(each for each in path.rglob("*.y*ml") if each.suffix in {".yaml", ".yml"})
        else:
            files.append(path)
    return tuple(dict.fromkeys(files))


def load_rubric(path: Path) -> Loaded:
    """Load one rubric and check everything about it."""
    name = spelt(path)
    document = load_yaml(path, name)
    if document.data is None:
        return Loaded(name, None, document.findings)
    findings = [*document.findings, *_empty(document), *broken_rules(draft_rubric(document.data), document)]
    rubric = None
    try:
        rubric = Rubric.model_validate(document.data)
    except ValidationError as error:
        findings += (_located(each, document) for each in error.errors(include_url=False) if not _follows(each))
    return Loaded(name, None if has_errors(findings) else rubric, in_order(findings))


def load_rubrics(paths: Iterable[Path]) -> tuple[Loaded, ...]:
    """Load many rubrics; two files that claim the same version of the same rubric are an error too."""
    loaded: list[Loaded] = []
    seen: dict[tuple[str, str], str] = {}
    for one in map(load_rubric, paths):
        loaded.append(one)
        if one.rubric is None:
            continue
        first = seen.setdefault((one.rubric.rubric, one.rubric.version), one.file)
        if first != one.file:
            facts = {"rubric": one.rubric.rubric, "version": one.rubric.version, "other": first}
            twice = Finding("R209", Place(one.file, 1, 1), facts)
            loaded[-1] = replace(one, rubric=None, findings=in_order((*one.findings, twice)))
    return tuple(loaded)


def _follows(error: ErrorDetails) -> bool:
    """Whether an error only follows from others: a list is too short because none of its entries is sound.

    What is empty is told already, whether or not its key is required.
    """
    return error["input"] is None or (error["type"] == "too_short" and bool(error["input"]))


def _empty(document: Document) -> Iterator[Finding]:
    """A key that is there has a content."""
    for path in document.key_marks:
        if document.at(path) is None:
            yield Finding("R103", document.place(path), {"field": _field(path)})


def _located(error: ErrorDetails, document: Document) -> Finding:
    """A Pydantic error as a finding at its place."""
    path = _path(error["loc"], document)
    code, facts = _told(error, path)
    place = document.key_place(path) if code == "R101" else document.place(path[:-1] if code == "R102" else path)
    return Finding(code, place, facts)


def _path(loc: tuple[int | str, ...], document: Document) -> tuple[int | str, ...]:
    """The path in the file: Pydantic counts what is written without a list as the first of one."""
    path: tuple[int | str, ...] = ()
    for step in loc:
        single = step == 0 and (*path, 0) not in document.marks
        path = path if single else (*path, step)
    return path


def _told(error: ErrorDetails, path: tuple[int | str, ...]) -> tuple[str, dict[str, Fact]]:
    """The code and the facts of a Pydantic error."""
    kind, value, field = error["type"], error["input"], _field(path)
    if kind == "extra_forbidden":
        return "R101", {"key": str(path[-1]), "nearest": _nearest(str(path[-1]), _keys_at(path[:-1]))}
    if kind == "missing":
        return "R102", {"key": str(path[-1]), "where": _field(path[:-1]) or Text("指标表", "the rubric")}
    if kind in {"string_too_short", "string_pattern_mismatch"}:
        return _label(field, value) if isinstance(value, str) and value.strip() else ("R103", {"field": field})
    if kind == "too_short":
        return "R109", {"field": field}
    if kind == "literal_error":
        return "R108", {
            "field": field,
            "text": _shown(value),
            "allowed": error.get("ctx", {}).get("expected", ""),
        }
    if kind in {"not_points", "not_positive", "over_precise"}:
        return _points(kind, field, value)
    if kind == "string_type" and not isinstance(value, (dict, tuple)):
        return "Y106", {"field": field, "text": _shown(value), "kind": _kind(value)}
    return "R104", {"field": field, "wanted": _WANTED.get(kind, _TEXT), "found": _kind(value)}


def _label(field: str, value: str) -> tuple[str, dict[str, Fact]]:
    return "R110", {"field": field, "id": value}


def _points(kind: str, field: str, value: Any) -> tuple[str, dict[str, Fact]]:
    if kind == "not_positive":
        return "R106", {"field": field, "text": _shown(value)}
    if kind == "over_precise":
        return "R107", {"field": field, "text": _shown(value), "places": str(MOST_DECIMALS), "digits": str(MOST_DIGITS)}
    if isinstance(value, Ambiguous):
        return "Y107", {"field": field, "text": value.text}
    if isinstance(value, str):
        return "R105", {"field": field, "text": value}
    return "R104", {"field": field, "wanted": _FOUND[Decimal], "found": _kind(value)}


def _kind(value: Any) -> Text:
    if isinstance(value, Ambiguous):
        return value.kind
    return _FOUND.get(type(value), _TEXT)


def _shown(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    return value.text if isinstance(value, Ambiguous) else str(value)


def _field(path: tuple[int | str, ...]) -> str:
    """A path as people say it: `indicators[3].items[1].max`, counted from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _keys_at(path: tuple[int | str, ...]) -> Iterable[str]:
    """The keys that are allowed where a path leads."""
    container = next((step for step in reversed(path) if isinstance(step, str)), "")
    models: dict[str, type[BaseModel]] = {
        "": Rubric,
        "source": Source,
        "repair": Repair,
        "indicators": Item,
        "items": Item,
    }
    return models.get(container, Rubric).model_fields


def _nearest(key: str, allowed: Iterable[str]) -> Fact:
    close = difflib.get_close_matches(key, list(allowed), n=1)
    return Text(f"（是不是 {close[0]}？）", f" (did you mean {close[0]}?)") if close else ""
