"""What a unit came to, in words: its grade, its vetoes, what parted ties, why it has no total or no rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import format_exact, format_share_beside
from gkpg.base.text import LANGS, Text, list_words
from gkpg.round.need_words import describe_need
from gkpg.rubric.describe import describe_effect
from gkpg.scoring.unit_result import vetoes_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from gkpg.findings.finding import Finding
    from gkpg.round.group import RoundGroup
    from gkpg.scoring.needs import NeededFigure, Unmet
    from gkpg.scoring.outcome import GroupResult, Results
    from gkpg.scoring.unit_result import TieBreak, UnitResult, Why

_MISSING = Text("缺少得分", "scores are missing")
_SCORED_ONLY = Text("本组只计分，不排名", "this group is scored only, not ranked")
#: Why a unit has no total or no rank, in a plain word.
_PLAINLY: Mapping[Why, Text] = {
    "findings": Text("评分未完成", "not scored yet"),
    "missing": Text("评分未完成", "not scored yet"),
    "vetoed": Text("一票否决", "vetoed"),
    "not-ranked": Text("不参加排名", "not ranked"),
    "scored-only": _SCORED_ONLY,
}


def describe_grade(rules: RoundGroup | None, band: str | None) -> Text | None:
    """The name of a grade in both languages; None where there is none."""
    if rules is None or band is None:
        return None
    found = {each.name: each for each in rules.grades.bands}[band]
    return Text(found.name, found.en or found.name)


def describe_missed(rules: RoundGroup | None, missed: Sequence[tuple[str, int]]) -> Text | None:
    """The better grades that only their quota kept a unit from; None where none did."""
    told = [(describe_grade(rules, band), room) for band, room in missed]
    zh = "；".join(f"{name.zh}：名额 {room} 个，没有排到" for name, room in told if name)
    en = "; ".join(f"{name.en}: room for {room}, not among them" for name, room in told if name)
    return Text(zh, en) if zh else None


def describe_unmet(rules: RoundGroup | None, unmet: Sequence[Unmet]) -> Text | None:
    """The needs of better grades that a unit does not meet, with what it has of them; None where there are none."""
    told = [(describe_grade(rules, each.band), describe_need(each.need), _describe_figures(each)) for each in unmet]
    zh = "；".join(f"{name.zh}：要求 {need.zh}，{has.zh}" for name, need, has in told if name)
    en = "; ".join(f"{name.en}: needs {need.en}, {has.en}" for name, need, has in told if name)
    return Text(zh, en) if zh else None


def _describe_figures(unmet: Unmet) -> Text:
    """What a unit has of a need that it does not meet: the figures that speak against it, or all that speak for it."""
    need, figures = unmet.need, unmet.figures
    if need.items is None and need.veto is None:
        return _describe_points("得", "has", figures)
    if need.at_least is not None or need.at_most is not None:
        met = [figure for figure in figures if figure.is_met]
        return _describe_points(f"有 {len(met)} 项", f"has {len(met)}", met)
    return _describe_points("没有达到", "not met", [figure for figure in figures if not figure.is_met])


def _describe_points(zh: str, en: str, figures: Sequence[NeededFigure]) -> Text:
    """Figures with their names, behind a word."""
    told = [_describe_figure(each) for each in figures]
    listed_zh, listed_en = list_words(each.zh for each in told).zh, list_words(each.en for each in told).en
    return Text(f"{zh}：{listed_zh}", f"{en}: {listed_en}") if figures else Text(zh, en)


def _describe_figure(figure: NeededFigure) -> Text:
    """A figure with its name, of a veto that alone."""
    name, value = figure.term.name, figure.term.value
    if figure.edge is None:
        return Text(name, name)
    has = describe_needed(value, figure.edge / figure.most if figure.most else None, figure.most)
    return Text(f"{name} {has.zh}", f"{name} {has.en}")


def describe_needed(value: Fraction | None, edge: Fraction | None, most: Fraction | None) -> Text:
    """A figure beside the edge of a need: points; where the edge is a share of the most, the share, then the points."""
    points = "—" if value is None else format_exact(value)
    if value is None or edge is None or not most:
        return Text(points, points)
    share, of = format_share_beside(value / most, edge), format_exact(most)
    return Text(f"{share}（{points}，最多 {of}）", f"{share} ({points} of {of})")


def describe_tie(tie: TieBreak | None) -> Text | None:
    """What parted a unit from others with its total; None where nothing had to."""
    if tie is None:
        return None
    value = Text("无", "none") if tie.value is None else Text(format_exact(tie.value), format_exact(tie.value))
    return Text(f"总分相同，比较 {tie.by}：{value.zh}", f"equal totals, parted by {tie.by}: {value.en}")


def describe_vetoes(rules: RoundGroup | None, unit: UnitResult) -> Text | None:
    """The vetoes that hold, with what each does; None where none does."""
    if rules is None or not unit.vetoes:
        return None
    is_graded = bool(rules.grades.bands)
    told = [(veto.name, describe_effect(veto.effect, is_graded=is_graded)) for veto in vetoes_of(rules, unit)]
    zh = "；".join(f"{name}：{effect.zh}" for name, effect in told)
    return Text(zh, "; ".join(f"{name}: {effect.en}" for name, effect in told))


def describe_why(results: Results, group: GroupResult, unit: UnitResult) -> Text | None:
    """Why a unit has no total or no rank; None where it has both."""
    if unit.why == "findings":
        errors = results.ledger.blocking.get(unit.name, ())
        return describe_errors(errors) if errors else _MISSING
    if unit.why == "vetoed":
        return describe_vetoes(group.rules, unit)
    if unit.why == "not-ranked":
        reason = group.rules.unranked.get(unit.name, "") if group.rules else ""
        return Text(f"不参加排名：{reason}", f"not ranked: {reason}")
    return {None: None, "missing": _MISSING, "scored-only": _SCORED_ONLY}[unit.why]


def describe_why_plainly(why: Why | None) -> Text | None:
    """The same in a plain word, which tells nothing of how it was found out."""
    return None if why is None else _PLAINLY[why]


def describe_errors(errors: Sequence[Finding]) -> Text:
    """The first of the errors that block a unit, and how many more there are."""
    first, more = errors[0], len(errors) - 1
    place = f"{first.place}: " if first.place.file else ""
    zh, en = (f"{place}{first.message(lang)} [{first.code}]" for lang in LANGS)
    word = "error" if more == 1 else "errors"
    return Text(f"{zh}，另有 {more} 处错误", f"{en}, and {more} more {word}") if more else Text(zh, en)
