"""The files for CI: every command in them is one of gkpg's, and the action does in a repository what it says."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from gkpg.cli.main import build_command
from gkpg.cli.screen import Screen
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WORKFLOWS = sorted([*(ROOT / ".github" / "workflows").glob("*.yml"), *(ROOT / "examples" / "github").glob("*.yml")])
PAGES = sorted((ROOT / "docs").glob("ci*.md"))
DISTRICT = "rubrics/shanghai-2022-district.yaml"
#: What the comparison of `gkpg diff` stands for here.
COMPARED = "| 指标 | 之前 | 之后 |\n|---|---|---|\n| 1.1 | 8 | 9 |\n"


def parsed(words: list[str]) -> str:
    """The command that words call, parsed by the real command line as far as it goes without running."""
    assert words[0] == "gkpg"
    command: Any = build_command()
    context = command.make_context("gkpg", words[1:], obj=Screen("en"))
    while hasattr(command, "commands"):
        name, command, rest = command.resolve_command(context, [*context._protected_args, *context.args])  # noqa: SLF001
        context = command.make_context(name, rest, parent=context)
    return str(context.command_path)


def load(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only: `on` is no truth value


# pre-commit

HOOKS = {hook["id"]: hook for hook in load(ROOT / ".pre-commit-hooks.yaml")}
FILES = {
    "gkpg-rubric": (["rubrics/a.yaml", "rubrics/2022/甲.yml"], ["a.yaml", "rubrics/a.txt", "old/rubrics/a.yaml"]),
    "gkpg-assessment": (["assessment.yaml", "2022/assessment.yaml"], ["rubrics/a.yaml", "my-assessment.yaml"]),
    "gkpg-fmt": (["rubrics/a.yaml", "rubrics/2022/甲.yml", "2022/assessment.yaml"], ["a.yaml", "rubrics/a.txt"]),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hook_is_a_command_that_takes_several_files(name: str) -> None:
    hook, (files, others) = HOOKS[name], FILES[name]
    assert parsed([*shlex.split(hook["entry"]), *hook.get("args", []), *files])
    assert [file for file in (*files, *others) if re.search(hook["files"], file)] == files
    assert hook["language"] == "python"


def test_these_are_all_hooks() -> None:
    assert set(HOOKS) == set(FILES)


def test_the_hooks_of_this_repository_call_gkpg_as_it_is() -> None:
    hooks = [hook for repo in load(ROOT / ".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]
    calls = [hook["entry"].removeprefix(".venv/bin/") for hook in hooks if ".venv/bin/gkpg" in hook["entry"]]
    assert [parsed([*shlex.split(call), "a.yaml"]) for call in calls] == [
        "gkpg validate rubric",
        "gkpg validate assessment",
        "gkpg fmt",
    ]


# The action and the workflows

ACTION = load(ROOT / "action.yml")
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}


@pytest.mark.parametrize("path", [ROOT / "action.yml", *WORKFLOWS], ids=lambda path: path.name)
def test_nothing_from_outside_stands_in_a_script(path: Path) -> None:
    """Expressions are filled in before bash reads a script, so what is in one could be run: they go into `env`."""
    content = load(path)
    jobs = content["jobs"].values() if "jobs" in content else [content["runs"]]
    scripts = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    assert scripts or path.parent != ROOT
    assert [script for script in scripts if "${{" in script] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_gives_the_action_what_it_takes_and_no_more_rights_than_it_needs(path: Path) -> None:
    workflow = load(path)
    assert set(workflow["permissions"].items()) <= {("contents", "read"), ("pull-requests", "write")}
    assert "pull_request" in workflow["on"]
    assert "pull_request_target" not in workflow["on"]
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 60
        for step in job["steps"]:
            if step.get("uses", "").startswith(("./", "OWNER/gkpg")):
                assert set(step["with"]) <= set(ACTION["inputs"])
                assert workflow["permissions"]["pull-requests"] == "write"


def test_inputs_that_the_example_leaves_out_exist_too() -> None:
    left_out = re.findall(
        r"^ +# ([a-z-]+): ", (ROOT / "examples" / "github" / "gkpg.yml").read_text("utf-8"), re.MULTILINE
    )
    assert left_out
    assert set(left_out) <= set(ACTION["inputs"])


def test_every_input_is_described_in_both_languages_and_used() -> None:
    used = set(re.findall(r"inputs\.([a-z-]+)", json.dumps(ACTION["runs"])))
    assert used == set(ACTION["inputs"])
    for given in ACTION["inputs"].values():
        chinese, english = given["description"].split(" | ")
        assert re.search("[一-鿿]", chinese)
        assert english.isascii()


@dataclass
class Runner:
    """Runs steps of the action as the runner of GitHub does: bash, the files of the workflow, expressions filled in."""

    here: Path
    temp: Path
    values: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, given in ACTION["inputs"].items():
            self.values.setdefault(f"inputs.{name}", given.get("default", ""))
        self.values |= {"github.token": "t", "github.event.pull_request.number": "7"}
        bin_ = self.temp / "gkpg" / "bin"
        bin_.mkdir(parents=True)
        calls = self.temp / "calls"
        compared = self.temp / "compared.md"
        compared.write_text(COMPARED, "utf-8")
        python = shlex.quote(sys.executable)
        record = f'printf \'%s\\0\' "$(basename "$0")" "$@" >> {calls}; printf \'\\n\' >> {calls}\n'
        fake = f'#!/bin/bash\n{record}[ "$1" = diff ] && cat {compared} 2>/dev/null && exit "${{DIFF_STATUS:-0}}"\nexec {python} -m gkpg "$@"\n'
        gh = f'#!/bin/bash\n{record}case " $* " in *paginate*) cat {self.temp}/earlier 2>/dev/null; true;; *) exit "${{GH_STATUS:-0}}";; esac\n'
        for name, text in (("gkpg", fake), ("gh", gh)):
            (bin_ / name).write_text(text, "utf-8")
            (bin_ / name).chmod(0o755)

    def run(self, name: str, **more: str) -> subprocess.CompletedProcess[str]:
        """One step. What it sets as outputs can be read by later ones."""
        step = STEPS[name]
        said = {key: self.temp / key for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        environment = {
            "PATH": f"{self.temp}/gkpg/bin:{os.environ['PATH']}",
            "HOME": str(self.temp),
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_WORKSPACE": str(self.here),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_REPOSITORY": "o/r",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_RUN_ID": "5",
            **{key: str(path) for key, path in said.items()},
            **{key: self.filled(value) for key, value in step["env"].items()},
            **more,
        }
        script = self.temp / "script.sh"
        script.write_text(step["run"], "utf-8")
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        done = subprocess.run(
            command, cwd=self.here, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )
        for line in said["GITHUB_OUTPUT"].read_text().splitlines() if said["GITHUB_OUTPUT"].exists() else ():
            key, _, value = line.partition("=")
            self.values[f"steps.{step.get('id')}.outputs.{key}"] = value
        said["GITHUB_OUTPUT"].unlink(missing_ok=True)
        return done

    def filled(self, text: str) -> str:
        """A text with its expressions filled in."""
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda match: self.values[match[1]], text)

    @property
    def calls(self) -> list[list[str]]:
        """How gkpg and gh were called."""
        text = (self.temp / "calls").read_text("utf-8") if (self.temp / "calls").exists() else ""
        return [line.split("\0")[:-1] for line in text.split("\n") if line]

    @property
    def summary(self) -> str:
        return (self.temp / "GITHUB_STEP_SUMMARY").read_text("utf-8")


def git(*words: str, cwd: Path) -> str:
    who = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"]
    return subprocess.run(["git", *who, *words], cwd=cwd, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A pull request that raises 1.1 from 8 to 9, checked out as GitHub does: one commit deep, its base elsewhere."""
    origin, here, temp = tmp_path / "origin", tmp_path / "here", tmp_path / "temp"
    (origin / "rubrics").mkdir(parents=True)
    for path in (ROOT / "rubrics").glob("*.yaml"):
        (origin / "rubrics" / path.name).write_bytes(path.read_bytes())
    git("init", "-q", "-b", "main", cwd=origin)
    git("config", "uploadpack.allowAnySHA1InWant", "true", cwd=origin)
    git("add", "-A", cwd=origin)
    git("commit", "-q", "-m", "base", cwd=origin)
    base = git("rev-parse", "HEAD", cwd=origin)
    git("switch", "-q", "-c", "change", cwd=origin)
    text = (origin / DISTRICT).read_text("utf-8")
    (origin / DISTRICT).write_text(text.replace("        max: 8\n", "        max: 9\n", 1), "utf-8")
    git("commit", "-q", "-a", "-m", "change", cwd=origin)
    git("clone", "-q", "--depth=1", "--branch", "change", f"file://{origin}", str(here), cwd=tmp_path)
    temp.mkdir()
    event = "github.event.pull_request"
    head = git("rev-parse", "HEAD", cwd=here)
    return Runner(here, temp, {"inputs.base": base, f"{event}.head.sha": head})


