"""Sayings: every sentence of the command line, its help included, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.cli.sayings.changes import CHANGES
from gkpg.cli.sayings.checks import CHECKS
from gkpg.cli.sayings.fmt import FMT
from gkpg.cli.sayings.helps import HELPS
from gkpg.cli.sayings.imports import IMPORTS
from gkpg.cli.sayings.misuses import MISUSES
from gkpg.cli.sayings.said import SAID
from gkpg.cli.sayings.schema import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.words import Lang, Text

SAYINGS: Mapping[str, Text] = {**HELPS, **MISUSES, **SAID, **CHANGES, **CHECKS, **FMT, **SCHEMA, **IMPORTS}


def say(key: str, lang: Lang, **facts: str) -> str:
    """A sentence of the command line in one language."""
    return SAYINGS[key].say(lang).format(**facts)
