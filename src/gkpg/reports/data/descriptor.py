"""The descriptor of open data: a Frictionless Data Package, every column with its type and what it says."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from gkpg.base.text import LANGS, Text
from gkpg.base.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gkpg.base.text import Lang
    from gkpg.reports.data.column import DataColumn
    from gkpg.reports.data.table import DataTable
    from gkpg.reports.report import Report

_NO_NAME = re.compile(r"[^a-z0-9._-]+")
_TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "exact": {"type": "string", "constraints": {"pattern": r"'?-?[0-9]+(\.[0-9]+|/[0-9]+)?"}},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean", "trueValues": ["1"], "falseValues": ["0"]},
}
_APOSTROPHE = Text(
    "电子表格会改变或当公式执行的文字，前面加了一个撇号（'10/3、'1-10、'007、'=1+1）；用程序读时去掉一个。",
    "Text that a spreadsheet would change or run has an apostrophe in front ('10/3, '1-10, '007, '=1+1); programs take one off.",
)  # fmt: skip


def render_descriptor(report: Report, tables: Iterable[DataTable], files: Mapping[str, bytes], headings: Lang) -> bytes:
    """`datapackage.json` for the files that there are."""
    written = report.results.round.assessment
    label = written.assessment if written else next(iter(report.results.ledger.rubrics.values())).rubric
    there = [table for table in tables if f"{table.name}.csv" in files]
    names = {table.name for table in there}
    value = {
        "profile": "data-package",
        "name": _NO_NAME.sub("-", label.lower()).strip("-") or "gkpg-data",
        "languages": list(LANGS),
        "title": title_of(report),
        **_both("description", _APOSTROPHE, report.lang),
        "gkpg": {"version": __version__, "audience": report.disclosure.audience, "scores": report.disclosure.scores},
        "resources": [
            *(_table(table, files[f"{table.name}.csv"], report, headings, names) for table in there),
            *(_document(name, content) for name, content in files.items() if not name.endswith(".csv")),
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2).encode(errors="backslashreplace") + b"\n"


def title_of(report: Report) -> str:
    """What the data are of."""
    written = report.results.round.assessment
    return written.title if written else next(iter(report.results.ledger.rubrics.values())).title


def _both(key: str, text: Text, lang: Lang) -> dict[str, str]:
    """A text in the language of the report, and in both under keys that name them."""
    return {key: text.say(lang), **{f"{key}@{each}": text.say(each) for each in LANGS}}


def _table(table: DataTable, content: bytes, report: Report, headings: Lang, names: set[str]) -> dict[str, Any]:
    """A table as a resource."""
    columns = {column.key: column for column in table.shown(report.disclosure)}
    schema: dict[str, Any] = {
        "fields": [_field(column, report.lang, headings) for column in columns.values()],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = [columns[key].heading(headings) for key in table.key]
    refers = [(other, keys) for other, keys in table.refers if other in names]
    if refers:
        schema["foreignKeys"] = [
            _reference(other, [columns[key].heading(headings) for key in keys]) for other, keys in refers
        ]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        **_both("title", table.title, report.lang),
        **_both("description", table.about, report.lang),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        **_digest(content),
        "schema": schema,
    }


def _reference(other: str, fields: list[str]) -> dict[str, Any]:
    return {"fields": fields, "reference": {"resource": other, "fields": fields}}


def _field(column: DataColumn, lang: Lang, headings: Lang) -> dict[str, Any]:
    """A column of the dictionary."""
    return {
        "name": column.heading(headings),
        **_both("title", column.title, lang),
        **_both("description", column.about, lang),
        **_TYPES[column.type],
    }


_MEDIA = {"json": "application/json", "yaml": "application/yaml", "md": "text/markdown"}


def _document(name: str, content: bytes) -> dict[str, Any]:
    """Any other file as a resource."""
    stem, _, ending = name.rpartition(".")
    safe = _NO_NAME.sub("-", stem.lower()).strip("-")
    return {
        "name": f"{safe}-{ending}" if safe == stem.lower() else f"{safe}-{_tag(stem)}-{ending}",
        "path": name,
        "format": ending,
        "mediatype": _MEDIA[ending],
        "encoding": "utf-8",
        **_digest(content),
    }


def _tag(name: str) -> str:
    return hashlib.sha256(name.encode(errors="replace")).hexdigest()[:8]


def _digest(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
