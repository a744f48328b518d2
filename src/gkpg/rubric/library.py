"""The rubrics at hand: those named, those of the folder rubrics/, those that come with gkpg."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gkpg.rubric.load import find_rubric_files, load_rubrics

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gkpg.findings.finding import Finding
    from gkpg.rubric.load import LoadedRubric
    from gkpg.rubric.model import Rubric


def packaged_folder() -> Path:
    """The rubrics that come with gkpg: inside an installed package, or beside `src` in the repository."""
    inside = Path(__file__).parent.parent / "rubrics"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "rubrics"


def find_packaged(path: Path) -> Path:
    """The file of a packaged rubric if a path is not there but is the id of one; else the path."""
    inside = packaged_folder() / f"{path.name}.yaml"
    return inside if path.parent == Path() and not path.exists() and inside.is_file() else path


@dataclass(frozen=True, slots=True)
class Library:
    """Sound rubrics by id and version. An earlier place hides a later one with the same id and version.

    `findings` say what is wrong with those that are not sound, and with the assessment file, where there is one;
    `unsound` has the files of those by their ids.
    """

    rubrics: tuple[Rubric, ...]
    named: tuple[Rubric, ...]
    findings: tuple[Finding, ...]
    unsound: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def gather(cls, named: Iterable[Path], folder: Path = Path("rubrics")) -> Library:
        """Load the rubrics that are named (all must be sound), then those of `folder`, then the packaged ones."""
        first = load_rubrics(find_rubric_files(map(find_packaged, named)))
        rest = [load_rubrics(find_rubric_files((place,))) for place in (folder, packaged_folder()) if place.is_dir()]
        by_key: dict[tuple[str, str], Rubric] = {}
        unsound = [each for each in first if each.rubric is None]
        for loaded in (*first, *(each for group in rest for each in group)):
            if loaded.rubric is not None:
                by_key.setdefault((loaded.rubric.rubric, loaded.rubric.version), loaded.rubric)
        unsound += (each for group in rest[:1] for each in group if each.rubric is None)
        return cls(
            rubrics=tuple(by_key.values()),
            named=tuple(each.rubric for each in first if each.rubric is not None),
            findings=tuple(finding for each in unsound for finding in each.findings),
            unsound={name: each.file for each in unsound if (name := _written_id(each)) is not None},
        )

    @classmethod
    def of(cls, rubrics: Iterable[Rubric]) -> Library:
        """Rubrics that are loaded already, then the packaged ones."""
        named = tuple(rubrics)
        rest = (
            each.rubric for each in load_rubrics(find_rubric_files((packaged_folder(),))) if each.rubric is not None
        )
        by_key: dict[tuple[str, str], Rubric] = {}
        for rubric in (*named, *rest):
            by_key.setdefault((rubric.rubric, rubric.version), rubric)
        return cls(tuple(by_key.values()), named, ())

    def versions(self, rubric_id: str) -> tuple[Rubric, ...]:
        """All versions of one rubric; those at the front come from the nearer place."""
        return tuple(each for each in self.rubrics if each.rubric == rubric_id)

    def ids(self) -> tuple[str, ...]:
        """The ids of all rubrics at hand."""
        return tuple(dict.fromkeys(each.rubric for each in self.rubrics))


def _written_id(loaded: LoadedRubric) -> str | None:
    """The id that a file gives its rubric, sound or not."""
    data = loaded.document.data
    name = data.get("rubric") if isinstance(data, dict) else None
    return name if isinstance(name, str) else None
