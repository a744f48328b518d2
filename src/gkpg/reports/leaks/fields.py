"""Fields: the texts that stand in a file, each with the part of the file that it stands in."""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """A text of a file. `part` says where in words of the file itself; `is_read` whether people or programs read it.

    What is not read is geometry and style, in which numbers say nothing.
    """

    part: str
    text: str
    is_read: bool = True


class UnreadPartError(Exception):
    """A part of a file that cannot be looked into."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part
