"""What checks say in CI: one annotation a slip, at its line; SARIF; nothing that was there before the change."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.checks.baseline import changed_lines
from gkpg.checks.causes import Cause, causes_of
from gkpg.checks.github import render_commands
from gkpg.checks.repository import Repository
from gkpg.checks.sarif import render_sarif
from gkpg.cli.main import main
from gkpg.findings.codes import CODES
from gkpg.findings.finding import Finding
from gkpg.findings.gallery import BASE
from gkpg.findings.place import Place
from gkpg.rubric import load_rubric
from tests.conftest import ROOT, RUBRICS, filled, rubric_of

if TYPE_CHECKING:
    from pathlib import Path

DISTRICT, DEPARTMENT = "shanghai-2022-district.yaml", "shanghai-2022-department.yaml"
MISTAKES = ROOT / "examples" / "mistakes"
HERE = Repository("/repo", "/repo")
Screen = pytest.CaptureFixture[str]


def git(*words: str, cwd: Path) -> str:
    """Run git as somebody."""
    who = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"]
    return subprocess.run(["git", *who, *words], cwd=cwd, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with both rubrics of 2022, committed; one stands in it."""
    (tmp_path / "rubrics").mkdir()
    for path in RUBRICS.glob("*.yaml"):
        (tmp_path / "rubrics" / path.name).write_bytes(path.read_bytes())
    git("init", "-q", "-b", "main", cwd=tmp_path)
    git("add", "-A", cwd=tmp_path)
    git("commit", "-q", "-m", "base", cwd=tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    return tmp_path


def with_line(path: Path, line: int, old: str, new: str) -> None:
    """Change a line of a file, which holds `old`."""
    lines = path.read_text("utf-8").split("\n")
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new)
    path.write_text("\n".join(lines), "utf-8")


def line_of(name: str, item: str) -> int:
    """The line of an item's max, or of the total, in a rubric of this repository."""
    lines = (RUBRICS / name).read_text("utf-8").split("\n")
    start = 0 if item == "total" else next(n for n, line in enumerate(lines) if f'id: "{item}"' in line)
    key = "total: " if item == "total" else "max: "
    return next(n for n, line in enumerate(lines, 1) if n > start and line.strip().startswith(key))


def raised(folder: Path, name: str, item: str) -> None:
    """Raise the max of an item by one."""
    line = line_of(name, item)
    old, new = next((old, new) for number, old, new in figures(RUBRICS / name) if number == line)
    with_line(folder / name, line, old, new)


def figures(path: Path) -> list[tuple[int, str, str]]:
    """Every max and the total of a rubric, and what one more would be."""
    lines = enumerate(path.read_text("utf-8").split("\n"), 1)
    found = [(number, re.fullmatch(r"\s*(?:max|total): (\d+)", line)) for number, line in lines]
    return [(number, match[1], str(int(match[1]) + 1)) for number, match in found if match]


# One annotation a slip


@pytest.mark.parametrize("name", [DISTRICT, DEPARTMENT])
def test_whichever_figure_is_changed_there_is_one_error_at_its_line(name: str, tmp_path: Path) -> None:
    """Every max and the total of both rubrics, raised by one."""
    path, known = tmp_path / name, {each.gist for each in load_rubric(RUBRICS / name).findings}
    every = figures(RUBRICS / name)
    assert len(every) > 40
    for line, old, new in every:
        path.write_bytes((RUBRICS / name).read_bytes())
        with_line(path, line, old, new)
        found = load_rubric(path).findings
        fresh = [each for each in found if (each.code, str(RUBRICS / name), *each.gist[2:]) not in known]
        causes = causes_of(fresh, {str(path): {line}})
        assert [(each.place.line, each.first.severity.value) for each in causes] == [(line, "error")]
        assert {code for each in causes for code in codes(each)} <= {"R201", "R202", "R204"}


def codes(cause: Cause) -> list[str]:
    return [each.code for each in cause.findings]


