"""Step words: how a figure or a verdict came about, in both languages; what it is made of stands below it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.decimals import describe_places
from gkpg.base.points import format_exact, format_share
from gkpg.base.text import Text, list_words
from gkpg.round.describe import ROUNDING_WAYS, TREATMENTS
from gkpg.round.join_rules import JOIN_WORDS
from gkpg.scoring.describe import describe_needed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from gkpg.scoring.steps import Step, Term

_NOTHING = Text("", "")
_BY_DEFAULT = Text("默认规则", "the default")
_MOST_NAMES = 8


def describe_step(step: Step) -> Text:
    """How a step came to its value, or its verdict."""
    return _WORDS[step.what](step)


def describe_basis(step: Step) -> Text:
    """The document behind the rule of a step, or that it is gkpg's own; empty where nothing is ruled."""
    rule, cells = step.rule, _terms(step, "cell")
    if step.what == "join" and len(cells) == 1:
        return _NOTHING
    if rule.basis:
        return Text(rule.basis, rule.basis)
    return _BY_DEFAULT if rule.is_default and rule.key else _NOTHING


def plain(value: Fraction | None) -> str:
    """A figure as it is, or a dash where there is none."""
    return "—" if value is None else format_exact(value)


def _both(text: str) -> Text:
    return Text(text, text)


def _terms(step: Step, *kinds: str) -> list[Term]:
    return [term for term in step.terms if term.kind in kinds]


def _first(step: Step, *kinds: str) -> str:
    """The first figure of the first kind of which there is one."""
    return next((plain(term.value) for kind in kinds for term in _terms(step, kind)), "—")


def _names(terms: Sequence[Term]) -> Text:
    """Units or items with what each has."""
    return list_words((f"{term.name} {plain(term.value)}" for term in terms), _MOST_NAMES)


def _bound(step: Step) -> Text:
    """The floor or the ceiling that a value was held to, as the end of a sentence."""
    limit = next(iter(_terms(step, "limit")), None)
    if limit is None:
        return _NOTHING
    value = plain(limit.value)
    if limit.name == "floor":
        return Text(f"，最低计 {value}", f", held at the floor of {value}")
    return Text(f"，最高计 {value}", f", held at the most of {value}")


def _measure(step: Step) -> Text:
    """What was entered, by its rule."""
    end, value, knots = _bound(step), _first(step, "value", "figure"), _terms(step, "knot")
    key = step.rule.key.split()[-1] if step.rule.key else ""
    if len(knots) > 1:
        (low, high) = (f"{knot.name}→{plain(knot.value)}" for knot in knots[:2])
        return Text(f"{value} 在 {low} 与 {high} 之间按比例{end.zh}", f"{value} between {low} and {high}{end.en}")
    counted = _counted(step)
    if not counted and key in {"tick", "levels", "scale"} and knots:
        return _both(f"{knots[0].name} = {plain(knots[0].value)}")
    start = plain(knots[0].value) if knots else "0"
    if not counted:
        return Text(f"{value} 计 {start}{end.zh}", f"{value} counts {start}{end.en}")
    begin = "" if start == "0" else f"{start} + "
    return Text(f"{begin}{counted}{end.zh}", f"{begin}{counted}{end.en}")


def _counted(step: Step) -> str:
    """So many steps, each worth so much."""
    pairs = zip(_terms(step, "step"), _terms(step, "factor"), strict=False)
    return " + ".join(f"{plain(count.value)} × {_signed(each.value)}" for count, each in pairs)


def _signed(value: Fraction | None) -> str:
    return f"({plain(value)})" if value is not None and value < 0 else plain(value)


def _value(step: Step) -> Text:
    """The points of a figure, beside those of other units or a base."""
    how, figure = step.rule.key.split(), _first(step, "figure")
    if how and how[0] in _COMPARED:
        return _COMPARED[how[0]](step, figure)
    base = _first(step, "base")
    if base == "—":
        return Text(f"数值 {figure}", f"figure {figure}")
    compared = _first(step, "value")
    rule = _measure(step)
    return Text(f"{figure} 与 {base} 相比为 {compared}；{rule.zh}", f"{figure} beside {base} is {compared}; {rule.en}")


