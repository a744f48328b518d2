"""The canonical layout: one for all, and nothing lost on the way to it."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gkpg.cli.main import main
from gkpg.findings.gallery import load_gallery
from gkpg.round.file_layout import STYLE as ASSESSMENT
from gkpg.round.file_layout import STYLES
from gkpg.round.load import FORM as ASSESSMENT_FORM
from gkpg.rubric import load_rubric
from gkpg.rubric.file_layout import STYLE as RUBRIC
from gkpg.rubric.file_layout import lay_out_rubric
from gkpg.rubric.load import FORM as RUBRIC_FORM
from gkpg.yamlfiles.document import LARGEST, parse_yaml
from gkpg.yamlfiles.layout import LayoutStyle, lay_out
from gkpg.yamlfiles.layout import lay_out_values as laid_out_in
from gkpg.yamlfiles.layout.departure import find_departure
from gkpg.yamlfiles.layout.losses import find_loss
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gkpg.yamlfiles.layout import LayoutResult


def fmt(text: str | bytes, name: str = "表.yaml") -> LayoutResult:
    return lay_out(text if isinstance(text, bytes) else text.encode(), name, STYLES)


def new(text: str | bytes) -> str:
    """The canonical text of a file that can be laid out."""
    laid = fmt(text)
    assert laid.new is not None, [finding.line("zh") for finding in laid.findings]
    return laid.new.decode()


#: What a file is written like, and how it comes out.
CASES = {
    "键按指标表各列的次序，不认识的键跟着它前面的键": (
        "total: 5\ntitel: 错字\nrubric: a\ntitle: 表\nindicators:\n  - {max: 5, name: 公开, id: '1', assessed_by: [甲]}\n",
        'rubric: a\ntitle: 表\ntotal: 5\ntitel: 错字\nindicators:\n  - {id: "1", name: 公开, max: 5, assessed_by: [甲]}\n',
    ),
    "缩进两格，列表的短横再缩进两格": (
        'rubric: a\nindicators:\n- id: "1"\n  items:\n  - id: "1.1"\n    repair:\n    - field: max\n',
        'rubric: a\nindicators:\n  - id: "1"\n    items:\n      - id: "1.1"\n        repair:\n          - field: max\n',
    ),
    "只在需要时加引号，用双引号": (
        "rubric: 'a'\nversion: '2022.1'\ntitle: \"表（区政府版）：甲\"\ngroup: 'NO'\nindicators: [{id: '1.1.1', name: 'a: b', "
        "scope: 'c, d', description: '说“好”', standard: '甲 #乙', judgement: 'a''b\"c', evidence: '', method: '40%'}]\n",
        'rubric: a\nversion: "2022.1"\ntitle: 表（区政府版）：甲\ngroup: "NO"\nindicators:\n  - {id: "1.1.1", name: "a: b", '
        'scope: "c, d", description: 说“好”, standard: "甲 #乙", judgement: a\'b"c, evidence: "", method: 40%}\n',
    ),
    "分值不留尾零；不是分值的数照原样": (
        "rubric: a\nversion: 1.10\ntotal: 8.0\nindicators:\n  - {id: 1.10, name: 公开, max: 8.50, steps: [8.50, 1.0, 0]}\n",
        "rubric: a\nversion: 1.10\ntotal: 8\nindicators:\n  - {id: 1.10, name: 公开, max: 8.5, steps: [8.5, 1, 0]}\n",
    ),
    "YAML 会读成别的东西的照原样，好让检查说出来": (
        "rubric: a\ntotal: 05.0_0\nlanguage: NO\nsource: {issued: 2022-08-08, part: 1:30}\ntitle:\ngroup: ~\n",
        "rubric: a\ntitle:\nlanguage: NO\ngroup:\ntotal: 05.0_0\nsource: {issued: 2022-08-08, part: 1:30}\n",
    ),
    "CRLF、BOM、行尾空格、没有最后的换行": (
        "\ufeffrubric: a  \r\ntitle: 表\t\r\n\r\n\r\ntotal: 5".encode(),
        "rubric: a\ntitle: 表\n\ntotal: 5\n",
    ),
    "长文字在一行上，折行的接起来": (
        'rubric: a\ntitle: >-\n  第一行\n  第二行\ngroup: 一\n  二\nsource:\n  document: "' + "长" * 500 + '"\n',
        "rubric: a\ntitle: 第一行 第二行\ngroup: 一 二\nsource:\n  document: " + "长" * 500 + "\n",
    ),
    "几行的文字成块；成不了块的用引号": (
        'rubric: a\ntitle: "第一行\\n  第二行"\ngroup: >\n  甲\n\n  乙\nversion: |+\n  丙\n\nlanguage: "丁 \\n戊"\nsource: {part: "己\\n庚"}\n',
        'rubric: a\nversion: "丙\\n\\n"\ntitle: |-\n  第一行\n    第二行\nlanguage: "丁 \\n戊"\ngroup: |\n  甲\n  乙\nsource: {part: "己\\n庚"}\n',
    ),
    "看不见的字符写成转义，看得见的照原样": (
        'rubric: a\ntitle: "甲\t乙\\u0007\\u2028丙\\\\"\ngroup: 👨‍👩‍👧　区\n',
        'rubric: a\ntitle: "甲\\t乙\\x07\\u2028丙\\\\"\ngroup: 👨‍👩‍👧　区\n',
    ),
    "各行的指标之间一个空行，一行的照原样": (
        'rubric: a\n\n\n\nindicators:\n\n  - {id: "1"}\n  - {id: "2"}\n\n  - {id: "3"}\n  - id: "4"\n    max: 1\n  - id: "5"\n\n\n    max: 1\n\n\n',
        'rubric: a\n\nindicators:\n  - {id: "1"}\n  - {id: "2"}\n\n  - {id: "3"}\n\n  - id: "4"\n    max: 1\n\n  - id: "5"\n\n    max: 1\n',
    ),
    "方括号、花括号照作者写的，但都在一行；下面还有子项的分行": (
        '{"rubric": "a", "indicators": [{"id": "1", "assessed_by": ["甲",\n "乙"], "items": [{"id": "1.1",\n "max": 1}]}]}',
        'rubric: a\nindicators:\n  - id: "1"\n    assessed_by: [甲, 乙]\n    items:\n      - {id: "1.1", max: 1}\n',
    ),
    "文件开头的注释留在开头，别的跟着它说的键": (
        "# yaml-language-server: $schema=rubric.schema.json\n# 说明\ntotal: 5  # 总分\n# 关于编号\nrubric: a\n# 完\n",
        "# yaml-language-server: $schema=rubric.schema.json\n# 说明\n# 关于编号\nrubric: a\ntotal: 5  # 总分\n# 完\n",
    ),
    "注释在少见的地方": (
        """\
