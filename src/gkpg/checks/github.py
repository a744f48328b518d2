"""Findings as workflow commands of GitHub Actions, which shows each beside its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.findings.codes import CODES, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkpg.base.text import Lang
    from gkpg.checks.causes import Cause
    from gkpg.checks.repository import Repository
    from gkpg.findings.finding import Finding

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
#: As @actions/core escapes them; the percent sign comes first.
_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_DATA, ":": "%3A", ",": "%2C"}


def render_commands(causes: Iterable[Cause], repository: Repository, lang: Lang) -> str:
    """A command for each cause, a line each; empty where there is none."""
    return "\n".join(_command(each, repository, lang) for each in causes)


def _command(cause: Cause, repository: Repository, lang: Lang) -> str:
    place, code = cause.place, cause.first.code
    properties = {
        "file": repository.path(place.file) if place.file else None,
        "line": place.line,
        "col": place.column,
        "title": f"{code} {CODES[code].short.say(lang)}",
    }
    given = ",".join(f"{name}={_escape(str(it), _IN_PROPERTIES)}" for name, it in properties.items() if it is not None)
    message = "\n".join(describe_finding(each, lang) for each in cause.findings)
    return f"::{_COMMANDS[cause.first.severity]} {given}::{_escape(message, _IN_DATA)}"


def describe_finding(finding: Finding, lang: Lang) -> str:
    """What a finding says beside its file: the sheet and cell, where it has them, and its sentence."""
    place = finding.place
    where = "!".join(part for part in (place.sheet, place.cell) if part)
    return f"{where}: {finding.sentence(lang)}" if where else finding.sentence(lang)


def _escape(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)
