"""Loading an assessment: from `assessment.yaml` to a sound one, or to all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from gkpg.base.normalize import normalize_name
from gkpg.base.text import Text, spell_path
from gkpg.findings.codes import CODES
from gkpg.findings.codes.code import Severity
from gkpg.findings.finding import Finding, FindingError, has_errors, sort_findings
from gkpg.round import compared, grades, model, periods, publication, sources, units
from gkpg.round.coefficients import Coefficient
from gkpg.round.every_item import with_every_item
from gkpg.round.figure_files import with_figure_files
from gkpg.round.item_figures import ItemFigures
from gkpg.round.model import Assessment
from gkpg.round.resolve import resolve
from gkpg.round.rules import (
    bands,
    choices,
    comparing,
    feasibility,
    figures,
    idle,
    need_reach,
    need_totals,
    needs,
    publishing,
    references,
    scorers,
    shares,
    vetoes,
)
from gkpg.round.rules import coefficients as coefficient_rules
from gkpg.round.rules import periods as period_rules
from gkpg.round.rules.context import RuleContext
from gkpg.round.unit_case import UnitCase
from gkpg.round.unit_list import read_units
from gkpg.rubric import Library
from gkpg.rubric.references import find_values, with_known_ids
from gkpg.yamlfiles.document import load_yaml
from gkpg.yamlfiles.form import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from gkpg.base.text import Lang
    from gkpg.round.round import Round
    from gkpg.yamlfiles.document import Document, Path_
    from gkpg.yamlfiles.form import Slip


@cache
def _schema(lang: Lang) -> Mapping[str, Any]:
    from gkpg.round.schema import assessment_schema  # noqa: PLC0415 - needed where something is wrong only

    return assessment_schema(lang)


#: The form of an assessment file.
FORM = Form(
    Assessment,
    {
        "groups": units.Group, "units": units.Unit, "unranked": units.UnrankedUnit, "sources": sources.Source,
        "join": sources.Join, "disagreement": sources.Disagreement, "evidence": sources.Evidence,
        "shared": sources.SharingRule, "targets": ItemFigures, "previous": ItemFigures,
        "compared": compared.Compared, "among": compared.UnitSet,
        "composite": model.Composite, "parts": model.Part, "periods": periods.Periods, "each": periods.Period,
        "not_applicable": model.NotApplicable, "rounding": model.RoundingRule, "grades": grades.Grades,
        "bands": grades.Band, "quota": grades.Quota, "needs": grades.Need, "barred": grades.BarredUnit,
        "ranking": model.Ranking, "by": model.TieBreaker, "figures": model.TieFigure,
        "coefficients": Coefficient, "convert": model.Conversion,
        "composed": model.ComposedUnit, "of": model.Ingredient, "conflicts": sources.Conflict,
        "received": sources.ReceivedSheet, "publication": publication.Publication, "cases": UnitCase,
    },
    Text("考核文件", "the assessment file"),
    _schema,
)  # fmt: skip

AssessmentRule = Callable[[RuleContext], "Iterator[Slip]"]
#: Rules of names; of who scores what, which make no sense while a name is wrong; of everything else.
REFERENCE_RULES: tuple[AssessmentRule, ...] = (
    references.names_are_unique,
    references.rubrics_are_known,
    references.groups_are_known,
    references.units_are_known,
    references.sources_are_known,
    references.items_are_known,
    references.bands_are_known,
    needs.needs_are_known,
    choices.choices_are_whole,
)
SCORER_RULES: tuple[AssessmentRule, ...] = (
    scorers.groups_have_parts,
    scorers.nobody_is_to_score_itself,
    scorers.items_have_a_scorer,
    scorers.rows_are_not_split,
    scorers.shared_items_have_a_rule,
    scorers.sources_have_work,
    scorers.rules_fit_their_sources,
)
OTHER_RULES: tuple[AssessmentRule, ...] = (
    scorers.weights_add_up,
    bands.bands_follow,
    shares.shares_are_of_a_limit,
    vetoes.vetoes_bar_known_grades,
    vetoes.vetoes_rank_where_there_are_ranks,
    vetoes.vetoes_fix_totals_in_reach,
    bands.quotas_can_be_kept,
    choices.choices_can_be_made,
    needs.needs_are_whole,
    need_reach.needs_can_be_met,
    need_reach.needs_agree,
    need_totals.needs_leave_a_total,
    feasibility.dates_are_in_order,
    feasibility.rules_can_work,
    coefficient_rules.coefficients_can_work,
    comparing.comparisons_are_plain,
    comparing.figures_stay_comparable,
    figures.figures_are_whole,
    period_rules.periods_can_work,
    period_rules.dates_of_periods_are_in_order,
    publishing.notices_are_dated_after_results,
    publishing.numbers_are_in_form,
    feasibility.rules_have_a_basis,
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

    @property
    def looks_at_results(self) -> bool:
        """Whether it names results whose figures are not read yet."""
        written = self.round.assessment if self.round else None
        entries = (*written.targets, *written.previous) if written else ()
        return any(each.file is not None and not each.values for each in entries)


def load_assessment(path: Path, named: Sequence[Path] = ()) -> LoadedAssessment:
    """Load an assessment and check everything about it; rubrics lie in `rubrics/` beside it, or are named."""
    name = spell_path(path)
    library = Library.gather(named, path.parent / "rubrics")
    document = load_yaml(path, name)
    if document.data is None:
        return LoadedAssessment(name, path.parent, None, library, document.findings, document)
    document, lost = _with_units(with_known_ids(document, _ids_at_hand(document, library)), path.parent)
    document, of_figures = with_figure_files(document, path.parent, library)
    lost += of_figures
    assessment, wrong = FORM.read(document)
    assessment = assessment and with_every_item(assessment, library)
    findings = [*document.findings, *lost, *wrong, *library.findings]
    if assessment is not None and not lost:
        findings += (slip.at(document) for slip in check_assessment_rules(RuleContext(assessment, library, document)))
    findings = list(sort_findings(findings))
    if assessment is None or has_errors(findings):
        return LoadedAssessment(name, path.parent, None, library, tuple(findings), document)
    made = resolve(assessment, library)
    rubrics = {**{(each.rubric, each.version): each for each in library.rubrics}, **made.rubrics}
    known = replace(library, rubrics=tuple(rubrics.values()), findings=tuple(findings))
    return LoadedAssessment(name, path.parent, made, known, tuple(findings), document)


def _ids_at_hand(document: Document, library: Library) -> Iterator[str]:
    """The ids of the items of all rubrics that an assessment names."""
    rubrics = (rubric for name in set(find_values(document.data, "rubric")) for rubric in library.versions(name))
    return (item for rubric in rubrics for item in rubric.ids)


def check_assessment_rules(checked: RuleContext) -> list[Slip]:
    """Everything in an assessment that breaks a rule."""
    slips = [slip for rule in REFERENCE_RULES for slip in rule(checked)]
    rest = OTHER_RULES if slips else (*SCORER_RULES, *OTHER_RULES)
    slips += (slip for rule in rest for slip in rule(checked))
    if all(CODES[slip.code].severity is not Severity.ERROR for slip in slips):
        slips += idle.keys_have_a_use(checked)
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
                units = tuple(map(normalize_name, read_units(folder / group["units"])))
            except FindingError as error:
                reason = Text(error.finding.message("zh"), error.finding.message("en"))
                place = document.place(("groups", index, "units"))
                lost.append(Finding("A111", place, {"file": group["units"], "reason": reason}))
                units = ("?",)  # something, so that the list is not called empty as well
            read.append({**group, "units": units})
        else:
            read.append(group)
    return replace(document, data={**document.data, "groups": tuple(read)}), lost