--- # 一
rubric:   # 二
  # 三
  a     # 四
indicators: # 五

  # 六
  - # 七
    max: 1
    # 八
    id: '1' # 九
    # 十
  # 十一
  - {id: '2', # 十二
     # 十三
     max: 2 # 十四
     # 十五
    } # 十六
    # 十七

# 十八
title: | # 十九
  文字 # 不是注释

  # 也不是
 # 二十
vetoes: [ # 二十一
  ]
...
# 二十二
""",
        """\
# 一
# 二
# 三
rubric: a     # 四

# 十八
title: |  # 十九
  文字 # 不是注释

  # 也不是
indicators:  # 五
  # 六
  # 七
  # 八
  - id: "1"  # 九
    max: 1
    # 十

  # 十一
  # 十六
  - id: "2"  # 十二
    # 十三
    max: 2  # 十四
    # 十五
  # 十七
# 二十
# 二十一
vetoes: []
# 二十二
""",
    ),
    "考核文件按考核文件的次序": (
        "sources:\n  - {kind: special, name: 甲局, items: ['1', '2.10'], basis: 办法}\ntitle: 考核\nassessment: a\n"
        "groups:\n- units: [甲区, {also: [老甲区], name: 乙区}]\n  name: 区\n",
        "assessment: a\ntitle: 考核\ngroups:\n  - name: 区\n    units: [甲区, {name: 乙区, also: [老甲区]}]\n"
        'sources:\n  - {name: 甲局, kind: special, items: ["1", "2.10"], basis: 办法}\n',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_comes_out_so(case: str) -> None:
    before, after = CASES[case]
    assert new(before) == after
    assert new(after) == after


FILES = sorted(
    path
    for folder in (
        "rubrics",
        "examples",
        "src/gkpg/round/start",
        "src/gkpg/round/start_en",
        "tests/cases",
        "tests/cases-rubrics-refused",
        "tests/cases-refused",
    )
    for path in (ROOT / folder).rglob("*.yaml")
    if path.name != "expected.yaml"
)
BLOCKS = {
    f"{path.name}-{number}": block
    for path in sorted((ROOT / "docs").glob("*.md"))
    for number, block in enumerate(re.findall(r"```yaml\n(.*?)```", path.read_text("utf-8"), re.DOTALL))
    if re.search(r"^(rubric|indicators|assessment):", block, re.MULTILINE)
}
EXAMPLES = {
    f"{code}-{kind}": example.file(text)
    for code, example in load_gallery().items()
    for kind, text in (("wrong", example.wrong), ("right", example.right))
    if example.at is not None and not (code[0] == "Y" and code < "Y106" and kind == "wrong")
}
TEXTS = {**{path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in FILES}, **BLOCKS, **EXAMPLES}


def comments(text: str) -> list[str]:
    """The comments of a text in which no `#` stands within a value."""
    return sorted(match.rstrip() for match in re.findall(r"(?:^|\s)(#.*)", text))


def meaning(text: str, folder: Path) -> tuple[Any, ...]:
    """What gkpg makes of a rubric: the rubric, its fingerprint, and the codes of what is wrong with it."""
    path = folder / "表.yaml"
    path.write_text(text, "utf-8", newline="")
    loaded = load_rubric(path)
    fingerprint = loaded.rubric.fingerprint if loaded.rubric else None
    return loaded.rubric, fingerprint, sorted(finding.code for finding in loaded.findings)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fmt")


def test_every_file_of_the_repository_means_the_same_and_settles_at_once(folder: Path) -> None:
    assert len(TEXTS) > 400
    for name, text in TEXTS.items():
        laid = new(text)
        assert parse_yaml(laid.encode(), "").data == parse_yaml(text.encode(), "").data, name
        assert meaning(laid, folder) == meaning(text, folder), name
        assert comments(laid) == comments(text), name
        assert new(laid) == laid, name


def test_trailing_zeros_mean_nothing_wherever_there_are_points(folder: Path) -> None:
    """A sheet made before `gkpg fmt` is still of the same rubric."""
    text = (
        'rubric: a\nversion: "1"\ntitle: 表\ntotal: 5.0\nindicators:\n  - {id: "1", name: 甲, max: 3.0, kind: count, each: 0.50}\n'
        '  - {id: "2", name: 乙, max: 2.0, kind: steps, steps: [2.0, 1.50, 0.0]}\nbeside:\n  - {id: J, name: 加分, kind: bonus, '
        "max: 1.0, gate: {from: 2.0}, items: [{id: J1, name: 丙, max: 1.0}]}\nbeside_max: 1.0\n"
        'vetoes:\n  - {id: V, name: 丁, effect: {total: 1.0, ceiling: 4.0, minus: {item: "1", points: 1.0}}}\n'
    )
    assert ".0" not in new(text)
    assert meaning(new(text), folder) == meaning(text, folder)
    assert meaning(text, folder)[0] is not None


OURS = ["rubrics", "examples/shanghai-2022", "src/gkpg/round/start", "src/gkpg/round/start_en"]


def test_our_own_files_are_in_the_canonical_layout(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--check", *(str(ROOT / each) for each in OURS), "--lang", "zh"]) == 0
    assert capsys.readouterr().out == "要重新排版 0 个，已是统一排版 9 个，不能排版 0 个\n"


@pytest.mark.parametrize("name", [name for name in BLOCKS if name.startswith("rubric-format")])
def test_the_examples_of_the_page_on_rubrics_are_in_the_canonical_layout(name: str) -> None:
    assert new(BLOCKS[name]) == BLOCKS[name]


# Laws over layouts that nobody would think of.

KEYS = ("id", "name", "max", "scope", "standard", "steps", "kind")
TEXT = st.text(st.sampled_from("甲乙：，#:-?[]{}&*!|>'\"%@` \t\n\\,a1.0０e_~=　🙂\u2028\x85\x07"), max_size=9)
VALUES = st.one_of(
    TEXT, st.decimals(0, 99, places=2), st.none(), st.lists(TEXT, max_size=3), st.dictionaries(TEXT, TEXT, max_size=3)
)


def plain_values(values: Any) -> Any:
    """Values as `parse_yaml` gives them."""
    if isinstance(values, dict):
        return {key: plain_values(each) for key, each in values.items()}
    return tuple(plain_values(each) for each in values) if isinstance(values, list) else values


@given(st.dictionaries(st.sampled_from(KEYS) | TEXT, VALUES, max_size=6), st.lists(VALUES, max_size=3))
def test_any_values_are_read_back_from_their_layout(item: dict[str, Any], more: list[Any]) -> None:
    values = {"rubric": "a", "indicators": [item, *more], "repair": item}
    laid = lay_out_rubric(values)
    assert parse_yaml(laid.encode(), "").data == plain_values(values)
    assert new(laid) == laid


@given(
    st.dictionaries(TEXT, TEXT | st.lists(TEXT, max_size=3), max_size=5),
    st.sampled_from(["'", '"', "|", ">", None]),
    st.booleans(),
    st.integers(1, 90),
)
def test_any_text_of_any_writer_keeps_its_meaning(values: Any, style: str | None, is_flow: bool, width: int) -> None:
    """PyYAML writes: folded, in any quotes, with escapes. What only one of the two readers can read is left alone."""
    how = {"default_style": style, "default_flow_style": is_flow, "width": width, "allow_unicode": True}
    text = yaml.safe_dump({"rubric": values}, **how)
    laid = fmt(text)
    if laid.new is None:
        assert [finding.code for finding in laid.findings] == ["R402"]
        assert re.search("[\x85\u2028\t]|[|>][0-9]", text)
    else:
        assert parse_yaml(laid.new, "").data == parse_yaml(text.encode(), "").data


LEAVES = ["甲", "8.0", "'1'", "", "~", '"a: b"']


class Layouts:
    """Writes entries in a layout that was drawn, each key with a comment of its own."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.count = draw, 0

    def __call__(self) -> str:
        lines = [f"rubric: a{self.draw(st.sampled_from(['', '  # 关于 rubric']))}", *self.mapping(0, 3)]
        text = "\n".join(lines)
        return text.replace("\n", self.draw(st.sampled_from(["\n", "\r\n"]))) + self.draw(
            st.sampled_from(["", "\n", "\n\n"])
        )

    def mapping(self, indent: int, depth: int) -> list[str]:
        lines: list[str] = []
        for key in self.keys():
            lines += self.entry(key, indent, depth)
        return lines

    def keys(self) -> list[str]:
        """One or more keys that no other mapping has; some are followed by one whose place is fixed."""
        self.count += 1
        own = [f"k{self.count}{letter}" for letter in "abc"[: self.draw(st.integers(1, 3))]]
        return self.draw(st.permutations([*own, *self.draw(st.lists(st.sampled_from(KEYS), max_size=2, unique=True))]))

    def entry(self, key: str, indent: int, depth: int) -> list[str]:
        room, beside = " " * indent, ""
        lines = [""] * self.draw(st.integers(0, 2))
        if key not in KEYS:
            place = self.draw(st.sampled_from(["above", "beside", "none", "none"]))
            lines += [f"{room}# 关于 {key}"] if place == "above" else []
            beside = f"{self.draw(st.sampled_from([' ', '   ']))}# 关于 {key}" if place == "beside" else ""
        return [*lines, *self.value(f"{room}{key}:", beside, indent, depth)]

    def value(self, lead: str, beside: str, indent: int, depth: int) -> list[str]:
        step = self.draw(st.integers(1, 4))
        inner = " " * (indent + step)
        shapes = {
            "leaf": lambda: [f"{lead} {self.draw(st.sampled_from(LEAVES))}{beside}"],
            "list": lambda: [f"{lead}{beside}", f"{inner}- 甲", f"{inner}- '2'"],
            "flow": lambda: [f"{lead} [甲,", f"{inner}{{乙: '1'}}]{beside}"],
            "block": lambda: [f"{lead} |-{beside}", f"{inner}# 不是注释", "", f"{inner}文字"],
            "mapping": lambda: [f"{lead}{beside}", *self.mapping(indent + step, depth - 1)],
            "mappings": lambda: [f"{lead}{beside}", *self.dashed(indent + step, depth - 1)],
        }
        return shapes[self.draw(st.sampled_from([*shapes] if depth else ["leaf"]))]()

    def dashed(self, indent: int, depth: int) -> list[str]:
        """A list of one mapping, whose first key stands beside the dash, or below it where a comment comes first."""
        lines = self.mapping(indent + 2, depth)
        first = next(number for number, line in enumerate(lines) if line)
        room = " " * indent
        if lines[first].lstrip().startswith("#"):
            return [f"{room}-", *lines]
        return [f"{room}- {lines[first].lstrip()}", *lines[first + 1 :]]


