"""The JSON Schemas: editors refuse what gkpg refuses as far as they can know, and nothing that it takes."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from gkpg.cli.main import main
from gkpg.findings.gallery import BASE, ROUND, load_gallery
from gkpg.round import fields as assessment_fields
from gkpg.round.load import load_assessment
from gkpg.round.model import Assessment
from gkpg.round.schema import assessment_schema
from gkpg.rubric import fields as rubric_fields
from gkpg.rubric.load import load_rubric
from gkpg.rubric.model import Rubric
from gkpg.rubric.schema import rubric_schema
from gkpg.yamlfiles.schema.definitions import definitions
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from gkpg.yamlfiles.schema.about import About

RUBRIC, ASSESSMENT = Draft7Validator(rubric_schema("zh")), Draft7Validator(assessment_schema("zh"))
HEAD = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")

#: The codes whose smallest example an editor refuses, too. The others need a sum, another file, the words of YAML, or
#: (R107) decimals, which an editor does not see.
KNOWN = {"R101", "R102", "R103", "R104", "R105", "R106", "R108", "R109", "R110", "R208", "R211", "R213", "R220", "Y106"}
KNOWN |= {"Y107", "A402"}
#: What gkpg says of everything that a schema refuses, and of some things that it does not.
COVERED = KNOWN | {"R107", "R111", "R214", "R218", "A111"}


class Editor(yaml.SafeLoader):
    """YAML 1.2 with the core schema, as editors read it: dates stay text, 08 is a number, NO is text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own


Editor.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"~|null|Null|NULL|"), None)
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(true|True|TRUE|false|False|FALSE)$"), None)
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)$"),
    None,
)


def number(_: Editor, node: yaml.ScalarNode) -> float | int:
    value = float(node.value)
    return int(value) if re.fullmatch(r"[-+]?[0-9]+", node.value) else value


Editor.yaml_implicit_resolvers[None] = [  # PyYAML matches from the start only
    (tag, re.compile(f"(?:{regexp.pattern.rstrip('$')})$"))
    for tag, regexp in Editor.yaml_implicit_resolvers.get(None, [])
]
Editor.add_constructor("tag:yaml.org,2002:float", number)


def as_editors_do(text: str) -> Any:
    return yaml.load(text, Loader=Editor)  # noqa: S506 - a safe loader


def problems(text: str) -> list[str]:
    """What an editor has against a file."""
    data = as_editors_do(text)
    validator = RUBRIC if isinstance(data, dict) and "indicators" in data else ASSESSMENT
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def blocks() -> Iterator[str]:
    """The rubrics and assessments that the documentation shows."""
    for path in sorted((ROOT / "docs").glob("*.md")):
        yield from re.findall(r"```yaml\n((?:rubric|assessment):.*?)```", path.read_text("utf-8"), re.DOTALL)


def sound_files() -> list[Path]:
    folders = [ROOT / "rubrics", ROOT / "examples", ROOT / "tests" / "cases", ROOT / "src" / "gkpg" / "round"]
    folders += sorted((ROOT / "tests" / "cases-refused").glob("sound-*"))
    folders += sorted((ROOT / "tests" / "cases-rubrics-refused").glob("sound-*"))
    return sorted(path for each in folders for path in each.rglob("*.yaml") if path.name != "expected.yaml")