@pytest.mark.parametrize(
    ("name", "item", "at", "of"),
    [
        (DISTRICT, "1.1", "1.1", ["R204", "R201"]),  # the standard prints it
        (DISTRICT, "1", "1", ["R201", "R202"]),  # off from what is below it, and in the total
        (DISTRICT, "5", "5", ["R201", "R202"]),  # the same, though of it 5.3 is not printed
        (DISTRICT, "5.3", "5.3", ["R201"]),  # the only one of its sum that is not printed
        (DISTRICT, "total", "total", ["R202"]),
        (DISTRICT, "6", "total", ["R202"]),  # it or 10, nobody can tell
        (DEPARTMENT, "1.1", "1", ["R201"]),  # nothing is printed: any of the sum, nobody can tell
    ],
)
def test_without_a_base_the_table_itself_says_which_figure_is_wrong_or_the_sum_is_told(
    name: str, item: str, at: str, of: list[str], tmp_path: Path
) -> None:
    (path := tmp_path / name).write_bytes((RUBRICS / name).read_bytes())
    raised(tmp_path, name, item)
    (cause,) = (each for each in causes_of(load_rubric(path).findings) if each.first.severity.value == "error")
    assert (cause.place.line, codes(cause)) == (line_of(name, at), of)


def of_base(*changes: tuple[str, str], folder: Path) -> tuple[Finding, ...]:
    text = BASE
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (folder / "a.yaml").write_text(text, "utf-8")
    return load_rubric(folder / "a.yaml").findings


PRINTED = ("    max: 3\n", "    max: 3\n    standard: 目录2分；更新1分\n")


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ([("max: 2}", "max: 3}"), PRINTED], [(11, ["R204", "R201"])]),
        ([("max: 2}", "max: 1}"), ("max: 1}", "max: 2}"), PRINTED], None),
        ([("max: 2}", "max: 4}"), ("更新, max: 1}", "更新, max: 3}"), PRINTED], [(11, ["R204", "R201"]), (12, ["R204"])]),
        ([("max: 2}", "max: 3}"), ("total: 5", "total: 6")], [(8, ["R201", "R202"])]),
        ([("max: 2}", "max: 3}"), ("title: 最小指标表", "titel: 最小指标表")], [(1, ["R102"]), (3, ["R101"]), (8, ["R201"])]),
        ([("max: 2}", "weight: 60%}"), ("更新, max: 1}", "更新, weight: 30%}")], [(10, ["R210"])]),
    ],
)  # fmt: skip
def test_different_slips_stay_apart(
    changes: list[tuple[str, str]], lines: list[tuple[int, list[str]]] | None, tmp_path: Path
) -> None:
    if lines is None:  # two caps exchanged: the sum holds, the standard says otherwise of both
        changes = [
            ("更新, max: 1}", "更新, max: 9}"),
            ("目录, max: 2}", "目录, max: 1}"),
            ("max: 9}", "max: 2}"),
            PRINTED,
        ]
        lines = [(9, ["R204"]), (9, ["R204"])]
    causes = causes_of(of_base(*changes, folder=tmp_path))
    assert [(each.place.line, codes(each)) for each in causes] == lines


@pytest.mark.parametrize(("changed", "lines"), [({11}, [11, 9]), ({11, 12}, [11, 12]), ({9}, [9, 9]), (set(), [9, 9])])
def test_a_standard_that_was_not_changed_with_its_caps_is_told_at_the_caps(
    changed: set[int], lines: list[int], tmp_path: Path
) -> None:
    """Line 9 is the standard, 11 and 12 the caps that it prints; their sum holds."""
    found = of_base(PRINTED, ("max: 2}", "max: 1.5}"), ("更新, max: 1}", "更新, max: 1.5}"), folder=tmp_path)
    assert found[0].related[0].line in {11, 12}
    causes = causes_of(found, {str(tmp_path / "a.yaml"): changed})
    assert [(each.place.line, codes(each)) for each in causes] == [(line, ["R204"]) for line in sorted(lines)]


