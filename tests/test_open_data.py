"""Open data: a dictionary that holds, tables that are safe in a spreadsheet, enough for others to compute it again."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from gkpg.base.text import LANGS
from gkpg.cli.main import main
from gkpg.reports.data.folder import make_files, write_files
from gkpg.reports.data.rules import render_rubric
from gkpg.reports.data.tables import TABLES
from gkpg.reports.disclosure import Disclosure
from gkpg.reports.leaks.check import LeakCheck
from gkpg.reports.report import Report
from gkpg.results.store import load_results
from gkpg.rubric.load import parse_rubric
from gkpg.yamlfiles.document import parse_yaml
from tests.conftest import ROOT
from tests.data_folder import DataFolder, rows
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.scoring import Results

EXAMPLE = ROOT / "examples" / "shanghai-2022" / "result.sqlite"
OPEN, NAMES_ALONE, INTERNAL = Disclosure("public"), Disclosure("public", scores=False), Disclosure()

_NAME = {"type": "string", "pattern": "^[-a-z0-9._/]+$"}
_FIELD = {
    "type": "object",
    "required": ["name", "type", "title", "title@zh", "title@en", "description", "description@zh", "description@en"],
    "properties": {
        "type": {"enum": ["string", "number", "integer", "boolean"]},
        "constraints": {"type": "object", "propertyNames": {"enum": ["pattern", "required", "unique", "enum"]}},
    },
}
_KEYS = {"type": "array", "items": {"type": "string"}, "minItems": 1}
#: What the specifications (Data Package 1, Tabular Data Resource, Table Schema) ask of what is used of them.
SPECIFICATION = {
    "type": "object",
    "required": ["profile", "name", "title", "description", "resources"],
    "properties": {
        "profile": {"const": "data-package"},
        "name": _NAME,
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "format", "mediatype", "encoding", "bytes", "hash"],
                "properties": {
                    "name": _NAME,
                    "path": {"type": "string", "pattern": r"^(?!/)(?!.*\.\.)"},
                    "profile": {"const": "tabular-data-resource"},
                    "encoding": {"const": "utf-8"},
                    "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
                    "schema": {
                        "type": "object",
                        "required": ["fields", "missingValues"],
                        "properties": {
                            "fields": {"type": "array", "items": _FIELD, "minItems": 1},
                            "missingValues": {"type": "array", "items": {"type": "string"}},
                            "primaryKey": _KEYS,
                            "foreignKeys": {
                                "type": "array",
                                "items": {
                                    "required": ["fields", "reference"],
                                    "properties": {
                                        "fields": _KEYS,
                                        "reference": {"required": ["resource", "fields"], "properties": {"fields": _KEYS}},
                                    },
                                },
                            },
                        },
                        "additionalProperties": False,
                    },
                },
                "dependentRequired": {"profile": ["schema", "dialect"]},
            },
        },
    },
}  # fmt: skip
_TYPES = {
    "integer": re.compile(r"-?[0-9]+"),
    "number": re.compile(r"-?[0-9]+(\.[0-9]+)?"),
    "boolean": re.compile(r"[01]"),
    "string": re.compile(r".*", re.DOTALL),
}


def folder_of(results: Results, path: Path, disclosure: Disclosure, headings: str = "en") -> Path:
    write_files(path, make_files(Report(results, "zh", disclosure=disclosure, headings=headings)), force=False)  # type: ignore[arg-type]
    return path


def problems(folder: Path) -> list[str]:
    """What in a folder is not as its dictionary says."""
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    jsonschema.validate(package, SPECIFICATION)
    resources = {each["name"]: each for each in package["resources"]}
    assert len(resources) == len(package["resources"])
    listed = {each["path"] for each in package["resources"]} | {"datapackage.json", "files.txt"}
    found = [f"not listed: {path.name}" for path in folder.iterdir() if path.name not in listed]
    read: dict[str, list[dict[str, str]]] = {}
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if "schema" in resource:
            with (folder / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
                heads, *lines = csv.reader(file)
            assert heads == [field["name"] for field in resource["schema"]["fields"]]
            assert len(set(heads)) == len(heads)
            read[resource["name"]] = [dict(zip(heads, line, strict=True)) for line in lines]
            found += _wrong_values(resource, read[resource["name"]])
    for name, resource in resources.items():
        for key in resource.get("schema", {}).get("foreignKeys", ()):
            other = {
                tuple(row[each] for each in key["reference"]["fields"]) for row in read[key["reference"]["resource"]]
            }
            own = {tuple(row[each] for each in key["fields"]) for row in read[name]}
            found += [f"{name}: {row} is not in {key['reference']['resource']}" for row in own - other]
    return found


def _wrong_values(resource: dict[str, Any], lines: list[dict[str, str]]) -> list[str]:
    found, schema = [], resource["schema"]
    for field in schema["fields"]:
        pattern = re.compile(field.get("constraints", {}).get("pattern", ".*"), re.DOTALL)
        for row in lines:
            text = row[field["name"]]
            if text and not (_TYPES[field["type"]].fullmatch(text) and pattern.fullmatch(text)):
                found.append(f"{resource['name']}.{field['name']}: {text} is no {field['type']}")
    keys = [tuple(row[each] for each in schema.get("primaryKey", ())) for row in lines]
    if "primaryKey" in schema and len(set(keys)) != len(keys):
        found.append(f"{resource['name']}: rows with one key")
    return found


@pytest.mark.parametrize("disclosure", [OPEN, NAMES_ALONE, INTERNAL], ids=["public", "names", "internal"])
@pytest.mark.parametrize("headings", LANGS)
def test_the_dictionary_holds_for_the_example(disclosure: Disclosure, headings: str, tmp_path: Path) -> None:
    assert problems(folder_of(load_results(EXAMPLE), tmp_path / "d", disclosure, headings)) == []


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_others_compute_every_case_again(case: Path, tmp_path: Path) -> None:
    recomputed(folder_of(scored(case), tmp_path / "d", OPEN))


@pytest.mark.parametrize("case", CASES[::10], ids=lambda case: case.name)
def test_others_compute_it_again_from_the_folder_alone(case: Path, tmp_path: Path) -> None:
    """The second program, which imports nothing of gkpg, comes to every total, rank and grade."""
    recomputed(folder_of(scored(case), tmp_path / "d", OPEN))


def test_others_compute_the_example_again(tmp_path: Path) -> None:
    assert recomputed(folder_of(load_results(EXAMPLE), tmp_path / "d", OPEN)) == 36


def recomputed(folder: Path) -> int:
    """How many units come to what the folder says of them."""
    from placing import Placing  # type: ignore[import-not-found]  # noqa: PLC0415 - of the second program
    from round import Round  # type: ignore[import-not-found]  # noqa: PLC0415

    assert problems(folder) == []
    data = DataFolder(folder)
    again = Round(data)
    outcomes = again.outcomes()
    for group in again.rules.groups:
        Placing(again, group, [each for each in outcomes.values() if each.group == group]).place()
    for unit, row in data.stated.items():
        if unit in outcomes:
            out = outcomes[unit]
            told = (row["total_exact"], row["rank"], row["grade"])
            came_to = (exactly(out.exact_total), "" if out.rank is None else str(out.rank), out.band or "")
            assert told == came_to, unit
    return len(data.stated)


def exactly(value: Fraction | None) -> str:
    if value is None:
        return ""
    tens = value.denominator
    while tens % 2 == 0 or tens % 5 == 0:
        tens //= 2 if tens % 2 == 0 else 5
    if tens > 1:
        return str(value)
    text = f"{value.numerator * 10**60 // value.denominator}".rjust(61, "0")
    return f"{text[:-60]}.{text[-60:]}".rstrip("0").rstrip(".")


WEIGHED = (
    "totals-small-decimals-of-1.2-shanghai",
    "sources-third-party-70-daily-30-parts",
    "own-tables-of-50-and-60-by-weights",
    "sources-join-mean",
    None,
)


@pytest.mark.parametrize("name", WEIGHED, ids=str)
def test_totals_are_the_weighted_points_of_parts(name: str | None, tmp_path: Path) -> None:
    """By plain fractions on three tables."""
    results = scored(ROOT / "tests" / "cases" / name) if name else load_results(EXAMPLE)
    folder = folder_of(results, tmp_path / "d", OPEN)
    parts = {(row["group"], row["part_number"]): row for row in rows(folder, "parts")}
    most = {row["group"]: row["max"] for row in rows(folder, "groups")}
    count = 0
    for unit in rows(folder, "units"):
        own = [row for row in rows(folder, "unit_parts") if row["unit"] == unit["unit"]]
        worth = []
        for row in own if unit["total"] else ():
            part = parts[row["group"], row["part_number"]]
            factor = (
                Fraction(part["weight"]) * Fraction(most[row["group"]]) / Fraction(part["max"]) if part["weight"] else 1
            )
            worth.append(Fraction(row["points_exact"]) * factor)
        if worth:
            assert sum(worth) == Fraction(unit["total_exact"]), unit["unit"]
            assert abs(Fraction(unit["total"]) - sum(worth)) <= Fraction(1, 200)
            count += 1
    assert count


@pytest.mark.parametrize("disclosure", [OPEN, NAMES_ALONE], ids=["scores", "names"])
@pytest.mark.parametrize("case", [*CASES[::25], None], ids=lambda case: case.name if case else "example")
def test_public_data_have_no_leak(case: Path | None, disclosure: Disclosure) -> None:
    report = Report(scored(case) if case else load_results(EXAMPLE), "zh", disclosure=disclosure)
    LeakCheck(report).check(make_files(report), make_files)


def test_names_alone_have_no_points(tmp_path: Path) -> None:
    folder = folder_of(load_results(EXAMPLE), tmp_path / "d", NAMES_ALONE)
    names = {path.stem for path in folder.glob("*.csv")}
    assert names == {"units", "groups", "grades", "parts", "items", "rules"}
    assert set(rows(folder, "units")[0]) == {"group", "rubrics", "unit", "grade", "why", "assumed"}


def test_assessors_are_numbers_in_public_and_named_inside(tmp_path: Path) -> None:
    results = load_results(EXAMPLE)
    public, inside = (
        rows(folder_of(results, tmp_path / name, of), "entries") for name, of in (("a", OPEN), ("b", INTERNAL))
    )
    assert "assessor" not in public[0]
    assert {row["hand"] for row in public} == {"1", "2", "3"}
    assert {row["assessor"] for row in inside} >= {"1", "2"}
    assert any(row["reason"] for row in inside)
    assert "自查" not in {row["source"] for row in public}
    assert "自查" in {row["source"] for row in inside}


def test_every_column_is_said_in_both_languages() -> None:
    for table in TABLES:
        for text in (
            table.title,
            table.about,
            *(each for column in table.columns for each in (column.title, column.about)),
        ):
            assert text.zh
            assert text.en
            assert text.zh != text.en
        assert len({column.title.zh for column in table.columns}) == len(table.columns)


def test_chinese_headings(tmp_path: Path) -> None:
    assert main(["report", str(EXAMPLE), "--format", "data", "--headings", "zh", "-o", str(tmp_path / "数据")]) == 0
    assert list(rows(tmp_path / "数据", "scores")[0]) == [
        "类别",
        "单位",
        "部分序号",
        "编号",
        "得分",
        "精确得分",
        "适用",
    ]
    assert problems(tmp_path / "数据") == []


@pytest.mark.parametrize("name", ["sources-mean-of-three-not-finite", "numbers-of-twelve-rows"])
def test_nothing_becomes_a_date_or_another_number_in_a_spreadsheet(name: str, tmp_path: Path) -> None:
    folder = folder_of(scored(ROOT / "tests" / "cases" / name), tmp_path / "d", OPEN)
    tables = [path.read_bytes().decode("utf-8-sig") for path in folder.glob("*.csv")]
    cells = {cell for text in tables for row in csv.reader(io.StringIO(text, newline="")) for cell in row}
    assert not [cell for cell in cells if re.fullmatch(r"[0-9]+[/-][0-9]+|0[0-9]+|[=+@].*|[0-9]+\.[0-9]+0", cell)
                and not re.fullmatch(r"[0-9]+\.[0-9]{2}", cell)]  # fmt: skip
    if "finite" in name:
        assert any(re.fullmatch(r"'[0-9]+/[0-9]+", cell) for cell in cells)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rubrics_can_be_read_again(case: Path) -> None:
    for rubric in scored(case).round.written_rubrics:
        loaded = parse_rubric(parse_yaml(render_rubric(rubric), "a.yaml"))
        assert loaded.rubric is not None, [finding.line("en") for finding in loaded.findings]
        assert loaded.rubric.fingerprint == rubric.fingerprint


def test_the_folder_is_written_whole_or_not_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "d"
    words = ["report", str(EXAMPLE), "--format", "data", "-o", str(folder), "--lang", "zh"]
    assert main(words) == 0
    assert capsys.readouterr().out == f"已写出开放数据，{len(list(folder.iterdir()))} 个文件：{folder}\n"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert main(words) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (folder / "units.csv").write_bytes(before["units.csv"] + b"\r\n")
    assert main(words) == 2
    assert "改过，没有覆盖" in capsys.readouterr().err
    assert main([*words, "--force"]) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (folder / "mine.txt").write_text("x", encoding="utf-8")
    assert main([*words, "--force"]) == 2
    assert "F104" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "data", "-o", "a.csv"], "文件名是 .csv，格式是 data，两者不符"),
        (["--format", "data", "--table", "items"], "--table 只用于 csv"),
        (["--format", "csv", "--headings", "zh"], "--headings 只用于 data"),
    ],
)
def test_misuse(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report", str(EXAMPLE), *words, "--lang", "zh"]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_internal_data_are_asked_for(tmp_path: Path) -> None:
    """Public is what nobody has to name."""
    for words, audience in ([], "public"), (["--audience", "internal"], "internal"):
        assert main(["report", str(EXAMPLE), "--format", "data", "-o", str(tmp_path / audience), *words]) == 0
        package = json.loads((tmp_path / audience / "datapackage.json").read_text("utf-8"))
        assert package["gkpg"]["audience"] == audience
