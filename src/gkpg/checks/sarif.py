"""Findings as SARIF 2.1.0, which code scanning and editors read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gkpg.base.text import Text
from gkpg.base.version import __version__
from gkpg.checks.github import describe_finding
from gkpg.findings.codes import CODES
from gkpg.findings.gallery import load_gallery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.base.text import Lang
    from gkpg.checks.causes import Cause
    from gkpg.checks.repository import Repository
    from gkpg.findings.gallery import GalleryExample
    from gkpg.findings.place import Place

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_WRONG, _RIGHT = Text("有此问题：", "Gives it:"), Text("无此问题：", "Does not:")
_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def render_sarif(causes: Sequence[Cause], repository: Repository, lang: Lang, about: str = ".") -> str:
    """One run with a result for each cause. `about` is the file or folder that findings without a file belong to."""
    used = {each.first.code for each in causes}
    codes = [code for code in CODES if code in used]
    driver = {
        "name": "gkpg",
        "version": __version__,
        "language": _LANGUAGES[lang],
        "rules": [_rule(code, lang) for code in codes],
    }
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes, _Locations(repository, about), seen, lang) for each in causes],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(name: str, lang: Lang) -> dict[str, Any]:
    code, example = CODES[name], load_gallery()[name]
    examples = [(label.say(lang), each.say(lang).rstrip()) for label, each in _describe_finding(example)]
    text = [code.meaning.say(lang), *(f"{label}\n{each}" for label, each in examples)]
    fenced = [code.meaning.say(lang), *(f"{label}\n\n```\n{each}\n```" for label, each in examples)]
    return {
        "id": name,
        "shortDescription": {"text": code.short.say(lang)},
        "fullDescription": {"text": code.meaning.say(lang)},
        "help": {"text": "\n\n".join(text), "markdown": "\n\n".join(fenced)},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _describe_finding(example: GalleryExample) -> tuple[tuple[Text, Text], ...]:
    return (_WRONG, example.wrong), (_RIGHT, example.right)


def _result(cause: Cause, codes: list[str], locations: _Locations, seen: Counter[str], lang: Lang) -> dict[str, Any]:
    first = cause.first
    gist = _fingerprint(first.gist)
    seen[gist] += 1
    related = dict.fromkeys(place for each in cause.findings for place in (each.place, *each.related))
    places = [locations.of(place) for place in related if place != cause.place]
    result = {
        "ruleId": first.code,
        "ruleIndex": codes.index(first.code),
        "level": first.severity.value,
        "message": {"text": "\n".join(describe_finding(each, lang) for each in cause.findings)},
        "locations": [locations.of(cause.place)],
        "partialFingerprints": {"gkpgFinding/v1": f"{gist}:{seen[gist]}"},
    }
    return {**result, "relatedLocations": places} if places else result


def _fingerprint(gist: tuple[str, ...]) -> str:
    """What a finding is known by when its file changes around it."""
    return hashlib.sha256("\0".join(gist).encode(errors="backslashreplace")).hexdigest()[:32]


class _Locations:
    """How places are written: a file by its address in the repository, and a line; a cell beside it as a name."""

    def __init__(self, repository: Repository, about: str) -> None:
        self._repository, self._about = repository, about

    def of(self, place: Place) -> dict[str, Any]:
        region = {"startLine": place.line or 1}  # code scanning wants a line of any file
        if place.column:
            region["startColumn"] = place.column
        physical = {"artifactLocation": self._file(place.file or self._about), "region": region}
        name = "!".join(part for part in (place.sheet, place.cell) if part)
        logical = {"logicalLocations": [{"fullyQualifiedName": name}]} if name else {}
        return {"physicalLocation": physical, **logical}

    def _file(self, file: str) -> dict[str, str]:
        path = self._repository.path(file)
        if Path(path).is_absolute():
            return {"uri": Path(path).as_uri()}
        return {"uri": quote(path, errors="backslashreplace"), "uriBaseId": "%SRCROOT%"}
