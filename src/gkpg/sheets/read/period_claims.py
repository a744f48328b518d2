"""Of which period a sheet is: what its hidden data, its label, its file's name and folders say."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name, normalize_name
from gkpg.base.text import Text, list_words
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.sheets.layout import LABELS, PERIOD_KEY
from gkpg.sheets.read.score_table import label_value

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from gkpg.findings.finding import Fact
    from gkpg.sheets.read.identity import IdentityClaims

_PARTING = re.compile(r"[/\\]")
_FIELDS = re.compile(r"[-_—－\s.]+")


def find_period(says: IdentityClaims, periods: Sequence[str], names: Container[str]) -> tuple[str, tuple[Finding, ...]]:
    """The period of a sheet, empty where it cannot be told; with what is wrong. `names` in a path are of other things.

    What counts is the hidden data, else the label, else the path.
    """
    made = _period_in(normalize_name(says.hidden.get(PERIOD_KEY, "")), periods)
    seen = label_value(says.cells["period"]) if "period" in says.cells else ""
    shown, on_path = _period_in(seen, periods), _periods_on_path(says.file, periods, names)
    found = made or (shown if seen else on_path[0] if len(on_path) == 1 else "")
    if not found:
        told = seen or says.hidden.get(PERIOD_KEY, "") or list_words(on_path)
        facts: dict[str, Fact] = {"found": _written(told), "periods": list_words(periods)}
        return "", (Finding("S312", says.place("period"), facts),)
    what = {"what": LABELS["period"]}
    if made and seen and shown != made:
        return found, (Finding("S306", says.place("period"), {**what, "found": seen, "made": made}),)
    if on_path and found not in on_path:
        return found, (Finding("S307", Place(says.file), {**what, "found": on_path[0], "made": found}),)
    return found, ()


def without_period(file: str, periods: Sequence[str], names: Container[str]) -> str:
    """A path whose file's name has no field that names a period; `names` are of other things."""
    *folders, name = _PARTING.split(file)
    stem, end = PurePath(name).stem, PurePath(name).suffix
    kept = [
        word
        for word in stem.split("-")
        if word.strip().isdigit() or word.strip() in names or not _all_in(word, periods)
    ]
    return "/".join((*folders, "-".join(kept) + end)) if kept else file


def _written(text: str | Text) -> Fact:
    """What is written that is no period, or more than one."""
    said = text if isinstance(text, Text) else Text(text, text)
    return Text(f"（写的是“{said.zh}”）", f" (it says “{said.en}”)") if said.zh else ""


def _period_in(text: str, periods: Sequence[str]) -> str:
    """The one period that a text names, whatever stands around it; empty for none, or for several."""
    found = _all_in(text, periods)
    return found[0] if len(found) == 1 else ""


def _all_in(text: str, periods: Sequence[str]) -> list[str]:
    """The periods that a text names. `11月` does not name `1月`, nor does a longer name that is a period itself."""
    left, found = fold_name(text), []
    for period in sorted(periods, key=len, reverse=True):
        name = fold_name(period)
        before, after = _like(name[:1]), _like(name[-1:])
        pattern = re.compile(f"(?<![{before}]){re.escape(name)}(?![{after}])" if name else r"(?!)")
        if pattern.search(left):
            found.append(period)
            left = pattern.sub(" ", left)
    return found


def _like(end: str) -> str:
    """What would make a name go on at this end: further digits, or further letters."""
    if end in "0123456789":
        return "0-9十"
    return "a-z" if end.isascii() else "十"


def _periods_on_path(file: str, periods: Sequence[str], names: Container[str]) -> list[str]:
    """The periods that folders or fields of a file's name bear, each once, in the order of the periods.

    A bare number in a file's name is an assessor.
    """
    *folders, name = _PARTING.split(file)
    fields = (word for word in _FIELDS.split(name) if not word.isdigit())
    own = [word for word in (*folders, *fields) if word not in names]
    found = {period for word in own for period in _all_in(word, periods)}
    return [period for period in periods if period in found]
