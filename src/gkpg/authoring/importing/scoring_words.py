"""Scoring words: the few ways of giving points that a standard says plainly: so much for each, so much off, levels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_N = r"(\d{1,6}(?:\.\d{1,4})?)"
_MOST = rf"(?:最[多高](?:不超过)?|(?:累计|合计|总分)?不超过|上限为?)(?:可)?(?:[得加计记扣减]|为)?\s*{_N}\s*分"
_TIMES = r"(?:发生|出现|发现|有)?一(?:起|次|例|件|项|条|个|处)(?:的)?"
_OUT = rf"(?:直至|直到|至)?(?:本项|该项|此项)?(?:分值|得分)?扣完(?:本项分|本项|该项分|分)?(?:{_N}分)?(?:为止)?"
_OFF = re.compile(
    rf"(?P<before>.*)(?P<each>每.+?|{_TIMES})[，,]?(?:扣(?:减|除)?|减)\s*{_N}\s*分(?:[，,；;]?(?:{_OUT}|{_MOST}(?:为止)?))?"
)
_FOR = re.compile(
    rf"(?P<before>.*)(?P<each>每.+?|{_TIMES})[，,]?(?:[得加计记给]|可得|可加)?\s*{_N}\s*分"
    rf"(?:[，,；;]?(?:{_MOST}|{_N}分)(?:封顶|为止)?)?"
)
_PTS = r"(?:points?|pts?|marks?)"
_ENGLISH = re.compile(
    rf"(?:(?:deduct|minus|less)\s+)?{_N}\s*{_PTS}\s*(?:(?:is|are|will be)\s+)?(?:deducted|lost|off|taken off)?\s*"
    r"(?P<each>(?:for each|for every|per|each)\b[^,;.\d]*)"
    rf"(?:[,;]?\s*(?:at most|up to|no more than)\s+{_N}(?:\s*{_PTS})?)?",
    re.IGNORECASE,
)
_IS_OFF = re.compile(r"\b(?:deduct\w*|minus|lost|off)\b", re.IGNORECASE)
_WORD = (
    r"优秀|优|良好|良|中等|中|较好|好|一般|基本合格|不合格|合格|较差|差|达标|不达标|是|否|有|无"
    r"|[A-E](?=[级档等得：: ])|[A-E]"
)
_LEVEL = re.compile(rf"({_WORD})(?:等次|等|档|级)?(?:的)?(?:[得计记为：:])?\s*{_N}\s*分")
#: A rule that is longer says more than one thing.
_LONGEST = 300
#: What is no count of things: shares, several at a time, points that stand elsewhere in the sentence.
_NOT_ONE = re.compile(r"[%％]|百分|[二两三四五六七八九十百千万]|\d(?<!1)|1\d|\d1|增长|提高|降低|下降")
_SAYS_MORE = re.compile(r"\d\s*分|[扣加得]|减(?![少轻排负])|。|；")
#: Words with 得 in them that give no points.
_GAINED = re.compile(r"[获取赢]得")
_FLAT = re.compile(rf"[^\d每]*[扣加减得]\s*{_N}\s*分")


@dataclass(frozen=True, slots=True)
class EachRule:
    """So many points for each. `most` is the most that the words allow; None where they set no such limit."""

    each: Decimal
    most: Decimal | None


def points_off(text: str) -> EachRule | None:
    """`每发现一处扣0.5分，扣完为止`: points that are lost each time; None where the text says anything else or more."""
    return _chinese(_OFF, text) or (_english(text) if _IS_OFF.search(text) else None)


def points_for(text: str) -> EachRule | None:
    """`每项0.5分，最多3分`: points that are got each time; None where the text says anything else or more."""
    return _chinese(_FOR, text) or (None if _IS_OFF.search(text) else _english(text))


def levels_in(text: str) -> dict[str, Decimal] | None:
    """`优秀5分、良好3分`: words with the points of each; None where the text says anything else or more."""
    pieces = [piece.strip() for piece in re.split(r"[、，,；;。]", text) if piece.strip()]
    found = [_LEVEL.fullmatch(piece) for piece in pieces]
    levels = {match[1]: Decimal(match[2]) for match in found if match}
    return levels if len(levels) == len(found) > 1 else None


def limit_in(text: str) -> Decimal | None:
    """The points of a text that only sets a limit: `累计最多5分`."""
    match = re.fullmatch(rf"(?:以上)?(?:各项|本项|加分|扣分|累计|合计|总计|总共)*{_MOST}(?:封顶|为止)?", text)
    return Decimal(match[1]) if match else None


def most_in(text: str) -> Decimal | None:
    """The most that a text says can come together: `最多扣3分`; of a text of one figure that one."""
    if match := re.search(_MOST, text):
        return Decimal(match[1])
    match = _FLAT.fullmatch(text.strip("。； "))
    return Decimal(match[1]) if match else None


def _chinese(pattern: re.Pattern[str], text: str) -> EachRule | None:
    match = pattern.fullmatch(text.strip("。；; ")) if len(text) <= _LONGEST else None
    if match is None or _NOT_ONE.search(match["each"]):
        return None
    if any(_SAYS_MORE.search(_GAINED.sub("", match[part])) for part in ("before", "each")):
        return None
    figures = [Decimal(each) for each in match.groups()[2:] if each and each[0].isdecimal()]
    return EachRule(figures[0], figures[1] if len(figures) > 1 else None) if figures[0] > 0 else None


def _english(text: str) -> EachRule | None:
    match = _ENGLISH.fullmatch(text.strip(". "))
    if match is None:
        return None
    most = match.groups()[-1]
    return EachRule(Decimal(match[1]), Decimal(most) if most else None) if Decimal(match[1]) > 0 else None
