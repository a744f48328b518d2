"""Random rounds: totals, grades and ranks are those of a second, plainly written calculation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from gkpg.findings.codes import CODES, Severity
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.ledger import ledger_of
from gkpg.ledger.submissions import find_files
from gkpg.results.reuse import AssessmentRequest, assess
from gkpg.results.store import load_results, write_results
from gkpg.round.load import check_assessment_rules
from gkpg.round.model import Assessment
from gkpg.round.resolve import resolve
from gkpg.round.rules.context import RuleContext
from gkpg.rubric import Library, Rubric
from gkpg.scoring import Results, score
from gkpg.sheets.model import EntryLayout, File, Identity, Sheet
from gkpg.sheets.read.file_reader import FileReader
from gkpg.sheets.read.sheet_rules import SheetRules
from gkpg.yamlfiles.document import Document
from gkpg.yamlfiles.types import STORED
from tests.plain_round import Outcome, PlainSheet, outcomes, random_round

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.round.round import Round

#: The grades that hold where an assessment names none, as docs/assessment-format.md has them.
DEFAULT_GRADES = {
    "bands": [
        {"name": "优秀", "from": "90%"},
        {"name": "良好", "from": "80%"},
        {"name": "合格", "from": "60%"},
        {"name": "不合格"},
    ]
}
#: So many random rounds at once, and so many times.
EACH, BATCHES = 100, 20


class Made(NamedTuple):
    """A random round as plain values, and as what its files would give."""

    round: Round
    library: Library
    written: dict[str, Any]
    rubrics: dict[str, dict[str, Any]]
    sheets: list[PlainSheet]

    def plainly(self) -> dict[str, dict[str, Outcome]]:
        """What the second calculation comes to."""
        return outcomes(self.written, self.rubrics, self.sheets)


#: What the random rounds get wrong now and then: quotas over 100 %, grades that no total leads to, or coarse rounding.
UNSOUND = {"A303", "A304", "A306"}


def round_made(seed: int) -> Made | None:
    """A random round; None where its grades or quotas are refused."""
    return round_made_of(*random_round(seed), f"seed {seed}")


def round_made_of(
    written: dict[str, Any], rubrics: dict[str, dict[str, Any]], sheets: list[PlainSheet], name: str = ""
) -> Made | None:
    """The same of a round that was changed."""
    written.setdefault("grades", DEFAULT_GRADES)
    tables = [Rubric.model_validate(each, strict=False, context=STORED) for each in rubrics.values()]
    assessment = Assessment.model_validate(written, strict=False, context=STORED)
    library = Library(tuple(tables), (), ())
    slips = check_assessment_rules(RuleContext(assessment, library, Document("", written, {}, {}, ())))
    wrong = [slip for slip in slips if CODES[slip.code].severity is Severity.ERROR]
    errors = {slip.code for slip in wrong if "needs" not in slip.path}  # a need may ask for more than there is
    assert errors <= UNSOUND, (name, slips)
    return None if wrong else Made(resolve(assessment, library), library, written, rubrics, sheets)


def rubric_of(plain: PlainSheet, round_: Round) -> Rubric:
    """The rubric of a sheet, in the version of its unit's group."""
    parts = round_.group_of[round_.former.get(plain.unit, plain.unit)].parts
    return next(part.rubric for part in parts if part.rubric.rubric in {plain.rubric, f"{plain.rubric}.part"})


def as_read(plain: PlainSheet, round_: Round, number: int) -> File:
    """A sheet as the reader gives it."""
    rubric, unit = rubric_of(plain, round_), round_.former.get(plain.unit, plain.unit)
    held = SheetRules.of_unit(rubric, round_, unit, plain.source)
    name, found, words = f"{number}.csv", list[Finding](), list[str]()
    items = tuple(item for item in rubric.ids if item in plain.scores)
    for item in items:
        points = plain.scores[item]
        is_lost = points is None or (points == "/" and held.not_applicable(rubric.by_id[item]) is None)
        words.append("-" if is_lost or points is None else points)
        if is_lost:
            facts = {"item": item, "max": "", "text": "", "allowed": ""}
            found.append(Finding("S102" if points is None else "S112", Place(name), facts))
    layout = EntryLayout(items, tuple(f"B{row}" for row in range(len(items))))
    who = Identity(unit, plain.source, plain.assessor)
    key = (rubric.rubric, rubric.version)
    line = " ".join(words)
    sheet = Sheet(name, key, who, "表", None, layout, line, (), tuple(found), sample=plain.sample)
    return File(name, "", (sheet,))


