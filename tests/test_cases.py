"""Cases: what real schemes rule, as an assessment file with sheets and the numbers that they come to; no code for any."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from gkpg.findings.codes import Severity
from gkpg.ledger.submissions import find_files
from gkpg.results.earlier import with_earlier_figures
from gkpg.results.reuse import AssessmentRequest, assess
from gkpg.results.store import load_results, write_results
from gkpg.round.load import load_assessment
from gkpg.rubric.load import load_rubric
from gkpg.sheets.read.file_reader import FileReader

if TYPE_CHECKING:
    from gkpg.scoring import Results

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
RUBRICS = sorted(path for path in (Path(__file__).parent / "cases-rubrics-refused").iterdir() if path.is_dir())
REFUSED = sorted(path for path in (Path(__file__).parent / "cases-refused").iterdir() if path.is_dir())


def expected(case: Path) -> dict[str, Any]:
    found = yaml.safe_load((case / "expected.yaml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@functools.cache
def scored(case: Path) -> Results:
    """The results of a folder, in this process; scored once, for nothing changes them."""
    loaded = with_earlier_figures(load_assessment(case / "assessment.yaml"))
    assert loaded.round is not None, [finding.line("en") for finding in loaded.findings]
    reader = FileReader(loaded.library, round=loaded.round)
    return assess(AssessmentRequest(find_files([case / "sheets"]), reader, workers=1), None).results


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_published_rule_comes_to_its_numbers(case: Path, tmp_path: Path) -> None:
    results, wanted = scored(case), expected(case)
    found = {
        group.name: [
            {
                "unit": unit.name,
                "total": None if unit.total is None else str(unit.total),
                "grade": unit.band,
                "rank": unit.rank,
                **({} if unit.converted is None else {"converted": str(unit.converted)}),
            }
            for unit in group.units
        ]
        for group in results.groups
    }
    errors = sorted({finding.code for finding in results.findings if finding.severity is Severity.ERROR})
    assert (found, errors) == (wanted["groups"], sorted(wanted.get("codes", [])))
    write_results(tmp_path / "r.sqlite", results)
    assert load_results(tmp_path / "r.sqlite") == results


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_steps_lead_to_the_total(case: Path) -> None:
    results = scored(case)
    for group in results.groups:
        for unit in group.units:
            steps = list(results.steps_to_total(group, unit))
            if unit.total is not None:
                rounding = [step for step in steps if step.what == "round" and step.terms[0][:2] == ("total", "total")]
                assert [step.value for step in rounding] == [unit.total]
                assert rounding[0].terms[0].value == unit.exact_total


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_what_is_wrong_with_an_assessment_is_found_at_its_line(case: Path) -> None:
    findings = with_earlier_figures(load_assessment(case / "assessment.yaml")).findings
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    found = [{"code": finding.code, "line": finding.place.line} for finding in errors]
    assert found == expected(case)["findings"], [finding.line("en") for finding in errors]


@pytest.mark.parametrize("case", RUBRICS, ids=lambda case: case.name)
def test_a_rubric_with_one_fault_is_refused_at_its_line(case: Path) -> None:
    found = load_rubric(case / "rubric.yaml").findings
    errors = sorted((each.code, each.place.line) for each in found if each.severity is Severity.ERROR)
    assert errors == sorted((each["code"], each["line"]) for each in expected(case)["findings"])
