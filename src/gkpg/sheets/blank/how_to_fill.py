"""How to fill: what a blank sheet says above its table, as the kinds of its cells have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import format_points
from gkpg.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from decimal import Decimal

    from gkpg.base.text import Lang
    from gkpg.rubric.kinds import Kind

_OWN = Text(
    "只填黄色格：{scores}，不留空白；考核填报写做了什么；附件或链接可写几个，一行一个。",
    "Fill the yellow cells only: {scores}, never left blank; say what was done; give links or documents, one a line. ",
)
_OWN_SCORES = Text("自评分填 0 至分值之间的数", "the own score is a number from 0 to the max")
_UNIT = Text(
    "只填黄色格：{scores}，零分填 0，不留空白；按判断评分的项须写评分依据。",
    "Fill the yellow cells only: {scores}; zero is written 0, never left blank; a judgement needs its reason. ",
)
_UNIT_SCORES = Text("得分填 0 至分值之间的数", "a score is a number from 0 to the max")
_AS_DESCRIBED = Text("各项照指标说明〔〕里写的填", "each item gets what its description says in [ ]")
_LOCKED = Text("其余各格已锁定（无密码）。", "All other cells are locked (without a password).")
_ENTERED = Text(
    "指标说明里要求勾选、选等级、填数值、次数或扣分的，填在“勾选、等级、数量或扣分”一栏，得分自动算出。",
    " Ticks, levels, values, counts and losses go into the column for them; their scores are computed.",
)
_MATRIX = Text(
    "只填黄色格：每个单位一行，{scores}，不留空白{lack}。",
    "Fill the yellow cells only: a row a unit, {scores}, never left blank{lack}. ",
)
_LACK = Text("；按规定不适用的填“不适用”", "; n/a where by the rules an item does not apply")
_ALL_SCORES = Text("每项填 0 至分值之间的数", "a number from 0 to the max for each item")
_SOME_SCORES = Text(
    "项名后有〔〕的照〔〕里写的和点中单元格时的提示填，其余各项填 0 至分值之间的数",
    "for an item with [ ] behind its name what stands there, as the cell says when it is selected, for all others a "
    "number from 0 to the max",
)
_NO_SCORES = Text(
    "每项照项名后〔〕里写的和点中单元格时的提示填",
    "for each item what stands in [ ] behind its name, as the cell says when it is selected",
)
_CAPS = Text(
    "有〔〕的项，分值是折算后最多得几分，不是要填的数。",
    " Of an item with [ ] the max is the points that it comes to at most, not what to enter.",
)
_WORDS = Text("可以用文字代替分数：{words}。", " Words may stand for scores: {words}.")
_SURVEY = Text("样本数填该单位的有效答卷数。", " The sample is the number of valid answers about the unit.")


def how_to_fill_own(kinds: Collection[Kind], lang: Lang) -> str:
    """How a unit fills in a sheet about itself."""
    return _of_rows(_OWN, _OWN_SCORES, kinds, lang)


def how_to_fill_unit(kinds: Collection[Kind], lang: Lang) -> str:
    """How the sheet of a unit is filled."""
    return _of_rows(_UNIT, _UNIT_SCORES, kinds, lang)


def _of_rows(how: Text, scores: Text, kinds: Collection[Kind], lang: Lang) -> str:
    """The same of a sheet with a row an item."""
    is_usual = any(kind.is_plain for kind in kinds) or not kinds
    told = how.say(lang).format(scores=(scores if is_usual else _AS_DESCRIBED).say(lang)) + _LOCKED.say(lang)
    return told + (_ENTERED.say(lang) if any(kind.has_own_cell for kind in kinds) else "")


def how_to_fill_matrix(
    kinds: Collection[Kind], scale: Mapping[str, Decimal], lang: Lang, *, may_lack: bool, sampled: bool
) -> str:
    """How a matrix is filled; `may_lack` says that it has cells of items that may be marked as not applicable."""
    plain = sum(kind.is_plain for kind in kinds)
    scores = _ALL_SCORES if plain == len(kinds) else _SOME_SCORES if plain else _NO_SCORES
    told = _MATRIX.say(lang).format(scores=scores.say(lang), lack=_LACK.say(lang) if may_lack else "")
    words = tuple(dict.fromkeys(word for kind in kinds for word in words_for(kind, scale)))
    more = (
        (_CAPS, any(kind.has_own_cell for kind in kinds)),
        (_SURVEY, sampled),
        (_WORDS, bool(words)),
    )
    told += _LOCKED.say(lang) + "".join(each.say(lang) for each, is_due in more if is_due)
    return told.replace("{words}", write_words(words, scale, lang))


def words_for(kind: Kind, scale: Mapping[str, Decimal]) -> tuple[str, ...]:
    """The words of a scale that may be entered in a cell of a kind: those whose number may."""
    return tuple(word for word, number in scale.items() if kind.is_score and kind.points(number) is not None)


def write_words(words: Iterable[str], scale: Mapping[str, Decimal], lang: Lang) -> str:
    """Words, each with its number."""
    return {"zh": "、", "en": ", "}[lang].join(f"{word} = {format_points(scale[word])}" for word in words)
