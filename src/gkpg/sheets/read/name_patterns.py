"""Patterns of file names: what the name of a sheet's file says of whose sheet it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from os.path import basename, splitext
from typing import TYPE_CHECKING

from gkpg.sheets.read.copy_names import plain_stem

if TYPE_CHECKING:
    from collections.abc import Container

from gkpg.base.unseen import without_unseen

#: The name that `gkpg template` gives to a unit sheet.
DEFAULT_PATTERN = "{unit}-{source}-{assessor}"
NAMED = ("unit", "source", "assessor")
_FIELD = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class NamePattern:
    """A pattern such as `{unit}-{source}-{assessor}`.

    Each field may stand once; what is between them stands for itself and in none of them. Raises ValueError for what is
    no pattern.
    """

    text: str = DEFAULT_PATTERN

    def __post_init__(self) -> None:
        fields = _FIELD.findall(self.text)
        if not fields or len(set(fields)) < len(fields) or not set(fields) <= {*NAMED, "period"}:
            raise ValueError(self.text)

    @property
    def fields(self) -> list[str]:
        """The names of its fields, in their order."""
        return _FIELD.findall(self.text)

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        between, fields = _FIELD.split(self.text)[::2], _FIELD.findall(self.text)
        marks = "".join(sorted({each for words in between[1:-1] for each in words}))
        any_text = f"[^{re.escape(marks)}]+" if marks else ".+"
        each = (f"(?P<{name}>{any_text}){re.escape(after)}" for name, after in zip(fields, between[1:], strict=True))
        return re.compile(re.escape(between[0]) + "".join(each), re.DOTALL)

    def read(self, file: str, known: Container[str] = ()) -> dict[str, str]:
        """What a file's name says, by field; nothing if it does not follow the pattern.

        What says that the file is a copy is left out, but where the field as it is written is among the `known` names.
        """
        stem, without = splitext(basename(file))[0], plain_stem(file)
        written = self._fields(stem)
        if without == stem:
            return written
        plain = self._fields(without)
        if not plain and all(text in known for text in written.values()):
            plain = written
        return {name: text if (text := written.get(name, "")) in known else found for name, found in plain.items()}

    def _fields(self, stem: str) -> dict[str, str]:
        match = self._expression.fullmatch(without_unseen(stem))
        return {name: text.strip() for name, text in match.groupdict().items()} if match else {}


BY_TEMPLATE = NamePattern()
