"""Text marks: the last line of a text that gkpg wrote, by which it knows its own, and whether one was edited."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

#: The command that writes such texts.
TextKind = Literal["explain", "report"]

_MARK = re.compile(
    rb'^(?P<body>.*\n)(?P<before><!-- |-- |"mark": ")gkpg (?P<kind>[a-z]+) 1 (?P<digest>[0-9a-f]{16})'
    rb"(?P<behind>[^\n]*\n.*)$",
    re.DOTALL,
)
#: What stands behind a mark to the end of the file, by what stands before it.
_ENDS = {b"<!-- ": b" -->\n", b"-- ": b"\n", b'"mark": "': b'"\n}\n'}


def with_mark(document: str, suffix: str, kind: TextKind) -> bytes:
    """A document with its mark, as a file has it. What is half a character becomes an escape."""
    if suffix == ".json":
        body = document.rstrip().removesuffix("}").rstrip() + ",\n"
        return f'{body}"mark": "gkpg {kind} 1 {_digest(body.encode())}"\n}}\n'.encode()
    body_ = document.encode(errors="backslashreplace")
    mark = f"gkpg {kind} 1 {_digest(body_)}"
    return body_ + f"{f'<!-- {mark} -->' if suffix == '.md' else f'-- {mark}'}\n".encode()


def is_own(path: Path, kind: TextKind) -> bool:
    """Whether a file is a text of a kind that gkpg wrote."""
    found = _MARK.match(path.read_bytes())
    return found is not None and found["kind"] == kind.encode()


def is_as_written(path: Path) -> bool:
    """Whether such a file is just as gkpg wrote it."""
    found = _MARK.match(path.read_bytes())
    is_whole = found is not None and found["behind"] == _ENDS[found["before"]]
    return found is not None and is_whole and _digest(found["body"]) == found["digest"].decode()


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]