def test_a_changed_cap_fails_with_one_annotation_at_its_line(runner: Runner) -> None:
    """The whole way: the base is fetched, the change is checked against it."""
    assert runner.run("base").returncode == 0
    assert runner.values["steps.base.outputs.commit"] == runner.values["inputs.base"]
    line = (runner.here / DISTRICT).read_text("utf-8").split("\n").index("        max: 9") + 1
    done = runner.run("validate")
    assert done.returncode == 1
    annotations = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert [line.partition(",title=")[0] for line in annotations] == [f"::error file={DISTRICT},line={line},col=14"]
    assert "1.1 的分值是 9" in annotations[0]


@pytest.mark.parametrize("base", ["", "0" * 40, "no-such-branch", "--upload-pack=touch x"])
def test_without_a_base_everything_is_told(base: str, runner: Runner) -> None:
    """The first push of a branch has none, and a base may be out of reach."""
    runner.values["inputs.base"] = base
    done = runner.run("base")
    assert (done.returncode, done.stderr, "everything is told" in done.stdout) == (0, "", True)
    assert runner.values["steps.base.outputs.commit"] == ""
    done = runner.run("validate")
    assert done.returncode == 1
    assert done.stdout.count("\n::warning ") + done.stdout.startswith("::warning ") == 24
    assert sorted(path.name for path in runner.here.iterdir()) == [".git", "rubrics"]


