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


#: Signs that NFKC would make plain digits or letters of: tables count by ①, （1） and 1 beside each other.
_CIRCLED = "\u2460-\u2473\u24b6-\u24ff\u2776-\u2793\u3244-\u324f\u3251-\u325f\u3280-\u32b0\u32b1-\u32bf"
_NOT_CIRCLED = re.compile(f"[^{_CIRCLED}]+")
_ALIKE_IN_IDS = str.maketrans("[]{}〔〕【】〖〗‐‑–—−", "()()()()()-----")


@memoize(2_000_000, _LONGEST_NAME)
def fold_id(text: str) -> str:
    """The number of an item as it is compared: `（一）`, `(一)` and `〔一〕` are one, and so are `1.`, `1、` and `１`.

    Spaces, case, full-width forms, the form of brackets and dashes and the mark behind it make no difference.
    """
    folded = _NOT_CIRCLED.sub(
        lambda found: unicodedata.normalize("NFKC", found[0]), without_unseen(text[:_LONGEST_NAME])
    )
    plain = "".join(folded.split()).casefold().translate(_ALIKE_IN_IDS)
    return plain.rstrip(".、。,:;") or plain


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
