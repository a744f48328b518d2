"""The check of a public report that was just written, before it is put in its place."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.base.text import Text, tidy_text
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.reports.leaks.fields import UnreadPartError
from gkpg.reports.leaks.reader import fields_of
from gkpg.reports.leaks.search import Found, LeakSearch
from gkpg.reports.leaks.shown import shown_texts
from gkpg.reports.leaks.withheld import KINDS, list_withheld
from gkpg.reports.leaks.without_evidence import without_evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import BinaryIO

    from gkpg.reports.report import Report

    #: What makes the files of a report, by their names.
    Maker = Callable[[Report], Mapping[str, bytes]]

_LONGEST = 60


class LeakError(Exception):
    """A public report tells what is withheld. Carries a finding for each text and part."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(finding.line("en") for finding in findings))
        self.findings = findings


class LeakCheck:
    """Holds the files of a public report against what is withheld of its results."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._search = LeakSearch(list_withheld(report.results, report.disclosure), shown_texts(report.results))

    def check(self, files: Mapping[str, bytes], make: Maker) -> None:
        """See to it that nothing withheld stands in files; `make` makes them anew. Raises LeakError.

        What stands as often in the same report of results without any evidence does not come from there.
        """
        found = self._find(files)
        if found:
            bare = replace(self._report, results=without_evidence(self._report.results))
            found = tuple(_beyond(found, self._find(make(bare))))
        if found:
            raise LeakError(tuple(_told(found)))

    def _find(self, files: Mapping[str, bytes]) -> tuple[Found, ...]:
        try:
            return self._search.search(field for name, content in files.items() for field in fields_of(name, content))
        except UnreadPartError as error:
            raise LeakError((Finding("F116", Place(error.part), {}),)) from None


def check_bytes(report: Report, write: Callable[[Report, BinaryIO], None], name: str, out: BinaryIO) -> None:
    """Check a file that was just written, and is still open, by its name. Raises LeakError."""

    def make(other: Report) -> dict[str, bytes]:
        write(other, made := io.BytesIO())
        return {name: made.getvalue()}

    out.seek(0)
    LeakCheck(report).check({name: out.read()}, make)


def _beyond(found: Iterable[Found], anyway: Iterable[Found]) -> Iterator[Found]:
    """What was found more often than it would stand there anyway, with the parts in which it is more."""
    usual = {each.what: each.parts for each in anyway if each.what.kind != "heading"}
    for what, parts in found:
        more = len(parts) - len(usual.get(what, ()))
        if more > 0:
            others = list((Counter(parts) - Counter(usual.get(what, ()))).elements())
            yield Found(what, tuple(others[:more] or parts[-more:]))


def _told(found: Iterable[Found]) -> Iterator[Finding]:
    """A finding for each text and each part in which it stands."""
    for what, parts in found:
        text = tidy_text(what.text, _LONGEST)
        for part in dict.fromkeys(parts):
            kind = KINDS[what.kind]
            yield Finding("F115", Place(part), {"kind": Text(kind.zh, kind.en), "text": text})
