"""The papers for contributors name what is there, and the forms of issues can be filled in."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAPERS = ["SECURITY.md", "CONTRIBUTING.md", "docs/releasing.md", ".github/PULL_REQUEST_TEMPLATE.md"]
FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
CHINESE, LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{2}")
#: Beginnings of what is a path from the root.
_PATH = re.compile(r"`((?:src|tests|docs|examples|schemas|tools|\.github|\.ci)/[^`…]*|[a-zA-Z_]+\.(?:md|toml|yml))`")
_BY_NETWORK = {"socket", "ssl", "http", "ftplib", "smtplib", "imaplib", "poplib", "asyncio", "socketserver", "xmlrpc"}
_BY_NETWORK |= {"urllib.request", "urllib3", "requests", "httpx", "aiohttp", "webbrowser"}


@pytest.mark.parametrize("paper", PAPERS)
def test_every_path_in_a_paper_exists(paper: str) -> None:
    found = _PATH.findall((ROOT / paper).read_text("utf-8"))
    assert found
    assert [path for path in found if not (ROOT / path).exists() and not (ROOT / "docs" / path).exists()] == []


def imported(path: Path) -> set[str]:
    """The modules that a file imports, each with those around it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return {name.rsplit(".", count)[0] for name in names for count in range(name.count(".") + 1)}


def test_the_code_imports_no_network_module_and_starts_one_program() -> None:
    modules = {path: imported(path) for path in (ROOT / "src").rglob("*.py")}
    assert [path for path, names in modules.items() if names & _BY_NETWORK] == []
    starting = [path for path, names in modules.items() if "subprocess" in names]
    calls = [path.read_text("utf-8").count("subprocess.") for path in starting]
    assert calls == [1]
    assert 'subprocess.run(["git", *words]' in starting[0].read_text("utf-8")


def said(node: Any) -> list[str]:
    """The labels and descriptions of a form."""
    if isinstance(node, dict):
        own = [value for key, value in node.items() if key in {"name", "description", "label", "value"}]
        return [*own, *(text for value in node.values() for text in said(value))]
    return [text for each in node for text in said(each)] if isinstance(node, list) else []


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_in_both_languages_and_once_for_each_thing(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    assert form.keys() == {"name", "description", "title", "body"}
    ids = [each["id"] for each in form["body"] if each["type"] != "markdown"]
    assert len(ids) == len(set(ids)) > 0
    assert any(each.get("validations", {}).get("required") for each in form["body"])
    texts = [text for text in said(form) if text != "`gkpg --version`"]
    assert [text for text in texts if not (CHINESE.search(text) and LATIN.search(text))] == []


def test_forms_that_take_figures_warn_of_real_scores() -> None:
    asking = {"bug", "wrong_figure"}
    assert asking <= {path.stem for path in FORMS}
    for path in FORMS:
        assert ("Never real scores of real units" in path.read_text("utf-8")) == (path.stem in asking)
