"""Earlier figures: what the result of an earlier round has for the units of an assessment that names it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.nearest import ask_nearest
from gkpg.base.text import Text
from gkpg.findings.finding import Finding, FindingError, has_errors, sort_findings
from gkpg.results.store import load_results
from gkpg.round.item_figures import FIGURE_LISTS, problem_of
from gkpg.round.resolve import resolve
from gkpg.round.rules.figures import missing_figure, needed_figures
from gkpg.scoring.entered_figures import FIGURES, entered_figures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction
    from pathlib import Path

    from gkpg.findings.finding import Fact
    from gkpg.round.item_figures import ItemFigures
    from gkpg.round.load import LoadedAssessment
    from gkpg.round.round import Round
    from gkpg.scoring import GroupResult, Results
    from gkpg.yamlfiles.document import Path_


class _Entry(NamedTuple):
    """An entry of an assessment that looks at a result."""

    key: str
    number: int
    figures: ItemFigures

    @property
    def path(self) -> Path_:
        """Where it stands."""
        return self.key, self.number


def with_earlier_figures(loaded: LoadedAssessment) -> LoadedAssessment:
    """An assessment that was loaded, with the figures of the results that it names, and what is wrong with them."""
    if loaded.round is None or not loaded.looks_at_results:
        return loaded
    entries = list(_entries(loaded.round))
    reader = _ResultReader(loaded)
    read = {(each.key, each.number): reader.figures(each) for each in entries}
    assessment = loaded.round.assessment
    assert assessment is not None  # noqa: S101 - its entries were read
    lists = {
        key: tuple(
            each.model_copy(update={"values": read.get((key, n), each.values)})
            for n, each in enumerate(getattr(assessment, key))
        )
        for key in FIGURE_LISTS
    }
    made = resolve(assessment.model_copy(update=lists), loaded.library)
    found = sort_findings((*loaded.findings, *reader.lost, *_wrong(loaded, made, entries, reader.unread)))
    library = replace(loaded.library, findings=found)
    return replace(loaded, round=None if has_errors(found) else made, findings=found, library=library)


def _entries(round_: Round) -> Iterator[_Entry]:
    """The entries whose figures are not there yet."""
    for key in FIGURE_LISTS:
        entries: tuple[ItemFigures, ...] = getattr(round_.assessment, key) if round_.assessment else ()
        for number, each in enumerate(entries):
            if each.file is not None and not each.values:
                yield _Entry(key, number, each)


def _wrong(loaded: LoadedAssessment, made: Round, entries: list[_Entry], unread: set[Path_]) -> Iterator[Finding]:
    """The figures that are missing, and those that cannot be compared with."""
    for looks_at, unit, item in needed_figures(made):
        for entry in entries:
            if FIGURE_LISTS[entry.key] == looks_at and entry.figures.item == item.id and entry.path not in unread:
                value = made.figure(looks_at, unit, item.id)
                how = missing_figure(looks_at) if value is None else problem_of(item, value)
                if how is not None:
                    facts: dict[str, Fact] = {"unit": unit, "item": item.label, "how": how}
                    yield Finding("A117", loaded.document.place(entry.path), facts)


class _ResultReader:
    """Reads the results that an assessment names, each once; `unread` are the entries for which nothing was found."""

    def __init__(self, loaded: LoadedAssessment) -> None:
        self.lost: list[Finding] = []
        self.unread: set[Path_] = set()
        self._loaded = loaded
        self._results: dict[str, Results | Finding] = {}

    def figures(self, entry: _Entry) -> dict[str, Fraction]:
        """The figures of an entry by unit, under the names that units have now."""
        file, wanted = entry.figures.file or "", entry.figures.was or entry.figures.item
        results = self._read(file)
        if isinstance(results, Finding):
            self._lose(entry, Text(results.message("zh"), results.message("en")))
            return {}
        ids = tuple(dict.fromkeys(item for rubric in results.ledger.rubrics.values() for item in rubric.ids))
        if wanted not in ids:
            asked = ask_nearest(wanted, ids) or Text("", "")
            self._lose(
                entry, Text(f"指标表里没有编号 {wanted}{asked.zh}", f"no item {wanted} in its rubrics{asked.en}")
            )
            return {}
        former = self._loaded.round.former if self._loaded.round else {}
        found = (each for group in results.groups for each in _of_group(results, group, wanted))
        return {former.get(unit, unit): figure for unit, figure in found}

    def _read(self, file: str) -> Results | Finding:
        if file not in self._results:
            try:
                self._results[file] = load_results(self._path(file))
            except FindingError as error:
                self._results[file] = error.finding
        return self._results[file]

    def _path(self, file: str) -> Path:
        return self._loaded.folder / file

    def _lose(self, entry: _Entry, reason: Text) -> None:
        self.unread.add(entry.path)
        facts: dict[str, Fact] = {"file": entry.figures.file or "", "reason": reason}
        self.lost.append(Finding("A116", self._loaded.document.place(entry.path), facts))


def _of_group(results: Results, group: GroupResult, item: str) -> Iterator[tuple[str, Fraction]]:
    """The figures of an item of the units of a group, as they were entered where that says more than points."""
    number = next((n for n, part in enumerate(group.parts) if item in part.rubric.by_id), None)
    if number is None or group.rules is None:
        return
    part = group.parts[number]
    if part.rubric.kind(part.rubric.by_id[item]).form in FIGURES and part.rubric.by_id[item].items is None:
        yield from entered_figures(results.ledger, group.rules, part, item)
        return
    for unit in group.units:
        points = results.points(group, unit, number).get(item)
        if points is not None:
            yield unit.name, points
