"""What is wanted of `gkpg report`, and what of that does not go together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.base.endings import ending_of
from gkpg.base.text import list_words
from gkpg.cli.messages import say
from gkpg.reports.formats import ALL_FORMATS, FORMATS, format_of, taking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gkpg.base.text import Lang
    from gkpg.reports.disclosure import Audience
    from gkpg.reports.formats import Format, OptionName
    from gkpg.reports.report import Kind, TableName


@dataclass(frozen=True)
class Wish:
    """The options of the command as they were given; None or empty for those that were not."""

    named: str | None
    output: Path | None
    table: TableName | None
    asked_audience: Audience | None
    scores: bool | None
    units: tuple[str, ...]
    annex: bool
    kind: Kind | None
    earlier: Path | None
    headings: Lang | None

    @property
    def format(self) -> Format:
        """The format: that which is named, else that which the file's name says, else the first."""
        said = format_of(self.output) if self.output else None
        return ALL_FORMATS[self.named] if self.named else said or next(iter(FORMATS.values()))

    @property
    def audience(self) -> Audience:
        """For whom: as it is named, else as is usual for the kind of document or the format."""
        return self.asked_audience or ("internal" if self.kind == "internal" else self.format.audience)

    def contradiction(self, lang: Lang) -> str | None:
        """The first thing that does not go together, in a sentence; None where all does."""
        if self.output is not None and self.format.suffix and self.output.is_dir():
            return say("report.is_folder", lang, path=str(self.output))
        return self._of_ending(lang) or next(self._of_options(lang), None) or next(self._of_audience(lang), None)

    def _of_ending(self, lang: Lang) -> str | None:
        """What the file's name says against the format. A name without an ending says nothing of it."""
        ending = ending_of(self.output) if self.output else ""
        said = format_of(self.output) if self.output else None
        if ending and said is None and self.format.suffix:
            offered = ", ".join(each.suffix for each in FORMATS.values())
            return say("report.unknown", lang, suffix=ending, formats=offered)
        if said is not None and said is not self.format:
            return say("report.suffix", lang, suffix=ending, format=self.format.name)
        return None

    def _of_options(self, lang: Lang) -> Iterator[str]:
        """The options that are for other formats."""
        given: dict[OptionName, object] = {
            "table": self.table, "unit": self.units, "annex": self.annex, "kind": self.kind, "earlier": self.earlier,
            "headings": self.headings,
        }  # fmt: skip
        for option in (name for name, value in given.items() if value and not self.format.takes(name)):
            yield say("report.only_for", lang, option=f"--{option}", formats=list_words(taking(option)).say(lang))
        if self.table and self.format.takes("table") and self.table not in self.format.tables:
            offering = [each.name for each in FORMATS.values() if self.table in each.tables]
            yield say("report.only_for", lang, option=f"--table {self.table}", formats=list_words(offering).say(lang))

    def _of_audience(self, lang: Lang) -> Iterator[str]:
        """What is not for those who shall read it."""
        if self.audience == "public" and self.kind == "internal":
            yield say("report.not_public", lang, option="--kind internal")
        if self.audience == "public" and self.table == "findings":
            yield say("report.not_public", lang, option="--table findings")
        if self.audience == "public" and self.annex:
            yield say("report.not_public", lang, option="--annex")
        if self.audience == "internal" and self.scores is False:
            yield say("report.all_scores", lang)
        if self.scores is False and self.table == "items":
            yield say("report.no_scores", lang)
