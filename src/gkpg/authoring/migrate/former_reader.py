"""How sheets are read that go to another version: by their own rubric, every mark of not applicable taken as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.round.model import NotApplicable
from gkpg.round.round import Round
from gkpg.rubric import Library
from gkpg.sheets.read.file_reader import FileReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.rubric import Rubric

_ANY = NotApplicable(items=("*",), treatment="omit")


class _AnyMark(Round):
    """A round in which any item may not apply: whether it may under the new version is asked when that is scored."""

    def not_applicable(self, unit: str, rubric: Rubric, item: str) -> NotApplicable | None:
        """The rule by which an item need not apply."""
        del unit, rubric, item
        return _ANY


def reader_for(known: Sequence[Rubric], new: Rubric, former: Sequence[Rubric]) -> FileReader:
    """The reader of sheets made under one of the rubrics that are known.

    Sheets that do not say are taken to be of the former version, if there is only one: of those that were named, else
    of those that are known beside the new one.
    """
    others = [each for each in known if each.rubric == new.rubric and each.fingerprint != new.fingerprint]
    named = tuple(former) or (tuple(others) if len(others) == 1 else ())
    return FileReader(Library(tuple(known), named, ()), round=_AnyMark(()))