def _by_rank(step: Step, figure: str) -> Text:
    better, of = (plain(term.value) for term in _terms(step, "count")[:2])
    rank = int(Fraction(better)) + 1
    near = _names(_terms(step, "unit"))
    more = Text(f"，前一名 {near.zh}", f", just ahead: {near.en}") if near.zh else _NOTHING
    return Text(f"{figure} 在 {of} 个单位中排第 {rank}{more.zh}", f"{figure} ranks {rank} among {of}{more.en}")


def _by_best(step: Step, figure: str) -> Text:
    best, most = _names(_terms(step, "unit")[:1]), _first(step, "limit")
    return Text(f"{figure} 与最好的 {best.zh} 相比 × {most}", f"{figure} beside the best, {best.en}, × {most}")


def _by_range(step: Step, figure: str) -> Text:
    ends = _names(_terms(step, "unit"))
    low, high = (plain(term.value) for term in _terms(step, "limit")[:2])
    return Text(
        f"{figure} 在最差与最好（{ends.zh}）之间，从 {low} 到 {high} 分按比例",
        f"{figure} between worst and best ({ends.en}), from {low} to {high} points",
    )


def _by_equal(step: Step, figure: str) -> Text:
    equal = plain(_terms(step, "limit")[-1].value)
    return Text(f"{figure}，比不出高低，计 {equal}", f"{figure}; comparing tells nothing, which counts {equal}")


_COMPARED: Mapping[str, Callable[[Step, str], Text]] = {
    "rank": _by_rank, "best": _by_best, "range": _by_range, "equal": _by_equal,
}  # fmt: skip


def _rows(step: Step) -> Text:
    start, end = _terms(step, "base"), _bound(step)
    begins = Text("各行相加", "all rows together")
    if start:
        begins = Text(f"从 {plain(start[0].value)} 起，各行相加", f"from {plain(start[0].value)}, all rows together")
    return Text(f"{begins.zh}{end.zh}", f"{begins.en}{end.en}")


def _join(step: Step) -> Text:
    cells = _terms(step, "cell")
    if len(cells) == 1:
        return Text("一份评分", "one score")
    answers = sum((term.value or 0 for term in _terms(step, "count")), Fraction(0)) or len(cells)
    words = JOIN_WORDS[step.rule.key].choice  # type: ignore[index]  # a rule has one of the words
    return Text(f"{answers} 份评分：{words.zh}", f"{answers} scores: {words.en}")


def _decide(step: Step) -> Text:
    given = list_words((plain(term.value) for term in _terms(step, "cell")[:-1]), _MOST_NAMES)
    by = step.rule.key
    return Text(f"原评 {given.zh}，{by} 裁定", f"scores of {given.en}, decided by {by}")


def _settle(step: Step) -> Text:
    if step.rule.key == "replace":
        first = _terms(step, "source")[0].name
        return Text(f"多个来源，取 {first} 的", f"of several sources, {first} counts")
    shares = zip(_terms(step, "source"), _terms(step, "factor"), strict=False)
    told = list_words(f"{source.name} × {plain(share.value)}" for source, share in shares)
    return Text(f"多个来源加权平均：{told.zh}", f"the weighted mean of sources: {told.en}")


def _apply(step: Step) -> Text:
    key, words = step.rule.key, TREATMENTS[step.rule.key]
    if key == "average":
        others = _terms(step, "unit")
        names = _names(others)
        return Text(
            f"不适用，按 {len(others)} 个其他单位的平均计：{names.zh}",
            f"not applicable: the mean of {len(others)} other units: {names.en}",
        )
    if key == "full":
        return Text(f"不适用，{words.zh}", f"not applicable: {words.en}")
    most, extra = _first(step, "limit"), _first(step, "extra")
    return Text(
        f"接过不适用项的 {extra} 分，按比例放大：× ({most} + {extra}) ÷ {most}",
        f"takes over {extra} of what does not apply, in proportion: × ({most} + {extra}) ÷ {most}",
    )


