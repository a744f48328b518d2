"""What a code is: one kind of finding, with its severity, with its sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from gkpg.base.text import Text


class Severity(StrEnum):
    """What a finding does: an error keeps something from being used, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. `message` and `remedy` have `{names}` that the finding's facts fill.

    `at_large` is what to do in words without such names, where `remedy` has some.
    """

    severity: Severity
    message: Text
    meaning: Text
    remedy: Text
    at_large: Text | None = None

    @property
    def advice(self) -> Text:
        """What to do where nothing has been found yet: a page that explains the code has no facts."""
        return self.at_large or Text(self.remedy.zh.format(), self.remedy.en.format())

    @property
    def pattern(self) -> Text:
        """The message with its names in braces, as a page shows it."""
        zh, en = (each.replace("{{", "{").replace("}}", "}") for each in self.message)
        return Text(zh, en)

    @property
    def short(self) -> Text:
        """How its meaning begins, up to the first stop or semicolon: a title."""
        zh, en = re.split("[。；]", self.meaning.zh)[0], re.split(r"[.;] ", self.meaning.en)[0]
        return Text(zh, en.removesuffix("."))


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE
