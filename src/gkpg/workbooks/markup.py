"""The XML of a workbook's parts, run over within bounds."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.parsers import expat

from gkpg.base.text import Text
from gkpg.workbooks.package import damaged_error, too_large_error

if TYPE_CHECKING:
    from collections.abc import Callable

#: Sheets nest some 8 deep, their longest tag has some 300 bytes, their small parts some 500 elements; a styles part
#: bloated by copying reaches some 200,000.
DEEPEST = 64
LONGEST_TAG = 262_144
MOST_ELEMENTS = 300_000
#: Of those that are not kept there may be more.
MOST_PASSED = 2_000_000
_CHUNK = 65_536
#: What a part says is kept only if the part is no longer: a process reads many files.
LONGEST_KEPT = 65_536
_NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]

Attributes = dict[str, str]


def scan(
    data: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    *,
    prefixed: bool = False,
) -> None:
    """Run over the XML of a part. A document type is refused, so no entities.

    Names come without their prefix; where `prefixed`, those of tags that begin come with it.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    depth = 0

    def opened(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise damaged_error(Text("嵌套过深", "very deep nesting"))
        start(tag if prefixed else local_name(tag), attributes)

    def closed(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(local_name(tag))

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        _feed(parser, data)
    except (expat.ExpatError, ValueError, LookupError, OverflowError) as error:
        if isinstance(error, expat.ExpatError) and error.code == _NO_MEMORY:
            raise MemoryError from None
        raise damaged_error() from None


def _feed(parser: expat.XMLParserType, data: bytes) -> None:
    """Feed a part piece by piece, so that one endless tag is noticed before it is built."""
    for begin in range(0, len(data), _CHUNK):
        parser.Parse(data[begin : begin + _CHUNK], False)
        if begin - parser.CurrentByteIndex > LONGEST_TAG:
            raise damaged_error(Text("标签过长", "an endless tag"))
    parser.Parse(b"", True)


def elements(data: bytes, wanted: frozenset[str] | None = None) -> list[tuple[str, Attributes]]:
    """The elements of a small part, in order; only those with the tags that are wanted, None for all."""
    found: list[tuple[str, Attributes]] = []

    def keep(tag: str, attributes: Attributes) -> None:
        if wanted is None or tag in wanted:
            found.append((tag, attributes))
            if len(found) > MOST_ELEMENTS:
                raise too_large_error("标签数", "tags", len(found), MOST_ELEMENTS)

    for_each_element(data, keep)
    return found


def for_each_element(data: bytes, take: Callable[[str, Attributes], None]) -> None:
    """Run over the elements of a part, of which none is kept."""
    count = 0

    def counted(tag: str, attributes: Attributes) -> None:
        nonlocal count
        count += 1
        if count > MOST_PASSED:
            raise too_large_error("标签数", "tags", count, MOST_PASSED)
        take(tag, attributes)

    scan(data, counted)


@lru_cache(maxsize=64)
def relations_of(part: str) -> str:
    """The name of the part that says what a part points to; the package's own for an empty name."""
    folder, base = posixpath.split(part)
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


_WANTED = frozenset({"Relationship"})


def relations(folder: str, data: bytes) -> dict[str, tuple[str, str]]:
    """What a part in a folder points to: id to kind and name. Nothing outside the package is followed."""
    return (_known_relations if len(data) <= LONGEST_KEPT else _relations)(folder, data)


def _relations(folder: str, data: bytes) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for _, attributes in elements(data, _WANTED):
        if attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "").replace("\\", "/")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, target.lstrip("/"))
    return found


_known_relations = lru_cache(maxsize=64)(_relations)


def attribute(attributes: Attributes, name: str) -> str:
    """An attribute with whatever prefix, such as `r:id`; empty where there is none."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name and ":" in key), "")


def _refuse(*_: object) -> None:
    raise damaged_error(Text("含有文档类型声明", "it declares a document type"))


def local_name(tag: str) -> str:
    """A name without its prefix."""
    return tag.rpartition(":")[2] if ":" in tag else tag
