"""Same inputs, same bytes: in every output, whatever the folder, the machine's settings and the number of workers."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gkpg.cli.main import main
from gkpg.explanation.formats import FORMATS as EXPLANATIONS
from gkpg.findings.gallery import BASE, ROUND
from gkpg.reports.formats import FORMATS
from tests.conftest import filled, rubric_of
from tests.test_migrate import SECOND

if TYPE_CHECKING:
    from pathlib import Path

#: Every output by its name, with the words that make it.
OUTPUTS = {
    "result.sqlite": ["score", "sheets"],
    "score.txt": ["score", "sheets", "--no-cache"],
    "score.json": ["score", "sheets", "--output-format", "json", "--no-cache"],
    "score.sarif": ["score", "sheets", "--output-format", "sarif", "--no-cache"],
    "report.xlsx": ["report", "-o", "report.xlsx"],
    "report.csv": ["report", "-o", "report.csv"],
    "items.csv": ["report", "--table", "items", "-o", "items.csv"],
    "report.json": ["report", "-o", "report.json"],
    "report.docx": ["report", "-o", "report.docx"],
    "report.md": ["report", "-o", "report.md"],
    "report.html": ["report", "-o", "report.html"],
    "explain.txt": ["explain", "甲区", "--steps", "-o", "explain.txt"],
    "explain.md": ["explain", "甲区", "--steps", "-o", "explain.md"],
    "explain.json": ["explain", "甲区", "--steps", "-o", "explain.json"],
    "sealed.json": ["explain", "甲区", "--sealed", "-o", "sealed.json"],
    "all": ["explain", "--all", "all"],
    "diff.txt": ["diff", "earlier.sqlite", "result.sqlite"],
    "diff.md": ["diff", "earlier.sqlite", "result.sqlite", "--format", "markdown"],
    "diff.json": ["diff", "earlier.sqlite", "result.sqlite", "--format", "json"],
    "verify.txt": ["verify", "--sheets", "sheets"],
    "verify.json": ["verify", "--sheets", "sheets", "--output-format", "json"],
    "digest.txt": ["verify", "--digest"],
    "blank": ["template", "-o", "blank"],
    "new": ["migrate", "sheets", "--to", "next/v2.yaml", "-o", "new"],
}
_WITH_JOBS = {"score", "verify", "migrate"}
#: How a machine may be set; "order" is the seed by which files are created one after another.
MACHINES = {
    "plain": {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0", "jobs": "1", "order": "0"},
    "其他 名称": {"LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7", "jobs": "2", "order": "1"},
    "ailleurs": {"LC_ALL": "de_DE.UTF-8", "TZ": "America/New_York", "PYTHONHASHSEED": "99", "jobs": "3", "order": "2"},
    "again": {"LANG": "en_US.UTF-8", "TZ": "Pacific/Chatham", "PYTHONHASHSEED": "5", "jobs": "2", "order": "0"},
}
_RUN = """
import json, os, sys
from pathlib import Path
from gkpg.cli.main import main
for name, words in json.loads(sys.argv[1]).items():
    shown = os.open(f"shown {name}", os.O_CREAT | os.O_WRONLY)
    os.dup2(shown, 1)
    os.dup2(shown, 2)
    assert main(words) in {0, 1}, words
    sys.stdout.flush()
    sys.stderr.flush()
"""


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A rubric and its next version, an assessment of thirty units, and their sheets; the result before one changed."""
    folder = tmp_path_factory.mktemp("inputs")
    for name in ("rubrics", "next"):
        (folder / name).mkdir()
    rubric = rubric_of(BASE, folder / "rubrics" / "v1.yaml")
    rubric_of(SECOND, folder / "next" / "v2.yaml")
    units = ["甲区", "乙区", *(f"{number:02}区" for number in range(28))]
    (folder / "assessment.yaml").write_text(ROUND.replace("[甲区, 乙区]", f"[{', '.join(units)}]"), "utf-8")
    for number, unit in enumerate(units):
        filled(rubric, folder / "sheets" / "考核组", {"G6": [2, 1.5, 0.5][number % 3]}, unit, "考核组")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["score", "sheets", "-o", "earlier.sqlite"]) in {0, 1}
    filled(rubric, folder / "sheets" / "考核组", {"G6": 1}, "甲区", "考核组")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def outputs_on(machine: str, inputs: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """What all commands write and show on a machine."""
    setting = dict(MACHINES[machine])
    jobs, names = setting.pop("jobs"), sorted(inputs)
    random.Random(setting.pop("order")).shuffle(names)  # noqa: S311 - any order but the sorted one
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(inputs[name])
    asked = {name: [*words, *(["--jobs", jobs] if words[0] in _WITH_JOBS else [])] for name, words in OUTPUTS.items()}
    env = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-c", _RUN, json.dumps(asked)],
        cwd=folder, env={**env, "GKPG_LANG": "zh", **setting}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    made = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in made.items() if name not in inputs}


@pytest.fixture(scope="module")
def plain(inputs: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The outputs on the plain machine."""
    return outputs_on("plain", inputs, tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize("machine", [name for name in MACHINES if name != "plain"])
def test_same_inputs_give_the_same_bytes_of_every_output(
    machine: str, plain: dict[str, bytes], inputs: dict[str, bytes], tmp_path: Path
) -> None:
    made = outputs_on(machine, inputs, tmp_path / machine)
    assert sorted(made) == sorted(plain)
    assert [name for name in plain if made[name] != plain[name]] == []


def test_every_output_is_among_them(plain: dict[str, bytes]) -> None:
    """One of another name, or one that stays empty, would be compared with nothing."""
    tops = {name.partition("/")[0] for name in plain}
    assert {name for name in OUTPUTS if "." not in name or OUTPUTS[name][-1] == name} <= tops
    assert {f"shown {name}" for name in OUTPUTS} <= tops
    assert sorted(name for name in plain if not plain[name]) == []
    assert {f"report{each.suffix}" for each in FORMATS.values()} <= tops
    assert {f"explain{each.suffix}" for each in EXPLANATIONS.values()} <= tops