@pytest.mark.parametrize("path", sound_files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_sound_file_of_the_repository_is_accepted(path: Path) -> None:
    assert problems(path.read_text("utf-8")) == []


def test_every_file_in_the_documentation_is_accepted() -> None:
    shown = [BASE, ROUND, *blocks()]
    assert len(shown) > 8
    assert [found for text in shown for found in problems(text)] == []


@pytest.mark.parametrize("code", [code for code, example in load_gallery().items() if example.at is not None])
def test_an_editor_refuses_the_example_of_a_code_that_it_can_know_and_accepts_its_near_miss(code: str) -> None:
    example = load_gallery()[code]
    try:
        is_refused = bool(problems(example.file(example.wrong)))
    except yaml.YAMLError:
        is_refused = False  # no schema has a say in what is no YAML
    assert is_refused == (code in KNOWN)
    assert problems(example.file(example.right)) == []


@pytest.mark.parametrize(
    ("at", "instead", "found"),
    [
        ("total: 5", "total: 0", "$.total: 0 is less than or equal to the minimum of 0"),
        ('version: "1"', "version: 1", "$.version: 1 is not of type 'string'"),
        ("title: 最小指标表", "titel: 最小指标表", "$: 'title' is a required property"),
        ("max: 2}", "max: 2, kind: steps}", "$.indicators[0].items[0]: 'steps' is a required property"),
        ("max: 2}", "weight: 130%}", None),
        ("max: 2}", "max: 2, weight: 1/3}", "$.indicators[0].items[0]: False schema does not allow 2"),
        ("max: 2}", "max: 0.0007}", ""),
        ("max: 2}", "weight: 2/3}", ""),
        ("max: 2}", 'max: 2, kind: deduction, floor: "-0.5"}', ""),
        ("max: 2}", "max: 2, kind: deductions, floor: none, items: [{id: x, name: y, each: 1, max: 1}]}", ""),
        ("max: 2}", "max: 2, repair: [{field: [max, name], kind: assumed, reason: 缺页}]}", ""),
        ("title: 最小指标表", "title: 2022-08-08", ""),  # text to an editor, which has no dates
        ("total: 5", "total: 5\nsource: {document: 通知, issued: 2022-08-08}", ""),
    ],
)  # fmt: skip
def test_a_rubric_in_an_editor(at: str, instead: str, found: str | None) -> None:
    told = problems(BASE.replace(at, instead, 1))
    assert told if found is None else found in told if found else told == []


@pytest.mark.parametrize(
    ("written", "is_accepted"),
    [
        *((f"items: {each}", True) for each in ("all", '["1", "2"]', '{一组: ["1"]}')),
        *((f"items: {each}", False) for each in ("every", "[1]", "[]", '{一组: "1"}', "{}")),
        *((f"assessors: {each}", True) for each in ("2", "others", "[张三, 李四]")),
        *((f"assessors: {each}", False) for each in ("0", "1.5", "some", "[]", "true")),
        *((f"join: {each}", True) for each in ("median", "{rule: median, basis: 办法}", "{basis: 办法}")),
        *((f"join: {each}", False) for each in ("avg", "{rule: avg}", "{rle: mean}", "[mean]")),
        *((f"disagreement: {each}", True) for each in ("{points: 2}", "{share: 1/3}", "{share: 0.3}")),
        *((f"disagreement: {each}", False) for each in ("{}", "{points: 2, share: 30%}", "{share: 130%}", "{points: 2分}")),
        *((f"due: {each}", True) for each in ("2022-11-30",)),
        *((f"due: {each}", False) for each in ("2022-11-31日", "2022-13-01", "11月30日", "20221130")),
        ("scale: {优: 10, 差: 0}", True),
        ("scale: {优: 十}", False),
    ],
)  # fmt: skip
def test_what_a_source_may_hold(written: str, is_accepted: bool) -> None:
    assert (problems(ROUND.replace("items: all", written)) == []) == is_accepted


def test_one_or_more_may_be_written_with_or_without_a_list() -> None:
    one = "{bands: [{name: 好, from: 90%}, {name: 差}], basis: 办法}"
    assert problems(f"{ROUND}grades: {one}\n") == problems(f"{ROUND}grades: [{one}]\n") == []
    wrong = one.replace("from", "form")
    message = "Additional properties are not allowed ('form' was unexpected)"
    assert problems(f"{ROUND}grades: {wrong}\n") == [f"$.grades.bands[0]: {message}"]
    assert problems(f"{ROUND}grades: [{wrong}]\n") == [f"$.grades[0].bands[0]: {message}"]


@pytest.mark.parametrize("schema", [rubric_schema, assessment_schema])
def test_the_schemas_are_schemas_and_the_same_in_both_languages_but_for_the_words(schema: Any) -> None:
    zh, en = schema("zh"), schema("en")
    Draft7Validator.check_schema(zh)
    Draft7Validator.check_schema(en)
    assert zh != en
    assert bare(zh) == bare(en)


WORDS = {"title", "description", "errorMessage", "enumDescriptions", "x-intellij-enum-metadata"}


def bare(schema: Any, *, of_keys: bool = False) -> Any:
    """A schema without its words; `of_keys` says that its keys are those of a file."""
    if isinstance(schema, list):
        return [bare(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: bare(value, of_keys=key in {"properties", "definitions"} and not of_keys)
        for key, value in schema.items()
        if of_keys or key not in WORDS
    }


@pytest.mark.parametrize("schema", [rubric_schema, assessment_schema])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_key_that_an_editor_shows_has_a_title_and_a_description(schema: Any, lang: Any) -> None:
    shown = list(keys(schema(lang)))
    assert len(shown) > 60
    assert [key for key, each in shown if not (each.get("title") and each.get("description"))] == []


def keys(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that a schema names, but for those of rules, with its own schema."""
    if isinstance(schema, dict):
        yield from ((key, each) for key, each in schema.get("properties", {}).items())
        for name, each in schema.items():
            if name in {"properties", "definitions"}:
                yield from (found for below in each.values() for found in keys(below))
            elif name in {"items", "anyOf"}:
                yield from keys(each)
    elif isinstance(schema, list):
        yield from (found for each in schema for found in keys(each))


@pytest.mark.parametrize(("model", "fields"), [(Rubric, rubric_fields.FIELDS), (Assessment, assessment_fields.FIELDS)])
def test_every_field_of_every_model_has_its_words_and_so_has_every_value(
    model: type[BaseModel], fields: dict[str, dict[str, About]]
) -> None:
    models = definitions(model)
    assert {name: set(words) - {""} for name, words in fields.items()} == {
        name: set(schema["properties"]) for name, schema in models.items()
    }
    wrong = [
        f"{name}.{key}"
        for name, schema in models.items()
        for key, field in schema["properties"].items()
        if set(fields[name][key].values) != set(values(field))
    ]
    assert wrong == []
    assert all("" in words for words in fields.values())
    texts = [
        text
        for words in fields.values()
        for each in words.values()
        for text in (each.name, each.says, *each.values.values())
    ]
    assert [text for text in texts if not (text.zh and text.en and re.search("[\u4e00-\u9fff0-9]", text.zh))] == []


def values(field: Any) -> set[str]:
    if isinstance(field, list):
        return {each for below in field for each in values(below)}
    if not isinstance(field, dict):
        return set()
    return set(field.get("enum", ())) | {each for below in field.values() for each in values(below)}


def heads(folder: Path) -> dict[str, str | None]:
    """What each YAML file of a folder names as its schema, as a path from the folder; None where it is not there."""
    found = {}
    for path in sorted(folder.rglob("*.yaml")):
        head = HEAD.match(path.read_text("utf-8"))
        target = (path.parent / head[1]).resolve() if head else folder
        found[path.relative_to(folder).as_posix()] = target.name if target.is_file() else None
    return found


def test_rubrics_and_examples_name_the_schema_that_lies_in_the_repository() -> None:
    assert heads(ROOT / "rubrics") == {
        "shanghai-2022-department.yaml": "rubric.schema.json",
        "shanghai-2022-district.yaml": "rubric.schema.json",
    }
    assert heads(ROOT / "examples") == {"shanghai-2022/assessment.yaml": "assessment.schema.json"}


@pytest.mark.parametrize(
    ("start", "rubrics"),
    [("blank", ["my-rubric"]), ("shanghai-2022", ["shanghai-2022-department", "shanghai-2022-district"])],
)
def test_a_new_folder_has_its_schemas_in_the_language_of_the_user(
    start: str, rubrics: list[str], tmp_path: Path
) -> None:
    for lang in ("zh", "en"):
        folder = tmp_path / lang
        assert main(["init", str(folder), "--from", start, "--lang", lang]) == 0
        assert heads(folder) == {
            "assessment.yaml": "assessment.schema.json",
            **{f"rubrics/{each}.yaml": "rubric.schema.json" for each in rubrics},
        }
        assert json.loads((folder / "schemas" / "rubric.schema.json").read_text("utf-8")) == rubric_schema(lang)  # type: ignore[arg-type]
        assert json.loads((folder / "schemas" / "assessment.schema.json").read_text("utf-8")) == assessment_schema(lang)  # type: ignore[arg-type]
    published = (ROOT / "schemas" / "rubric.schema.json").read_bytes()
    assert (tmp_path / "zh" / "schemas" / "rubric.schema.json").read_bytes() == published


def test_the_line_that_names_the_schema_changes_no_fingerprint(tmp_path: Path) -> None:
    with_line = ROOT / "rubrics" / "shanghai-2022-district.yaml"
    without = tmp_path / "rubric.yaml"
    without.write_text(HEAD.sub("", with_line.read_text("utf-8")), "utf-8")
    one, other = load_rubric(with_line).rubric, load_rubric(without).rubric
    assert one is not None
    assert other is not None
    assert one.fingerprint == other.fingerprint


@pytest.mark.parametrize("of", ["rubric", "assessment"])
def test_the_command_writes_what_is_published(of: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published = (ROOT / "schemas" / f"{of}.schema.json").read_text("utf-8")
    assert main(["schema", of, "--lang", "zh"]) == 0
    assert capsys.readouterr().out == published
    path = tmp_path / "s.json"
    for _ in range(2):  # what it wrote itself it replaces
        assert main(["schema", of, "-o", str(path), "--lang", "zh"]) == 0
    assert capsys.readouterr().out == f"已写出 JSON Schema：{path}\n" * 2
    assert path.read_text("utf-8") == published
    assert main(["schema", of, "--lang", "en"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == of.capitalize()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["schema"], "gkpg: 缺少 rubric|assessment；用法见 gkpg schema --help\n"),
        (["schema", "sheets"], "gkpg: rubric|assessment 的值不对：“sheets”不在 rubric, assessment 之中；用法见 gkpg schema --help\n"),
        (["schema", "rubric", "-o", "其他.json"], "gkpg: 其他.json: 文件已存在，且不是 gkpg 写的 JSON Schema，请换一个文件名，或先移走它 [F104]\n"),
        (["schema", "rubric", "-o", "."], "gkpg: .: 文件已存在，且不是 gkpg 写的 JSON Schema，请换一个文件名，或先移走它 [F104]\n"),
        (["schema", "rubric", "-o", "没有/s.json"], "gkpg: 没有/s.json: 无法写入（文件夹或文件不存在），什么也没有写，请用 -o 指定可写的位置 [F105]\n"),
    ],
)  # fmt: skip
def test_misuse_is_one_line_and_leaves_other_files_alone(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("其他.json").write_text("{}", "utf-8")
    assert main([*words, "--lang", "zh"]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", said)
    assert Path("其他.json").read_text("utf-8") == "{}"


#: A rubric and an assessment with nearly every key, as they are typed: what stands in them is changed at will.
WHOLE_RUBRIC: dict[str, Any] = {
    "rubric": "r", "version": "'1'", "title": "表", "language": "zh", "group": "区", "total": "10", "beside_max": "3", "floor": "0", "ceiling": "11",
    "source": {"document": "通知", "issued": "2022-08-08", "part": "附件"},
    "repair": {"field": "title", "kind": "restored", "reason": "据目录"},
    "indicators": [
        {"id": "'1'", "name": "甲", "max": "6", "items": [
            {"id": "'1.1'", "name": "子", "max": "2", "kind": "steps", "steps": ["2", "0"]},
            {"id": "'1.2'", "name": "丑", "max": "1", "kind": "count", "each": "0.5"},
            {"id": "'1.3'", "name": "寅", "max": "1", "kind": "deduction", "floor": "-1"},
            {"id": "'1.4'", "name": "卯", "max": "2", "kind": "deductions", "floor": "none", "items": [
                {"id": "'1.4.1'", "name": "辰", "each": "1", "max": "2"}]},
        ]},
        {"id": "'2'", "name": "乙", "max": "4", "items": [
            {"id": "'2.1'", "name": "子", "weight": "30%"}, {"id": "'2.2'", "name": "丑", "weight": "0.7"}]},
    ],
    "beside": [{"id": "J", "name": "加", "kind": "bonus", "max": "2", "gate": {"above": "5"}, "assessed_by": ["甲局"],
                "items": [{"id": "J1", "name": "奖", "max": "2"}]}],
    "vetoes": [{"id": "V", "name": "否", "effect": {"minus": {"item": "'1.1'", "points": "1", "alone": "false"}}}],
}  # fmt: skip
WHOLE_ASSESSMENT: dict[str, Any] = {
    "assessment": "a", "title": "考核", "language": "zh", "result": "2022-12-10",
    "groups": [{"name": "组", "rubric": "shanghai-2022-district", "units": ["甲", {"name": "乙", "also": ["丙"]}],
                "unranked": [{"unit": "甲", "reason": "新设"}], "ranked": "true"}],
    "sources": [
        {"name": "办", "kind": "assessors", "items": "all", "assessors": "2", "join": {"rule": "mean", "basis": "办法"},
         "disagreement": {"share": "30%"}, "opens": "2022-11-01", "due": "2022-11-30", "missing": "block",
         "scale": {"优": "1"}, "groups": ["组"], "except": ["丁"]},
        {"name": "查", "kind": "on-site", "units": ["甲"], "items": {"组": ["'1'"]}},
        {"name": "评", "kind": "survey"},
        {"name": "自", "kind": "self-check", "evidence": {"link": ["链接"], "document": ["材料"]}},
    ],
    "shared": [{"items": ["'1'"], "rule": "replace", "order": ["查", "办"]},
               {"items": ["'2'"], "rule": "weighted-mean", "weights": {"查": "0.5", "办": "1/2"}}],
    "composite": {"parts": [{"name": "一", "weight": "80%"}, {"name": "二", "max": "100", "sources": ["评"], "weight": "20%"}], "total": "100"},
    "not_applicable": [{"items": ["'1.1'"], "treatment": "move", "to": "'1.2'", "proof": "true"}],
    "rounding": [{"step": "total", "places": "2", "mode": "half-up"}],
    "grades": {"bands": [{"name": "优", "en": "A", "from": "90%", "quota": {"share": "30%", "round": "down", "tie": "out"},
                          "needs": {"item": "'1'", "from": "0"}}, {"name": "差", "below": "90"}],
               "barred": [{"unit": "甲", "band": "优", "reason": "事故"}]},
    "ranking": {"ties": "skip", "by": [{"item": "'1'"}, {"part": "一"}]},
    "convert": [{"to": "5"}],
    "composed": [{"unit": "甲", "group": "组", "of": [{"units": ["乙"], "weight": "1"}]}],
    "conflicts": [{"assessor": "张", "units": ["甲"], "reason": "曾任职"}],
    "publication": {"title": "关于结果的通报", "number": "某办〔2023〕1号", "addressee": "各单位", "basis": "办法", "signatory": "某办", "date": "2023-01-10", "scores": False},
    "received": [{"unit": "甲", "source": "办", "assessor": "张", "date": "2022-11-14"}],
}  # fmt: skip
TYPED = [
    *("0", "1", "2", "5", "9", "10", "50", "0.5", "0.0007", "1.5", "-3", "-0.0", "9999", "10000", "99999999999.9999"),
    *("100000000000", "'8'", "'2'", "'0.3'", "1.1", "'1.1'", "08", "8e1", "0o7", "80分", "１.1"),
    *("30%", "100%", "130%", "1/3", "4/3", "007/9", "2022-08-08", "'2022-08-08'", "2022-8-8", "2022-02-30"),
    *("true", "false", "'true'", "yes", "NO", "~", "''", "' '", "文字", "甲.txt", "a b", "none", "parent", "all"),
    *("others", "mean", "steps", "deductions", "points", "zh", "restored", "on-site", "move", "replace"),
    *("[]", "{}", "[a]", "[1, 0]", "['1']", "{a: 1}", "{rule: mean}", "{above: 3}", "{item: '1'}", "{fail: true}"),
]
KEYS = sorted(
    {key for every in (rubric_fields, assessment_fields) for each in every.FIELDS.values() for key in each if key}
)


def flow(value: Any) -> str:
    """Values as they are typed, in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]" if isinstance(value, list) else str(value)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of a value with each of its keys or indices."""
    for key, each in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(each, (dict, list)):
            yield from places(each)


@st.composite
def changed(draw: st.DrawFn, whole: dict[str, Any]) -> str:
    """A file in which up to three things are typed otherwise, left out or added."""
    data = json.loads(json.dumps(whole))
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(list(places(data))))
        how = draw(st.sampled_from(["change", "change", "drop", "add"]))
        typed = draw(st.sampled_from(TYPED))
        if how == "drop":
            del container[key]
        elif how == "add" and isinstance(container, dict):
            container[draw(st.sampled_from(KEYS))] = typed
        else:
            container[key] = typed
    return "\n".join(f"{key}: {flow(value)}" for key, value in data.items()) + "\n"


@settings(max_examples=300, deadline=None)
@given(changed(WHOLE_RUBRIC))
def test_of_whatever_rubric_an_editor_refuses_gkpg_says_why(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rubric.yaml"
        path.write_text(text, "utf-8")
        said = {finding.code for finding in load_rubric(path).findings}
    found = [error.message for error in RUBRIC.iter_errors(as_editors_do(text))]
    assert said & COVERED or found == [], text


@settings(max_examples=300, deadline=None)
@given(changed(WHOLE_ASSESSMENT))
def test_of_whatever_assessment_an_editor_refuses_gkpg_says_why(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "assessment.yaml"
        path.write_text(text, "utf-8")
        said = {finding.code for finding in load_assessment(path).findings}
    found = [error.message for error in ASSESSMENT.iter_errors(as_editors_do(text))]
    assert said & COVERED or found == [], text


def test_the_files_that_are_changed_are_right_before(tmp_path: Path) -> None:
    for whole in (WHOLE_RUBRIC, WHOLE_ASSESSMENT):
        assert problems("\n".join(f"{key}: {flow(value)}" for key, value in whole.items())) == []
    path = tmp_path / "rubric.yaml"
    path.write_text("\n".join(f"{key}: {flow(value)}" for key, value in WHOLE_RUBRIC.items()), "utf-8")
    assert load_rubric(path).rubric is not None, [each.line("en") for each in load_rubric(path).findings]
