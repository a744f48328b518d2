"""The lock file: one version and its hashes for everything that is installed; and the audit, which never passes unseen."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tools.audit import LOCK, first_of, main

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

#: A requirement with what follows it up to the next one.
_LOCKED = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; [^\\\n]+)? \\\n(?P<hashes>(?: {4}--hash=.*\n)+)", re.MULTILINE
)
_HASHES = re.compile(r"(?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+")


def test_every_requirement_is_one_version_with_hashes() -> None:
    text = LOCK.read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith((" ", "#"))]
    found = list(_LOCKED.finditer(text))
    assert len(found) == len(lines) > 0
    assert [each["name"] for each in found if not _HASHES.fullmatch(each["hashes"])] == []
    assert re.findall(r"https?:|file:|--(?!hash)\w+", text) == []


def test_it_has_every_dependency_in_a_version_that_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [Requirement(each) for each in (*project["dependencies"], *project["optional-dependencies"]["dev"])]
    locked: dict[str, list[str]] = {}
    for each in _LOCKED.finditer(LOCK.read_text("utf-8")):
        locked.setdefault(each["name"], []).append(each["version"])
    missing = [str(each) for each in asked if canonicalize_name(each.name) not in locked]
    assert missing == []
    others = [
        str(each) for each in asked for version in locked[canonicalize_name(each.name)] if version not in each.specifier
    ]
    assert others == []


def test_one_requirement_is_tried_first() -> None:
    lock = "# a comment\na==1 \\\n    --hash=sha256:0\n    # via b\nb==2 \\\n    --hash=sha256:1\n"
    assert first_of(lock) == "a==1 \\\n    --hash=sha256:0\n    # via b\n"


def pip_audit(folder: Path, report: Any, error: str = "") -> list[str]:
    """A command that writes a report as pip-audit does, or none."""
    program = folder / "program.py"
    write = f"open(sys.argv[sys.argv.index('--output') + 1], 'w').write({json.dumps(report)!r})" if report else "pass"
    program.write_text(f"import sys\n{write}\nsys.exit({error!r})\n", "utf-8")
    return [sys.executable, str(program)]


SOUND = {"name": "a", "version": "1", "vulns": []}
WEAK = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1"}]}
SKIPPED = {"name": "c", "skip_reason": "not found"}
NOT_DONE = "AUDIT NOT DONE, nothing is known of weaknesses: "


@pytest.mark.parametrize(
    ("report", "error", "said", "status", "needed"),
    [
        (None, "no\nConnection refused", NOT_DONE + "Connection refused", 0, 2),
        (None, "", NOT_DONE + "no report", 0, 2),
        ({"dependencies": []}, "", NOT_DONE + "not looked at: anything", 0, 2),
        ({"dependencies": [SOUND, SKIPPED]}, "", NOT_DONE + "not looked at: c: not found", 0, 2),
        ({"dependencies": [SOUND, WEAK]}, "Found 1", "b 2: PYSEC-1", 1, 1),
        ({"dependencies": [SOUND]}, "", "audited: no known weakness of what requirements.lock names", 0, 0),
    ],
    ids=["no network", "no report", "an empty report", "one was not looked at", "a weakness", "sound"],
)
def test_an_audit_that_cannot_be_done_is_said_and_no_pass(
    report: Any, error: str, said: str, status: int, needed: int,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    command = pip_audit(tmp_path, report, error)
    monkeypatch.delenv("GKPG_NEED_AUDIT", raising=False)
    assert main(command) == status
    assert capsys.readouterr().out == said + "\n"
    monkeypatch.setenv("GKPG_NEED_AUDIT", "1")
    assert main(command) == needed
