"""The round: how one assessment is run, from its file to the rules that sheets or scores follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: What an assessment file is called.
FILE = "assessment.yaml"


def assessment_file(path: Path) -> Path:
    """The assessment file that a path stands for: itself, or the one in a folder."""
    return path / FILE if path.is_dir() else path