@st.composite
def layouts(draw: st.DrawFn) -> str:
    return Layouts(draw)()


def about(text: str) -> Iterator[tuple[str, str]]:
    """The key that each comment names, and the key beside or below it."""
    lines = [line for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines):
        for key in re.findall(r"# 关于 (\w+)$", line):
            content = (
                line
                if not line.lstrip().startswith("#")
                else next(each for each in lines[number:] if not each.lstrip().startswith("#"))
            )
            yield key, re.sub(r"^[-\s]*", "", content).partition(":")[0]


@given(layouts())
def test_comments_stay_at_their_keys_whatever_the_layout(text: str) -> None:
    laid = new(text)
    assert parse_yaml(laid.encode(), "").data == parse_yaml(text.encode(), "").data
    assert [key for key, _ in about(text)] != [] or "# 关于" not in text
    assert sorted(key for key, _ in about(laid)) == sorted(key for key, _ in about(text))
    strayed = [(key, found) for key, found in about(laid) if key != found]
    assert all(found in KEYS for _, found in strayed), laid  # above a dash: about the item, whatever key comes first
    assert new(laid) == laid
    assert re.search(r"[ \t]$|\r|\n\n\n|\n\n\Z|\A\n", laid.replace("|-\n", ""), re.MULTILINE) is None