def files_of(made: Made) -> list[File]:
    """All sheets of a round as the reader gives them."""
    return [as_read(each, made.round, number) for number, each in enumerate(made.sheets)]


def found_in(results: Results) -> dict[str, dict[str, Outcome]]:
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


@pytest.mark.parametrize("batch", range(BATCHES))
def test_thousands_of_rounds_come_to_what_plain_arithmetic_does(batch: int) -> None:
    checked = 0
    for seed in range(batch * EACH, (batch + 1) * EACH):
        made = round_made(seed)
        if made is None:
            continue
        results = score(ledger_of(files_of(made), made.round.rubrics.values(), round_=made.round))
        assert found_in(results) == made.plainly(), f"seed {seed}"
        checked += 1
    assert checked > 0.9 * EACH


def test_full_marks_for_all_that_applies_are_all_that_a_unit_can_have() -> None:
    """Whatever does not apply, and however it is treated; bonuses aside."""
    less = 0
    for seed in range(30_000, 30_600):
        written, rubrics, sheets = random_round(seed)
        if "not_applicable" not in written:
            continue
        written.pop("rounding", None)
        written["grades"] = DEFAULT_GRADES  # those that were made go with the rounding
        made = round_made_of(written, rubrics, sheets)
        for plain in sheets if made else ():
            items = rubric_of(plain, made.round).by_id
            full = {item: "0" if item.startswith("J") else str(items[item].max) for item in plain.scores}
            plain.scores.update({item: full[item] for item, score_ in plain.scores.items() if score_ != "/"})
        results = score(ledger_of(files_of(made), made.round.rubrics.values(), round_=made.round)) if made else None
        for group in results.groups if results else ():
            for unit in group.units:
                if unit.exact_total is not None and unit.name != "Composed":
                    most = results.most(group, unit)
                    assert unit.exact_total == most, (seed, unit.name)
                    less += most != group.rules.total
    assert less > 10


def test_the_same_from_files_and_back_from_the_result_file(tmp_path: Path) -> None:
    for made in [each for seed in range(10_000, 10_040) if (each := round_made(seed)) is not None]:
        folder = tmp_path / str(id(made))
        folder.mkdir()
        for number, plain in enumerate(made.sheets):
            (folder / f"{number}.csv").write_text(as_csv(plain, made.round), "utf-8")
        every = {**{(each.rubric, each.version): each for each in made.library.rubrics}, **made.round.rubrics}
        reader = FileReader(Library(tuple(every.values()), (), ()), round=made.round)
        results = assess(AssessmentRequest(find_files([folder]), reader, workers=1), None).results
        assert found_in(results) == made.plainly()
        write_results(tmp_path / "r.sqlite", results)
        again = load_results(tmp_path / "r.sqlite")
        assert again == results
        for group in results.groups:
            for unit in group.units:
                assert list(again.steps(group, unit)) == list(results.steps(group, unit))


def as_csv(plain: PlainSheet, round_: Round) -> str:
    """A sheet as the csv of a matrix with one row."""
    rubric = rubric_of(plain, round_)
    ids = [item for item in rubric.ids if item in plain.scores]
    headings = ["单位", *(f"{item} {rubric.by_id[item].name}" for item in ids)]
    row = [plain.unit, *(plain.scores[item] or "" for item in ids)]
    if plain.sample is not None:
        headings, row = [*headings, "样本数"], [*row, str(plain.sample)]
    return f"来源：,{plain.source}\n评分人：,{plain.assessor}\n{','.join(headings)}\n{','.join(row)}\n"
