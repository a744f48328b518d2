"""Normalizing: the form in which names are compared or shown, however they were typed."""

from __future__ import annotations

import re
import unicodedata

from gkpg.base.memo import memoize
from gkpg.base.unseen import without_unseen

#: Names and headings are compared by so many characters; a longer text is neither.
_LONGEST_NAME = 500
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CHINESE_BRACKETS = {ord("("): "（", ord(")"): "）"}
_CHINESE_GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


@memoize(2_000_000, _LONGEST_NAME)
def fold_name(text: str) -> str:
    """A heading or name without what people change unknowingly: spaces, breaks, full-width forms, case, the unseen."""
    return "".join(unicodedata.normalize("NFKC", without_unseen(text[:_LONGEST_NAME])).split()).casefold()


#: What people write for an item that does not apply, folded.
MARKS = frozenset({"不适用", "不涉及", "/", "n/a"})


@memoize(2_000_000, _LONGEST_NAME)
def normalize_name(name: str) -> str:
    """A name in the one form that is compared and shown, however it was typed.

    Full-width letters and digits become plain, spaces single and none between Chinese characters; beside Chinese
    characters brackets are full-width; what nobody sees is left out.
    """
    seen = without_unseen(name[:_LONGEST_NAME])
    plain = _CHINESE_GAP.sub("", " ".join(unicodedata.normalize("NFKC", seen).split()))
    return plain.translate(_CHINESE_BRACKETS) if _CHINESE.search(plain) else plain
