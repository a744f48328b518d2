"""Checking cases: what their scores come to, against what they must come to."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.authoring.cases.case_sheets import CaseSheet, as_file, hands_of, sheet_of_case, sheets_of_unit, worth
from gkpg.authoring.cases.case_trial import CaseTrial
from gkpg.base.points import format_exact, format_points
from gkpg.base.text import Text, list_words
from gkpg.findings.finding import Finding, sort_findings
from gkpg.ledger import ledger_of
from gkpg.rubric.case import NOT_APPLICABLE
from gkpg.scoring import score
from gkpg.scoring.describe import describe_grade, describe_why
from gkpg.sheets.read.sheet_rules import SheetRules
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gkpg.findings.finding import Fact
    from gkpg.round.load import LoadedAssessment
    from gkpg.round.round import Round
    from gkpg.round.trial import Trial
    from gkpg.round.unit_case import UnitCase
    from gkpg.rubric import LoadedRubric, Rubric
    from gkpg.rubric.case import Case
    from gkpg.scoring import GroupResult, Results, UnitResult
    from gkpg.sheets.model import Sheet
    from gkpg.yamlfiles.document import Document, Path_

_NO_FACTS: Mapping[str, Fact] = {}
_WORDS_OF_SOURCES = Text(
    "请改正；词值多少分由考核文件里来源的 scale 定，填词的案例写在考核文件里",
    "correct it; the scale of a source says what words are worth: write cases with words in the assessment file",
)

CaseSubject = tuple["Results", "UnitResult | None"]


def with_rubric_cases(loaded: LoadedRubric) -> LoadedRubric:
    """A rubric that was loaded, with what its cases do not come to; it is not sound where one does not."""
    rubric = loaded.rubric
    if rubric is None or not rubric.cases:
        return loaded
    slips = (slip for number, case in enumerate(rubric.cases) for slip in _of_rubric(rubric, case, ("cases", number)))
    wrong = _findings(slips, loaded.document)
    return replace(loaded, rubric=None if wrong else rubric, findings=sort_findings((*loaded.findings, *wrong)))


def with_assessment_cases(loaded: LoadedAssessment) -> LoadedAssessment:
    """The same of an assessment."""
    round_ = loaded.round
    if round_ is None or round_.assessment is None or not round_.assessment.cases:
        return loaded
    cases = enumerate(round_.assessment.cases)
    wrong = _findings((slip for n, case in cases for slip in _of_unit(round_, case, ("cases", n))), loaded.document)
    return replace(loaded, round=None if wrong else round_, findings=sort_findings((*loaded.findings, *wrong)))


def _findings(slips: Iterable[Slip], document: Document) -> list[Finding]:
    return [Finding(slip.code, document.place(slip.path), slip.facts) for slip in slips]


def _of_rubric(rubric: Rubric, case: Case, path: Path_) -> Iterator[Slip]:
    """One case of a rubric."""
    wrong = [
        *_unknown(case.scores, rubric.leaf_ids, (*path, "scores")),
        *_unknown(case.points, _with_points(rubric), (*path, "points")),
    ]
    wrong += (
        _find_not_taken(rubric, item, word, (*path, "scores", item), _remedy(rubric, item, word))
        for item, word in case.scores.items()
        if item in rubric.kinds and worth(rubric, item, word) is None
    )
    sheet, missing = sheet_of_case(case, rubric)
    wrong += _says_enough(case, [] if wrong else missing, path)
    compared = CaseTrial(case, [rubric], {item for item, word in case.scores.items() if word != NOT_APPLICABLE}, None)
    wrong += _compares(case, compared, path)
    if wrong:
        yield from wrong
        return
    scored = _score_case([sheet], [rubric], None, sheet.identity.unit, compared.trial())
    yield from _comes_to(case, *scored, path)


def _of_unit(round_: Round, case: UnitCase, path: Path_) -> Iterator[Slip]:
    """One case of an assessment."""
    if case.unit not in round_.group_of:
        yield Slip("C101", (*path, "unit"), {"word": case.unit})
        return
    rubrics = [part.rubric for part in round_.group_of[case.unit].parts_for(case.unit)]
    handed = list(sheets_of_unit(case, round_))
    wrong = [*_unknown(case.points, {item for rubric in rubrics for item in _with_points(rubric)}, (*path, "points"))]
    wrong += _nobody_enters(case, round_, handed, path)
    wrong += _wrongly_entered(case, round_, handed, path)
    missing = dict.fromkeys(f"{each.sheet.identity.source} {item}" for each in handed for item in each.missing)
    wrong += _says_enough(case, [] if wrong else list(missing), path)
    entered = {item for each in handed for item, word in each.entered.items() if word != NOT_APPLICABLE}
    compared = CaseTrial(case, rubrics, entered, round_)
    wrong += _compares(case, compared, path)
    if wrong:
        yield from wrong
        return
    scored = _score_case([each.sheet for each in handed], rubrics, round_, case.unit, compared.trial())
    yield from _comes_to(case, *scored, path)


def _nobody_enters(case: UnitCase, round_: Round, handed: list[CaseSheet], path: Path_) -> Iterator[Slip]:
    """What a case enters, some hand of a source that scores the unit is asked for."""
    for source, given in case.scores.items():
        asked = {item for each in handed if each.sheet.identity.source == source for item in _rows_of(each)}
        if not asked:
            yield Slip("C101", (*path, "scores", source), {"word": source})
            continue
        count = hands_of(case, round_, source)
        for number, entered in enumerate(given):
            if number >= count:
                yield Slip("C101", (*path, "scores", source, number), {"word": f"{source} {number + 1}"})
            yield from _unknown(entered, asked, (*path, "scores", source, number))


def _rows_of(handed: CaseSheet) -> set[str]:
    return {*handed.sheet.layout.items, *handed.missing, *handed.entered}


def _wrongly_entered(case: UnitCase, round_: Round, handed: list[CaseSheet], path: Path_) -> Iterator[Slip]:
    """What is entered can be, in the rubric that the source scores by."""
    told: set[tuple[str, int, str]] = set()
    numbers: dict[tuple[str, object], int] = {}
    for each in handed:
        who = each.sheet.identity
        rubric = round_.rubrics[each.sheet.rubric or ("", "")]
        number = numbers[who.source, each.sheet.rubric] = numbers.get((who.source, each.sheet.rubric), -1) + 1
        held = SheetRules.of_unit(rubric, round_, case.unit, who.source)
        index = min(number, len(case.scores.get(who.source, ((),))) - 1)
        for item, word in each.entered.items():
            may_lack = round_.applicability.rule(case.unit, rubric, item) is not None
            if worth(rubric, item, word, held, may_lack=may_lack) is None and (who.source, index, item) not in told:
                told.add((who.source, index, item))
                yield _find_not_taken(rubric, item, word, (*path, "scores", who.source, index, item))


def _with_points(rubric: Rubric) -> set[str]:
    """The items that get points of their own, as rows of ticks and losses do not."""
    return set(rubric.ids) - rubric.rows


def _unknown(words: Iterable[str], known: Iterable[str], path: Path_) -> Iterator[Slip]:
    """A case names what there is."""
    known = set(known)
    for word in words:
        if word not in known:
            yield Slip("C101", (*path, word), {"word": word})


def _find_not_taken(rubric: Rubric, item: str, word: str, path: Path_, remedy: Mapping[str, Fact] = _NO_FACTS) -> Slip:
    facts: dict[str, Fact] = {"item": rubric.by_id[item].label, "entered": word}
    return Slip("C103", path, {**facts, "allowed": rubric.kinds[item].allowed, **remedy})


def _remedy(rubric: Rubric, item: str, word: str) -> Mapping[str, Fact]:
    """What to do about a word in place of a score, which only an assessment can give a worth."""
    is_word = word.isalpha() and rubric.kinds[item].is_score
    return {"remedy": _WORDS_OF_SOURCES} if is_word else _NO_FACTS


def _says_enough(case: Case | UnitCase, missing: list[str], path: Path_) -> Iterator[Slip]:
    """A case says what every row gets, and what that must come to."""
    if missing:
        yield Slip("C102", path, {"case": case.name, "items": list_words(missing, 8)})
    if case.total is None and not case.points and getattr(case, "grade", None) is None:
        yield Slip("C106", path, {"case": case.name})


def _compares(case: Case | UnitCase, compared: CaseTrial, path: Path_) -> Iterator[Slip]:
    """A case says what its figures are compared with."""
    yield from compared.slips((*path, "against"))
    if missing := compared.missing():
        yield Slip("C107", path, {"case": case.name, "items": list_words(missing, 8)})


def _score_case(
    sheets: list[Sheet], rubrics: list[Rubric], round_: Round | None, unit: str, trial: Trial
) -> CaseSubject:
    ledger = ledger_of([as_file("", sheets)], rubrics, round_=round_)
    results = score(replace(ledger, round=replace(ledger.round, trial=trial)))
    return results, next((each for group in results.groups for each in group.units if each.name == unit), None)


def _comes_to(case: Case | UnitCase, results: Results, unit: UnitResult | None, path: Path_) -> Iterator[Slip]:
    """The outcome is what the case says."""
    failed = unit is not None and (unit.why == "vetoed" or unit.band is not None) and case.total is None
    if unit is None or (unit.total is None and not failed):
        why = (describe_why(results, _group(results, unit), unit) if unit else None) or Text("没有得分", "no scores")
        yield Slip("C105", path, {"case": case.name, "why": why})
        return
    if case.total is not None and unit.total is not None and unit.total != case.total:
        found = format_points(unit.total)
        yield Slip(
            "C104", (*path, "total"), _differs(case, Text("总分", "the total"), format_points(case.total), found)
        )
    grade = getattr(case, "grade", None)
    got_grade = describe_grade(_group(results, unit).rules, unit.band)
    if grade is not None and (got_grade is None or grade not in got_grade):
        found_ = got_grade or Text("无", "none")
        yield Slip("C104", (*path, "grade"), _differs(case, Text("等次", "the grade"), grade, found_))
    points = _points(results, unit)
    for item, wanted in case.points.items():
        got = points.get(item)
        if got is None or got != Fraction(wanted):
            told = "—" if got is None else format_exact(got)
            facts = _differs(case, Text(f" {item} ", f"item {item}"), format_points(wanted), told)
            yield Slip("C104", (*path, "points", item), facts)


def _differs(case: Case | UnitCase, what: Text, wanted: str, found: Fact) -> dict[str, Fact]:
    return {"case": case.name, "what": what, "wanted": wanted, "found": found}


def _group(results: Results, unit: UnitResult) -> GroupResult:
    return next(group for group in results.groups if unit in group.units)


def _points(results: Results, unit: UnitResult) -> dict[str, Fraction]:
    """The points of a unit's items, of the first part that has each."""
    group = _group(results, unit)
    found: dict[str, Fraction] = {}
    for part in reversed(range(len(unit.parts))):
        found |= results.points(group, unit, part)
    return found
