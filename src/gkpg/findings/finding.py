"""A finding: something wrong, with its place, with what was found, with what was allowed."""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gkpg.base.text import Lang, Text, tidy_text
from gkpg.findings.codes import CODES, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gkpg.findings.place import Place

Fact = str | Text

#: What sentences say of other lines, which move when anything above them changes.
_OTHER_LINES = re.compile(r"第 \d+ 行")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, as a value. Its sentences are in the table of codes.

    `facts` fill the sentences; a fact that differs between languages is a `Text`. The fact `remedy`, where there is
    one, stands in place of the code's: what to do may depend on what was found. `related` are the places of what else
    is involved, such as the terms of a sum; result files do not keep them.
    """

    code: str
    place: Place
    facts: Mapping[str, Fact] = field(default_factory=dict)
    related: tuple[Place, ...] = field(default=(), compare=False)

    @property
    def severity(self) -> Severity:
        """How bad it is, by the table of codes."""
        return CODES[self.code].severity

    def message(self, lang: Lang) -> str:
        """What was found and what was allowed, in one language."""
        return self._fill(CODES[self.code].message, lang)

    def remedy(self, lang: Lang) -> str:
        """What to do about it, in one language: by the table of codes, unless the facts know better (`remedy`)."""
        given = self.facts.get("remedy")
        if given is not None:
            return tidy_text(given.say(lang) if isinstance(given, Text) else given)
        return self._fill(CODES[self.code].remedy, lang)

    def sentence(self, lang: Lang) -> str:
        """What was found, what was allowed, what to do."""
        remedy = self.remedy(lang)
        comma = {"zh": "，", "en": "; "}[lang] if remedy else ""
        return f"{self.message(lang)}{comma}{remedy}"

    def line(self, lang: Lang) -> str:
        """The whole finding as one line: where, what was found, what to do, and the code."""
        place = f"{self.place}: " if self.place.file else ""
        return f"{place}{self.sentence(lang)} [{self.code}]"

    @property
    def gist(self) -> tuple[str, ...]:
        """What the finding is, wherever in its file it has moved to: everything but the numbers of lines."""
        place = self.place
        said = _OTHER_LINES.sub("", self.message("zh"))
        return self.code, place.file or "", place.sheet or "", place.cell or "", said

    def _fill(self, sentence: Text, lang: Lang) -> str:
        facts = {
            name: tidy_text(fact.say(lang) if isinstance(fact, Text) else fact) for name, fact in self.facts.items()
        }
        return sentence.say(lang).format_map(facts)


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in a stable order that does not depend on how they were come by."""
    return tuple(sorted(findings, key=reading_order))


def reading_order(finding: Finding) -> tuple[object, ...]:
    """A key that sorts findings as a person reads: by place, then code."""
    return finding.place.order, finding.code, finding.message("zh")


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is of error level."""
    return any(finding.severity is Severity.ERROR for finding in findings)


_REASONS = {
    errno.ENOENT: Text("文件夹或文件不存在", "no such file or folder"),
    errno.ENOTDIR: Text("路径中有一段不是文件夹", "a part of the path is no folder"),
    errno.EISDIR: Text("是文件夹", "it is a folder"),
    errno.EACCES: Text("没有权限", "no permission"),
    errno.EPERM: Text("没有权限", "no permission"),
    errno.EROFS: Text("磁盘只读", "the disk is read-only"),
    errno.ENOSPC: Text("磁盘已满", "the disk is full"),
    errno.ENAMETOOLONG: Text("名称过长", "the name is too long"),
    errno.ELOOP: Text("链接循环", "links that lead in a circle"),
}


def system_reason(error: OSError) -> Fact:
    """Why the system refused something, in both languages; the system's own words where it is of no common kind."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__


class FindingError(Exception):
    """Something without which the work cannot go on. Carries the finding that says what.

    `findings` are all that there is to say, where there is more; `finding` is the first of error level among them.
    """

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings
        self.finding = next(iter(_errors(findings) or findings))

    def __str__(self) -> str:
        return "\n".join(finding.line("en") for finding in _errors(self.findings) or self.findings)


def _errors(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)
