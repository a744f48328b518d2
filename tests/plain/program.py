"""The program: what it makes of a round, from its files to totals, grades and ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.findings.codes import Severity
from gkpg.ledger.submissions import find_files
from gkpg.results.reuse import AssessmentRequest, assess
from gkpg.round.load import load_assessment
from gkpg.rubric.load import load_rubric
from gkpg.sheets.read.file_reader import FileReader
from tests.plain.files import as_decisions, write_rules, write_sheets
from tests.plain.outcomes import Outcome

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from gkpg.findings.finding import Finding
    from gkpg.scoring import Results
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
    write_rules(round_, folder)
    rubrics = [load_rubric(path) for path in sorted((folder / "rubrics").iterdir())]
    loaded = load_assessment(folder / "assessment.yaml")
    findings = (*(each for one in rubrics for each in one.findings), *loaded.findings)
    errors = tuple(each for each in findings if each.severity is Severity.ERROR)
    if loaded.round is None or errors:
        return Refused(errors)
    write_sheets(round_, folder / "sheets")
    reader = FileReader(loaded.library, round=loaded.round)
    results = assess(AssessmentRequest(find_files([folder / "sheets"]), reader, workers=1), None).results
    if round_.decisions:
        (folder / "sheets" / "decisions.csv").write_text(as_decisions(seen_in(round_, results)), "utf-8")
        results = assess(AssessmentRequest(find_files([folder / "sheets"]), reader, workers=1), None).results
    return results


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