def _bounded(step: Step) -> Text:
    """Held to a floor, a cap, or shut out by a gate."""
    key, limit = step.rule.key, plain(_terms(step, "limit")[-1].value)
    if key == "gate":
        seen, is_above = step.terms[1], _terms(step, "limit")[-1].name == "above"
        of = Text("总分", "the total") if seen.kind == "part" else Text(f" {seen.name} ", f"item {seen.name}")
        edge = (
            Text(f"须高于 {limit}", f"must be above {limit}") if is_above else Text(f"须有 {limit}", f"must be {limit}")
        )
        has = plain(seen.value)
        return Text(f"{of.zh}{edge.zh} 才计，现为 {has}", f"counts only if {of.en} {edge.en}; it is {has}")
    words = _LIMITS.get(key, Text("限于", "held at"))
    return Text(f"{words.zh} {limit}", f"{words.en} {limit}")


_LIMITS = {
    "floor": Text("不低于", "no less than"),
    "cap": Text("合计不超过", "together no more than"),
    "beside_max": Text("全部加分不超过", "all bonuses together no more than"),
    "table_floor": Text("加分、扣分以后不低于", "with bonuses and penalties no less than"),
    "table_ceiling": Text("加分、扣分以后不超过", "with bonuses and penalties no more than"),
}


def _minus(step: Step) -> Text:
    whole = _terms(step, "item", "limit")[-1]
    taken = list_words(f"{term.name} {plain(term.value)}" for term in _terms(step, "veto"))
    of = Text("分值", "its max of") if whole.kind == "limit" else Text("得分", "its points of")
    return Text(
        f"一票否决，从{of.zh} {plain(whole.value)} 扣：{taken.zh}",
        f"by a veto, taken from {of.en} {plain(whole.value)}: {taken.en}",
    )


def _veto(step: Step) -> Text:
    veto = _terms(step, "veto")[0]
    words = {"ceiling": Text("不高于", "no more than")}.get(step.rule.key, Text("定为", "set to"))
    value = plain(veto.value)
    return Text(f"一票否决 {veto.name}：{words.zh} {value}", f"veto {veto.name}: {words.en} {value}")


def _rescale(step: Step) -> Text:
    most = {term.name: plain(term.value) for term in _terms(step, "limit")}
    whole, there = most["max"], most["there"]
    return Text(
        f"有不适用的项，适用的分值 {there}，按比例折算到 {whole}：× {whole} ÷ {there}",
        f"some does not apply: scaled up from a max of {there} to {whole}: × {whole} ÷ {there}",
    )


def _choose(step: Step) -> Text:
    values = [term.value or Fraction(0) for term in step.terms if term.kind != "extra"]
    is_lost = any(value < 0 for value in values) and all(value <= 0 for value in values)
    word = _CHOSEN[step.rule.key == "highest", is_lost]
    more = _terms(step, "extra")
    raised = (
        Text(f"，另有更高的，加 {plain(more[0].value)}", f", and {plain(more[0].value)} for another is higher")
        if more
        else _NOTHING
    )
    return Text(f"取{word.zh}的一个{raised.zh}", f"{word.en} of these{raised.en}")


#: What is chosen, by whether that is the highest, and whether these are losses.
_CHOSEN = {
    (True, False): Text("最高", "the highest"),
    (False, False): Text("最低", "the lowest"),
    (True, True): Text("扣得最少", "the smallest loss"),
    (False, True): Text("扣得最多", "the greatest loss"),
}


def _total(step: Step) -> Text:
    if not step.rule.key:
        return Text("各部分相加", "the parts together") if len(step.terms) > 1 else Text("得分", "the points")
    pairs = zip(_terms(step, "part"), _terms(step, "factor"), strict=False)
    told = list_words(f"{part.name} × {plain(factor.value)}" for part, factor in pairs)
    return Text(f"各部分加权相加：{told.zh}", f"the parts by their weights: {told.en}")


