"""Loading rubrics: from a YAML file to a sound rubric or to all that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gkpg.findings import Finding, Place, has_errors, in_order
from gkpg.modelfile import Form
from gkpg.rubric.case import Case
from gkpg.rubric.draft import draft_rubric
from gkpg.rubric.model import Beside, Effect, Gate, Item, Minus, Repair, Rubric, Source, VetoRule
from gkpg.rubric.rules import broken_rules
from gkpg.rubric.weights import with_points
from gkpg.words import Text, spelt
from gkpg.yamlfile import Document, load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: The form of a rubric file.
FORM = Form(
    Rubric,
    {
        "source": Source,
        "repair": Repair,
        "indicators": Item,
        "items": Item,
        "beside": Beside,
        "gate": Gate,
        "vetoes": VetoRule,
        "effect": Effect,
        "minus": Minus,
        "cases": Case,
    },
    Text("指标表", "the rubric"),
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of one file. `rubric` is None if a finding of error level stands against it.

    `document` has the places of its values.
    """

    file: str
    rubric: Rubric | None
    findings: tuple[Finding, ...]
    document: Document


def rubric_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files that paths stand for: a folder stands for every .yaml and .yml file below it, in order."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(each for each in path.rglob("*.y*ml") if each.suffix in {".yaml", ".yml"})
        else:
            files.append(path)
    return tuple(dict.fromkeys(files))


def load_rubric(path: Path) -> Loaded:
    """Load one rubric and check everything about it."""
    return rubric_in(load_yaml(path, spelt(path)))


def rubric_in(document: Document) -> Loaded:
    """The rubric of a YAML document, with everything that is wrong with it."""
    if document.data is None:
        return Loaded(document.file, None, document.findings, document)
    data, off = with_points(document.data)
    document = replace(document, data=data)
    rubric, wrong = FORM.read(document)
    findings = [*document.findings, *wrong, *broken_rules(draft_rubric(data), document)]
    findings += (slip.at(document) for slip in off)
    return Loaded(document.file, None if has_errors(findings) else rubric, in_order(findings), document)


def stored(file: str, rubric: Rubric) -> Loaded:
    """A rubric that a file of another kind holds, such as a result: sound, and without places of its own."""
    return Loaded(file, rubric, (), Document(file, None, {}, {}, ()))


def load_rubrics(paths: Iterable[Path]) -> tuple[Loaded, ...]:
    """Load many rubrics; two files that claim the same version of the same rubric are an error too."""
    loaded: list[Loaded] = []
    seen: dict[tuple[str, str], str] = {}
    for one in map(load_rubric, paths):
        loaded.append(one)
        if one.rubric is None:
            continue
        first = seen.setdefault((one.rubric.rubric, one.rubric.version), one.file)
        if first != one.file:
            facts = {"rubric": one.rubric.rubric, "version": one.rubric.version, "other": first}
            twice = Finding("R209", Place(one.file, 1, 1), facts)
            loaded[-1] = replace(one, rubric=None, findings=in_order((*one.findings, twice)))
    return tuple(loaded)
