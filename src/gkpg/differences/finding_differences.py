"""Findings of two results: which one alone has, wherever their lines have moved to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.findings.finding import Finding


class FindingDifferences(NamedTuple):
    """Findings that are gone, and those that came; each in reading order."""

    gone: tuple[Finding, ...]
    came: tuple[Finding, ...]


def compare_findings(before: Iterable[Finding], after: Iterable[Finding]) -> FindingDifferences:
    """What only one side has; a finding that one has more often is told so many times."""
    olds, news = tuple(before), tuple(after)
    if olds == news:
        return FindingDifferences((), ())
    counts = Counter(each.gist for each in olds), Counter(each.gist for each in news)
    return FindingDifferences(tuple(_only(olds, counts[0] - counts[1])), tuple(_only(news, counts[1] - counts[0])))


def _only(findings: Iterable[Finding], more: Counter[tuple[str, ...]]) -> Iterator[Finding]:
    """The findings of which one side has so many more."""
    for finding in findings:
        if more[finding.gist] > 0:
            more[finding.gist] -= 1
            yield finding