def _coefficient(step: Step) -> Text:
    factor = next(each for each in step.terms if each.kind == "factor")
    parts = list_words(f"{each.name} {plain(each.value)}" for each in _terms(step, "value"))
    own = f"{factor.name} {plain(factor.value)}"
    zh, en = (f"{parts.zh} × ", f"{parts.en}, ") if parts.zh else ("乘 ", "")
    return Text(f"{zh}{own}", f"{en}times {own}")


def _compose(step: Step) -> Text:
    pairs = zip(_terms(step, "unit"), _terms(step, "factor"), strict=False)
    told = list_words(f"{unit.name} {plain(unit.value)} × {plain(factor.value)}" for unit, factor in pairs)
    return Text(f"由其他单位的总分组成：{told.zh}", f"made of other units' totals: {told.en}")


def _round(step: Step) -> Text:
    if step.band:
        share, of = _first(step, "limit"), _first(step, "count")
        way = {"down": Text("舍去尾数", "down"), "up": Text("进位", "up")}.get(step.rule.key, ROUNDING_WAYS["half-up"])
        return Text(f"名额 {of} × {share}，{way.zh}", f"room for {of} × {share}, rounded {way.en}")
    places, _, mode = step.rule.key.partition(" ")
    way, to = ROUNDING_WAYS.get(mode, _both(mode)), describe_places(int(places))
    return Text(f"舍入到{to.zh}，{way.zh}", f"rounded to {to.en}, {way.en}")


def _convert(step: Step) -> Text:
    factor = _first(step, "factor")
    return Text(f"折算：× {factor}", f"converted: × {factor}")


def _band(step: Step) -> Text:
    edges = list(_edges(step))
    if not edges:
        return Text("没有下限", "no lower edge")
    zh, en = "，".join(edge.zh for edge in edges), ", ".join(edge.en for edge in edges)
    met = Text("达到", "met") if step.holds else Text("没有达到", "not met")
    return Text(f"总分{zh}：{met.zh}", f"a total {en}: {met.en}")


def _edges(step: Step) -> Iterator[Text]:
    """The edges that something must meet."""
    for term in _terms(step, "limit"):
        word = _EDGES.get(term.name, Text("须", "of"))
        yield Text(f"{word.zh} {plain(term.value)}", f"{word.en} {plain(term.value)}")


_EDGES = {
    "from": Text("不低于", "of at least"),
    "above": Text("高于", "above"),
    "to": Text("不高于", "of at most"),
    "below": Text("低于", "below"),
}


def _need(step: Step) -> Text:
    """A condition of a band, with what the unit has of it."""
    counts = _terms(step, "count")
    if any(term.name == "applying" for term in counts):
        return Text("条件：所要求的项都不适用：不满足", "needs points of items of which none applies: not met")
    met = Text("满足", "met") if step.holds else Text("不满足", "not met")
    if not _terms(step, "item", "part"):
        vetoes = list_words(term.name for term in _terms(step, "veto"))
        return Text(
            f"条件：没有一票否决（{vetoes.zh or '无'}）：{met.zh}", f"needs no veto ({vetoes.en or 'none'}): {met.en}"
        )
    wish, has = _wish(step, counts), _needed(step)
    return Text(f"条件：{wish.zh}；现为 {has.zh}：{met.zh}", f"needs {wish.en}; has {has.en}: {met.en}")


def _wish(step: Step, counts: Sequence[Term]) -> Text:
    """What a need asks for: the edge as it is written, and how many must meet it."""
    limits = _terms(step, "limit")
    share = next((term.value for term in limits if term.name == "share"), None)
    edge = plain(limits[0].value) if share is None else format_share(share)
    word, words = _NEEDED[limits[0].name], {"at_least": Text("至少", "at least"), "at_most": Text("至多", "at most")}
    zh = "、".join(f"{words[term.name].zh} {plain(term.value)} 项" for term in counts)
    en = " and ".join(f"{words[term.name].en} {plain(term.value)}" for term in counts)
    return Text(f"{zh}{word.zh} {edge}", f"{en} of these to be {word.en} {edge}" if counts else f"{word.en} {edge}")


