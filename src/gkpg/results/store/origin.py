"""Where results come from: how their files were read, and digests by which a later run knows them again."""

from __future__ import annotations

from typing import NamedTuple


class Origin(NamedTuple):
    """How the files of results were read and what they follow from; each text is empty where nobody should use it.

    `reading` and `inputs` are digests, by which a later run uses what an earlier one read. `settings` are the
    words of the command as JSON (`results/settings.py`), by which the same files can be read again in the same way.
    """

    reading: str = ""
    inputs: str = ""
    settings: str = ""


UNKNOWN_ORIGIN = Origin()
