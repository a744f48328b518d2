"""The rules of a round in words, each with the document that fixes it, or as a default of gkpg's."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.decimals import describe_places
from gkpg.base.points import format_exact, format_points
from gkpg.base.text import Text, list_words
from gkpg.round.describe_comparing import describe_comparisons
from gkpg.round.join_rules import JOIN_WORDS
from gkpg.round.need_words import describe_need
from gkpg.round.rule_description import RuleDescription, describe_whose
from gkpg.rubric.describe import describe_adjustments, describe_max

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.round.coefficients import Coefficient
    from gkpg.round.grades import Band, Grades
    from gkpg.round.group import RoundGroup
    from gkpg.round.model import Assessment, ComposedUnit, NotApplicable, RoundingRule
    from gkpg.round.round import Round
    from gkpg.round.sources import SharingRule, Source
    from gkpg.round.total_terms import Choice
    from gkpg.rubric import Rubric


_ROUNDED_MEAN = Text("逐项求平均", "the mean of each item")
ROUNDING_WAYS = {"half-up": Text("四舍五入", "half up"), "half-even": Text("四舍六入五成双", "half to even")}
_STEPS = {
    "assessors": Text("各评分人合并分", "the joined score of a source"),
    "item": Text("各项得分", "the points of an item"),
    "indicator": Text("指标得分", "the points of an indicator"),
    "part": Text("组成部分得分", "the points of a part"),
    "total": Text("总分", "the total"),
    "converted": Text("折算分", "the converted total"),
}
TREATMENTS = {
    "full": Text("计满分", "full points"),
    "rescale": Text(
        "同级的其余各项按比例接收，都不适用时由上一级接收",
        "its level is rescaled, or the one above where nothing is left",
    ),
    "rescale-indicator": Text("在指标内按比例折算", "the indicator is rescaled"),
    "rescale-total": Text("按其余分值折算总分", "the part is rescaled"),
    "spread": Text("分值均摊到同一指标的其他项", "its points are spread over the indicator's other items"),
    "average": Text("按同组其他单位的平均分计", "the average of the other units"),
    "move": Text("分值并入 {to}", "its points go to {to}"),
    "omit": Text("不计分值，能得的分相应减少，不折算", "left out; less can be had, and nothing is rescaled"),
}
_TIES = {
    "skip": Text("同分同名次（1、2、2、4）", "equal totals share a rank (1, 2, 2, 4)"),
    "dense": Text("同分同名次（1、2、2、3）", "equal totals share a rank (1, 2, 2, 3)"),
}


def describe_rules(round_: Round) -> Iterator[RuleDescription]:
    """Every rule that was applied, in the order in which scores pass them."""
    yield from _describe_joins(round_)
    if round_.assessment is not None:
        yield from map(_describe_shared, round_.assessment.shared)
    yield from describe_comparisons(round_)
    if round_.assessment is not None:
        yield from map(_describe_not_applicable, round_.assessment.not_applicable)
    yield from (
        _describe_adjustment(rubric, *rule)
        for rubric in round_.rubrics.values()
        for rule in describe_adjustments(rubric, is_graded=_is_graded(round_, rubric))
    )
    yield from _describe_roundings(round_)
    yield from _describe_periods(round_)
    yield from _describe_composites(round_)
    if round_.assessment is not None:
        yield from map(_describe_coefficient, round_.assessment.coefficients)
    yield from _describe_all_grades(round_)
    yield from _describe_ranking(round_)
    if round_.assessment is not None:
        yield from _describe_other_rules(round_.assessment)
    yield RuleDescription(_BLANKS, _NO_TOTAL if round_.has_ranks else _ONLY_NO_TOTAL, is_default=True)


def _is_graded(round_: Round, rubric: Rubric) -> bool:
    """Whether any units that a rubric is for get grades."""
    return any(
        group.grades.bands
        for group in round_.groups
        for part in group.parts
        if part.key == (rubric.rubric, rubric.version)
    )


_BLANKS = Text("空白和错误", "blanks and errors")
_NO_RANKS = Text(
    "不排名次，单位按等次、同一等次内按考核文件的次序排列",
    "none; units stand grade by grade, within a grade as the assessment lists them",
)
_ONLY_NO_TOTAL = Text("有空白或错误的单位不计总分", "a unit with a blank or an error has no total")
_NO_TOTAL = Text("有空白或错误的单位不计总分、不排名", "a unit with a blank or an error has no total and no rank")


def _describe_joins(round_: Round) -> Iterator[RuleDescription]:
    if not round_.sources:
        yield RuleDescription(Text("多位评分人", "several assessors"), JOIN_WORDS["mean"].applied, is_default=True)
    for source in round_.sources.values():
        hands = source.assessors
        if source.counts and (hands.count > 1 or hands.others or source.kind == "survey"):
            is_default, rule = "join" not in source.model_fields_set, source.join.rule
            name = Text(f"{source.name} 的多位评分人", f"several assessors of {source.name}")
            if source.kind == "survey":
                name = Text(f"{source.name} 的多份答卷", f"several answers of {source.name}")
            is_rounded = rule == "mean" and round_.rounding("assessors") is not None
            yield RuleDescription(
                name, _ROUNDED_MEAN if is_rounded else JOIN_WORDS[rule].applied, source.join.basis, is_default
            )
        yield from _describe_source(source)


def _describe_source(source: Source) -> Iterator[RuleDescription]:
    if source.disagreement is not None:
        limit = source.disagreement
        most = f"{format_points(limit.points)}" if limit.points is not None else f"{format_share(limit.share)}"
        name = Text(f"{source.name} 的分歧", f"disagreement within {source.name}")
        by = {True: Text(f"相差超过 {most} 分的待裁定", f"more than {most} points apart is decided")}
        by[False] = Text(f"相差超过分值 {most} 的待裁定", f"more than {most} of the max apart is decided")
        yield RuleDescription(name, by[limit.points is not None], limit.basis)
    if source.counts and "missing" in source.model_fields_set and source.missing == "rest":
        name = Text(f"{source.name} 缺表", f"missing sheets of {source.name}")
        how = Text("不计入，其余来源的权重按比例放大", "left out, the weights of the rest are scaled up")
        yield RuleDescription(name, how, source.basis)
    if not source.counts:
        name = Text(source.name, source.name)
        yield RuleDescription(
            name, Text("只作对照，不计分", "compared only, never counted"), source.basis, source.basis is None
        )


def _describe_shared(rule: SharingRule) -> RuleDescription:
    items = list_words(rule.items)
    whose = describe_whose(rule.groups, None)
    name = Text(f"{items.zh} 的多个来源{whose.zh}", f"several sources of {items.en}{whose.en}")
    if rule.rule == "replace":
        order = " > ".join(rule.order)
        return RuleDescription(name, Text(f"取先有的一个：{order}", f"the first that is there: {order}"), rule.basis)
    weights = list_words(f"{source} {format_share(weight)}" for source, weight in rule.weights.items())
    return RuleDescription(name, Text(f"加权平均：{weights.zh}", f"weighted mean: {weights.en}"), rule.basis)


def _describe_adjustment(rubric: Rubric, name: Text, how: Text) -> RuleDescription:
    """A rule of what stands beside the indicators of a rubric."""
    return RuleDescription(name, how, rubric.basis)


def _describe_not_applicable(rule: NotApplicable) -> RuleDescription:
    items, how = list_words(rule.items), TREATMENTS[rule.treatment]
    more = Text("，须有证明", ", with proof") if rule.proof else Text("", "")
    more = more if rule.marked else Text("，评分表不列", ", not on their sheets")
    to = rule.to or ""
    text = Text(how.zh.format(to=to) + more.zh, how.en.format(to=to) + more.en)
    whose = describe_whose(rule.groups, rule.units)
    name = Text(f"{items.zh} 不适用{whose.zh}", f"not applicable: {items.en}{whose.en}")
    return RuleDescription(name, text, rule.basis)


def _describe_roundings(round_: Round) -> Iterator[RuleDescription]:
    written = {each.step for each in round_.assessment.rounding} if round_.assessment else set()
    total = round_.rounding("total")
    if not written - {"total", "converted"} and total is not None:
        way = ROUNDING_WAYS[total.mode]
        to = describe_places(total.places)
        zh, en = f"只在总分上舍入一次，保留{to.zh}", f"once, of the total, to {to.en}"
        how = Text(f"{zh}，{way.zh}", f"{en}, {way.en}")
        yield RuleDescription(Text("舍入", "rounding"), how, total.basis, "total" not in written)
    for step, name in _STEPS.items():
        rule = round_.rounding(step)  # type: ignore[arg-type]  # the names are those of the steps
        is_told = step == "total" and not written - {"total", "converted"}
        if rule is not None and not is_told and (step != "converted" or _describe_conversions(round_)):
            yield _describe_rounding(rule, name, is_default=step not in written)


def _describe_conversions(round_: Round) -> bool:
    return bool(round_.assessment and round_.assessment.convert)


def _describe_rounding(rule: RoundingRule, what: Text, *, is_default: bool) -> RuleDescription:
    way, to = ROUNDING_WAYS[rule.mode], describe_places(rule.places)
    how = Text(f"{what.zh}保留{to.zh}，{way.zh}", f"{what.en} to {to.en}, {way.en}")
    return RuleDescription(Text("舍入", "rounding"), how, rule.basis, is_default)


def _describe_periods(round_: Round) -> Iterator[RuleDescription]:
    for rule in round_.assessment.periods if round_.assessment else ():
        names = list_words(each.name for each in rule.each)
        how = Text(f"{names.zh}，得分相加", f"{names.en}; their points are added")
        if rule.rule == "mean":
            how = Text(f"{names.zh}，求平均", f"{names.en}; their mean")
        if rule.each[0].weight is not None:
            names = list_words(f"{each.name} {format_share(each.weight)}" for each in rule.each)
            how = Text(f"加权平均：{names.zh}", f"weighted mean: {names.en}")
        whose = describe_whose(rule.groups, None)
        name = Text(f"各期得分{whose.zh}", f"the points of periods{whose.en}")
        yield RuleDescription(name, how, rule.basis, is_default=False)


def _describe_composites(round_: Round) -> Iterator[RuleDescription]:
    for group in round_.groups:
        written = round_.assessment.composite if round_.assessment else ()
        rule = next((each for each in written if each.groups is None or group.name in each.groups), None)
        if rule is None:
            continue
        chosen = {name for choice in group.choices for name in choice.of}
        names = dict.fromkeys(part.name for part in group.parts if part.name not in chosen)
        parts = [*(_describe_part(group, name) for name in names), *map(_describe_choice, group.choices)]
        zh, en = list_words([each.zh for each in parts]).zh, list_words([each.en for each in parts]).en
        scale = _describe_range(group.totals)
        how = Text(f"{zh}，满分 {scale}", f"{en}; {scale} in all")
        if group.total is None:
            most = describe_max(None)
            how = Text(f"{zh}，{most.zh}", f"{en}; {most.en}")
        yield RuleDescription(Text(f"{group.name} 的总分", f"the total of {group.name}"), how, rule.basis)


def _describe_part(group: RoundGroup, name: str) -> Text:
    """A part with what it counts: its weight, else its points, where it has a limit."""
    parts = [part for part in group.parts if part.name == name]
    points = "" if parts[0].weight is None else format_share(parts[0].weight)
    if parts[0].weight is None and all(part.most is not None for part in parts):
        points = _describe_range([part.most for part in parts])
    said = f"{name} {points}".strip()
    own = Text("", "") if parts[0].units is None else _OWN
    return Text(said + own.zh, said + own.en)


_CHOOSES = {"highest": Text("最高的一个", "the highest"), "lowest": Text("最低的一个", "the lowest")}


def _describe_choice(choice: Choice) -> Text:
    """What is chosen among parts, with what it counts."""
    counts = "" if choice.max is None else f" {format_exact(choice.max)}"
    if choice.weight is not None:
        counts = f" {format_share(choice.weight)}"
    of, rule = list_words(choice.of), _CHOOSES[choice.rule]
    return Text(f"{choice.name}{counts}（{of.zh}中{rule.zh}）", f"{choice.name}{counts} ({rule.en} of {of.en})")


def _describe_range(totals: Iterable[Fraction | None]) -> str:
    """The totals of several tables, from the least to the most; those without a limit left out."""
    found = sorted({total for total in totals if total is not None})
    return "–".join(format_exact(total) for total in (found[:1] if len(found) == 1 else [*found[:1], *found[-1:]]))


_OWN = Text("（各单位自己的指标表）", " (by each unit's own table)")


def _describe_all_grades(round_: Round) -> Iterator[RuleDescription]:
    """The grades, once for all groups that have the same."""
    by_rules: list[tuple[Grades, list[str]]] = []
    for group in round_.groups:
        same = next((names for grades, names in by_rules if grades is group.grades), None)
        if same is None:
            by_rules.append((group.grades, [group.name]))
        else:
            same.append(group.name)
    for grades, names in by_rules:
        written = round_.assessment is not None and any(each is grades for each in round_.assessment.grades)
        whose = list_words(names)
        name = Text("等次", "grades") if len(by_rules) == 1 else Text(f"等次（{whose.zh}）", f"grades ({whose.en})")
        yield RuleDescription(name, _describe_bands(grades), grades.basis, not written)
        for each in grades.barred:
            how = Text(f"不得评为{each.band}及以上：{each.reason}", f"not {each.band} or better: {each.reason}")
            yield RuleDescription(Text(each.unit, each.unit), how, grades.basis)


def _describe_bands(grades: Grades) -> Text:
    """All grades, from the best down."""
    if not grades.bands:
        return Text("不设等次", "none")
    told_ = [_describe_band(band) for band in grades.bands]
    rest = grades.bands[-1]
    has_rest = len(told_) > 1 and rest.least is None and rest.above is None
    named = told_[:-1] if has_rest else told_
    zh, en = "、".join(each.zh for each in named), ", ".join(each.en for each in named)
    if has_rest:
        zh, en = f"{zh}，其余{rest.name}", f"{en}, otherwise {rest.en or rest.name}"
    edges = [edge for band in grades.bands for edge in (band.least, band.above) if edge is not None]
    if edges and all(edge.is_share for edge in edges):
        return Text(f"占总分的比例：{zh}", f"by share of the total: {en}")
    return Text(zh, en)


_ELIGIBLE = Text("可评单位的", " of those that may have it")


def _describe_band(band: Band) -> Text:
    """A grade with its edge, quota and need."""
    edge = f" ≥ {band.least}" if band.least is not None else f" > {band.above}" if band.above is not None else ""
    zh, en = f"{band.name}{edge}", f"{band.en or band.name}{edge}"
    if band.quota is not None:
        quota = band.quota
        most = format_share(quota.share) if quota.share is not None else str(quota.count)
        up = {
            "down": Text("舍去尾数", "rounded down"),
            "up": Text("进位", "rounded up"),
            "half-up": ROUNDING_WAYS["half-up"],
        }
        whole = up[quota.round] if quota.round is not None else None
        zh_whole, en_whole = (f"，{whole.zh}", f", {whole.en}") if whole and quota.share is not None else ("", "")
        tie = {"in": Text("并列的都算", "a tie gets in"), "out": Text("并列的都不算", "a tie stays out")}
        of = _ELIGIBLE if quota.of == "eligible" else Text("", "")
        zh += f"（不超过{of.zh} {most}{zh_whole}，{tie[quota.tie].zh}）"
        en += f" (at most {most}{of.en}{en_whole}, {tie[quota.tie].en})"
    needs = [describe_need(need) for need in band.needs]
    zh += f"（要求 {'；'.join(need.zh for need in needs)}）" if needs else ""
    en += f" (needs {'; '.join(need.en for need in needs)})" if needs else ""
    return Text(zh, en)


def _describe_ranking(round_: Round) -> Iterator[RuleDescription]:
    rule = round_.ranking
    if not round_.has_ranks:
        yield RuleDescription(Text("名次", "ranks"), _NO_RANKS, rule.basis, is_default=False)
        return
    ties = _TIES[rule.ties]
    zh, en = f"按舍入后的总分，{ties.zh}", f"by the rounded total; {ties.en}"
    if rule.by:
        low = [Text("（低的在前）", " (lower first)") if each.better == "lower" else Text("", "") for each in rule.by]
        zh_by = " > ".join(f"{each.name}{way.zh}" for each, way in zip(rule.by, low, strict=True))
        en_by = " > ".join(f"{each.name}{way.en}" for each, way in zip(rule.by, low, strict=True))
        zh, en = f"{zh}，总分相同的依次比较 {zh_by}", f"{en}, parted by {en_by}"
    is_default = round_.assessment is None or round_.assessment.ranking is None
    yield RuleDescription(Text("名次", "ranks"), Text(zh, en), rule.basis, is_default)


def _describe_other_rules(assessment: Assessment) -> Iterator[RuleDescription]:
    for convert in assessment.convert:
        to, whose = format_points(convert.to), list_words(convert.groups or ())
        name = Text("折算", "conversion")
        if convert.groups:
            name = Text(f"折算（{whose.zh}）", f"conversion ({whose.en})")
        yield RuleDescription(name, Text(f"折算为 {to} 分", f"to {to} points"), convert.basis)
    yield from map(_describe_composed, assessment.composed)
    for conflict in assessment.conflicts:
        units = list_words(conflict.units)
        how = Text(f"不评 {units.zh}：{conflict.reason}", f"does not score {units.en}: {conflict.reason}")
        yield RuleDescription(
            Text(f"回避：{conflict.assessor}", f"conflict: {conflict.assessor}"), how, conflict.reason
        )


def _describe_coefficient(rule: Coefficient) -> RuleDescription:
    of, whose = rule.part, list_words(rule.groups or ())
    zh, en = (of, f"the points of {of}") if of else ("总分", "the total")
    zh, en = f"{zh} × 各单位的 {rule.figure}", f"{en}, times the {rule.figure} of each unit"
    if rule.otherwise is not None:
        zh, en = f"{zh}，没有的按 {format_exact(rule.otherwise)}", f"{en}, {format_exact(rule.otherwise)} without one"
    name = Text("系数", "coefficient")
    if rule.groups:
        name = Text(f"系数（{whose.zh}）", f"coefficient ({whose.en})")
    return RuleDescription(name, Text(zh, en), rule.basis)


def _describe_composed(rule: ComposedUnit) -> RuleDescription:
    zh = "、".join(f"{list_words(each.units).zh} {format_share(each.weight)}" for each in rule.of)
    en = "; ".join(f"{list_words(each.units).en} {format_share(each.weight)}" for each in rule.of)
    return RuleDescription(Text(f"{rule.unit} 的总分", f"the total of {rule.unit}"), Text(zh, en), rule.basis)


def format_share(share: Fraction | None) -> str:
    """A share as people write it: `30%`, or `1/3` where that has no end."""
    text = format_exact((share or Fraction(0)) * 100)
    return str(share) if "/" in text else f"{text}%"
