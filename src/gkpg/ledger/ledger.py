"""A ledger: all entries of an assessment, with what is wrong between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.findings.codes import Severity
from gkpg.findings.finding import reading_order, sort_findings
from gkpg.ledger.copies import find_copies, tell_copies
from gkpg.ledger.disputes import decisions_by_item, find_disputes, rules_of_decisions
from gkpg.ledger.plain_rules import PLAIN_RULES, on_the_list
from gkpg.ledger.round_rules import ROUND_RULES, everybody_has_handed_in
from gkpg.ledger.unit_findings import one_sheet_each
from gkpg.round.resolve import resolve_without_file
from gkpg.round.round import Round
from gkpg.sheets.model import Identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from gkpg.findings.finding import Finding
    from gkpg.ledger.disputes import Decision, Dispute, DisputeKey
    from gkpg.ledger.passed_files import PassedFile
    from gkpg.ledger.unit_findings import UnitFinding, UnitKey
    from gkpg.rubric import Rubric
    from gkpg.sheets.model import File, Sheet


#: What is read from a result file when it is asked for.
_STORED = ("stored_units", "stored_findings", "stored_digests")


@dataclass(frozen=True)
class Ledger:
    """All files of an assessment, the rubrics that their sheets were made from, and what is wrong between the sheets.

    `round` is what they are held to. `other` are the findings of rubrics that are at hand but not sound, and of the
    assessment file. `superseded` are the names of the files that do not count because a later one was preferred, or
    because they are copies of another.
    `passed_over` counts the files that are no sheets; `passed_files` are those that no program left behind.
    `in_dispute` has the disputes; None where nobody has looked yet. `stored_units` has the sheets about each unit where
    they can be had without looking at all; they lack what was found in them. `stored_findings` gives what was found in
    files, where that can be had without looking at them, `stored_digests` the name and SHA-256 of each.
    """

    rubrics: Mapping[UnitKey, Rubric]
    files: Sequence[File]
    between: tuple[UnitFinding, ...] = ()
    other: tuple[Finding, ...] = ()
    superseded: frozenset[str] = frozenset()
    passed_over: int = 0
    passed_files: tuple[PassedFile, ...] = ()
    round: Round = field(default=Round(()))
    in_dispute: tuple[Dispute, ...] | None = field(default=None, compare=False, repr=False)
    stored_units: Mapping[str, Sequence[Sheet]] | None = field(default=None, compare=False, repr=False)
    stored_findings: Callable[[], Iterable[Finding]] | None = field(default=None, compare=False, repr=False)
    stored_digests: tuple[tuple[str, str], ...] | None = field(default=None, compare=False, repr=False)

    def __getstate__(self) -> dict[str, object]:
        """A copy, or what goes to another process, has all files; what they are read from stays behind."""
        return {**self.__dict__, "files": tuple(self.files), **dict.fromkeys(_STORED)}

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets that count, of all files."""
        return tuple(self.each_sheet())

    def each_sheet(self) -> Iterator[Sheet]:
        """The same one after another, for whoever need not have all at once."""
        counting = (file for file in self.files if file.name not in self.superseded)
        return (sheet for file in counting for sheet in file.sheets if not sheet.is_empty_page)

    def sheets_about(self, unit: str) -> tuple[Sheet, ...]:
        """The sheets about a unit that count, as `by_assessor` has them, decisions included."""
        if self.stored_units is None:
            return tuple(self._about.get(unit, ()))
        own = self.stored_units.get(unit, ())
        counting = [sheet for sheet in own if sheet.file not in self.superseded and not sheet.is_empty_page]
        return _by_assessor(counting, self.round)

    @cached_property
    def _about(self) -> Mapping[str, list[Sheet]]:
        about: dict[str, list[Sheet]] = defaultdict(list)
        for sheet in self.by_assessor:
            about[sheet.identity.unit].append(sheet)
        return about

    @cached_property
    def units_with_sheets(self) -> tuple[str, ...]:
        """The names of all units that sheets are about, whether or not these count."""
        if self.stored_units is not None:
            return tuple(self.stored_units)
        return tuple(dict.fromkeys(sheet.identity.unit for file in self.files for sheet in file.sheets))

    @property
    def file_digests(self) -> tuple[tuple[str, str], ...]:
        """The name and SHA-256 of every file."""
        if self.stored_digests is not None:
            return self.stored_digests
        return tuple((file.name, file.sha256) for file in self.files)

    @cached_property
    def by_unit(self) -> Mapping[str, list[Sheet]]:
        """The sheets of each unit, decisions left out."""
        units: dict[str, list[Sheet]] = defaultdict(list)
        for sheet in self.by_assessor:
            if not sheet.decides:
                units[sheet.identity.unit].append(sheet)
        return units

    @cached_property
    def by_assessor(self) -> tuple[Sheet, ...]:
        """The sheets that count, those of one source about a unit in the order in which its assessors are named."""
        return _by_assessor(self.sheets, self.round)

    @cached_property
    def decisions(self) -> Mapping[DisputeKey, Decision]:
        """What was decided, by unit, source and item."""
        return decisions_by_item(self.sheets)

    @cached_property
    def disputes(self) -> Mapping[DisputeKey, Dispute]:
        """What is in dispute, by unit, source and item, whether or not it was decided."""
        found = find_disputes(self.sheets, self.round) if self.in_dispute is None else self.in_dispute
        return {dispute.key: dispute for dispute in found}

    @cached_property
    def blocking(self) -> Mapping[str, list[Finding]]:
        """The errors that keep each unit from being scored, by its name; those of a file hold for all units in it.

        What is wrong with a self-check keeps nobody from being scored.
        """
        blocking: dict[str, list[Finding]] = defaultdict(list)
        for file in self.files:
            if file.name in self.superseded:
                continue
            for sheet in file.sheets:
                if (file.findings or sheet.findings) and self.round.source(sheet.identity.source).counts:
                    blocking[sheet.identity.unit] += (*file.findings, *sheet.findings)
        for unit, finding in self.between:
            if unit:
                blocking[unit].append(finding)
        errors = {unit: _errors(findings) for unit, findings in blocking.items()}
        return {unit: found for unit, found in errors.items() if found}

    def with_between(self, more: tuple[UnitFinding, ...]) -> Ledger:
        """The same ledger with further findings that belong to units."""
        every = sorted((*self.between, *more), key=lambda each: reading_order(each.finding))
        return replace(self, between=tuple(every)) if more else self

    @cached_property
    def copies(self) -> frozenset[str]:
        """The names of the files that are copies of another, byte for byte, and of which nothing is told twice."""
        if not self.superseded:
            return frozenset()
        return frozenset(name for names in find_copies(self.files).values() for name in names) & self.superseded

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in order; those of copies stand at the file that they are copies of."""
        return sort_findings((*self._of_files(), *_once(self.between), *self.other))

    def _of_files(self) -> Iterable[Finding]:
        if self.stored_findings is not None and not self.copies:
            return self.stored_findings()
        told = (file for file in self.files if file.name not in self.copies)
        return (finding for file in told for finding in file.all_findings())


def _once(between: Iterable[UnitFinding]) -> Iterator[Finding]:
    """What is wrong with units; what is the same of several, and stands nowhere, once."""
    seen = set()
    for _, finding in between:
        key = (finding.code, *finding.facts.values())
        if finding.place.file or key not in seen:
            yield finding
        seen.add(key)


def _by_assessor(sheets: Sequence[Sheet], round_: Round) -> tuple[Sheet, ...]:
    """Sheets, those of one source about a unit in the order in which its assessors are named."""
    named = {name: source for name, source in round_.sources.items() if round_.names_assessors(source)}
    if not named:
        return tuple(sheets)
    first: dict[tuple[str, str], int] = {}
    keyed: list[tuple[tuple[int, int], Sheet]] = []
    for number, sheet in enumerate(sheets):
        who, source = sheet.identity, named.get(sheet.identity.source)
        if source is None:
            keyed.append(((number, 0), sheet))
        else:
            place = round_.place_of(source, who.unit, who.assessor)
            keyed.append(((first.setdefault((who.unit, who.source), number), place), sheet))
    return tuple(sheet for _, sheet in sorted(keyed, key=lambda each: each[0]))


def _errors(findings: list[Finding]) -> list[Finding]:
    return list(sort_findings(finding for finding in findings if finding.severity is Severity.ERROR))


def ledger_of(
    files: Iterable[File],
    rubrics: Iterable[Rubric],
    other: Iterable[Finding] = (),
    units: tuple[str, ...] = (),
    superseded: Mapping[str, Finding] | None = None,
    round_: Round | None = None,
) -> Ledger:
    """A ledger of files that are read already.

    `units` are those that are assessed, empty where no list was given. `superseded` are the files that do not count,
    each with the finding that says so. `round_` is what the assessment says; None where there is none.
    """
    files, superseded = tuple(files), superseded or {}
    if round_ is None:
        files = tuple(_of_known_units(files, units))
    copies = find_copies(files)
    left_out = {*superseded, *(name for names in copies.values() for name in names)}
    every = tuple(sheet for file in files if file.name not in left_out for sheet in file.sheets)
    empty = tuple(sheet for sheet in every if sheet.is_empty_page)
    counting = tuple(sheet for sheet in every if not sheet.is_empty_page) if empty else every
    by_key = _rubrics_in_use(counting, rubrics) if round_ is None else round_.rubrics
    in_dispute = tuple(find_disputes(counting, round_)) if round_ else ()
    return Ledger(
        rubrics=by_key,
        files=files,
        between=tuple(
            sorted(_between(counting, empty, units, round_, in_dispute), key=lambda each: reading_order(each.finding))
        ),
        other=sort_findings((*other, *superseded.values(), *tell_copies(copies))),
        superseded=frozenset(left_out),
        round=round_ or round_of_sheets(by_key, counting),
        in_dispute=in_dispute,
    )


def _of_known_units(files: tuple[File, ...], units: tuple[str, ...]) -> Iterator[File]:
    """The files; one that could not be read, or is no sheet at all, makes no unit of its name.

    The unit must be on the list. Without a list one that is no sheet must have a name of a unit that another sheet has.
    """
    known = set(units) or {sheet.identity.unit for file in files for sheet in file.sheets if not sheet.is_unread}
    for file in files:
        sheet = file.sheets[0]
        is_told = sheet.is_unread and (bool(units) or any(each.code == "S201" for each in file.findings))
        if is_told and sheet.identity.unit not in known:
            file = file._replace(sheets=(sheet._replace(identity=Identity()),))  # noqa: PLW2901 - the same file
        yield file


def _between(
    sheets: tuple[Sheet, ...], empty: tuple[Sheet, ...], units: tuple[str, ...], round_: Round | None,
    in_dispute: tuple[Dispute, ...],
) -> list[UnitFinding]:  # fmt: skip
    """What is wrong between sheets; `empty` are pages that are not handed in."""
    scores = tuple(sheet for sheet in sheets if not sheet.decides)
    counted = {source.name for source in round_.sources.values() if not source.counts} if round_ else set[str]()
    found = list(one_sheet_each(scores, counted))
    if round_ is None:
        found += (each for rule in PLAIN_RULES for each in rule(scores))
        found += on_the_list(scores, units)
        return found
    found += (each for rule in ROUND_RULES for each in rule(scores, round_))
    found += everybody_has_handed_in(scores, round_, empty)
    found += rules_of_decisions(sheets, in_dispute)
    return found


def _rubrics_in_use(sheets: tuple[Sheet, ...], rubrics: Iterable[Rubric]) -> dict[UnitKey, Rubric]:
    """The rubrics that sheets were made from, as their document has them."""
    used = {sheet.rubric for sheet in sheets if sheet.rubric}
    by_key = {key: rubric for rubric in rubrics if (key := (rubric.rubric, rubric.version)) in used}
    in_turn = sorted(by_key, key=lambda key: (_place_in_document(by_key[key]), key))
    return {key: by_key[key] for key in in_turn}


def round_of_sheets(rubrics: Mapping[UnitKey, Rubric], sheets: Iterable[Sheet]) -> Round:
    """The round that sheets without an assessment amount to."""
    units: dict[UnitKey, list[str]] = defaultdict(list)
    sources: set[str] = set()
    for sheet in sheets:
        sources.add(sheet.identity.source)
        if sheet.rubric and sheet.identity.unit and not sheet.decides:
            units[sheet.rubric].append(sheet.identity.unit)
    return resolve_without_file(rubrics.values(), units, sorted(sources))


def _place_in_document(rubric: Rubric) -> tuple[str, str]:
    """Where a rubric stands among those of its document: annex 1 comes before annex 2."""
    return (rubric.source.document, rubric.source.part or "") if rubric.source else ("", "")
