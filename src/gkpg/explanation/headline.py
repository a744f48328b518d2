"""The headline: what a unit or an item came to, and what it lacks, in one line."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.scoring.describe import describe_grade, describe_why

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.explanation.explanation import Explanation
    from gkpg.explanation.nodes import Node
    from gkpg.explanation.standing import BandVerdict
    from gkpg.scoring.steps import Step


def headline_of(of: Explanation) -> Text:
    """Total, grade, rank; what was lost; what is missing to the next better grade. Or why there is no total."""
    unit = of.unit
    if unit.total is None:
        grade, why = describe_grade(of.group.rules, unit.band), describe_why(of.results, of.group, unit)
        zh, en = (f"，{grade.zh}", f", {grade.en}") if grade else ("", "")
        why = why or Text("", "")
        return Text(f"{unit.name} 没有总分{zh}：{why.zh}", f"{unit.name} has no total{en}: {why.en}")
    head, further = list(_head(of)), [each for each in (_lost(of), _missing(of)) if each]
    zh, en = "，".join(each.zh for each in head), ", ".join(each.en for each in head)
    more = Text("；".join(each.zh for each in further), "; ".join(each.en for each in further))
    return Text(f"{zh}：{more.zh}", f"{en}: {more.en}") if more.zh else Text(zh, en)


def _head(of: Explanation) -> Iterator[Text]:
    unit = of.unit
    yield Text(f"{unit.name} {unit.total}", f"{unit.name} {unit.total}")
    if unit.converted is not None:
        yield Text(f"折算 {unit.converted}", f"converted {unit.converted}")
    grade, why = describe_grade(of.group.rules, unit.band), describe_why(of.results, of.group, unit)
    if grade is not None:
        yield grade
    if unit.rank is not None:
        yield Text(f"第 {unit.rank} 名", f"rank {unit.rank}")
    elif why is not None:
        yield why


def _lost(of: Explanation) -> Text | None:
    """What lies between the total and the most that there is; None where that has no limit."""
    if of.most is None:
        return None
    lost = of.most - Fraction(of.unit.total or 0)
    if lost < 0:
        over, most = format_exact(-lost), format_exact(of.most)
        return Text(f"比满分 {most} 多 {over} 分", f"{over} more than the full {most}")
    return Text(f"失 {format_exact(lost)} 分", f"lost {format_exact(lost)}")


def _missing(of: Explanation) -> Text | None:
    """What is missing to the next better grade; None where there is none, or no grade."""
    verdict = of.standing.next_better
    grade = describe_grade(of.group.rules, verdict.band) if verdict else None
    if verdict is None or grade is None:
        return None
    if verdict.short:
        short = format_exact(verdict.short)
        return Text(f"离{grade.zh}差 {short} 分", f"{short} short of {grade.en}")
    if verdict.short is not None:
        return Text(f"{grade.zh}须高于这个分", f"{grade.en} takes more than that")
    return _kept(verdict, grade)


def _kept(verdict: BandVerdict, grade: Text) -> Text | None:
    """What else than its total kept a unit from a grade."""
    found = {node.step.what: node.step for node in verdict.unmet if node.step}
    if "bar" in found:
        return Text(f"分数够{grade.zh}，但不得评为{grade.zh}", f"enough points for {grade.en}, but barred from it")
    if "need" in found:
        return Text(f"分数够{grade.zh}，但条件不满足", f"enough points for {grade.en}, but it needs more than points")
    if "quota" in found:
        room = _room(found["quota"])
        return Text(
            f"分数够{grade.zh}，但名额 {room} 个，没有排到",
            f"enough points for {grade.en}, but not among the {room} that it has room for",
        )
    return None


def _room(step: Step) -> str:
    return next((format_exact(term.value or Fraction(0)) for term in step.terms if term.name == "room"), "0")


def headline_of_item(of: Explanation, part: str, item: str, node: Node | None) -> Text:
    """What a unit got for an item, in one line."""
    found = of.rubrics[part].by_id[item]
    name, where = of.unit.name, f"（{part}）" if len(of.rubrics) > 1 else ""
    en_where = f" ({part})" if where else ""
    label = f"{found.label}"
    if found.is_veto:
        holds = node is not None and bool(node.value)
        zh, en = ("发生，一票否决", "happened: a veto") if holds else ("没有发生", "did not happen")
        return Text(f"{name} {label}{where}：{zh}", f"{name} {label}{en_where}: {en}")
    if node is None or node.value is None or not of.has_points(part, item):
        why = Text("不适用", "not applicable")
        is_out = any(each.part == part and item in {row.id for row in each.item.walk()} for each in of.left_out)
        why = why if is_out else Text("没有得分", "no points")
        return Text(f"{name} {label}{where}：{why.zh}", f"{name} {label}{en_where}: {why.en}")
    got = format_exact(node.value)
    if found.max is None or item not in {each.id for top in of.rubrics[part].indicators for each in top.walk()}:
        return Text(f"{name} {label}{where}：{got} 分", f"{name} {label}{en_where}: {got}")
    most, lost = format_exact(found.max), format_exact(found.max - node.value)
    return Text(
        f"{name} {label}{where}：得 {got}，分值 {most}，失 {lost} 分",
        f"{name} {label}{en_where}: {got} of {most}, lost {lost}",
    )