def test_a_changed_weight_is_told_at_its_line(tmp_path: Path) -> None:
    found = of_base(("max: 2}", "weight: 60%}"), ("更新, max: 1}", "更新, weight: 30%}"), folder=tmp_path)
    (cause,) = causes_of(found, {found[0].place.file or "": {11}})
    assert (cause.place.line, codes(cause)) == (11, ["R210"])


@given(st.data())
def test_every_finding_is_in_one_cause_but_for_suspects(data: st.DataObject) -> None:
    """Whatever stands where: nothing is lost but notes that only point at terms of a sum, and nothing is told twice."""
    places = st.builds(Place, st.sampled_from(["a", "b"]), st.integers(1, 4), st.integers(1, 2))
    related = st.lists(places, max_size=3, unique=True).map(tuple)
    facts = dict.fromkeys(("id", "sum", "max", "terms", "printed"), "1")
    made = st.builds(lambda code, place, of: Finding(code, place, facts, of if code in {"R201", "R202"} else ()),
                     st.sampled_from(["R201", "R202", "R203", "R204"]), places, related)  # fmt: skip
    findings = data.draw(st.lists(made, max_size=8))
    changed = data.draw(st.dictionaries(st.sampled_from(["a", "b"]), st.frozensets(st.integers(1, 4))))
    causes = causes_of(findings, changed)
    told = [id(each) for cause in causes for each in cause.findings]
    terms = {place for each in findings for place in each.related}
    assert len(told) == len(set(told))
    assert {id(each) for each in findings if each.code != "R203" or each.place not in terms} == set(told)


# Workflow commands

LINES_OF_1 = [line_of(DISTRICT, item) for item in ("1.1", "1.2", "1.3", "1.4")]
CAP = (
    f"::error file=rubrics/shanghai-2022-district.yaml,line={LINES_OF_1[0]},col=14,title=R204 评分标准原文印有各子项的分值，"
    "与子项的 max 不一致，也没有写勘误::1.1 的分值是 9，评分标准里印的是“公文备案及属性认定工作8分”，请改正其一，或写明勘误"
    "（repair）%0A1 的子项合计 21，不等于分值 20：1.1 为 9（第 {} 行）、1.2 为 6（第 {} 行）、1.3 为 5（第 {} 行）、"
    "1.4 为 1（第 {} 行），请改正其中有误的数"
).format(*LINES_OF_1)
CHANGED = ["validate", "rubric", "--output-format", "github", "--changed-since", "HEAD", "--lang", "zh"]


def test_a_pull_request_that_changes_one_cap_gets_one_annotation(repository: Path, capsys: Screen) -> None:
    raised(repository / "rubrics", DISTRICT, "1.1")
    assert main(CHANGED) == 1
    assert capsys.readouterr().out.splitlines() == [
        CAP,
        "错误 2，警告 0，说明 1",
        "没有列出 HEAD 里已有的警告和说明：38",
    ]