# What is refused, and what is not lost.


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"rubric: [a",
        b"rubric: a\nrubric: b\n",
        b"rubric: &a b\n",
        b"rubric: !x b\n",
        b"rubric: a\n---\nrubric: b\n",
        b"? [a]\n: b\nrubric: a\n",
        "rubric：a\n".encode(),
        "rubric: 表\n".encode("gbk"),
        b"\x00\x01",
        b"- a\n",
        b"rubric: " + b"[" * 50 + b"]" * 50,
    ],
)
def test_what_gkpg_refuses_as_yaml_is_left_alone_with_the_same_finding(text: bytes) -> None:
    laid = fmt(text)
    assert (laid.new, laid.differs) == (None, False)
    assert laid.findings == parse_yaml(text, "表.yaml").findings != ()


def test_a_file_that_is_too_large_is_left_alone() -> None:
    text = b"rubric: a\n" + b"#" * LARGEST
    assert [finding.code for finding in fmt(text).findings] == ["F103"]


def said(laid: LayoutResult) -> list[str]:
    return [finding.line("zh") for finding in laid.findings]


def test_a_file_of_another_kind_is_left_alone() -> None:
    assert said(fmt("services: {web: {image: a}}\n")) == [
        "表.yaml:1:1: 既不是指标表也不是考核文件，未改动，请检查文件，或不要交给 gkpg fmt [R403]"
    ]
    assert fmt("indicators: []\n").new == b"indicators: []\n"


