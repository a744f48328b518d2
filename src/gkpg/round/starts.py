"""Starts: the rounds that a new folder can begin from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gkpg.round.schema import assessment_schema
from gkpg.rubric import packaged_folder
from gkpg.rubric.schema import rubric_schema
from gkpg.yamlfiles.schema.assembly import render_schema

if TYPE_CHECKING:
    from gkpg.base.text import Lang

#: What a new folder can begin from, each with the packaged rubrics that it uses.
_RUBRICS: dict[str, tuple[str, ...]] = {
    "blank": (),
    "shanghai-2022": ("shanghai-2022-district", "shanghai-2022-department"),
}
START_NAMES = tuple(_RUBRICS)
#: Lists of units that a start has in every language.
_LISTS: dict[str, tuple[str, ...]] = {"blank": (), "shanghai-2022": ("区政府.txt", "市级部门.txt")}
_FOLDERS: dict[Lang, Path] = {"zh": Path(__file__).parent / "start", "en": Path(__file__).parent / "start_en"}


def start_files(name: str, lang: Lang) -> dict[str, bytes]:
    """The files of a start by their place in the new folder, in a language; packaged rubrics stay as they are."""
    own = _FOLDERS[lang] / name
    files = {path.relative_to(own).as_posix(): path.read_bytes() for path in sorted(own.rglob("*")) if path.is_file()}
    files |= {each: (_FOLDERS["zh"] / name / each).read_bytes() for each in _LISTS[name]}
    for rubric in _RUBRICS[name]:
        files[f"rubrics/{rubric}.yaml"] = (packaged_folder() / f"{rubric}.yaml").read_bytes()
    files["schemas/rubric.schema.json"] = render_schema(rubric_schema(lang))
    files["schemas/assessment.schema.json"] = render_schema(assessment_schema(lang))
    return files
