"""The check of a public report that was just written, before it is put in its place."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from gkpg.base.text import tidy_text
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.reports.leaks.fields import UnreadPartError
from gkpg.reports.leaks.reader import fields_of
from gkpg.reports.leaks.search import Found, LeakSearch
from gkpg.reports.leaks.shown import shown_texts
from gkpg.reports.leaks.withheld import KINDS, Withheld, list_withheld
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
        shown = [each for each in (report.results, report.earlier) if each is not None]
        withheld = chain.from_iterable(list_withheld(each, report.disclosure) for each in shown)
        self._search = LeakSearch(withheld, chain.from_iterable(map(shown_texts, shown)))

    def check(self, files: Mapping[str, bytes], make: Maker) -> None:
        """See to it that nothing withheld stands in files; `make` makes them anew. Raises LeakError.

        What stands as often in the same report of results without any evidence does not come from there.
        """
        found = self._find(files)
        if found:
            found = tuple(_beyond(found, self._find(make(_bare(self._report)))))
        if found:
            raise LeakError(tuple(_told(found)))

    def _find(self, files: Mapping[str, bytes]) -> tuple[Found, ...]:
        """What stands in files, looked for in one after another."""
        found: dict[Withheld, Found] = {}
        try:
            for name, content in files.items():
                for each in self._search.search(fields_of(name, content)):
                    before = found.get(each.what, Found(each.what, 0, ()))
                    found[each.what] = Found(each.what, before.times + each.times, before.parts + each.parts)
        except UnreadPartError as error:
            raise LeakError((Finding("F116", Place(error.part), {}),)) from None
        return tuple(found.values())


def _bare(report: Report) -> Report:
    """The same report of results without any evidence."""
    earlier = None if report.earlier is None else without_evidence(report.earlier)
    return replace(report, results=without_evidence(report.results), earlier=earlier)


def check_bytes(report: Report, write: Callable[[Report, BinaryIO], None], name: str, out: BinaryIO) -> None:
    """Check a file that was just written, and is still open, by its name. Raises LeakError."""

    def make(other: Report) -> dict[str, bytes]:
        write(other, made := io.BytesIO())
        return {name: made.getvalue()}

    out.seek(0)
    LeakCheck(report).check({name: out.read()}, make)


def _beyond(found: Iterable[Found], anyway: Iterable[Found]) -> Iterator[Found]:
    """What was found more often than it would stand there anyway, with the parts in which it is more."""
    usual = {each.what: each for each in anyway if each.what.kind != "heading"}
    for each in found:
        other = usual.get(each.what, Found(each.what, 0, ()))
        if each.times > other.times:
            parts = tuple((Counter(each.parts) - Counter(other.parts)).elements())
            yield each._replace(parts=parts[: each.times - other.times] or each.parts[-1:])


def _told(found: Iterable[Found]) -> Iterator[Finding]:
    """A finding for each text and each part in which it stands."""
    for each in found:
        text = tidy_text(each.what.text, _LONGEST)
        for part in dict.fromkeys(each.parts):
            yield Finding("F115", Place(part), {"kind": KINDS[each.what.kind], "text": text})
