"""What one unit came to in two results, and by what, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE
from gkpg.base.text import Text, list_words
from gkpg.differences.rubrics.change_words import describe_change
from gkpg.differences.words.figure_words import NONE, join, write_change
from gkpg.differences.words.rule_words import describe_rule_difference
from gkpg.differences.words.sheet_words import SheetWords
from gkpg.scoring.describe import describe_grade, describe_tie, describe_why

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.base.text import Lang
    from gkpg.differences.causes import Cause
    from gkpg.differences.result_difference import ResultDifference
    from gkpg.differences.unit_differences import ItemDifference, UnitDifference
    from gkpg.differences.unit_relations import RelationKind, UnitRelation, UnitSide
    from gkpg.scoring import Results

FIGURES = {
    "part": Text("部分得分", "points of a part"),
    "total": Text("总分", "total"),
    "converted": Text("折算分", "converted"),
    "rank": Text("名次", "rank"),
    "grade": Text("等次", "grade"),
    "why": Text("能否计分", "whether it is scored"),
    "group": Text("类别", "group"),
}
_APART: dict[RelationKind, Text] = {
    "new": Text("只有后一个结果有", "only in the second result"),
    "gone": Text("只有前一个结果有", "only in the first result"),
    "merged": Text(
        "几个单位并成一个，不能一一比较，不取平均", "merged; not compared one by one, and no average is taken"
    ),
    "split": Text(
        "一个单位分成几个，不能一一比较，不取平均", "split; not compared one by one, and no average is taken"
    ),
    "regrouped": Text(
        "几个单位改成几个，不能一一比较，不取平均", "several became others; not compared, and no average is taken"
    ),
}
_NAMELESS = Text("（单位不明）", "(unit not known)")
_OTHERS = Text("{of}：只因其他单位变动", "{of}: only because other units moved")
_UNTOLD = Text(
    "{of}：它所依据的评分、裁定、规则、指标表都没有不同，说不出原因",
    "{of}: no score, decision, rule or rubric that it follows from is different; the cause is not known",
)
_COMPOSED = Text("合成它的单位变动：{units}", "units that it is composed of moved: {units}")
_FINDING = {
    True: Text("现在有错误：{line}", "now an error: {line}"),
    False: Text("不再有错误：{line}", "no more an error: {line}"),
}


class UnitWords:
    """Puts what is different about units into words."""

    def __init__(self, difference: ResultDifference) -> None:
        self._difference = difference
        self._sheets = SheetWords(difference.before, difference.after)

    def row(self, unit: UnitDifference, lang: Lang) -> tuple[str, ...]:
        """Its group, name, total, rank and grade, each before and after where it is another."""
        old, new = unit.before, unit.after
        totals = join(write_total(old), write_total(new))
        if unit.total is not None and not unit.total.is_on_one_scale:
            totals = write_change(unit.total)
        ranks = join(_rank(old), _rank(new)).say(lang)
        grades = join(_grade(old, lang), _grade(new, lang)).say(lang)
        names = (join(old.group.name, new.group.name), join(write_name(old, lang), write_name(new, lang)))
        return (*(each.say(lang) for each in names), totals.say(lang), ranks, grades)

    def lines(self, unit: UnitDifference, *, with_scores: bool = True) -> Iterator[Text]:
        """Everything about it, one line each: its figures, why it has none, by what it came out otherwise.

        `with_scores` says that scores, sheets and rules are told one by one: not of two rounds, where all are others.
        """
        yield from (self._item(unit, item) for item in unit.deepest_items)
        yield from self._figures(unit)
        yield from self._whys(unit)
        told = set()
        for cause in unit.causes:
            if with_scores or cause.kind in {"finding", "units", "others", "untold"}:
                told.add(id(cause.entry) if cause.entry else id(cause.sheet))
                line = self.cause(cause)
                is_said = cause.kind in {"others", "untold"}
                yield line if is_said else Text(f"因为 {line.zh}", f"because: {line.en}")
        yield from self._other_scores(unit, told) if with_scores else ()

    def _other_scores(self, unit: UnitDifference, told: set[int]) -> Iterator[Text]:
        """What is different in its sheets without being a cause."""
        for sheet in unit.sheets:
            is_told = id(sheet) in told or any(id(each) in told for each in sheet.entries if sheet.kind != "changed")
            if (sheet.kind != "changed" or sheet.fields) and not is_told:
                yield self._sheets.sheet(sheet)
            if sheet.kind == "changed":
                yield from (self._sheets.entry(sheet, each) for each in sheet.entries if id(each) not in told)

    def _item(self, unit: UnitDifference, item: ItemDifference) -> Text:
        part = unit.after.group.parts[item.part[1]]
        label = part.rubric.by_id[item.item.new].label
        if len(unit.after.group.numbers(unit.after.unit)) > 1:
            label = f"{part.title} {label}"
        figures = item.figures
        if figures.before is None or figures.after is None:
            words = [_word(each) for each in (item.before, item.after)]
            return Text(f"{label}：{words[0].zh} → {words[1].zh}", f"{label}: {words[0].en} → {words[1].en}")
        change = write_change(figures)
        return Text(f"{label}：{change.zh}", f"{label}: {change.en}")

    def _figures(self, unit: UnitDifference) -> Iterator[Text]:
        """Figures that the table of units does not show."""
        for part in unit.parts:
            title, change = unit.after.group.parts[part.part[1]].title, write_change(part.figures)
            yield Text(f"{title}：{change.zh}", f"{title}: {change.en}")
        if unit.exact_total is not None and unit.total is None:
            change = write_change(unit.exact_total)
            yield Text(f"总分（未舍入）：{change.zh}", f"total before rounding: {change.en}")
        if unit.converted is not None:
            change = write_change(unit.converted)
            yield Text(f"折算分：{change.zh}", f"converted: {change.en}")
        if unit.tie is not None:
            was, now = (describe_tie(each) or Text(NONE, NONE) for each in unit.tie)
            yield Text(f"并列：{was.zh} → {now.zh}", f"tie: {was.en} → {now.en}")
        if unit.vetoes is not None:
            was, now = (list_words(each) if each else Text(NONE, NONE) for each in unit.vetoes)
            yield Text(f"否决项：{was.zh} → {now.zh}", f"vetoes: {was.en} → {now.en}")
        if unit.group is not None:
            yield Text(
                f"类别：{unit.group.before} → {unit.group.after}", f"group: {unit.group.before} → {unit.group.after}"
            )

    def _whys(self, unit: UnitDifference) -> Iterator[Text]:
        """Why one side has no total or no rank, where the other has, or has none for something else."""
        if unit.why is None or any(cause.kind == "finding" for cause in unit.causes):
            return
        was, now = self.why(unit.before, self._difference.before), self.why(unit.after, self._difference.after)
        yield Text(f"没有总分或名次的原因：{was.zh} → {now.zh}", f"why no total or rank: {was.en} → {now.en}")

    def why(self, side: UnitSide, results: Results) -> Text:
        """Why a unit has no total or no rank; a dash where it has both."""
        return describe_why(results, side.group, side.unit) or Text(NONE, NONE)

    def cause(self, cause: Cause) -> Text:
        """One reason why it came out otherwise."""
        if cause.rule is not None:
            return describe_rule_difference(cause.rule)
        if cause.change is not None:
            return describe_change(cause.change)
        if cause.entry is not None and cause.sheet is not None:
            return self._sheets.entry(cause.sheet, cause.entry)
        if cause.sheet is not None:
            return self._sheets.sheet(cause.sheet)
        if cause.finding is not None:
            lines = (cause.finding.line("zh"), cause.finding.line("en"))
            sentence = _FINDING[cause.is_new]
            return Text(sentence.zh.format(line=lines[0]), sentence.en.format(line=lines[1]))
        if cause.units:
            names = list_words(cause.units)
            return Text(_COMPOSED.zh.format(units=names.zh), _COMPOSED.en.format(units=names.en))
        return _of_nothing(cause)


def _of_nothing(cause: Cause) -> Text:
    of = [FIGURES.get(each, Text(each, each)) for each in cause.of]
    zh, en = "、".join(each.zh for each in of), ", ".join(each.en for each in of)
    sentence = _OTHERS if cause.kind == "others" else _UNTOLD
    return Text(sentence.zh.format(of=zh), sentence.en.format(of=en))


def describe_apart(relation: UnitRelation, lang: Lang) -> str:
    """Units that are not one unit on both sides, with what each came to, and why they are not compared."""
    sides = [[_outcome(side, lang) for side in each] for each in (relation.before, relation.after)]
    comma, why = {"zh": "、", "en": ", "}[lang], _APART[relation.kind].say(lang)
    named = " → ".join(comma.join(each) for each in sides if each)
    return f"{named}{'：' if lang == 'zh' else ': '}{why}"


def _outcome(side: UnitSide, lang: Lang) -> str:
    said = " ".join(each for each in (write_total(side), _grade(side, lang)) if each != NONE)
    name = write_name(side, lang)
    return f"{name}（{said}）" if said and lang == "zh" else f"{name} ({said})" if said else name


def write_name(side: UnitSide, lang: Lang) -> str:
    """The name of a unit, or that its sheets do not tell it."""
    return side.name or _NAMELESS.say(lang)


def write_total(side: UnitSide) -> str:
    """The total of a unit as it is published."""
    return NONE if side.unit.total is None else str(side.unit.total)


def _rank(side: UnitSide) -> str:
    return NONE if side.unit.rank is None else str(side.unit.rank)


def _grade(side: UnitSide, lang: Lang) -> str:
    grade = describe_grade(side.group.rules, side.unit.band)
    return NONE if grade is None else grade.say(lang)


def _word(word: str) -> Text:
    if word == NO_POINTS:
        return Text("没有得分", "no points")
    return Text("不适用", "not applicable") if word == NOT_APPLICABLE else Text(word, word)
