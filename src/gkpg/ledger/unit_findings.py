"""What is wrong between sheets: findings that belong to a unit."""

from __future__ import annotations

from collections import defaultdict
from os.path import basename, splitext
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text, list_words
from gkpg.findings.finding import Finding
from gkpg.sheets.read.copy_names import is_named_as_copy, plain_stem

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from gkpg.findings.finding import Fact
    from gkpg.sheets.model import Sheet

UnitKey = tuple[str, str]
#: Names of units have as few as two characters, of which one may be wrong.
CLOSE = 0.5
#: The findings that say that the sheets of a unit cannot be joined, so that not even single items have points.
NOT_JOINED = frozenset({"L101", "L102", "L104", "L108", "L109", "L116"})


class UnitFinding(NamedTuple):
    """A finding that belongs to no single sheet, and the unit that it keeps from a total; empty where it keeps none."""

    unit: str
    finding: Finding


def find_duplicates(sheets: Iterable[Sheet]) -> Iterator[list[Sheet]]:
    """The sheets of each unit, source and assessor that has more than one."""
    handed_in: dict[object, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.rubric and sheet.identity.unit:
            who = sheet.identity
            handed_in[sheet.rubric, who.unit, who.source, who.assessor, who.period].append(sheet)
    return (same for same in handed_in.values() if len(same) > 1)


def one_sheet_each(sheets: tuple[Sheet, ...], compared: Container[str] = ()) -> Iterator[UnitFinding]:
    """No unit, source and assessor has two sheets. Those of sources that are only compared keep nobody from a total."""
    for same in find_duplicates(sheets):
        for sheet in same:
            who = sheet.identity
            others = [str(each.place) for each in same if each is not sheet]
            facts: dict[str, Fact] = {"unit": who.unit, "source": who.source, "assessor": who.assessor}
            facts |= {"count": str(len(same)), "other": _with_hint(list_words(others), sheet, same)}
            yield UnitFinding("" if who.source in compared else who.unit, Finding("L101", sheet.place, facts))


def _with_hint(others: Text, sheet: Sheet, same: list[Sheet]) -> Text:
    """The other sheets, with what the name of the file says if it is that of a copy of one of them."""
    stem = plain_stem(sheet.file)
    originals = (each.file for each in same if each.file != sheet.file and _is_original(each.file, sheet.file, stem))
    original = next(originals, None)
    if original is None:
        return others
    zh = f"{others.zh}；看名称是 {original} 的冲突副本或备份"
    return Text(zh, f"{others.en}; by its name a conflict copy or backup of {original}")


def _is_original(file: str, copy: str, stem: str) -> bool:
    """Whether a copy may be one of this file: without the marks of copies they share a name, or its name goes on."""
    if is_named_as_copy(file):
        return False
    own, written = plain_stem(file), splitext(basename(copy))[0]
    goes_on = written.startswith(own) and not written[len(own) : len(own) + 1].isalnum()
    return (own == stem and is_named_as_copy(copy)) or (goes_on and written != own)
