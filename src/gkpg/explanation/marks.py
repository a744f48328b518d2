"""Marks: the last line of a written explanation, by which gkpg knows its own, and whether it was edited."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_MARK = re.compile(
    rb'^(?P<body>.*\n)(?P<before><!-- |-- |"mark": ")gkpg explain 1 (?P<digest>[0-9a-f]{16})(?P<behind>[^\n]*\n.*)$',
    re.DOTALL,
)
#: What stands behind a mark to the end of the file, by what stands before it.
_ENDS = {b"<!-- ": b" -->\n", b"-- ": b"\n", b'"mark": "': b'"\n}\n'}


def with_mark(document: str, suffix: str) -> bytes:
    """A document with its mark, as a file has it."""
    if suffix == ".json":
        body = document.rstrip().removesuffix("}").rstrip() + ",\n"
        return f'{body}"mark": "gkpg explain 1 {_digest(body.encode())}"\n}}\n'.encode()
    mark = f"gkpg explain 1 {_digest(document.encode())}"
    return f"{document}{f'<!-- {mark} -->' if suffix == '.md' else f'-- {mark}'}\n".encode()


def is_own(path: Path) -> bool:
    """Whether a file is an explanation that gkpg wrote."""
    return _MARK.match(path.read_bytes()) is not None


def is_as_written(path: Path) -> bool:
    """Whether such a file is just as gkpg wrote it."""
    found = _MARK.match(path.read_bytes())
    is_whole = found is not None and found["behind"] == _ENDS[found["before"]]
    return found is not None and is_whole and _digest(found["body"]) == found["digest"].decode()


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]
