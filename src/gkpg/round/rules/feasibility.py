"""Rules of feasibility: dates in order, rules with all that they need, a basis for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.normalize import MARKS, fold_name
from gkpg.base.points import format_points
from gkpg.base.text import Text, list_words
from gkpg.round.join_rules import LEAST_SCORES
from gkpg.round.model import BY_LEVEL
from gkpg.round.part_tables import OWN
from gkpg.round.rules.own_tables import LONE_VERSION, problems_of_own_tables
from gkpg.round.rules.targets import problems_of_target
from gkpg.round.sources import Items
from gkpg.rubric.kinds import MARKS as YES_OR_NO
from gkpg.yamlfiles.form import Slip, field_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from gkpg.round.grades import Grades, Quota
    from gkpg.round.model import NotApplicable, Ranking
    from gkpg.round.rules.context import RuleContext
    from gkpg.round.sources import Source
    from gkpg.rubric import Item
    from gkpg.rubric.kinds import Kind
    from gkpg.yamlfiles.document import Path_


def dates_are_in_order(checked: RuleContext) -> Iterator[Slip]:
    """Nothing is due before it opens, and the result not before what it is made of."""
    result = checked.assessment.result
    for index, source in enumerate(checked.assessment.sources):
        if source.opens and source.due and source.due < source.opens:
            facts = {"first": source.opens.isoformat(), "second": source.due.isoformat()}
            yield Slip("A401", ("sources", index, "due"), facts)
    dues = [source.due for source in checked.assessment.sources if source.due]
    if result and dues and result < max(dues):
        yield Slip("A401", ("result",), {"first": max(dues).isoformat(), "second": result.isoformat()})


def rules_can_work(checked: RuleContext) -> Iterator[Slip]:
    """A rule has all that it needs, and nothing that contradicts it."""
    for path, problem in _cannot(checked):
        yield Slip("A402", path, {"problem": problem})


def _cannot(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    written = checked.assessment
    for index, source in enumerate(written.sources):
        yield from ((("sources", index, *path), problem) for path, problem in _of_source(source))
    for index, shared in enumerate(written.shared):
        need = ("order", bool(shared.order)) if shared.rule == "replace" else ("weights", bool(shared.weights))
        if not need[1] or len(shared.sources) < 2 or (shared.order and shared.weights):
            yield ("shared", index), _SHARED[shared.rule]
    yield from _of_not_applicable(checked)
    yield from _of_lacking(checked)
    for part_path, number in checked.list_entries("composite"):
        yield from _of_parts(checked, part_path, number)
    yield from problems_of_own_tables(checked)
    yield from _of_scales(checked)
    yield from _of_grades(checked)
    by = written.ranking.by if written.ranking else ()
    yield from _of_no_ranks(written.ranking)
    for n, each in enumerate(by):
        if sum(name is not None for name in (each.item, each.part, each.figure)) != 1:
            yield ("ranking", "by", n), _BREAKER
        elif each.figure is not None and each.figure not in {figure.name for figure in written.figures}:
            zh, en = f"figures 里没有 {each.figure}", f"figures have no {each.figure}"
            yield ("ranking", "by", n, "figure"), Text(zh, en)
    yield from _of_figures(checked)
    steps = [each.step for each in written.rounding]
    yield from ((("rounding", n), _TWICE) for n, step in enumerate(steps) if step in steps[:n])
    yield from _of_composed(checked)


def _of_no_ranks(ranking: Ranking | None) -> Iterator[tuple[Path_, Text]]:
    """Where there are no ranks, nothing says how equal totals share them, or what parts them."""
    if ranking is not None and ranking.ranks is not None:
        yield from ((("ranking", key), _UNRANKED) for key in ("ties", "by") if key in ranking.model_fields_set)


def _of_figures(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """A figure parts ties, says where its values are, and has one for every unit that is ranked."""
    parting = {each.figure for each in (checked.assessment.ranking.by if checked.assessment.ranking else ())}
    named = parting | {each.figure for each in checked.assessment.coefficients}
    for index, figure in enumerate(checked.assessment.figures):
        path: Path_ = ("figures", index)
        if figure.name not in named:
            zh, en = (
                f"ranking、coefficients 没有用到 {figure.name}",
                f"ranking, coefficients do not go by {figure.name}",
            )
            yield path, Text(zh, en)
        unranked = {each.unit for group in checked.assessment.groups for each in group.unranked}
        ranked = [unit.name for group in checked.assessment.groups if group.ranked for unit in group.units]
        if figure.name not in parting:
            continue
        lacking = list_words([unit for unit in ranked if unit not in figure.values and unit not in unranked], 8)
        if lacking.zh:
            yield path, Text(f"{figure.name} 没有这些单位的数：{lacking.zh}", f"{figure.name} has none of {lacking.en}")


def _of_not_applicable(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """A rule says what its treatment needs, and asks nobody for proof where nobody marks anything."""
    for index, rule in enumerate(checked.assessment.not_applicable):
        path: Path_ = ("not_applicable", index)
        if (rule.treatment == "move") != (rule.to is not None):
            yield path, _MOVE
        elif rule.to is not None and rule.to in checked.items(rule.groups):
            yield from (((*path, "to"), problem) for problem in problems_of_target(checked, rule, rule.to))
        wrong = _ids_without_points(checked, rule) & set(rule.items)
        yield from (((*path, "items", n), _ROW) for n, item in enumerate(rule.items) if item in wrong)
        if rule.treatment not in _IN_CHOICES and _is_in_choice(checked, rule):
            yield (*path, "treatment"), _CHOICE
        if rule.proof and not rule.marked:
            yield (*path, "proof"), _UNMARKED


def _is_in_choice(checked: RuleContext, rule: NotApplicable) -> bool:
    """Whether a rule looks at an item of which only the highest or lowest counts, or changes what stands beside one."""
    for rubric in checked.rubrics(rule.groups):
        for item in {*rule.items, *((rule.to,) if rule.to else ())} & rubric.by_id.keys():
            around = (item, *rubric.above(item))
            looked_at = [rubric.by_id[each] for each in around[1:]]
            if rule.treatment == BY_LEVEL:
                looked_at += rubric.by_id[item].walk()
            if rule.treatment in _OF_INDICATORS:
                looked_at = list(rubric.by_id[around[-1]].walk())
            if any(each.chooses for each in looked_at):
                return True
    return False


def _ids_without_points(checked: RuleContext, rule: NotApplicable) -> set[str]:
    """The ids of what gets no points of its own in the tables that a rule is for, or stands beside their indicators."""
    rubrics = tuple(checked.rubrics(rule.groups))
    beside = {item.id for rubric in rubrics for top in rubric.adjustment_items for item in top.walk()}
    table = {item.id for rubric in rubrics for top in rubric.indicators for item in top.walk()}
    return (beside - table).union(*(rubric.rows for rubric in rubrics))


def _of_lacking(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """Of the items that a source scores, every unit that it is to score has one."""
    round_ = checked.round
    if round_ is None or all(rule.marked for rule in checked.assessment.not_applicable):
        return
    for index, source in enumerate(checked.assessment.sources):
        for group in round_.groups:
            for unit in filter(source.scores, group.units):
                own = [part for part in group.parts_for(unit) if source.name in part.sources]
                if own and not any(round_.asks(part, source.name, unit) for part in own):
                    en = f"{unit} has no item for it: name it in except"
                    yield ("sources", index), Text(f"{unit} 没有这个来源要评的项，请写 except", en)


def _of_source(source: Source) -> Iterator[tuple[Path_, Text]]:
    if source.kind == "on-site" and source.units is None:
        yield (), Text("实地检查（on-site）要写明 units", "an on-site source needs its units")
    if source.assessors.count < LEAST_SCORES.get(source.join.rule, 1) and not (
        source.kind == "survey" or source.assessors.others
    ):
        yield (
            ("join",),
            Text("去掉最高最低后求平均，至少要有 3 位评分人", "a trimmed mean needs at least 3 assessors"),
        )
    if source.disagreement and (source.disagreement.points is None) == (source.disagreement.share is None):
        yield (
            ("disagreement",),
            Text("分歧界限写 points 或 share 之一", "a limit of disagreement is either points or a share"),
        )
    if source.evidence and source.counts:
        yield ("evidence",), Text("evidence 只用于自查（self-check）", "evidence is for a self-check only")
    both = [unit for unit in source.but if unit in (source.units or ())]
    if both:
        names = list_words(both, 8)
        yield ("except",), Text(f"{names.zh} 也在 units 里", f"{names.en}: in units as well")
    if source.items == Items():
        yield ("items",), Text("items 是空的", "items are empty")


def _of_scales(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """A word is worth no more than the items that it is for, which are those that ask for a score; it is no mark."""
    for index, source in enumerate(checked.assessment.sources):
        words = [fold_name(word) for word in source.scale]
        if len(set(words)) < len(words) or any(word in MARKS for word in words):
            yield (
                ("sources", index, "scale"),
                Text(
                    "scale 里有两个词读起来相同，或是“不适用”的写法",
                    "two words of the scale read the same, or mean not applicable",
                ),
            )
        asked = [
            (part.rubric.by_id[item], part.rubric.kinds[item])
            for parts in checked.parts.values()
            for part in parts
            for item in part.sources.get(source.name, ())
        ]
        if any(kind.is_mark for _, kind in asked) and not YES_OR_NO.keys().isdisjoint(words):
            yield ("sources", index, "scale"), _MARK
        scored = [(item, kind) for item, kind in asked if kind.is_score]
        yield from ((("sources", index, "scale"), problem) for problem in _of_words(source.scale, scored))


def _of_words(scale: Mapping[str, Decimal], scored: Sequence[tuple[Item, Kind]]) -> Iterator[Text]:
    """A word is worth no more than any item may get, and may be entered for some item."""
    for word, number in scale.items():
        told = f"{word}: {format_points(number)}"
        over = next((item for item, kind in scored if kind.highest is not None and number > kind.highest), None)
        if over is not None:
            yield Text(f"scale 的 {told} 高于 {over.label} 最高能填的数", f"{told} of the scale is over {over.label}")
        elif scored and all(kind.points(number) is None for _, kind in scored):
            yield Text(f"scale 的 {told} 哪一项都不能填", f"{told} of the scale may be entered for no item")


def _of_parts(checked: RuleContext, path: Path_, number: int) -> Iterator[tuple[Path_, Text]]:
    for n, part in enumerate(checked.assessment.composite[number].parts):
        if part.max is not None and part.rubric is not None:
            yield (*path, "parts", n), Text("rubric 和 max 只能写一个", "a part has either a rubric or max")
        if part.rubric == OWN and part.version is not None:
            yield (*path, "parts", n, "version"), _OWN_VERSION
        elif part.rubric is None and part.version is not None:
            yield (*path, "parts", n, "version"), LONE_VERSION


def _of_grades(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    for path, number in checked.list_entries("grades"):
        for n, band in enumerate(checked.assessment.grades[number].bands):
            where = (*path, "bands", n)
            if band.least is not None and band.above is not None:
                yield where, Text("from 和 above 只能写一个", "a band has either from or above")
            if band.to is not None and band.below is not None:
                yield where, Text("to 和 below 只能写一个", "a band has either to or below")
            if band.quota is not None:
                yield from (((*where, "quota"), problem) for problem in _of_quota(band.quota))
        yield from _of_bars(checked.assessment.grades[number], path)


def _of_bars(grades: Grades, path: Path_) -> Iterator[tuple[Path_, Text]]:
    """A unit that is barred from a grade has a worse one left."""
    for n, each in enumerate(grades.barred):
        if grades.bands and each.band == grades.bands[-1].name:
            yield (*path, "barred", n, "band"), _NO_GRADE_LEFT


def _of_quota(quota: Quota) -> Iterator[Text]:
    """A quota is a share that comes to a whole number, or a count."""
    if (quota.share is None) == (quota.count is None):
        yield Text("名额写 share 或 count 之一", "a quota is either a share or a count")
    elif quota.share is not None and quota.round is None:
        yield Text("名额写了 share 的要写 round（怎样取整）", "a quota that is a share needs round")


def _of_composed(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    written = checked.assessment
    composed = {each.unit for each in written.composed}
    group_of = {unit.name: group.name for group in written.groups for unit in group.units}
    for index, each in enumerate(written.composed):
        if group_of.get(each.unit, each.group) != each.group:
            yield ("composed", index, "unit"), Text("合成单位不在所写的组里", "the composed unit is not in its group")
        for n, ingredient in enumerate(each.of):
            if composed & set(ingredient.units):
                yield (
                    ("composed", index, "of", n, "units"),
                    Text("合成单位不能再由合成单位组成", "a composed unit is not made of composed units"),
                )


_SHARED = {
    "replace": Text("replace 要写 order（至少两个来源）", "replace needs an order of at least two sources"),
    "weighted-mean": Text(
        "weighted-mean 要写 weights（至少两个来源）", "a weighted mean needs the weights of at least two sources"
    ),
}
_ROW = Text(
    "只有指标表里单独计分的项可以不适用；加分、扣分、否决项和勾选、扣分的各行不行",
    "only items of the table with points of their own may not apply: no bonus, penalty, veto or row",
)
_MARK = Text(
    "scale 里有的词在否决项、勾选项里是“有”或“没有”",
    "a word of the scale means yes or no in the rows of vetoes and ticks",
)
#: The treatments of an item of which only the highest or lowest counts: those that change no other item.
_IN_CHOICES = {"full", "average", "omit"}
#: Those that change all of an indicator.
_OF_INDICATORS = {"rescale-indicator", "spread"}
_CHOICE = Text(
    "有取最高或最低的项时，这里只能写 full、average 或 omit（不参加选）",
    "with an item of kind highest or lowest the treatment is full, average, or omit, which leaves it out of the choice",
)
_NO_GRADE_LEFT = Text(
    "这是最低的等次，连同更好的都不能评，就没有等次了；不评等次的单位写在 unranked 里",
    "it is the lowest grade, so no grade is left; units without a grade stand in unranked",
)
_UNMARKED = Text("没有人标记的项不能要求证明", "where nobody marks an item nobody can prove it")
_OWN_VERSION = Text(
    "各单位自己的指标表的版本，写在 units 里各单位的 rubric 旁",
    "the version of a unit's own table stands beside its rubric in units",
)
_MOVE = Text("move 要写 to，别的处理不写 to", "`to` belongs to move, which needs it")
_BREAKER = Text("并列时比较的写 item、part、figure 之一", "a tie-breaker is one of item, part and figure")
_UNRANKED = Text(
    "不排名次（ranks: none）的不写 ties、by", "where there are no ranks (ranks: none) there are no ties and no by"
)
_TWICE = Text("同一步写了两次舍入", "the same step is rounded twice")


def rules_have_a_basis(checked: RuleContext) -> Iterator[Slip]:
    """Every rule names the document that fixes it."""
    for path in _without_basis(checked):
        yield Slip("A501", path, {"rule": field_name(path)})


def _without_basis(checked: RuleContext) -> Iterator[Path_]:
    written = checked.assessment
    for index, source in enumerate(written.sources):
        yield from (("sources", index, key) for key in _rules_without_basis(source))
    listed_: dict[str, tuple[str | None, ...]] = {
        "targets": tuple(each.basis for each in written.targets if each.file is None),
        "previous": tuple(each.basis for each in written.previous if each.file is None),
        "shared": tuple(each.basis for each in written.shared),
        "not_applicable": tuple(each.basis for each in written.not_applicable),
        "rounding": tuple(each.basis for each in written.rounding),
        "composed": tuple(each.basis for each in written.composed),
        "figures": tuple(each.basis for each in written.figures),
    }
    for key, bases in listed_.items():
        yield from ((key, index) for index, basis in enumerate(bases) if basis is None)
    yield from (path for path, number in checked.list_entries("compared") if written.compared[number].basis is None)
    yield from (path for path, number in checked.list_entries("composite") if written.composite[number].basis is None)
    yield from (path for path, number in checked.list_entries("periods") if written.periods[number].basis is None)
    for path, number in checked.list_entries("grades"):
        if written.grades[number].bands and written.grades[number].basis is None:
            yield path
    yield from (path for path, number in checked.list_entries("convert") if written.convert[number].basis is None)
    coefficients = checked.list_entries("coefficients")
    yield from (path for path, number in coefficients if written.coefficients[number].basis is None)
    if written.ranking and written.has_ranks and written.ranking.basis is None:
        yield ("ranking",)


def _rules_without_basis(source: Source) -> Iterator[str]:
    """The rules of a source that name no document."""
    if "join" in source.model_fields_set and source.join.basis is None:
        yield "join"
    if source.disagreement and source.disagreement.basis is None:
        yield "disagreement"
    if "missing" in source.model_fields_set and source.basis is None:
        yield "missing"
