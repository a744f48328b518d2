"""YAML files: where everything stands, what is no YAML for a rubric, and what only looks like text."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.yamlfiles.document import Ambiguous, Document, Path_, load_yaml, parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """\
# 注释
标题: 表一
items:
  - {id: "1.1", max: 8}
  - id: "1.2"
    max: 6.5
"""

#: Where each value and its key stand in TABLE: line and column, counted from 1.
PLACES: list[tuple[Path_, tuple[int, int], tuple[int, int]]] = [
    (("标题",), (2, 5), (2, 1)),
    (("items",), (4, 3), (3, 1)),
    (("items", 0), (4, 5), (4, 5)),
    (("items", 0, "id"), (4, 10), (4, 6)),
    (("items", 0, "max"), (4, 22), (4, 17)),
    (("items", 1), (5, 5), (5, 5)),
    (("items", 1, "max"), (6, 10), (6, 5)),
    (("items", 1, "没有", "的"), (5, 5), (5, 5)),
    ((), (2, 1), (2, 1)),
]

#: Texts that are nearly YAML.
NEARLY_YAML = st.text("ab:-[]{}&*!?|>'\"#%@,~<=` \t\n\r0123.：中\x00\x01\x85\u2028\ufeff", max_size=60)


def read(text: str | bytes) -> Document:
    return parse_yaml(text.encode() if isinstance(text, str) else text, "a.yaml")


def told(document: Document) -> list[tuple[str, int | None, int | None]]:
    return [(each.code, each.place.line, each.place.column) for each in document.findings]


@pytest.mark.parametrize("raw", [TABLE.encode(), TABLE.encode("utf-8-sig"), TABLE.replace("\n", "\r\n").encode()])
def test_every_value_and_key_has_its_place(raw: bytes) -> None:
    document = read(raw)
    values = [(path, document.place(path), document.key_place(path)) for path, _, _ in PLACES]
    assert [(p, (v.line, v.column), (k.line, k.column)) for p, v, k in values] == PLACES
    assert {place.file for _, *both in values for place in both} == {"a.yaml"}


def test_values_are_plain_and_exact() -> None:
    items = ({"id": "1.1", "max": Decimal(8)}, {"id": "1.2", "max": Decimal("6.5")})
    assert read(TABLE).data == {"标题": "表一", "items": items}
    assert read(TABLE).findings == ()


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *((text, "a truth value") for text in ["NO", "no", "yes", "On", "off", "true", "FALSE"]),
        *((text, "a number") for text in ["010", "08.5", "1_000", "1:30", "0x1F", "0b11", "+8", "8.", ".5", "1.0e+3"]),
        *((text, "a number") for text in [".inf", ".nan"]),
        *((text, "a number") for text in ["08", "-09", "8e1", "1.5E3", "0o17"]),  # to YAML 1.2
        ("2022-08-08 10:00:00", "a time"),
        ("2022-02-30", "a date that does not exist"),
    ],
)
def test_what_yaml_reads_otherwise_than_it_looks_is_not_guessed(written: str, kind: str) -> None:
    value = read(f"a: {written}").data["a"]
    assert isinstance(value, Ambiguous)
    assert (value.text, value.kind.en) == (written, kind)


@pytest.mark.parametrize(
    "text",
    [
        "表一",
        "8分",
        "8-9",
        "1.1.1",
        "v1.10",
        "2022-8-8",
        "２０２２-０８-０８",
        "８",
        "n",
        "不",
        "None",
        "表：一",
        "a:b",
        "C#",
    ],
)
def test_text_needs_no_quotes(text: str) -> None:
    assert read(f"a: {text}").data == {"a": text}


@pytest.mark.parametrize("text", ["NO", "010", "1_000", "1:30", "1.10", "2022-08-08", "null", "~", "a: b", "- a", "#1"])
@pytest.mark.parametrize("written", ['"{}"', "'{}'", "|-\n  {}"])
def test_what_is_quoted_is_text_whatever_it_looks_like(text: str, written: str) -> None:
    assert read("a: " + written.format(text)).data == {"a": text}


@pytest.mark.parametrize("number", ["8", "0", "0.5", "1.10", "8.00", "-1", "100"])
def test_a_number_keeps_its_digits(number: str) -> None:
    value = read(f"a: {number}").data["a"]
    assert isinstance(value, Decimal)
    assert str(value) == number


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_none(nothing: str) -> None:
    assert read(f"a: {nothing}\nb: 1").data == {"a": None, "b": Decimal(1)}


def test_a_date_is_a_date() -> None:
    assert read("a: 2022-08-08").data == {"a": datetime.date(2022, 8, 8)}


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("a: 1\nb: 2\na: 3\n", [("Y103", 3, 1)]),
        ('a: 1\n"a": 3\n', [("Y103", 2, 1)]),
        ("a: {b: 1, c: 2, b: 3}\n", [("Y103", 1, 17)]),
        ("a: 1\na: 2\na: 3\n", [("Y103", 2, 1), ("Y103", 3, 1)]),
        ("a: {b: 1}\nc: {b: 2}\nb: 3\n", []),
        ("a: 1\nA: 2\n", []),
    ],
)
def test_a_key_written_twice(text: str, findings: list[tuple[str, int, int]]) -> None:
    assert told(read(text)) == findings


def test_the_first_of_two_keys_stands() -> None:
    document = read("x: 0\na: 1\na: 2\n")
    assert document.data == {"x": 0, "a": 1}
    assert "line 2" in document.findings[0].message("en")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: &x 1\n", 1, 4),
        ("a: &x {b: 1}\n", 1, 4),
        ("a: 1\nb: *x\n", 2, 4),
        ("a:\n  <<: *x\n", 2, 7),
        ("a: !!str 1\n", 1, 4),
        ("a: !!python/object:os.system x\n", 1, 4),
        ("a: !mine 1\n", 1, 4),
        ("a: 1\n---\nb: 2\n", 2, 1),
        ("? [a, b]\n: 1\n", 1, 3),
        ("a:\n  {b: c}: 1\n", 2, 3),
    ],
)
def test_yaml_that_a_rubric_may_not_use(text: str, line: int, column: int) -> None:
    assert told(read(text)) == [("Y104", line, column)]


@pytest.mark.parametrize(
    "text",
    ["a: x&y", "a: 对!", "a: 1*2", 'a: "&x"', "a: '*x'", "--- \na: 1\n", "a: 1\n...\n", "# ---\na: '---'\n"],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert told(read(text)) == []


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_costs_one_finding(opening: str) -> None:
    assert [code for code, _, _ in told(read("a:\n  " + opening * 100_000))] == ["Y104"]


def test_a_table_may_be_nested_as_deep_as_any_table_is() -> None:
    assert told(read("a: " + "{items: [" * 15 + "1" + "]}" * 15)) == []


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("标题: 表一\n".encode("gbk"), 1),
        ("rubric: a\ntitle: 表\n".encode("gbk"), 2),
        (b"\xef\xbb\xbfrubric: a\n\xb1\xed: 1\n", 2),
        ("a: 1\n".encode("utf-16"), 1),
        (b"a: 1\nb: \xff\n", 2),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\x9f", 1),
    ],
)
def test_not_utf_8(raw: bytes, line: int) -> None:
    assert told(read(raw)) == [("Y101", line, 1)]


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b"\n\n", b"# a\n", b"---\n", b"- a\n", b"text", b"[1]", b"8"])
def test_no_keys_with_values(raw: bytes) -> None:
    assert told(read(raw)) == [("Y105", 1, 1)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\n  b: 2\n", 2),
        ("a: 表\nb:\n\t- 1\n", 3),
        ("a: 1\nb: ]\nc: 3\n", 2),
        ("a: 1\nb: \x01\nc: 3\n", 2),
        ("标题: 中文的标题\nb: \x01\nc: 3\nd: 4\ne: 5\nf: 6\n", 2),
    ],
)
def test_no_yaml_from_this_line_on(text: str, line: int) -> None:
    assert [each[:2] for each in told(read(text))] == [("Y102", line)]


@pytest.mark.parametrize(
    "text", ["a: [1, 2\n", 'a: "表\nb: 1\n', "a: {b: 1\nc: 2\n", 'a: "\\q"\n', "a: 'b' c\n", "\x00"]
)
def test_no_yaml(text: str) -> None:
    assert [code for code, _, _ in told(read(text))] == ["Y102"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("rubric: a\ntitle：表\ntotal: 5\n", " (perhaps a full-width colon “：”)"),
        ("rubric: a\ntitle：表", " (perhaps a full-width colon “：”)"),
        ("rubric: a\ntotal：5\n\nindicators:\n  - b\n", " (perhaps a full-width colon “：”)"),
        ("a:\n  - id：1\n    max: 2\n", " (perhaps a full-width colon “：”)"),
        ("a:\n\t- id: 1\n", " (perhaps a tab)"),
        ("title: 表：一\n  b: 3\n", ""),
        ("title: '表\ntotal: 5\n", ""),
    ],
)
def test_the_likeliest_slip_is_named(text: str, hint: str) -> None:
    (finding,) = read(text).findings
    assert (finding.code, finding.remedy("en")) == ("Y102", f"correct it here{hint}")


@given(NEARLY_YAML | st.text() | st.builds("a: {}\nb: 中".format, NEARLY_YAML))
def test_any_text_gives_values_or_a_finding(text: str) -> None:
    document = read(text)
    assert isinstance(document.data, dict) or len(document.findings) == 1
    lines = len(text.splitlines()) + 1
    assert all(1 <= (each.place.line or 0) <= lines and each.line("zh") for each in document.findings)


@given(st.binary())
def test_any_bytes_give_values_or_a_finding(raw: bytes) -> None:
    document = read(raw)
    assert isinstance(document.data, dict) or len(document.findings) == 1


@pytest.mark.parametrize(("size", "codes"), [(500_000, []), (500_001, ["F103"])])
def test_a_file_far_too_large_is_not_read(size: int, codes: list[str], tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"a: 1\n" + b"#" * (size - 5))
    document = load_yaml(path, "large.yaml")
    assert [each.code for each in document.findings] == codes
    assert document.data == (None if codes else {"a": 1})


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "gone.yaml").symlink_to("nowhere.yaml")
    found = {name: told(load_yaml(tmp_path / name, name)) for name in ["no.yaml", "gone.yaml", "loop.yaml", "."]}
    codes = {name: [code for code, _, _ in findings] for name, findings in found.items()}
    assert codes == {"no.yaml": ["F101"], "gone.yaml": ["F101"], "loop.yaml": ["F102"], ".": ["F102"]}
