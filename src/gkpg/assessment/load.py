"""Loading an assessment: from `assessment.yaml` to a sound one, or to all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gkpg.assessment import bands, claims, feasible, model, names
from gkpg.assessment.case import UnitCase
from gkpg.assessment.checked import Checked
from gkpg.assessment.model import Assessment
from gkpg.assessment.round import Round, round_of
from gkpg.findings import Finding, FindingError, has_errors, in_order
from gkpg.modelfile import Form
from gkpg.names import neat
from gkpg.rubric import Library
from gkpg.unitlist import read_units
from gkpg.words import Text, spelt
from gkpg.yamlfile import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gkpg.modelfile import Slip
    from gkpg.yamlfile import Document, Path_

#: The form of an assessment file.
FORM = Form(
    Assessment,
    {
        "groups": model.Group, "units": model.Unit, "unranked": model.Unranked, "sources": model.Source,
        "join": model.Join, "disagreement": model.Disagreement, "evidence": model.Evidence, "shared": model.Shared,
        "composite": model.Composite, "parts": model.Part, "not_applicable": model.NotApplicable,
        "rounding": model.Rounding, "grades": model.Grades, "bands": model.Band, "quota": model.Quota,
        "needs": model.Needs, "barred": model.Barred, "ranking": model.Ranking, "by": model.Breaker,
        "convert": model.Convert, "composed": model.Composed, "of": model.Ingredient, "conflicts": model.Conflict,
        "received": model.Received, "cases": UnitCase,
    },
    Text("考核文件", "the assessment file"),
)  # fmt: skip

Rule = Callable[[Checked], "Iterator[Slip]"]
#: Rules of names; of who scores what, which make no sense while a name is wrong; of everything else.
NAMES: tuple[Rule, ...] = (
    names.names_are_unique,
    names.rubrics_are_known,
    names.groups_are_known,
    names.units_are_known,
    names.sources_are_known,
    names.items_are_known,
    names.bands_are_known,
)
CLAIMS: tuple[Rule, ...] = (
    claims.groups_have_parts,
    claims.nobody_is_to_score_itself,
    claims.items_have_a_scorer,
    claims.shared_items_have_a_rule,
    claims.sources_have_work,
    claims.rules_fit_their_sources,
)
OTHER: tuple[Rule, ...] = (
    claims.weights_add_up,
    bands.bands_follow,
    bands.vetoes_bar_known_grades,
    bands.quotas_can_be_kept,
    feasible.dates_are_in_order,
    feasible.rules_can_work,
    feasible.rules_have_a_basis,
)


@dataclass(frozen=True)
class LoadedAssessment:
    """What came of an assessment file in a folder. `round` is None if a finding of error level stands against it.

    `library` has the rubrics that its sheets may be of, those of single figures included, and of a sound one the same
    `findings`; `document` the places of its values.
    """

    file: str
    folder: Path
    round: Round | None
    library: Library
    findings: tuple[Finding, ...]
    document: Document


def load_assessment(path: Path, named: Sequence[Path] = ()) -> LoadedAssessment:
    """Load an assessment and check everything about it; rubrics lie in `rubrics/` beside it, or are named."""
    name = spelt(path)
    library = Library.gather(named, path.parent / "rubrics")
    document = load_yaml(path, name)
    if document.data is None:
        return LoadedAssessment(name, path.parent, None, library, document.findings, document)
    document, lost = _with_units(document, path.parent)
    assessment, wrong = FORM.read(document)
    findings = [*document.findings, *lost, *wrong, *library.findings]
    if assessment is not None and not lost:
        findings += (slip.at(document) for slip in broken_rules(Checked(assessment, library, document)))
    findings = list(in_order(findings))
    if assessment is None or has_errors(findings):
        return LoadedAssessment(name, path.parent, None, library, tuple(findings), document)
    made = round_of(assessment, library)
    rubrics = {**{(each.rubric, each.version): each for each in library.rubrics}, **made.rubrics}
    known = replace(library, rubrics=tuple(rubrics.values()), findings=tuple(findings))
    return LoadedAssessment(name, path.parent, made, known, tuple(findings), document)


def broken_rules(checked: Checked) -> list[Slip]:
    """Everything in an assessment that breaks a rule."""
    slips = [slip for rule in NAMES for slip in rule(checked)]
    rest = OTHER if slips else (*CLAIMS, *OTHER)
    slips += (slip for rule in rest for slip in rule(checked))
    once: dict[tuple[str, Path_], Slip] = {}
    for slip in slips:
        once.setdefault((slip.code, slip.path), slip)
    return list(once.values())


def _with_units(document: Document, folder: Path) -> tuple[Document, list[Finding]]:
    """The document with the units of each list that is a text file; and the lists that cannot be read."""
    groups = document.data.get("groups")
    if not isinstance(groups, tuple):
        return document, []
    read: list[Any] = []
    lost: list[Finding] = []
    for index, group in enumerate(groups):
        if isinstance(group, dict) and isinstance(group.get("units"), str):
            try:
                units = tuple(map(neat, read_units(folder / group["units"])))
            except FindingError as error:
                reason = Text(error.finding.message("zh"), error.finding.message("en"))
                place = document.place(("groups", index, "units"))
                lost.append(Finding("A111", place, {"file": group["units"], "reason": reason}))
                units = ("?",)  # something, so that the list is not called empty as well
            read.append({**group, "units": units})
        else:
            read.append(group)
    return replace(document, data={**document.data, "groups": tuple(read)}), lost