def test_a_base_may_be_a_branch_that_is_not_fetched_yet(runner: Runner) -> None:
    base, runner.values["inputs.base"] = runner.values["inputs.base"], "main"
    runner.run("base")
    assert runner.values["steps.base.outputs.commit"] == base


def test_a_history_that_is_there_is_not_cut(runner: Runner) -> None:
    git("fetch", "-q", "--unshallow", "origin", "main", "change", cwd=runner.here)
    runner.run("base")
    assert runner.values["steps.base.outputs.commit"] == runner.values["inputs.base"]
    assert git("rev-parse", "--is-shallow-repository", cwd=runner.here) == "false"


def test_everything_that_the_inputs_say_reaches_gkpg(runner: Runner) -> None:
    """Paths with spaces and signs of the shell are one word each; every call is one that the command line takes."""
    odd = "rubrics/$(touch x) `touch y` 'z'; 甲.yaml"
    (runner.here / odd).write_bytes((runner.here / DISTRICT).read_bytes())
    (runner.here / "last year.sqlite").touch()
    runner.values |= {
        "inputs.rubrics": f"{DISTRICT}\n\n{odd}\n",
        "inputs.assessments": "2022\n2023/assessment.yaml\n",
        "inputs.strict": "true",
        "inputs.result": "last year.sqlite",
        "inputs.fail-on": "points",
        "inputs.lang": "en",
    }
    runner.run("base")
    commit = runner.values["steps.base.outputs.commit"]
    assert runner.run("validate").returncode == 2  # there are no such assessments
    runner.run("diff")
    options = ["--output-format", "github", "--strict", "--changed-since", commit]
    assert runner.calls == [
        ["gkpg", "validate", "rubric", *options, "--", DISTRICT, odd],
        ["gkpg", "validate", "assessment", *options, "--", "2022", "2023/assessment.yaml"],
        ["gkpg", "diff", "--git", commit, "--format", "markdown", "--on", "last year.sqlite", "--fail-on", "points",
         "--", DISTRICT, odd],
    ]  # fmt: skip
    assert [parsed(call).split()[-1] for call in runner.calls] == ["rubric", "assessment", "diff"]
    assert sorted(path.name for path in runner.here.iterdir()) == [".git", "last year.sqlite", "rubrics"]


def test_the_assessments_are_checked_even_where_a_rubric_fails(runner: Runner) -> None:
    (runner.here / "assessment.yaml").write_text("assessment: x\n", "utf-8")
    runner.values |= {"steps.base.outputs.commit": "", "inputs.assessments": "assessment.yaml"}
    done = runner.run("validate")
    assert done.returncode == 1
    assert "::error file=assessment.yaml,line=1" in done.stdout


@pytest.mark.parametrize("status", ["0", "1"])
def test_the_comparison_goes_into_the_summary_and_its_status_counts(status: str, runner: Runner) -> None:
    runner.values["steps.base.outputs.commit"] = "HEAD"
    assert runner.run("diff", DIFF_STATUS=status).returncode == int(status)
    assert runner.summary == COMPARED


