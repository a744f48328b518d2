"""Tab names: what the worksheets of a workbook are called, within what Excel allows."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 31
_KEPT = {"history", "历史记录"}


class TabNames:
    """Names for one worksheet after another, none given twice: Excel counts pairs of surrogates as two characters.

    None begins or ends with an apostrophe, nor is it History, which Excel keeps for itself.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(map(_compare, taken))

    def of(self, name: str) -> str:
        """The name for a worksheet that should be called so."""
        seen = "".join(character for character in name if unicodedata.category(character) != "Cf")
        clean = re.sub(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]", "_", seen)
        number, tab = 1, _fit(clean, "")
        while _compare(tab) in self._taken:
            number += 1
            tab = _fit(clean, f" {number}")
        self._taken.add(_compare(tab))
        return tab


def _fit(clean: str, ending: str) -> str:
    kept = clean.encode("utf-16-le")[: 2 * (_LONGEST - len(ending))].decode("utf-16-le", errors="ignore")
    tab = re.sub(r"^'|'$", "_", f"{kept}{ending}") or "_"
    return f"{tab}_" if tab.casefold() in _KEPT else tab


def _compare(tab: str) -> str:
    return unicodedata.normalize("NFKC", tab).casefold()
