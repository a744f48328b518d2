"""An explanation as JSON: every node with what it is made of, exact, so that all of it can be computed anew."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gkpg.base.points import format_exact, format_known
from gkpg.explanation.nodes import LinkedTerm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.explanation.entered import EnteredScore
    from gkpg.explanation.explanation import Explanation
    from gkpg.explanation.losses import Loss
    from gkpg.explanation.nodes import Node
    from gkpg.explanation.self_check import SelfCheckRow
    from gkpg.explanation.standing import BandVerdict, Neighbour
    from gkpg.findings.finding import Finding
    from gkpg.results.store import UnitProof

FORMAT, VERSION = "gkpg-explanation", 1


def render_json(of: Explanation, item: str = "") -> str:
    """A document with a line for each row and each node; it ends with a line break.

    Of an item there are only the rows and nodes that it is made of.
    """
    return _render(of, item, None)


def render_sealed(of: Explanation, proof: UnitProof) -> str:
    """The same with the unit's part of the result, and what leads from it to the seal; it names no other unit.

    Of these there are only figures that points of the unit were made of, without names.
    """
    return _render(of, "", proof)


def _render(of: Explanation, item: str, proof: UnitProof | None) -> str:
    wanted = _wanted(of, item) if item else None
    facts = {**_head(of), **({"item": item} if item else {})}
    if proof is not None:
        facts = {"format": FORMAT, "sealed": proof._asdict(), **facts, "above": None, "below": None}
    head = "".join(f'"{key}": {_line(value)},\n' for key, value in facts.items())
    arrays = {
        "losses": (_loss(of, each) for each in of.losses if wanted is None or each.node.id in wanted),
        "not_applicable": _left_out(of),
        "self_check": (_self_check(each) for each in of.self_check if not item or _is_in(of, each, item)),
        "bands": map(_band, of.standing.verdicts),
        "nodes": (
            _node(node, is_alone=proof is not None)
            for node in (*of.tree.entries, *of.tree.steps)
            if wanted is None or node.id in wanted
        ),
    }
    body = ",\n".join(f'"{key}": {_array(values)}' for key, values in arrays.items())
    return f"{{\n{head}{body}\n}}\n"


def _wanted(of: Explanation, item: str) -> set[str]:
    """The ids of all nodes that an item is made of."""
    return {each.id for _, node in of.nodes_of(item) for each in of.tree.walk(node)}


def _array(values: Iterator[dict[str, Any]]) -> str:
    lines = ",\n  ".join(map(_line, values))
    return f"[\n  {lines}\n]" if lines else "[]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _head(of: Explanation) -> dict[str, Any]:
    unit, standing, assessment = of.unit, of.standing, of.results.round.assessment
    total = None if unit.total is None else Fraction(unit.total)
    return {
        "format": FORMAT,
        "version": VERSION,
        "assessment": assessment.assessment if assessment else None,
        "group": of.group.name if of.group.rules else None,
        "unit": unit.name,
        "total": None if unit.total is None else str(unit.total),
        "total_exact": format_known(unit.exact_total),
        "converted": None if unit.converted is None else str(unit.converted),
        "most": format_known(of.most),
        "lost": None if total is None or of.most is None else format_exact(of.most - total),
        "grade": unit.band,
        "rank": unit.rank,
        "why": unit.why,
        "findings": [_finding(each) for each in of.errors],
        "margin": format_known(standing.margin),
        "next_better": standing.next_better.band if standing.next_better else None,
        "short": format_known(standing.next_better.short) if standing.next_better else None,
        "above": _neighbour(standing.above),
        "below": _neighbour(standing.below),
        "ties": [node.id for node in standing.ties],
        "root": of.tree.root.id if of.tree.root else None,
        "converted_root": of.tree.converted.id if of.tree.converted else None,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "place": str(finding.place),
        "message_zh": finding.message("zh"),
        "message_en": finding.message("en"),
    }


def _neighbour(other: Neighbour | None) -> dict[str, Any] | None:
    if other is None:
        return None
    return {
        "unit": other.name, "total": str(other.total), "rank": other.rank, "apart": format_exact(other.apart)
    }  # fmt: skip


def _loss(of: Explanation, loss: Loss) -> dict[str, Any]:
    return {
        "kind": loss.kind,
        "node": loss.node.id,
        "part": loss.part,
        "item": loss.item,
        "name": loss.name,
        "max": format_known(loss.cap),
        "points": format_exact(loss.score),
        "lost": format_exact(loss.lost),
        "factor": format_exact(loss.factor),
        "lost_in_total": format_exact(loss.in_total),
        "entries": [node.id for node in of.entries_of(loss.node)] if loss.kind in {"item", "beside"} else [],
    }


def _left_out(of: Explanation) -> Iterator[dict[str, Any]]:
    for each in of.left_out:
        rule = each.rule
        yield {
            "part": each.part,
            "item": each.item.id,
            "treatment": rule.treatment if rule else None,
            "basis": rule.basis if rule else None,
            "entries": [node.id for node in each.marks],
        }


def _is_in(of: Explanation, row: SelfCheckRow, item: str) -> bool:
    """Whether an item of a self-check is one, or below it."""
    return item in (row.item.id, *of.rubrics[row.part].above(row.item.id)) if row.part in of.rubrics else False


def _self_check(row: SelfCheckRow) -> dict[str, Any]:
    return {
        "part": row.part,
        "item": row.item.id,
        "max": None if row.item.is_veto else format_known(row.item.max),
        "own": format_known(row.own),
        "given": format_known(row.given),
        "apart": format_known(row.apart),
        "entries": [_entry(each) for each in row.entries],
    }


def _band(verdict: BandVerdict) -> dict[str, Any]:
    return {
        "band": verdict.band,
        "holds": verdict.is_given,
        "short": format_known(verdict.short),
        "edge": verdict.edge.id,
        "bars": [node.id for node in verdict.bars],
        "needs": [node.id for node in verdict.needs],
        "quota": [node.id for node in verdict.room],
    }


def _node(node: Node, *, is_alone: bool) -> dict[str, Any]:
    if node.entry is not None:
        return {"id": node.id, "what": "entry", **_entry(node.entry)}
    return _step(node, is_alone=is_alone)


def _entry(entry: EnteredScore) -> dict[str, Any]:
    return {
        "value": format_known(entry.points),
        "item": entry.item,
        "entered": entry.entered,
        "as": entry.form,
        "unit": entry.unit,
        "not_applicable": not entry.applies,
        "source": entry.source,
        "assessor": entry.assessor,
        "period": entry.period,
        "cell": entry.place,
        "reason": entry.reason,
        "link": entry.link,
        "decides": entry.decides,
        "rubric": entry.rubric[0],
        "rubric_version": entry.rubric[1],
    }


def _step(node: Node, *, is_alone: bool) -> dict[str, Any]:
    step = node.step
    assert step is not None  # noqa: S101 - it is no entry
    terms = _alone(node) if is_alone else node.terms
    return {
        "id": node.id,
        "what": step.what,
        "value": format_known(step.value),
        "holds": step.holds,
        "rule": step.rule.key,
        "basis": step.rule.basis,
        "default": step.rule.is_default,
        "part": step.part,
        "item": step.item,
        "source": step.source,
        "cell": step.place,
        "band": step.band,
        "left_off": node.left_off + len(node.terms) - len(terms),
        "terms": [_term(each) for each in terms],
    }


def _alone(node: Node) -> tuple[LinkedTerm, ...]:
    """The terms of a step without other units: without their names, and without what only proves a verdict."""
    if node.step is None or node.step.what == "compose":
        return node.terms
    proves = node.step.value is None or node.step.what == "rank"
    kept = [each for each in node.terms if not proves or each.term.kind != "unit"]
    return tuple(
        LinkedTerm(each.term._replace(name=""), each.node) if each.term.kind == "unit" else each for each in kept
    )


def _term(linked: LinkedTerm) -> dict[str, Any]:
    term = linked.term
    return {"kind": term.kind, "name": term.name, "value": format_known(term.value), "node": linked.node}
