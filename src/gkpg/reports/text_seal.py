"""The seal of a report that is text: its SHA-256, in a place of its own at the beginning, taken with zeros there."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import BinaryIO

_NO_SEAL = "0" * 64
_PIECE = 1 << 20


class TextSeal:
    """The seal between what stands before and behind it; a file of an earlier version may end in other words there.

    `mark` is how each file begins, whatever its version; `before` and `behind` go on from there.
    """

    def __init__(self, mark: str, before: str, behind: str) -> None:
        self._mark = mark.encode()
        self._place = len(self._mark + before.encode())
        self._head = f"{mark}{before}{_NO_SEAL}{behind}".encode()
        self._sealed = re.compile(re.escape(self._head).replace(_NO_SEAL.encode(), b"([0-9a-f]{64})"))

    def write(self, pieces: Iterable[str], out: BinaryIO) -> None:
        """Write the beginning, then the rest piece by piece, into an empty file."""
        digest = hashlib.sha256(self._head)
        out.write(self._head)
        for piece in pieces:
            content = piece.encode(errors="replace")
            digest.update(content)
            out.write(content)
        out.seek(self._place)
        out.write(digest.hexdigest().encode())

    def is_own(self, path: Path) -> bool:
        """Whether a file begins as those of this kind do."""
        with path.open("rb") as file:
            return file.read(len(self._mark)) == self._mark

    def is_as_written(self, path: Path) -> bool:
        """Whether a file has its own seal."""
        with path.open("rb") as file:
            found = self._sealed.fullmatch(file.read(len(self._head)))
            digest = hashlib.sha256(self._head)
            for piece in iter(lambda: file.read(_PIECE), b""):
                digest.update(piece)
        return found is not None and digest.hexdigest().encode() == found[1]
