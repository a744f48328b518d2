"""Wrong types: each value of rubrics and assessments made one of another type, and loaded as the commands load it.

    python -m tools.wrong_types                     every case of tests/cases, for hours
    python -m tools.wrong_types --every 13          one of so many
    python -m tools.wrong_types FOLDER …            folders with an assessment.yaml

Whatever stands there, findings come out, or a sound file; never an exception, and never after minutes. Places that are
alike, with the same keys around them, are tried once.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from gkpg.authoring.cases import with_assessment_cases, with_rubric_cases
from gkpg.base.text import LANGS
from gkpg.round.load import load_assessment
from gkpg.rubric import load_rubric

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.findings.finding import Finding

ROOT = Path(__file__).resolve().parent.parent
#: What is put in place of a value, as it is written.
OTHERS = (
    "5", "-1", "0.12345678", "text", '""', "95%", "[]", "[1, text]", "[[[1]]]", "{}", "{a: 1}", "{a: {b: [c]}}", "null",
    "true", "NO", "08", "2022-08-08", "9" * 40, "1" + "0" * 400, "1/0", "[null]", "[{}]",
)  # fmt: skip
#: So many seconds of work are bounded time for a small file.
SLOWEST = 20.0
_ASSESSMENT = "assessment.yaml"


@dataclass(frozen=True)
class Mutant:
    """A file of a folder with one value made another; `place` says where, and `other` what stands there now."""

    folder: Path
    file: str
    place: str
    other: str
    text: str


@dataclass(frozen=True)
class _Spot:
    """A value in a tree: the list that holds it and its number there, the keys that lead to it, what is around it."""

    values: list[object]
    number: int
    keys: tuple[str, ...]
    around: object

    def with_other(self, root: yaml.Node, other: str) -> str:
        """The whole file with another value there, as text."""
        was = self.values[self.number]
        node = yaml.compose(other, Loader=yaml.CSafeLoader)
        self.values[self.number] = (was[0], node) if isinstance(was, tuple) else node
        try:
            return str(yaml.serialize(root, Dumper=yaml.CSafeDumper, allow_unicode=True, width=1000))
        finally:
            self.values[self.number] = was


def mutants(folders: Iterable[Path], every: int = 1) -> Iterator[Mutant]:
    """Every file with each of its values made one of each other type; one mutant of so many."""
    known: set[object] = set()
    number = count()
    for folder in folders:
        for path in sorted((*folder.glob(_ASSESSMENT), *folder.glob("rubrics/*.yaml"))):
            root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            assert root is not None
            for spot in _spots(root, (), ()):
                alike = (path.parent.name == "rubrics", spot.keys[-2:], spot.around)
                for other in OTHERS if alike not in known else ():
                    if next(number) % every == 0:
                        name = path.relative_to(folder).as_posix()
                        yield Mutant(folder, name, "/".join(spot.keys), other, spot.with_other(root, other))
                known.add(alike)


def _spots(node: yaml.Node, keys: tuple[str, ...], around: object) -> Iterator[_Spot]:
    """Every value below a node."""
    if isinstance(node, yaml.MappingNode):
        beside = tuple(sorted(key.value for key, _ in node.value))
        for number, (key, value) in enumerate(node.value):
            yield _Spot(node.value, number, (*keys, key.value), beside)
            yield from _spots(value, (*keys, key.value), beside)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield _Spot(node.value, number, (*keys, "#"), type(value).__name__)
            yield from _spots(value, (*keys, "#"), around)


class Trial:
    """A folder in which mutants are loaded, one after another."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._now: Path | None = None

    def broken(self, mutant: Mutant) -> str | None:
        """What a mutant breaks: the exception that it ends in, or that it took too long; None for nothing."""
        if self._now != mutant.folder:
            shutil.rmtree(self._work, ignore_errors=True)
            shutil.copytree(mutant.folder, self._work, ignore=shutil.ignore_patterns("sheets"))
            self._now = mutant.folder
        path = self._work / mutant.file
        was, begun = path.read_bytes(), time.process_time()
        path.write_text(mutant.text, encoding="utf-8")
        try:
            _load(path, self._work / _ASSESSMENT)
        except Exception:
            return traceback.format_exc()
        finally:
            path.write_bytes(was)
        took = time.process_time() - begun
        return f"took {took:.0f} seconds" if took > SLOWEST else None


def _load(path: Path, assessment: Path) -> None:
    """What `gkpg validate` does with a file and with its round, each finding told in both languages."""
    if path != assessment:
        _tell(with_rubric_cases(load_rubric(path)).findings)
    _tell(with_assessment_cases(load_assessment(assessment)).findings)


def _tell(findings: Iterable[Finding]) -> None:
    for finding in findings:
        for lang in LANGS:
            finding.line(lang)


def case_folders() -> list[Path]:
    """The folders of all cases."""
    return sorted(path.parent for path in (ROOT / "tests" / "cases").glob(f"*/{_ASSESSMENT}"))


def main(folders: list[Path], every: int) -> int:
    """Try mutants of folders, one of so many; 1 where one breaks something. Each way is told once."""
    told: set[str] = set()
    tried = 0
    with tempfile.TemporaryDirectory() as temporary:
        trial = Trial(Path(temporary) / "round")
        for mutant in mutants(folders or case_folders(), every):
            tried += 1
            what = trial.broken(mutant)
            if what is not None and (way := "\n".join(what.strip().splitlines()[-3:])) not in told:
                told.add(way)
                print(f"{mutant.folder.name}/{mutant.file} {mutant.place}: {mutant.other[:60]}\n{what}", flush=True)
    print(f"tried {tried}, broken in {len(told)} ways")
    return 1 if told else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    sys.exit(main(given.folders, given.every))