def test_a_file_that_would_lose_something_is_left_alone() -> None:
    assert said(fmt("# 甲\n%YAML 1.1\n---\nrubric: a\n")) == [
        "表.yaml:1:1: 无法无损地重新排版（% 指令会丢），未改动，请手工调整少见的写法 [R402]"
    ]
    key = "长" * 1100  # YAML has no way to write such a key on one line
    assert said(fmt(f"rubric: a\n? {key}\n: b\n")) == [
        "表.yaml:1:1: 无法无损地重新排版（内容会变），未改动，请手工调整少见的写法 [R402]"
    ]


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ("rubric: b # c\n", "内容会变"),
        ("rubric: a\n", "注释会丢"),
        ("rubric: a # d\n", "注释会丢"),
        ("rubric: [a # c\n", "内容会变"),
        ('rubric: "a"   # c\n', None),
    ],
)
def test_losses_are_seen(changed: str, what: str | None) -> None:
    found = find_loss("rubric: a # c\n", changed)
    assert (found and found.zh) == what


@pytest.mark.parametrize("inside", ["[甲,  # 乙\n  丙]", "{甲: 1,  # 乙\n  丙: 2}", "[  # 乙\n  ]"])
def test_comments_within_brackets_survive(inside: str) -> None:
    """Where ruamel.yaml's own round trip loses them."""
    assert new(f"rubric: {inside}\n").count("# 乙") == 1