@pytest.mark.parametrize("given_as", ["relative", "absolute", "below", "workspace"])
def test_the_path_is_that_of_the_repository_however_the_file_is_named(
    given_as: str, repository: Path, capsys: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = repository / "rubrics" / DISTRICT
    raised(path.parent, DISTRICT, "1.1")
    if given_as in {"below", "workspace"}:
        monkeypatch.chdir(repository / "rubrics")
        monkeypatch.setenv("GITHUB_WORKSPACE", str(repository))
    named = {"relative": f"./rubrics/../rubrics/{DISTRICT}", "below": DISTRICT}.get(given_as, str(path))
    assert main([*CHANGED, named]) == 1
    assert capsys.readouterr().out.splitlines()[0] == CAP


def test_a_change_that_touches_nothing_gets_no_annotation(repository: Path, capsys: Screen) -> None:
    """Lines that moved are what they were; the assumptions of the department's table are known."""
    for path in (repository / "rubrics").iterdir():
        path.write_text("# 一行\n\n" + path.read_text("utf-8"), "utf-8")
    assert main(CHANGED) == 0
    assert capsys.readouterr().out.splitlines() == ["错误 0，警告 0，说明 0", "没有列出 HEAD 里已有的警告和说明：38"]
    assert main([*CHANGED, "--strict"]) == 0


def test_a_new_assumption_is_a_warning_at_its_line(repository: Path, capsys: Screen) -> None:
    path = repository / "rubrics" / DISTRICT
    with_line(
        path, LINES_OF_1[0], "max: 8", "max: 8\n        repair: {field: description, kind: assumed, reason: 原表不清}"
    )
    assert main(CHANGED) == 0
    assert (
        capsys.readouterr()
        .out.splitlines()[0]
        .startswith(f"::warning file=rubrics/{DISTRICT},line={LINES_OF_1[0] + 1},col=17,")
    )
    assert main([*CHANGED, "--strict"]) == 1


def test_an_error_is_told_whoever_made_it(repository: Path, capsys: Screen) -> None:
    raised(repository / "rubrics", DISTRICT, "1.1")
    git("commit", "-q", "-a", "-m", "wrong", cwd=repository)
    assert main(CHANGED) == 1
    said = capsys.readouterr().out.splitlines()
    assert (said[0], len(said)) == (CAP, 3)


def test_two_changed_caps_get_two_annotations(repository: Path, capsys: Screen) -> None:
    raised(repository / "rubrics", DISTRICT, "1.1")
    raised(repository / "rubrics", DEPARTMENT, "2.2")
    assert main(CHANGED) == 1
    found = re.findall(r"^::(\w+) file=rubrics/([^,]+),line=(\d+)", capsys.readouterr().out, re.MULTILINE)
    assert found == [("error", DEPARTMENT, str(line_of(DEPARTMENT, "2.2"))), ("error", DISTRICT, str(LINES_OF_1[0]))]


def test_a_new_file_is_wholly_new(repository: Path, capsys: Screen) -> None:
    (repository / "rubrics" / "new.yaml").write_text(BASE.replace("max: 2}", "max: 1}"), "utf-8")
    assert main(CHANGED) == 1
    (said,) = re.findall(r"^::.*", capsys.readouterr().out, re.MULTILINE)
    assert said.startswith("::error file=rubrics/new.yaml,line=8,col=10,title=R201 ")


def test_notes_and_warnings_are_notices_and_warnings(repository: Path, capsys: Screen) -> None:
    assert main(["validate", "rubric", "--output-format", "github", "--lang", "en"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [sum(line.startswith(f"::{kind} ") for line in said) for kind in ("error", "warning", "notice")] == [
        0,
        24,
        14,
    ]
    assert said[-1] == "errors 0, warnings 24, notes 14"


@pytest.mark.parametrize(
    ("revision", "where", "why"),
    [
        ("nowhere", "rubrics", "没有这个版本"),
        ("--help", "rubrics", "没有这个版本"),
        ("", "rubrics", "没有这个版本"),
        ("HEAD", None, "这里不是 git 仓库"),
    ],
)
def test_a_revision_that_cannot_be_seen_is_one_line(
    revision: str, where: str | None, why: str, repository: Path, capsys: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where is None:
        git_folder = repository / ".git"
        git_folder.rename(repository / "gone")
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repository.parent))
    assert main(["validate", "rubric", f"--changed-since={revision}", "--lang", "zh"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        f"gkpg: 读不出 git 版本 {revision}：{why}，请检查版本的写法，或先 git fetch [V103]\n",
    )


def test_without_git_that_is_said(repository: Path, capsys: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert main(["validate", "rubric", "--changed-since", "HEAD", "--lang", "en"]) == 2
    assert "git is not installed" in capsys.readouterr().err


@pytest.mark.parametrize("before", [b"\xff\xfe", b"", b"x" * 500_001, b"- a list\n"])
def test_whatever_the_base_held_the_file_is_checked(before: bytes, repository: Path, capsys: Screen) -> None:
    path = repository / "rubrics" / DISTRICT
    now = path.read_bytes()
    path.write_bytes(before)
    git("commit", "-q", "-a", "-m", "odd", cwd=repository)
    path.write_bytes(now)
    assert main(CHANGED) == 0
    assert "说明 10" in capsys.readouterr().out


LINES = st.lists(st.sampled_from([b"a", b"b", b"c"]), max_size=12)


@given(LINES, LINES)
def test_lines_that_did_not_change_stood_there_in_this_order(old: list[bytes], new: list[bytes]) -> None:
    changed = changed_lines(b"\n".join(old), b"\n".join(new))
    rest = iter(old)
    assert all(line in rest for number, line in enumerate(new, 1) if number not in changed)
    assert changed <= set(range(1, len(new) + 1))
    assert changed_lines(b"\n".join(new), b"\n".join(new)) == frozenset()


def test_very_many_lines_cost_little() -> None:
    old, new = b"a\nb\n" * 100_000, b"b\nb\n" * 100_000
    assert len(changed_lines(old, new)) >= 100_000


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner of GitHub Actions reads it."""
    head, _, data = line.removeprefix("::").partition("::")
    name, _, rest = head.partition(" ")
    pairs = (each.partition("=") for each in rest.split(",") if each)
    plain = {key: _unescaped(value, {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}) for key, _, value in pairs}
    return name, plain, _unescaped(data, {"%0D": "\r", "%0A": "\n"})


def _unescaped(text: str, escapes: dict[str, str]) -> str:
    for escape, character in escapes.items():
        text = text.replace(escape, character)
    return text.replace("%25", "%")


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(lambda name: name.strip("./"))


@given(NAMES.map(lambda name: name.replace("/", "-").replace("\0", "-")), NAMES, st.integers(1, 9))
def test_the_runner_reads_what_was_meant(file: str, key: str, line: int) -> None:
    """Percent signs, colons, commas and line ends in names and texts neither end a command nor begin one."""
    finding = Finding("R101", Place(file, line, 2), {"key": key, "nearest": ""})
    said = render_commands(causes_of([finding]), HERE, "en")
    assert "\n" not in said
    assert "\r" not in said
    name, properties, data = read_command(said)
    title = "R101 A key that is misspelt or stands at the wrong level is refused, not ignored"
    assert (name, properties) == ("error", {"file": HERE.path(file), "line": str(line), "col": "2", "title": title})
    assert data == finding.sentence("en")


@pytest.mark.parametrize(
    ("here", "root", "file", "path"),
    [
        ("/repo", "/repo", "rubrics/a.yaml", "rubrics/a.yaml"),
        ("/repo", "/repo", "./rubrics//a.yaml", "rubrics/a.yaml"),
        ("/repo", "/repo", "/repo/rubrics/a.yaml", "rubrics/a.yaml"),
        ("/repo/2022", "/repo", "rubrics/a.yaml", "2022/rubrics/a.yaml"),
        ("/repo/2022", "/repo", "../a.yaml", "a.yaml"),
        ("/repo", "/repo", "/other/a.yaml", "/other/a.yaml"),
        ("/repo", "/repo", "../a.yaml", "../a.yaml"),
        ("/repo", "/repo", "甲区.xlsx", "in/sheets/甲区.xlsx"),
    ],
)
def test_paths_from_the_root(here: str, root: str, file: str, path: str) -> None:
    assert Repository(root, here, {"甲区.xlsx": "in/sheets/甲区.xlsx"}).path(file) == path


def test_every_code_has_a_title_in_both_languages() -> None:
    for code in CODES.values():
        for title in code.short:
            assert title
            assert "\n" not in title
            assert len(title) < 200


# SARIF

#: What the schema of SARIF 2.1.0 requires and allows of what gkpg writes.
FORM: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool"}, {"results", "columnKind"}),
    "driver": ({"name"}, {"version", "language", "rules"}),
    "rule": ({"id"}, {"shortDescription", "fullDescription", "help", "defaultConfiguration"}),
    "result": ({"message"}, {"ruleId", "ruleIndex", "level", "locations", "relatedLocations", "partialFingerprints"}),
    "location": (set(), {"physicalLocation", "logicalLocations"}),
    "region": (set(), {"startLine", "startColumn"}),
    "artifact": (set(), {"uri", "uriBaseId"}),
}


def of_form(name: str, value: dict[str, Any]) -> None:
    required, allowed = FORM[name]
    assert required <= value.keys() <= required | allowed, (name, value)


def checked_log(text: str) -> list[dict[str, Any]]:
    """The results of a log that is as the schema, and what code scanning asks for beyond it, want it."""
    log = json.loads(text)
    of_form("log", log)
    (run,) = log["runs"]
    of_form("run", run)
    driver = run["tool"]["driver"]
    of_form("driver", driver)
    assert (log["version"], run["columnKind"], driver["name"]) == ("2.1.0", "unicodeCodePoints", "gkpg")
    for rule in driver["rules"]:
        of_form("rule", rule)
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"].keys() == {"text", "markdown"}
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    for result in run["results"]:
        of_form("result", result)
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert len(result["locations"]) == 1
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            of_form("location", location)
            of_form("artifact", location["physicalLocation"]["artifactLocation"])
            of_form("region", location["physicalLocation"]["region"])
            assert location["physicalLocation"]["region"]["startLine"] >= 1
            assert location["physicalLocation"]["artifactLocation"]["uri"].isascii()
    prints = [each["partialFingerprints"]["gkpgFinding/v1"] for each in run["results"]]
    assert len(set(prints)) == len(prints)
    return list(run["results"])


def shown(result: dict[str, Any]) -> tuple[object, ...]:
    place = result["locations"][0]["physicalLocation"]
    return result["ruleId"], result["level"], unquote(place["artifactLocation"]["uri"]), place["region"]["startLine"]


def sarif(capsys: Screen, *words: str, status: int) -> list[dict[str, Any]]:
    assert main([*words, "--output-format", "sarif", "--lang", "zh"]) == status
    return checked_log(capsys.readouterr().out)


def test_a_changed_cap_as_sarif(repository: Path, capsys: Screen) -> None:
    raised(repository / "rubrics", DISTRICT, "1.1")
    (result,) = sarif(capsys, "validate", "rubric", "--changed-since", "HEAD", status=1)
    assert shown(result) == ("R204", "error", f"rubrics/{DISTRICT}", LINES_OF_1[0])
    related = [each["physicalLocation"]["region"]["startLine"] for each in result["relatedLocations"]]
    # the standard, which stands below the max of its item; the sum; its other terms
    assert related == [line_of(DISTRICT, "1") + 1, line_of(DISTRICT, "1"), *LINES_OF_1[1:]]


def test_what_moved_keeps_its_fingerprint(repository: Path, capsys: Screen) -> None:
    path = repository / "rubrics" / DISTRICT
    raised(path.parent, DISTRICT, "1.1")
    before = sarif(capsys, "validate", "rubric", status=1)
    path.write_text("# 一行\n" + path.read_text("utf-8"), "utf-8")
    after = sarif(capsys, "validate", "rubric", status=1)
    assert len(before) == 39
    assert [each["partialFingerprints"] for each in after] == [each["partialFingerprints"] for each in before]
    assert [shown(each) for each in after] != [shown(each) for each in before]


def test_the_same_bytes_each_time(repository: Path, capsys: Screen) -> None:
    said = []
    for _ in range(2):
        main(["validate", "rubric", "--output-format", "sarif"])
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]


def test_files_are_percent_encoded_and_sheets_name_their_cells(capsys: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    results = sarif(capsys, "validate", "sheets", "examples/mistakes", status=1)
    assert len(results) == 15
    (over,) = (each for each in results if each["ruleId"] == "S101")
    assert shown(over) == ("S101", "error", "examples/mistakes/甲区 得分超过分值.xlsx", 1)
    assert over["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "评分表!G6"}]
    assert over["message"]["text"] == "评分表!G6: 得分 9 超过分值 8（1.1 公文备案及属性认定），请改正或说明"


def test_what_belongs_to_no_file_has_a_place_all_the_same() -> None:
    finding = Finding("L106", Place(), {"unit": "甲区"})
    (result,) = checked_log(render_sarif(causes_of([finding]), HERE, "en", "assessment.yaml"))
    assert shown(result) == ("L106", CODES["L106"].severity.value, "assessment.yaml", 1)
    said = render_commands(causes_of([finding]), HERE, "en")
    assert read_command(said)[1].keys() == {"title"}


def test_a_file_elsewhere_has_its_whole_address() -> None:
    (result,) = checked_log(render_sarif(causes_of([Finding("F101", Place("/other/a b.yaml"))]), HERE, "en"))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///other/a%20b.yaml"}


# Assessments and sheets


def without_basis(path: Path, rule: str) -> int:
    """Take the basis from the first rule of a kind; the line of the rule."""
    lines = enumerate(path.read_text("utf-8").split("\n"), 1)
    line = next(number for number, each in lines if each.strip().startswith(rule))
    with_line(path, line, ", basis: 样例设定", "")
    return line


@pytest.fixture
def two_rounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two years in one repository, committed; the second has a rule without a basis."""
    example = ROOT / "examples" / "shanghai-2022"
    for year in ("2022", "2023"):
        (tmp_path / year).mkdir()
        for name in ("assessment.yaml", "区政府.txt", "市级部门.txt"):
            (tmp_path / year / name).write_bytes((example / name).read_bytes())
    without_basis(tmp_path / "2023" / "assessment.yaml", "join: ")
    git("init", "-q", cwd=tmp_path)
    git("add", "-A", cwd=tmp_path)
    git("commit", "-q", "-m", "base", cwd=tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_several_assessments_at_once(two_rounds: Path, capsys: Screen) -> None:
    assert main(["validate", "assessment", "2022/assessment.yaml", "2023", "--lang", "zh"]) == 0
    assert capsys.readouterr().out.splitlines()[-3:-1] == [
        "2022/assessment.yaml：成立，2 个组、36 个单位、10 个来源",
        "2023/assessment.yaml：成立，2 个组、36 个单位、10 个来源",
    ]
    with_line(two_rounds / "2022" / "assessment.yaml", 1, "", "titel: x\n")
    assert main(["validate", "assessment", "2022", "2023", "--output-format", "json"]) == 1
    assert [each["sound"] for each in json.loads(capsys.readouterr().out)["files"]] == [False, True]


def test_what_two_assessments_find_in_one_rubric_is_told_once(two_rounds: Path, capsys: Screen) -> None:
    (two_rounds / "2022" / "rubrics").mkdir()
    (two_rounds / "2022" / "rubrics" / "bad.yaml").write_text(BASE.replace("max: 2}", "max: 1}"), "utf-8")
    (two_rounds / "2022" / "b.yaml").write_bytes((two_rounds / "2022" / "assessment.yaml").read_bytes())
    assert main(["validate", "assessment", "2022/assessment.yaml", "2022/b.yaml"]) == 1
    assert capsys.readouterr().out.count("[R201]") == 1


def test_what_an_assessment_lacked_before_is_left_out(two_rounds: Path, capsys: Screen) -> None:
    """A501 says that a rule names no document: known in 2023, new in 2022."""
    words = ["validate", "assessment", "2022", "2023", "--changed-since", "HEAD", "--output-format", "github"]
    assert main(words) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("1")
    line = without_basis(two_rounds / "2022" / "assessment.yaml", "disagreement: ")
    assert main(words) == 0
    assert re.findall(r"^::(\w+) file=([^,]+),line=(\d+),.*?title=(\w+)", capsys.readouterr().out, re.MULTILINE) == [
        ("warning", "2022/assessment.yaml", str(line), "A501")
    ]


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the smallest rubric, and two sheets of which one is over its cap."""
    (tmp_path / "rubrics").mkdir()
    rubric = rubric_of(BASE, tmp_path / "rubrics" / "smallest.yaml")
    filled(rubric, tmp_path / "sheets", {}, "甲区")
    filled(rubric, tmp_path / "sheets", {"G6": 9}, "丙区")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    return tmp_path


OVER = "::error file=sheets/丙区-评分组-1.xlsx,title=S101 得分高于该项分值::评分表!G6: 得分 9 超过分值 2（1.1 目录），请改正或说明"


@pytest.mark.parametrize("command", [["score"], ["validate", "sheets"], ["validate", "sheets", "sheets"]])
def test_a_wrong_cell_is_an_annotation_of_its_file(command: list[str], work: Path, capsys: Screen) -> None:
    assert main([*command, "--output-format", "github"]) == 1
    assert capsys.readouterr().out.splitlines() == [OVER, "错误 1，警告 0，说明 0"]
    assert (work / "result.sqlite").exists() == (command == ["score"])


def test_sheets_are_checked_without_a_trace(work: Path, capsys: Screen) -> None:
    before = sorted(work.rglob("*"))
    assert main(["validate", "sheets"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "丙区-评分组-1.xlsx 评分表!G6: 得分 9 超过分值 2（1.1 目录），请改正或说明 [S101]",
        "读了 2 个文件",
        "错误 1，警告 0，说明 0",
    ]
    assert sorted(work.rglob("*")) == before
    (work / "sheets" / "丙区-评分组-1.xlsx").unlink()
    assert main(["validate", "sheets"]) == 0


@pytest.mark.parametrize("words", [[str(MISTAKES)], ["--assessment", str(ROOT / "examples" / "shanghai-2022")]])
def test_checking_sheets_finds_what_scoring_finds(words: list[str], work: Path, capsys: Screen) -> None:
    found = []
    for command in (["validate", "sheets"], ["score"]):
        assert main([*command, *words, "--output-format", "json"]) == 1
        found.append(json.loads(capsys.readouterr().out)["findings"])
    assert found[0]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sheets", "没有"], "gkpg: 没有: 文件或文件夹不存在，请检查路径 [F101]"),
        (["sheets", "rubrics"], "gkpg: 没有找到评分表：rubrics"),
        (["sheets", "--limit", "x=1"], "gkpg: --limit x=1 应写作 名称=正整数"),
        (["sheets", "--output-format", "xml"], "gkpg: --output-format 的值不对：“xml”不在 text, json, github, sarif 之中"),
        (["assessment"], "gkpg: 这里没有 assessment.yaml；用 gkpg init 新建"),
        (["assessment", "没有"], "gkpg: 没有: 文件或文件夹不存在，请检查路径 [F101]"),
        (["rubric", "--changed-since"], "gkpg: 选项 --changed-since 要带一个值"),
    ],
)  # fmt: skip
def test_misuse_goes_to_standard_error_in_every_format(words: list[str], said: str, work: Path, capsys: Screen) -> None:
    for output_format in ("text", "github", "sarif"):
        options = [] if "--output-format" in words or words[-1].startswith("--") else ["--output-format", output_format]
        assert main(["validate", *words, *options]) == 2
        shown = capsys.readouterr()
        assert (shown.out, shown.err.count("\n")) == ("", 1)
        assert shown.err.startswith(said)


@pytest.mark.parametrize("command", [["score"], ["validate", "sheets"], ["validate", "assessment"]])
def test_an_unsound_assessment_is_told_in_the_format_too(command: list[str], work: Path, capsys: Screen) -> None:
    (work / "assessment.yaml").write_text("assessment: x\n", "utf-8")
    assert main([*command, "--output-format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=assessment.yaml,line=1,col=1,title=R102 ")
    assert main([*command, "--output-format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["files"] == [{"file": "assessment.yaml", "sound": False}]
    (result, *_) = sarif(capsys, *command, status=1)
    assert shown(result) == ("R102", "error", "assessment.yaml", 1)