_NEEDED = {
    "from": Text("不低于", "at least"),
    "above": Text("高于", "above"),
    "to": Text("不高于", "at most"),
    "below": Text("低于", "below"),
}


def _needed(step: Step) -> Text:
    """What the unit has of it, in the measure of the edge."""
    told, terms = [], [term for term in step.terms if term.kind in {"item", "part", "limit"}]
    for number, term in enumerate(terms):
        if term.kind != "limit":
            beside = {each.name: each.value for each in terms[number + 2 : number + 4] if each.kind == "limit"}
            has = describe_needed(term.value, beside.get("share"), beside.get("most"))
            told.append(Text(f"{term.name} {has.zh}", f"{term.name} {has.en}"))
    zh, en = list_words((each.zh for each in told), _MOST_NAMES), list_words((each.en for each in told), _MOST_NAMES)
    return Text(zh.zh, en.en)


def _bar(step: Step) -> Text:
    vetoes, named = _terms(step, "veto"), _terms(step, "band")
    band = named[0].name if named else step.band
    if vetoes:
        return Text(f"一票否决 {vetoes[0].name}：不得评为{band}及以上", f"veto {vetoes[0].name}: not {band} or better")
    return Text(f"不得评为{band}及以上", f"barred from {band} and better")


def _quota(step: Step) -> Text:
    room, takers = _first(step, "limit"), _terms(step, "unit")
    names = _names(takers)
    got = Text("在内", "among those who got one") if step.holds else Text("没有排到", "not among them")
    return Text(
        f"名额 {room} 个，{got.zh}；得到的 {len(takers)} 个：{names.zh}",
        f"room for {room}, {got.en}; taken by {len(takers)}: {names.en}",
    )


def _tie(step: Step) -> Text:
    """A tie on the line of a quota, or points that are compared where totals are equal."""
    if step.band:
        others = list_words((term.name for term in _terms(step, "unit")), _MOST_NAMES)
        way = Text("并列的都算", "all get in") if step.holds else Text("并列的都不算", "none gets in")
        return Text(f"名额线上与 {others.zh} 并列，{way.zh}", f"a tie on the line with {others.en}: {way.en}")
    own, others = step.terms[0], _names(_terms(step, "unit"))
    if own.kind == "total":
        return Text(f"与 {others.zh} 并列", f"shares its place with {others.en}")
    parted = Text("分出先后", "parted") if step.holds else Text("仍相同", "still equal")
    value = plain(own.value)
    return Text(
        f"总分相同，比较 {own.name}：{value}；{others.zh}：{parted.zh}",
        f"equal totals, compared by {own.name}: {value}; {others.en}: {parted.en}",
    )


def _rank(step: Step) -> Text:
    better = _first(step, "count")
    if _terms(step, "veto"):
        return Text("一票否决：排在最后", "ranked last by a veto")
    return Text(f"比它好的 {better} 个", f"{better} better")


def _fixed(text: Text) -> Callable[[Step], Text]:
    return lambda _: text


_WORDS: Mapping[str, Callable[[Step], Text]] = {
    "measure": _measure, "rows": _rows, "join": _join, "decide": _decide, "settle": _settle, "value": _value,
    "apply": _apply, "sum": _fixed(Text("相加", "added up")), "bound": _bounded, "rescale": _rescale, "minus": _minus,
    "beside": _fixed(Text("加上加分，减去扣分", "with bonuses and penalties")), "choose": _choose, "total": _total,
    "coefficient": _coefficient,
    "compose": _compose, "veto": _veto, "round": _round, "convert": _convert, "band": _band, "need": _need,
    "bar": _bar, "quota": _quota, "tie": _tie, "rank": _rank, "grade": _fixed(Text("等次", "the grade")),
}  # fmt: skip
