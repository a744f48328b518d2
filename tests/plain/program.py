"""The program: what it makes of a round, from its files to totals, grades and ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.findings.codes import Severity
from gkpg.ledger.submissions import find_files, ledger_from
from gkpg.round.load import LoadedAssessment, load_assessment
from gkpg.scoring import Results, score
from gkpg.sheets.model import File
from gkpg.sheets.read.file_reader import FileReader
from tests.plain.files import as_decisions, write_rules, write_sheets
from tests.plain.outcomes import Outcome

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from gkpg.findings.finding import Finding
    from tests.plain.plain_round import PlainRound


class Refused(NamedTuple):
    """The errors of a round whose rules are refused."""

    findings: tuple[Finding, ...]

    @property
    def codes(self) -> set[str]:
        """Their codes."""
        return {each.code for each in self.findings}


def scored(round_: PlainRound, folder: Path) -> Results | Refused:
    """Scores a round by its files, which are written into a folder."""
    write_sheets(round_, folder / "sheets")
    results = scored_by(round_, folder, folder / "sheets")
    if round_.decisions and not isinstance(results, Refused):
        (folder / "sheets" / "decisions.csv").write_text(as_decisions(seen_in(round_, results)), "utf-8")
        results = scored_by(round_, folder, folder / "sheets")
    return results


def loaded_by(round_: PlainRound, folder: Path) -> LoadedAssessment | Refused:
    """The rules of a round as the program reads them, from files that are written into a folder."""
    write_rules(round_, folder)
    loaded = load_assessment(folder / "assessment.yaml")
    errors = tuple(each for each in loaded.findings if each.severity is Severity.ERROR)
    return Refused(errors) if loaded.round is None else loaded


def scored_by(round_: PlainRound, folder: Path, sheets: Path) -> Results | Refused:
    """Scores sheets that are there by the rules of a round, which are written into a folder.

    They are read in this process, which is quicker for a few small files.
    """
    loaded = loaded_by(round_, folder)
    if isinstance(loaded, Refused) or loaded.round is None:
        return Refused(loaded.findings)
    found, reader = find_files([sheets]), FileReader(loaded.library, round=loaded.round)
    files = [each for file in found.files if isinstance(each := reader.read(*file), File)]
    return score(ledger_from(files, found, reader))


def seen_in(round_: PlainRound, results: Results) -> list[tuple]:  # type: ignore[type-arg]
    """The decisions, each with its part and the scores that an arbitration sheet shows."""
    disputes = {
        (each.unit, each.source, each.rubric.rubric.removesuffix(".part"), each.item.id, each.period): each
        for each in results.ledger.disputes.values()
    }
    found = []
    for decision in round_.decisions:
        dispute = disputes[decision[:5]]
        found.append((decision, dispute.part, dispute.scores_text))
    return found


def exact_in(results: Results) -> dict[str, tuple[Fraction | None, Fraction | None]]:
    """The exact total of every unit, and the most that it can have, by the program; None for the most without a total."""
    return {
        unit.name: (unit.exact_total, None if unit.exact_total is None else results.most(group, unit))
        for group in results.groups
        for unit in group.units
    }


def found_in(results: Results) -> dict[str, dict[str, Outcome]]:
    """What units get by the program: group to unit to outcome."""
    return {
        group.name: {
            unit.name: Outcome(
                None if unit.total is None else str(unit.total),
                unit.band,
                unit.rank,
                None if unit.converted is None else str(unit.converted),
            )
            for unit in group.units
        }
        for group in results.groups
    }