def test_the_comparison_is_that_of_gkpg(runner: Runner) -> None:
    """Two caps and the figures that the standard prints of them, exchanged for others with the same sum: told as well.

    It is compared even though validate refuses it, because the version is the same.
    """
    (runner.temp / "compared.md").unlink()
    runner.run("base")
    text = (runner.here / DISTRICT).read_text("utf-8")
    for old, new in (
        ("工作8分", "工作7分"),
        ("情况6分", "情况7分"),
        ("max: 9\n", "max: 7\n"),
        ("max: 6\n", "max: 7\n"),
    ):
        text = text.replace(old, new, 1)
    (runner.here / DISTRICT).write_text(text, "utf-8")
    validated = runner.run("validate")
    assert validated.returncode == 1
    assert f"::error file={DISTRICT},line=10," in validated.stdout
    runner.values["inputs.fail-on"] = "points"
    assert runner.run("diff").returncode == 1
    assert "1.1" in runner.summary
    assert "8 → 7" in runner.summary


def comment(runner: Runner, **more: str) -> tuple[str, list[list[str]]]:
    """What the step that comments says, and its calls of gh."""
    runner.values["steps.base.outputs.commit"] = "HEAD"
    runner.run("diff")
    done = runner.run("comment", **more)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout, [call for call in runner.calls if call[0] == "gh"]


def test_the_first_comparison_is_a_new_comment(runner: Runner) -> None:
    _, (listed, posted) = comment(runner)
    assert listed[:4] == ["gh", "api", "--paginate", "repos/o/r/issues/7/comments"]
    assert posted[:4] == ["gh", "api", "--silent", "repos/o/r/issues/7/comments"]
    body = runner.temp / "gkpg-comment.md"
    assert posted[4:] == ["--field", f"body=@{body}"]
    head = runner.values["github.event.pull_request.head.sha"][:9]
    assert body.read_text("utf-8") == f"<!-- gkpg diff -->\n{COMPARED}\n<sub>gkpg diff · {head}</sub>\n"


def test_later_ones_replace_it(runner: Runner) -> None:
    (runner.temp / "earlier").write_text("31\n42\n")
    _, (_, posted) = comment(runner)
    assert posted[:6] == ["gh", "api", "--silent", "--method", "PATCH", "repos/o/r/issues/comments/42"]


def test_without_the_right_to_comment_nothing_fails_and_the_summary_has_it(runner: Runner) -> None:
    said, _ = comment(runner, GH_STATUS="1")
    assert said.startswith("::notice title=gkpg::")
    assert runner.summary == COMPARED


def test_what_is_too_long_for_a_comment_leads_to_the_summary(runner: Runner) -> None:
    (runner.temp / "compared.md").write_text("甲" * 66_000, "utf-8")
    comment(runner)
    body = (runner.temp / "gkpg-comment.md").read_text("utf-8")
    assert body.startswith("<!-- gkpg diff -->\n")
    assert body.endswith("https://github.com/o/r/actions/runs/5\n")
    assert len(body) < 300


def test_a_result_that_is_not_there_is_said_and_left_out(runner: Runner) -> None:
    runner.values |= {"steps.base.outputs.commit": "HEAD", "inputs.result": "none.sqlite"}
    assert "There is no none.sqlite" in runner.run("diff").stdout
    assert "--on" not in runner.calls[-1]


def test_where_nothing_was_compared_nothing_is_said(runner: Runner) -> None:
    (runner.temp / "compared.md").write_text("", "utf-8")
    assert comment(runner) == ("", [])


def test_the_steps_run_when_they_should() -> None:
    """What an edit does is told also where it was refused, as points under an old version are."""
    wanted = "!cancelled() && github.event_name == 'pull_request' && steps.base.outputs.commit != ''"
    assert STEPS["diff"]["if"] == f"${{{{ {wanted} }}}}"
    assert "inputs.comment == 'true'" in STEPS["comment"]["if"]
    assert "pip install" in STEPS["gkpg"]["run"]
    assert '"$GITHUB_ACTION_PATH"' in STEPS["gkpg"]["run"]


# The pages


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_of_the_pages_is_one(path: Path) -> None:
    calls = re.findall(r"^ *(gkpg .*?)(?: *#.*| > .*|\|\|.*)?$", path.read_text("utf-8"), re.MULTILINE)
    assert len(calls) >= 4
    for call in calls:
        assert parsed(shlex.split(call))


def test_both_pages_show_the_same_examples() -> None:
    blocks = [re.findall(r"```(?:yaml|sh)\n(.*?)```", page.read_text("utf-8"), re.DOTALL) for page in PAGES]
    plain = [[re.sub(r" *#.*", "", block) for block in each] for each in blocks]
    assert len(PAGES) == 2
    assert plain[0] == plain[1]
    for block in plain[0]:
        yaml.safe_load(block)
