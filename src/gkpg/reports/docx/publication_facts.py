"""What a notice says besides the results: from the assessment file, or a blank to be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.base.text import Text, tidy_text
from gkpg.reports.docx.numerals import spell_date
from gkpg.reports.view.round_view import RoundView
from gkpg.round.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkpg.base.text import Lang
    from gkpg.reports.report import Report

#: Room to write by hand, or over.
BLANK = "〔　　　　〕"
_BLANK_DATE = Text("〔　　〕年〔　〕月〔　〕日", "〔　　　　〕")
_NAMES = {
    "number": Text("发文字号", "number"),
    "addressee": Text("主送机关", "addressee"),
    "basis": Text("依据", "basis"),
    "signatory": Text("发文机关", "signatory"),
    "date": Text("成文日期", "date"),
}
_LONGEST = 1_000
#: The facts at the head of a notice, and at the foot of every document.
HEAD, FOOT = ("number", "addressee", "basis"), ("signatory", "date")


@dataclass(frozen=True)
class PublicationFacts:
    """The facts of a notice, in a language; what is not written is a blank."""

    written: Publication
    round_title: str
    lang: Lang

    @classmethod
    def of(cls, report: Report) -> PublicationFacts:
        """Those of a report."""
        assessment = report.results.round.assessment
        written = assessment.publication if assessment and assessment.publication else Publication()
        return cls(written, tidy_text(RoundView(report.results).title), report.lang)

    def say(self, key: str) -> str:
        """A fact, or a blank."""
        said = getattr(self.written, key)
        return BLANK if said is None else tidy_text(said, _LONGEST)

    @property
    def title(self) -> str:
        """The title: as it is written, else made of that of the round."""
        if self.written.title is not None:
            return tidy_text(self.written.title)
        name = self.round_title.removeprefix("关于").removesuffix("结果")
        return Text(f"关于{name}结果的通报", f"Notice on the results of {self.round_title}").say(self.lang)

    @property
    def internal_title(self) -> str:
        """The title of the account for those who lead."""
        name = self.round_title.removesuffix("结果")
        return Text(f"{name}结果情况", f"Results of {self.round_title}").say(self.lang)

    @property
    def date(self) -> str:
        """The date, or a blank."""
        day = self.written.date
        return _BLANK_DATE.say(self.lang) if day is None else spell_date(day, self.lang)

    def missing(self, keys: Iterable[str]) -> tuple[Text, ...]:
        """The names of those facts that are left blank."""
        return tuple(_NAMES[key] for key in keys if getattr(self.written, key) is None)
