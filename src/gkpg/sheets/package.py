"""The zip package of an xlsx file, opened so that no file can do harm."""

from __future__ import annotations

import hashlib
import io
import posixpath
import stat
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from gkpg.findings import reason as reason_of
from gkpg.sheets.cells import UnreadableError
from gkpg.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Bounds on what is read: a filled sheet has some 30 KB, its largest part some 100 KB.
LARGEST_FILE = 20_000_000
LARGEST_PART = 16_000_000
LARGEST_SUM = 48_000_000
MOST_PARTS = 2_000
#: Bounds on XML: sheets nest some 8 deep, their longest tag has some 300 bytes, their small parts some 500 elements;
#: a styles part bloated by copying reaches some 200,000.
DEEPEST = 64
LONGEST_TAG = 262_144
MOST_ELEMENTS = 300_000
_CHUNK = 65_536

DAMAGED = Text("文件损坏", "the file is damaged")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError, KeyError, IndexError, OverflowError,
)  # fmt: skip

Attributes = dict[str, str]


def read_bytes(path: Path) -> bytes:
    """The whole of a regular file of bearable size. Raises UnreadableError for anything else."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableError("S405", reason=Text("不是普通文件", "not a regular file"))
        if found.st_size > LARGEST_FILE:
            raise UnreadableError("S403", reason=_size("文件", "file", found.st_size, LARGEST_FILE))
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableError("S405", reason=reason_of(error)) from None
    if len(raw) != found.st_size:
        raise UnreadableError("S405", reason=Text("读取时文件变了", "the file changed while it was read"))
    return raw


class Package:
    """The parts of an xlsx file. Every method raises UnreadableError, and nothing else, for a bad file."""

    def __init__(self, raw: bytes) -> None:
        self.sha256 = hashlib.sha256(raw).hexdigest()
        self._left = LARGEST_SUM
        if raw.startswith(_OLE):
            raise UnreadableError("S402", self.sha256)
        if not raw.startswith(_ZIP):
            reason = Text("空文件", "an empty file") if not raw else Text("不是 xlsx 文件", "no xlsx file")
            raise self.damaged(reason)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            names = [info.filename for info in self._zip.infolist()]
        except _BROKEN:
            raise self.damaged(DAMAGED) from None
        if len(names) > MOST_PARTS:
            raise UnreadableError("S403", self.sha256, reason=_size("部件数", "parts", len(names), MOST_PARTS))
        self._names = {name.lower().lstrip("/"): name for name in names}
        if len(self._names) < len(names):
            raise self.damaged(Text("同名部件有两个", "two parts of one name"))

    def has(self, name: str) -> bool:
        """Whether there is such a part; the case of letters does not matter."""
        return name.lower() in self._names

    def part(self, name: str) -> bytes:
        """One part, inflated no further than the bounds."""
        try:
            info = self._zip.getinfo(self._names[name.lower()])
            if info.flag_bits & 1 or info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise self.damaged(Text("压缩方式不认识", "an unknown compression"))
            limit = min(LARGEST_PART, self._left)
            with self._zip.open(info) as file:
                data = file.read(limit + 1)
        except _BROKEN:
            raise self.damaged(DAMAGED) from None
        if len(data) > limit:
            raise UnreadableError("S403", self.sha256, reason=_size(name, name, limit + 1, limit))
        self._left -= len(data)
        return data

    def scan(
        self,
        name: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Run over the XML of a part. Names come without their prefix; a document type is refused, so no entities."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        depth = 0

        def opened(tag: str, attributes: Attributes) -> None:
            nonlocal depth
            depth += 1
            if depth > DEEPEST:
                raise self.damaged(Text("嵌套过深", "very deep nesting"))
            start(_local(tag), attributes)

        def closed(tag: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(_local(tag))

        parser.StartElementHandler, parser.EndElementHandler = opened, closed
        if text is not None:
            parser.CharacterDataHandler = text
        try:
            self._feed(parser, self.part(name))
        except (expat.ExpatError, ValueError, LookupError, OverflowError):
            raise self.damaged(DAMAGED) from None

    def _feed(self, parser: expat.XMLParserType, data: bytes) -> None:
        """Feed a part piece by piece, so that one endless tag is noticed before it is built."""
        for begin in range(0, len(data), _CHUNK):
            parser.Parse(data[begin : begin + _CHUNK], False)
            if begin - parser.CurrentByteIndex > LONGEST_TAG:
                raise self.damaged(Text("标签过长", "an endless tag"))
        parser.Parse(b"", True)

    def elements(self, name: str) -> list[tuple[str, Attributes]]:
        """The elements of a small part, in order."""
        found: list[tuple[str, Attributes]] = []

        def keep(tag: str, attributes: Attributes) -> None:
            found.append((tag, attributes))
            if len(found) > MOST_ELEMENTS:
                raise UnreadableError("S403", self.sha256, reason=_size(name, name, len(found), MOST_ELEMENTS))

        self.scan(name, keep)
        return found

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that a part points to: id to kind and name. Nothing outside the package is followed."""
        folder, base = posixpath.split(name)
        relations = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        found: dict[str, tuple[str, str]] = {}
        for tag, attributes in self.elements(relations) if self.has(relations) else ():
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, target.lstrip("/"))
        return found

    def damaged(self, reason: Text) -> UnreadableError:
        """The exception that says that this package is broken."""
        return UnreadableError("S401", self.sha256, reason=reason)

    def _refuse(self, *_: object) -> None:
        raise self.damaged(Text("含有文档类型声明", "it declares a document type"))


def _local(tag: str) -> str:
    return tag.rpartition(":")[2] if ":" in tag else tag


def _size(zh: str, en: str, found: int, limit: int) -> Text:
    return Text(f"{zh} {found}，上限 {limit}", f"{en}: {found}, at most {limit}")
