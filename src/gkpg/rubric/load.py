"""Loading rubrics: from a YAML file to a sound rubric or to all that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from gkpg.base.text import Text, spell_path
from gkpg.findings.codes.code import Severity
from gkpg.findings.finding import Finding, has_errors, sort_findings
from gkpg.findings.place import Place
from gkpg.rubric.blocks import Block, Gate
from gkpg.rubric.cap_rules import caps_hold_a_row
from gkpg.rubric.case import Case
from gkpg.rubric.completion import completed
from gkpg.rubric.doubtful_rules import figures_are_likely
from gkpg.rubric.draft import draft_rubric
from gkpg.rubric.idle_rules import keys_without_use
from gkpg.rubric.item import Item, Repair
from gkpg.rubric.kinds import ChangeRow, MeasureBand, Per, ValueRounding
from gkpg.rubric.model import Rubric, SourceDocument
from gkpg.rubric.reach_rules import check_reach
from gkpg.rubric.references import with_known_ids
from gkpg.rubric.rules import check_rubric_rules
from gkpg.rubric.shares import with_shares
from gkpg.rubric.shares_beside import with_shares_beside
from gkpg.rubric.vetoes import Effect, Minus, VetoRule
from gkpg.rubric.weights import with_points
from gkpg.yamlfiles.document import Document, load_yaml
from gkpg.yamlfiles.form import Form
from gkpg.yamlfiles.other_kinds import mistaken_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from gkpg.base.text import Lang


@cache
def _schema(lang: Lang) -> Mapping[str, Any]:
    from gkpg.rubric.schema import rubric_schema  # noqa: PLC0415 - needed where something is wrong only

    return rubric_schema(lang)


#: The errors that leave every figure as it is written: sums that do not hold, figures that are printed otherwise.
_OF_SUMS = {"R201", "R202", "R204", "R205"}
#: The form of a rubric file.
FORM = Form(
    Rubric,
    {
        "source": SourceDocument,
        "repair": Repair,
        "indicators": Item,
        "items": Item,
        "beside": Block,
        "gate": Gate,
        "vetoes": VetoRule,
        "effect": Effect,
        "effect.minus": Minus,
        "plus": ChangeRow,
        "minus": ChangeRow,
        "cases": Case,
        "bands": MeasureBand,
        "per": Per,
        "round": ValueRounding,
    },
    Text("指标表", "the rubric"),
    _schema,
)


@dataclass(frozen=True, slots=True)
class LoadedRubric:
    """What came of one file. `rubric` is None if a finding of error level stands against it.

    `document` has the places of its values.
    """

    file: str
    rubric: Rubric | None
    findings: tuple[Finding, ...]
    document: Document


def find_rubric_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files that paths stand for: a folder stands for every .yaml and .yml file below it, in order."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(each for each in path.rglob("*.y*ml") if each.suffix in {".yaml", ".yml"})
        else:
            files.append(path)
    return tuple(dict.fromkeys(files))


def load_rubric(path: Path) -> LoadedRubric:
    """Load one rubric and check everything about it."""
    return parse_rubric(load_yaml(path, spell_path(path)))


def parse_rubric(document: Document) -> LoadedRubric:
    """The rubric of a YAML document, with everything that is wrong with it."""
    if document.data is None:
        return LoadedRubric(document.file, None, document.findings, document)
    mistaken = mistaken_file(set(document.data or ()), document.file, "rubric")
    if mistaken:
        return LoadedRubric(document.file, None, (mistaken,), document)
    data, off = with_points(document.data)
    data, without_max = with_shares(data)
    data, of_no_limit = with_shares_beside(data)
    ids = (item.id for item in draft_rubric(completed(data)).walk() if item.path and item.id)
    document = with_known_ids(replace(document, data=data), ids)
    document = replace(document, data=completed(document.data))
    rubric, wrong = FORM.read(document)
    bare = {document.place(slip.path) for slip in (*off, *without_max) if slip.code == "R211"}
    wrong = [each for each in wrong if each.code != "R102" or each.place not in bare or each.facts["key"] != "max"]
    findings = [*document.findings, *wrong, *check_rubric_rules(draft_rubric(document.data), document)]
    findings += (slip.at(document) for slip in (*off, *without_max, *of_no_limit))
    if rubric is not None:
        findings += _of_whole(rubric, findings, document)
    return LoadedRubric(document.file, None if has_errors(findings) else rubric, sort_findings(findings), document)


def _of_whole(rubric: Rubric, findings: Iterable[Finding], document: Document) -> list[Finding]:
    """What only a whole rubric tells. Where nothing but sums is wrong, what lies beyond all that is written is told."""
    codes = {each.code for each in findings if each.severity is Severity.ERROR}
    if codes:
        return [*check_reach(rubric, document, sums_hold=False)] if codes <= _OF_SUMS else []
    slips = (slip for rule in (keys_without_use, figures_are_likely, caps_hold_a_row) for slip in rule(rubric))
    return [*check_reach(rubric, document), *(slip.at(document) for slip in slips)]


def read_as_written(loaded: LoadedRubric) -> Rubric | None:
    """A rubric as it is written, sound or not; None where it has not even the form of one."""
    return loaded.rubric if loaded.document.data is None else FORM.read(loaded.document)[0]


def restore_rubric(file: str, rubric: Rubric) -> LoadedRubric:
    """A rubric that a file of another kind holds, such as a result: sound, and without places of its own."""
    return LoadedRubric(file, rubric, (), Document(file, None, {}, {}, ()))


def load_rubrics(paths: Iterable[Path]) -> tuple[LoadedRubric, ...]:
    """Load many rubrics; two files that claim the same version of the same rubric are an error too."""
    loaded: list[LoadedRubric] = []
    seen: dict[tuple[str, str], str] = {}
    for one in map(load_rubric, paths):
        loaded.append(one)
        if one.rubric is None:
            continue
        first = seen.setdefault((one.rubric.rubric, one.rubric.version), one.file)
        if first != one.file:
            facts = {"rubric": one.rubric.rubric, "version": one.rubric.version, "other": first}
            twice = Finding("R209", Place(one.file, 1, 1), facts)
            loaded[-1] = replace(one, rubric=None, findings=sort_findings((*one.findings, twice)))
    return tuple(loaded)
