"""Reading a file that was handed in: whose it is, what it scores, everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from os.path import splitext
from typing import TYPE_CHECKING

from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.sheets.model import File, Identity, unreadable_file
from gkpg.sheets.read.file_reading import read_open_file
from gkpg.sheets.read.identity import parse_file_name
from gkpg.sheets.read.name_patterns import BY_TEMPLATE, NamePattern
from gkpg.sheets.read.open_file import OpenFile
from gkpg.sheets.read.period_claims import without_period
from gkpg.sheets.read.sheet_rules import NOTHING
from gkpg.sheets.read.unseen_names import tell_unseen_once
from gkpg.sheets.read.verdicts import RowMemory
from gkpg.workbooks.limits import DEFAULT_LIMITS, Limits
from gkpg.workbooks.opening import NOT_READ, read_bytes, read_workbook, sha256_of
from gkpg.workbooks.package import too_large_error
from gkpg.workbooks.unreadable import UnreadableError

if TYPE_CHECKING:
    from gkpg.round.round import Round
    from gkpg.rubric import Library


#: A matrix of 3,000 units in which every row has a few faults stays below it. Nobody reads more of one file.
_MOST_FINDINGS = 20_000


@dataclass(frozen=True)
class FileReader:
    """How files are read: with which rubrics, within which limits, and what the user said of them.

    `round` is what the assessment says, empty where there is none; `pattern` is how files are named; `split` says
    that `8+6+5+1` in the cell of an indicator are the scores of its items, in order. `units` are listed as
    such beside the assessment. `verdicts` are what it remembers
    of rows, which nothing that it says depends on.
    """

    library: Library
    limits: Limits = DEFAULT_LIMITS
    round: Round = NOTHING
    pattern: NamePattern = BY_TEMPLATE
    split: bool = False
    units: frozenset[str] = frozenset()
    verdicts: RowMemory = field(default_factory=RowMemory, compare=False, repr=False)

    def read(self, path: str, name: str, known: frozenset[str] = frozenset()) -> File | str:
        """Read one file; `name` is what findings call it. Whatever is wrong becomes findings; nothing is raised.

        `known` are keys of files that were read before: one of them comes back as its key, its bytes unchanged.
        """
        sha256, suffix = "", splitext(path)[1].lower()
        if suffix in NOT_READ:
            return self.unread(name, sha256, Finding("S404", Place(name), {"suffix": suffix}))
        try:
            raw = read_bytes(path, self.limits)
            sha256 = sha256_of(raw)
            if (key := file_key(name, sha256)) in known:
                return key
            workbook = read_workbook(raw, self.limits, suffix)
        except UnreadableError as error:
            return self.unread(name, sha256, Finding(error.code, Place(name), error.facts))
        file = tell_unseen_once(read_open_file(OpenFile(self, name, sha256, workbook)))
        count = sum(1 for _ in file.all_findings())
        if count <= _MOST_FINDINGS:
            return file
        excess = too_large_error("问题数", "findings", count, _MOST_FINDINGS)
        return self.unread(name, sha256, Finding(excess.code, Place(name), excess.facts))

    @cached_property
    def known_names(self) -> frozenset[str]:
        """The names of units, groups, sources and assessors that the assessment gives."""
        sources = self.round.sources.values()
        hands = (name for source in sources for name in source.assessors.names)
        groups = (group.name for group in self.round.groups)
        return frozenset((*self.round.units, *self.round.former, *groups, *self.round.sources, *hands))

    def read_name(self, file: str, pattern: NamePattern | None = None) -> dict[str, str]:
        """What a file's name says of whose sheet it is."""
        return (pattern or self.pattern).read(self._without_period(file), self.known_names)

    def _without_period(self, file: str) -> str:
        """A file's name without its period, where there are periods and no pattern says where it stands."""
        if not self.round.has_periods or "period" in self.pattern.fields:
            return file
        return without_period(file, self._all_periods, self.known_names)

    @cached_property
    def _all_periods(self) -> tuple[str, ...]:
        """The names of all periods of the assessment."""
        rules = self.round.assessment.periods if self.round.assessment else ()
        return tuple(dict.fromkeys(each.name for rule in rules for each in rule.each))

    def unread(self, name: str, sha256: str, finding: Finding) -> File:
        """A file that cannot be read, with the one finding that says why; its name may tell its unit."""
        return unreadable_file(name, sha256, self._named(name), finding)

    def _named(self, name: str) -> Identity:
        """Whose sheet a file is by its name alone; nobody's where the assessment has no such unit."""
        who, round_ = parse_file_name(self.read_name(name)), self.round
        if round_.assessment is None:
            return who
        unit = round_.former.get(who.unit, who.unit)
        if unit not in round_.group_of:
            return Identity()
        return who._replace(unit=unit, source=who.source if who.source in round_.sources else "")


def file_key(name: str, sha256: str) -> str:
    """What a file that was read is known by: its bytes and, since that may tell whose it is, its name."""
    return f"{sha256} {name}"


def parse_key(key: str) -> list[str]:
    """The name of a file and the SHA-256 of its bytes, from what it is known by."""
    sha256, _, name = key.partition(" ")
    return [name, sha256]
