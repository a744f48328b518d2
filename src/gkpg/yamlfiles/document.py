"""A YAML document as plain values that remember where each of them stands."""

from __future__ import annotations

import codecs
import datetime
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from gkpg.base.points import parse_strict
from gkpg.base.text import Text
from gkpg.findings.finding import Finding, system_reason
from gkpg.findings.place import Place
from gkpg.yamlfiles.other_kinds import refuse_other_kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gkpg.findings.finding import Fact

#: What leads to a value: keys of mappings, indices of lists (0-based).
Path_ = tuple[str | int, ...]

#: The most bytes of a YAML file.
LARGEST = 500_000
_DEEPEST = 40
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: What YAML 1.2, and so an editor, reads as a number where YAML 1.1 sees text: `08`, `8e1`, `0o7`.
_NUMBER_1_2 = re.compile(r"[-+]?[0-9]+|0o[0-7]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)[eE][-+]?[0-9]+")
_NESTED = Text("嵌套过深", "very deep nesting")
#: What newer versions of the parser say of it themselves.
_TOO_DEEP = "exceeded maximum nesting depth"
#: The one loader, quick where the parser was built with its library in C.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A plain scalar that YAML does not read as the text it looks like: `NO`, `010`, `1:30`."""

    text: str
    kind: Text


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file: its values, the place of each, and what is wrong with it as YAML.

    Values are dict, tuple, str, Decimal, date, None and `Ambiguous`. `data` is None where nothing could be read.
    """

    file: str
    data: Any
    marks: dict[Path_, tuple[int, int]]
    key_marks: dict[Path_, tuple[int, int]]
    findings: tuple[Finding, ...]

    def at(self, path: Path_) -> Any:
        """The value at a path."""
        value = self.data
        for step in path:
            value = value[step]
        return value

    def place(self, path: Path_) -> Place:
        """Where the value at a path stands, or the nearest value around it."""
        while path and path not in self.marks:
            path = path[:-1]
        return Place(self.file, *self.marks.get(path, (1, 1)))

    def key_place(self, path: Path_) -> Place:
        """Where the key of the value at a path stands."""
        mark = self.key_marks.get(path)
        return Place(self.file, *mark) if mark else self.place(path)


def load_yaml(path: Path, name: str) -> Document:
    """Read a YAML file; `name` is what findings call it. Whatever is wrong becomes findings, never an exception."""
    raw = read_yaml_bytes(path, name)
    return _unread(name, raw) if isinstance(raw, Finding) else parse_yaml(raw, name)


def read_yaml_bytes(path: Path, name: str) -> bytes | Finding:
    """The bytes of a YAML file, or why they cannot be had."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            odd = Text("不是普通文件", "not a regular file")
            return Finding("F102", Place(name), {"reason": odd})
        large = too_large(found.st_size, name)
        return _other_kind_of(path, name) or large if large else path.read_bytes()
    except FileNotFoundError:
        return Finding("F101", Place(name))
    except OSError as error:
        return Finding("F102", Place(name), {"reason": system_reason(error)})


def _other_kind_of(path: Path, name: str) -> Finding | None:
    with path.open("rb") as file:
        return refuse_other_kind(file.read(LARGEST), name)


def too_large(size: int, name: str) -> Finding | None:
    """What there is to say of so many bytes of YAML; None where they can be read."""
    return Finding("F103", Place(name), {"size": str(size), "limit": str(LARGEST)}) if size > LARGEST else None


def parse_yaml(raw: bytes, name: str) -> Document:
    """Parse the bytes of a YAML file; `name` is what findings call it."""
    other = refuse_other_kind(raw, name)
    if other:
        return _unread(name, other)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return _unread(name, Finding("Y101", Place(name, raw[: error.start].count(b"\n") + 1, 1)))
    try:
        unsupported = next(_unsupported(text, name), None)
        if unsupported:
            return _unread(name, unsupported)
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        return _unread(name, _syntax(error, text, name))
    if not isinstance(root, yaml.MappingNode):
        return _unread(name, Finding("Y105", Place(name, 1, 1)))
    return _Builder(name).document(root)


def _unread(name: str, finding: Finding) -> Document:
    return Document(name, None, {}, {}, (finding,))


