"""What a command that checks has found, in the format that was asked for."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.cli.options import CheckFormat
from gkpg.findings.codes import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gkpg.checks.baseline import Baseline
    from gkpg.checks.causes import Cause
    from gkpg.checks.repository import Repository
    from gkpg.cli.screen import Screen
    from gkpg.findings.finding import Finding
    from gkpg.ledger.passed_files import PassedFile


@dataclass(frozen=True)
class Check:
    """What was checked, and what was found.

    `lines` say in a line each what came of every file or of all; `figures` are the same as values. `paths` has the path
    of each file that findings call by another name; `about` is what findings without a file belong to. `since` is the
    revision whose findings are left out. `passed_files` are those that were passed over; None where no
    folder was searched.
    """

    findings: Sequence[Finding]
    lines: Sequence[str]
    figures: Sequence[Mapping[str, object]]
    paths: Mapping[str, str] = field(default_factory=dict)
    about: str = "."
    since: Baseline | None = None
    passed_files: Sequence[PassedFile] | None = None

    @cached_property
    def _once(self) -> Sequence[Finding]:
        """The findings, each once: several files may lead to the same."""
        return tuple({(each.place, each.gist): each for each in self.findings}.values())

    @cached_property
    def to_show(self) -> Sequence[Finding]:
        """The findings that are to be told."""
        return self._once if self.since is None else self.since.new(self._once)

    @property
    def left_out_count(self) -> int:
        """How many findings are left out because the revision has them too."""
        return len(self._once) - len(self.to_show)

    def status(self, strict: bool = False) -> int:
        """The exit status: 1 with an error; by `strict`, with a warning too."""
        severities = {each.severity for each in self.to_show}
        return 1 if severities & {Severity.ERROR, *([Severity.WARNING] if strict else [])} else 0


def show_check(check: Check, output_format: CheckFormat, screen: Screen) -> None:
    """Say what was found."""
    _FORMATS[output_format](check, screen)


def _text(check: Check, screen: Screen) -> None:
    """Every finding, then what came of each file, then how many findings there are."""
    for finding in check.to_show:
        screen.finding(finding)
    for line in check.lines:
        screen.line(line)
    screen.counts(check.to_show)
    _left_out(check, screen)


def _left_out(check: Check, screen: Screen) -> None:
    if check.since and check.left_out_count:
        screen.say("changed.left_out", rev=check.since.name, count=str(check.left_out_count))


def _json(check: Check, screen: Screen) -> None:
    """Files, what was found in them, and how many of each severity."""
    import json  # noqa: PLC0415 - each format loads only what it needs

    from gkpg.findings.values import finding_values  # noqa: PLC0415

    count = Counter(finding.severity for finding in check.to_show)
    passed = {} if check.passed_files is None else {"passed_over": [each._asdict() for each in check.passed_files]}
    document = {
        "files": list(check.figures),
        **passed,
        "findings": [finding_values(each, screen.lang) for each in check.to_show],
        "summary": {severity.value: count[severity] for severity in Severity},
    }
    screen.document(json.dumps(document, ensure_ascii=False, indent=2))


def _github(check: Check, screen: Screen) -> None:
    """The commands that annotate files, then how many findings were left out."""
    from gkpg.checks.github import render_commands  # noqa: PLC0415 - each format loads only what it needs

    causes, repository = _causes(check)
    if causes:
        screen.document(render_commands(causes, repository, screen.lang))
    screen.counts(check.to_show)
    _left_out(check, screen)


def _sarif(check: Check, screen: Screen) -> None:
    from gkpg.checks.sarif import render_sarif  # noqa: PLC0415 - each format loads only what it needs

    screen.document(render_sarif(*_causes(check), screen.lang, check.about))


def _causes(check: Check) -> tuple[tuple[Cause, ...], Repository]:
    from gkpg.checks.causes import causes_of  # noqa: PLC0415 - each format loads only what it needs
    from gkpg.checks.repository import Repository  # noqa: PLC0415

    changed = check.since.changed if check.since else {}
    return causes_of(check.to_show, changed), Repository.around(os.environ, check.paths)


_FORMATS: Mapping[CheckFormat, Callable[[Check, Screen], None]] = {
    CheckFormat.TEXT: _text,
    CheckFormat.JSON: _json,
    CheckFormat.GITHUB: _github,
    CheckFormat.SARIF: _sarif,
}
