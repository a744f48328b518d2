"""The glossary has every word that a rubric or an assessment can choose, and each word once."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from gkpg.findings.codes import CODES
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (ROOT / "docs" / "glossary.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith("| 中文 |")
]
#: What is written as code in the last column, of all rows.
WRITTEN = Counter(code for row in ROWS for code in re.findall(r"`([^`]*)`", row[-1]))
SCHEMAS = {
    of: json.loads((ROOT / "schemas" / f"{of}.schema.json").read_text("utf-8")) for of in ("rubric", "assessment")
}
#: Keys whose values are languages, or names of keys.
NO_OPTIONS = {"language", "field"}


def options(schema: Any, key: str = "") -> Iterator[str]:
    """The options of every key that has some, as `key: option`; what stands below such a key only repeats them."""
    each = [*schema.get("anyOf", ()), schema]
    chosen = [value for part in each for value in part.get("enum", ())]
    yield from (f"{key}: {value}" for value in chosen)
    for part in each if not chosen else ():
        for name, below in part.get("properties", {}).items():
            yield from options(below, name)
        if isinstance(part.get("items"), dict):
            yield from options(part["items"], key)
    for below in schema.get("definitions", {}).values():
        yield from options(below)


def keys(schema: Any) -> Iterator[str]:
    """The keys that a file may have, however deep."""
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
    if isinstance(schema, (dict, list)):
        for below in schema.values() if isinstance(schema, dict) else schema:
            yield from keys(below)


def chosen_in(of: str) -> set[str]:
    return {option for option in options(SCHEMAS[of]) if option.partition(":")[0] not in NO_OPTIONS}


def test_options_are_found_wherever_a_key_has_some() -> None:
    found = chosen_in("rubric") | chosen_in("assessment")
    assert {"kind: ticks", "kind: assumed", "kind: bonus", "others: least"} <= found
    assert {"kind: survey", "join: median", "treatment: omit", "step: part", "tie: out", "rule: replace"} <= found
    assert not found & {"rule: median", "language: zh", "field: max"}


@pytest.mark.parametrize("of", SCHEMAS)
def test_every_option_is_a_row(of: str) -> None:
    assert sorted(option for option in chosen_in(of) if WRITTEN[option] != 1) == []


@pytest.mark.parametrize("language", ["", ".zh-CN"], ids=["English", "中文"])
@pytest.mark.parametrize("of", SCHEMAS)
def test_every_key_and_every_option_is_on_the_page_of_its_file(of: str, language: str) -> None:
    """Keys and options of cases are on the page of changes."""
    pages = [ROOT / "docs" / f"{name}{language}.md" for name in (f"{of}-format", "changes")]
    said = set(re.findall(r"[a-z]+(?:[-_][a-z]+)*", "".join(page.read_text("utf-8") for page in pages)))
    named = {option.partition(": ")[2] for option in chosen_in(of)} | set(keys(SCHEMAS[of]))
    assert sorted(named - said) == []


def test_every_effect_of_a_veto_is_a_row() -> None:
    effects = SCHEMAS["rubric"]["definitions"]["VetoRule"]["properties"]["effect"]["properties"]
    assert [name for name in effects if WRITTEN[f"effect.{name}"] != 1] == []


def test_no_option_is_made_up() -> None:
    said = {code for code in WRITTEN if re.fullmatch(r"[a-z]+: [a-z-]+", code)}
    by_hand = {"floor: none", "floor: parent", "assessors: others", "marked: false"}
    assert said - chosen_in("rubric") - chosen_in("assessment") == by_hand


@pytest.mark.parametrize("column", [0, 1], ids=["中文", "English"])
def test_no_word_stands_twice(column: int) -> None:
    words = Counter(word.strip().casefold() for row in ROWS for word in re.split("[；;]", row[column]))
    assert [word for word, count in words.items() if count > 1] == []
    assert "" not in words


def test_every_row_is_whole_and_its_codes_are_codes() -> None:
    assert len(ROWS) > 100
    assert [row for row in ROWS if len(row) != 4] == []
    said = {code for row in ROWS for code in re.findall(r"\b[A-Z]\d{3}\b", row[-1])}
    assert said - set(CODES) == set()
