"""A column of texts kept as one: a hundred thousand names take no more than their letters.

Processes that were forked share it as long as they live, for to look at a name changes nothing in it.
"""

from __future__ import annotations

import io
from array import array
from collections.abc import Iterable, Sequence
from typing import overload


class TextColumn(Sequence[str]):
    """Texts that are made anew whenever they are asked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        whole, self._ends = io.StringIO(newline=""), array("Q", [0])
        for text in texts:
            whole.write(text)
            self._ends.append(self._ends[-1] + len(text))
        self._whole = whole.getvalue()

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[each] for each in range(len(self))[number]]
        number = range(len(self))[number]
        return self._whole[self._ends[number] : self._ends[number + 1]]
