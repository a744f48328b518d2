"""Messages: every sentence of the command line, its help included, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.cli.messages.checking import CHECKS
from gkpg.cli.messages.comparing import CHANGES
from gkpg.cli.messages.explaining import EXPLAINING
from gkpg.cli.messages.fmt import FMT
from gkpg.cli.messages.helps import HELPS
from gkpg.cli.messages.import_ import IMPORTS
from gkpg.cli.messages.misuses import MISUSES
from gkpg.cli.messages.round_commands import ROUNDS
from gkpg.cli.messages.schemas import SCHEMA
from gkpg.cli.messages.verifying import VERIFYING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.base.text import Lang, Text

MESSAGES: Mapping[str, Text] = {
    **HELPS,
    **MISUSES,
    **ROUNDS,
    **CHANGES,
    **CHECKS,
    **FMT,
    **SCHEMA,
    **IMPORTS,
    **EXPLAINING,
    **VERIFYING,
}


def say(key: str, lang: Lang, **facts: str) -> str:
    """A sentence of the command line in one language."""
    return MESSAGES[key].say(lang).format(**facts)
