"""Where the annex of a report goes: beside it, under its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.base.text import Lang

_ANNEX = Text("附件", "annex")


def annex_path(path: Path, lang: Lang) -> Path:
    """The path of the annex of the report at a path."""
    return path.with_name(f"{path.stem}-{_ANNEX.say(lang)}{path.suffix}")