def _unsupported(text: str, name: str) -> Iterator[Finding]:
    """What a rubric may not use. Found in the stream of events, before anything nested is built."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        what = _refusal(event, depth, documents)
        if what:
            yield Finding("Y104", Place(name, *_mark(event)), {"what": what})


def _refusal(event: yaml.Event, depth: int, documents: int) -> Text | None:
    if documents > 1:
        return Text("一个文件里有多个文档（---）", "several documents in one file (---)")
    if depth > _DEEPEST:
        return _NESTED
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return Text("锚点或别名（& 和 *）", "an anchor or alias (& and *)")
    if getattr(event, "tag", None):
        return Text("标签（!）", "a tag (!)")
    return None


#: What the parser says most often, in Chinese.
_PROBLEMS = {
    "mapping values are not allowed in this context": "这里不该有冒号",
    "could not find expected ':'": "缺少冒号",
    "found unexpected end of stream": "到文件结束引号也没有合上",
    "found character that cannot start any token": "有不能这样开头的字符（制表符、@、% 等）",
    "did not find expected key": "缩进不齐，或括号、引号没有合上",
    "did not find expected ',' or ']'": "方括号没有合上",
    "did not find expected ',' or '}'": "花括号没有合上",
    "did not find expected '-' indicator": "列表的缩进不齐",
    "control characters are not allowed": "有控制字符",
}


def _syntax(error: yaml.YAMLError, text: str, name: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    if "quoted scalar" in (getattr(error, "context", None) or ""):
        mark = getattr(error, "context_mark", None) or mark
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "?")
    if problem == _TOO_DEEP:
        return Finding("Y104", Place(name, *((mark.line + 1, mark.column + 1) if mark else (1, 1))), {"what": _NESTED})
    line, column = (mark.line + 1, mark.column + 1) if mark else (_line_of(error, text), 1)
    facts: dict[str, Fact] = {"problem": Text(_PROBLEMS.get(problem, problem), problem), "hint": ""}
    around = [(number, each) for number, each in enumerate(text.split("\n")[:line], 1) if each.strip()][-2:]
    for number, each in around:
        if "：" in each and ": " not in each:
            line, column = number, each.index("：") + 1
            facts["hint"] = Text("（可能用了全角冒号“：”）", " (perhaps a full-width colon “：”)")
            break
        if "\t" in each:
            facts["hint"] = Text("（可能用了制表符缩进）", " (perhaps a tab)")
    return Finding("Y102", Place(name, line, column), facts)


def _line_of(error: yaml.YAMLError, text: str) -> int:
    """The line of an error that has no mark: a character that YAML does not allow, whose place is counted in bytes."""
    position = getattr(error, "position", None) or 0
    return text.encode()[:position].count(b"\n") + 1


class _Builder:
    """Turns composed nodes into values, noting where each stands."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.marks: dict[Path_, tuple[int, int]] = {}
        self.key_marks: dict[Path_, tuple[int, int]] = {}
        self.findings: list[Finding] = []

    def document(self, root: yaml.MappingNode) -> Document:
        data = self.value(root, ())
        return Document(self.name, data, self.marks, self.key_marks, tuple(self.findings))

    def value(self, node: yaml.Node, path: Path_) -> Any:
        self.marks[path] = _mark(node)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.value(child, (*path, index)) for index, child in enumerate(node.value))
        return scalar_value(node) if isinstance(node, yaml.ScalarNode) else None

    def mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line, column = _mark(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                what = Text("键不是文字", "a key that is not text")
                self.findings.append(Finding("Y104", Place(self.name, line, column), {"what": what}))
                continue
            key = str(key_node.value)
            below = (*path, key)
            if key in values:
                facts = {"key": key, "first": str(self.key_marks[below][0])}
                self.findings.append(Finding("Y103", Place(self.name, line, column), facts))
                continue
            self.key_marks[below] = (line, column)
            values[key] = self.value(value_node, below)
        return values


def _mark(node: yaml.Node | yaml.Event) -> tuple[int, int]:
    """Line and column, counted from 1."""
    mark = node.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def scalar_value(node: yaml.ScalarNode) -> Any:
    """The value of a scalar. Only plain decimals are numbers, only YYYY-MM-DD is a date, only true text is text."""
    text = str(node.value)
    if node.style:  # quoted or block: text, whatever it looks like
        return text
    tag = node.tag.rpartition(":")[2]
    if tag == "null":
        return None
    if (number := parse_strict(text)) is not None:
        return number
    if _DATE.fullmatch(text):
        return _date(text)
    if tag == "bool":
        return Ambiguous(text, Text("真假值", "a truth value"))
    if tag in {"int", "float"} or _NUMBER_1_2.fullmatch(text):
        return Ambiguous(text, Text("数", "a number"))
    if tag == "timestamp":
        return Ambiguous(text, Text("时间", "a time"))
    return text


def _date(text: str) -> datetime.date | Ambiguous:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return Ambiguous(text, Text("不存在的日期", "a date that does not exist"))