# What is told.


@pytest.mark.parametrize(
    ("old", "new_", "place", "how"),
    [
        ("a\nb \n", "a\nb\n", "2", "行尾不应有空格"),
        ("a\r\nb\r\n", "a\nb\n", "1", "换行应为 LF，不是 CRLF"),
        ("\ufeffa\n", "a\n", "1", "文件开头不应有 BOM"),
        ("a", "a\n", "2", "文件末尾应有且只有一个换行"),
        ("a\n\n", "a\n", "3", "文件末尾应有且只有一个换行"),
        ("a\nb\n", "a\n\nb\n", "2", "这里应有一个空行"),
        ("a\n\nb\n", "a\nb\n", "2", "这里不应有这一行"),
        ("a\n  \n\nb\n", "a\n\nb\n", "2", "这里不应有这一行"),
        ("a\n c\n", "a\nc\n", "2", "这一行应为“c”"),
    ],
)
def test_the_first_difference_is_told_at_its_line(old: str, new_: str, place: str, how: str) -> None:
    assert (
        find_departure("表.yaml", old, new_).line("zh")
        == f"表.yaml:{place}:1: 不是统一排版：{how}，请运行 gkpg fmt [R401]"
    )


# Drafts of other commands, and the order of keys.


def test_plain_values_are_laid_out_as_a_person_would() -> None:
    values = {
        "version": "2026.1",
        "rubric": "draft",
        "title": "某表",
        "total": 5,
        "source": {"part": "附件1", "document": "某办字〔2026〕1号"},
        "indicators": [
            {
                "id": "1",
                "name": "公开",
                "max": Decimal("5.00"),
                "assessed_by": ["甲局", "第三方"],
                "items": [
                    {
                        "id": "1.1",
                        "name": "目录",
                        "max": Decimal("2.5"),
                        "repair": [{"field": ["name", "max"], "reason": "缺页"}],
                    },
                    {"id": "1.2", "name": "更新", "max": Decimal("2.5"), "description": "一\n二"},
                ],
            }
        ],
        "vetoes": [],
    }
    assert (
        lay_out_rubric(values, ["由某表转来", "", "请核对"])
        == """\
# 由某表转来
#
# 请核对
rubric: draft
version: "2026.1"
title: 某表
total: 5
source: {document: 某办字〔2026〕1号, part: 附件1}

indicators:
  - id: "1"
    name: 公开
    max: 5
    assessed_by: [甲局, 第三方]
    items:
      - id: "1.1"
        name: 目录
        max: 2.5
        repair:
          - {field: [name, max], reason: 缺页}
      - id: "1.2"
        name: 更新
        max: 2.5
        description: |-
          一
          二
vetoes: []
"""
    )


def test_floats_are_not_laid_out() -> None:
    with pytest.raises(TypeError, match="float"):
        lay_out_rubric({"total": 0.1})
    assert laid_out_in({"a": True, "b": None, "c": 1}, LayoutStyle()) == "a: true\nb:\nc: 1\n"


@pytest.mark.parametrize(
    ("manner", "form"), [(RUBRIC, RUBRIC_FORM), (ASSESSMENT, ASSESSMENT_FORM)], ids=["rubric", "assessment"]
)
def test_every_key_has_its_place(manner: LayoutStyle, form: Any) -> None:
    """What stands under one key in two places, such as `minus`, has an order for all of its keys."""
    keys: dict[str, set[str]] = defaultdict(set)
    for path, model in {"": form.model, **form.below}.items():
        keys[path.rpartition(".")[2]] |= {field.alias or key for key, field in model.model_fields.items()}
    assert {name: sorted(order) for name, order in manner.orders.items()} == {
        name: sorted(found) for name, found in keys.items()
    }
