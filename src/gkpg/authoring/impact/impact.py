"""The impact of a change: the same entries scored under the rubric before and after it, as far as they compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.authoring.impact.comparable_rows import ComparableRows, scored_rows
from gkpg.authoring.impact.decision_filter import filter_decisions
from gkpg.authoring.impact.reduced_rubric import RubricReducer, with_values, without_bounds
from gkpg.authoring.impact.rescaling import rescale_files, untold
from gkpg.base.points import format_exact
from gkpg.base.text import Text, list_words
from gkpg.differences.rubrics.comparison import compare_rubrics
from gkpg.differences.rubrics.splits import split_nodes
from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place
from gkpg.ledger import ledger_of
from gkpg.round.resolve import resolve
from gkpg.rubric import Library
from gkpg.scoring import score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from gkpg.differences.rubrics import Comparison
    from gkpg.differences.rubrics.row_matching import RowMatching
    from gkpg.differences.rubrics.row_nodes import RowNode
    from gkpg.ledger import Ledger, UnitKey
    from gkpg.round.group import RoundGroup
    from gkpg.round.model import Assessment
    from gkpg.round.round import Round
    from gkpg.rubric import Rubric
    from gkpg.scoring import Results, UnitResult


@dataclass(frozen=True)
class UnitImpact:
    """A unit before and after, each out of the most that it could get; grades compare only where everything does.

    `rules` are those of its group, which name its grades.
    """

    group: str
    old: UnitResult
    new: UnitResult
    scales: tuple[Fraction | None, Fraction | None]
    grades: bool = True
    rules: RoundGroup | None = None

    @property
    def is_on_one_scale(self) -> bool:
        """Whether both totals are out of the same."""
        return self.scales[0] == self.scales[1]

    @property
    def has_moved(self) -> bool:
        """Whether its total, or what that is out of, its rank or its grade is another.

        Where something was left out, totals out of different wholes say nothing by themselves.
        """
        is_told = self.is_on_one_scale or self.grades
        if is_told and (self.old.total != self.new.total or (self.new.total is not None and not self.is_on_one_scale)):
            return True
        return self.old.rank != self.new.rank or (self.grades and self.old.band != self.new.band)


@dataclass(frozen=True)
class Impact:
    """The units of a result under both rubrics, best first; what was left out on both sides; what is only assumed.

    `scaled` are the rows whose points were kept as a share of the most; `recounted` those where what was entered counts
    otherwise now. `grades` says whether grades compare: not where something was left out, for their edges are edges of
    the whole.
    `version` is that of the rubric that the units were scored under, where it is neither of the two; else empty.
    """

    units: tuple[UnitImpact, ...]
    left_out: tuple[Text, ...]
    scaled: tuple[Text, ...]
    recounted: tuple[Text, ...] = ()
    version: str = ""

    @property
    def grades(self) -> bool:
        """Whether grades can be compared."""
        return not self.left_out


def find_impact(results: Results, comparison: Comparison) -> Impact:
    """What a change does to the units of a result. Raises FindingError where none of it is under the rubric."""
    base = _base(results, comparison.old)
    sides = _Side(base, comparison.old), _Side(base, comparison.new)
    kept = _countable_rows(results.ledger, sides, _comparable_rows(sides, results.ledger.round))
    left_out = tuple(_rows_left_out(sides, kept))
    before, after = (side.scored(results, kept, is_whole=not left_out) for side in sides)
    version = "" if base.version in {comparison.old.version, comparison.new.version} else base.version
    left_out += tuple(_bounds_left_out(comparison)) if left_out else ()
    moved = tuple(_unit_impacts(before, after, base, grades=not left_out))
    scaled, recounted = _rows_scaled(sides, kept), _recounted(sides, kept)
    return Impact(moved, left_out, tuple(scaled), tuple(recounted), version)


def _comparable_rows(sides: tuple[_Side, _Side], round_: Round) -> frozenset[str]:
    """The rows that compare; where any does not, none either that looks at other points: behind gates, and vetoes."""
    kept = sides[0].comparable.kept & sides[1].comparable.kept
    for rows in (rows for side in sides for rows in side.comparable.merged):
        if not _adds_alike(round_, sides[0].base, rows):
            kept -= rows
    return _without_others(sides, kept)


def _adds_alike(round_: Round, rubric: Rubric, rows: frozenset[str]) -> bool:
    """Whether rows come to the same, joined over assessors and then added, or added by each and then joined."""
    if round_.rounding("assessors") or round_.rounding("item"):
        return False
    parts = [part for group in round_.groups for part in group.parts if part.key == (rubric.rubric, rubric.version)]
    names = {name for part in parts for name, ids in part.sources.items() if not rows.isdisjoint(ids)}
    sources = [round_.source(name) for name in names]
    return all(each.join.rule == "mean" and each.disagreement is None for each in sources if each.counts)


def _without_others(sides: tuple[_Side, _Side], kept: frozenset[str]) -> frozenset[str]:
    rows = tuple(scored_rows(sides[0].matching.before))
    is_whole = all(node.id in kept for node in rows) and not any(_rows_unscored(side.matching) for side in sides)
    return kept if is_whole else kept - {node.id for node in rows if _looks_at_the_total(node)}


def _countable_rows(ledger: Ledger, sides: tuple[_Side, _Side], kept: frozenset[str]) -> frozenset[str]:
    """The rows for which all that was entered can be told on both sides; the others compare for nobody."""
    holders = {row.id: item.id for item in sides[0].base.walk() if item.has_rows for row in item.items or ()}
    files = [file for file in ledger.files if file.name not in ledger.superseded]
    lost = {
        holders.get(item, item)
        for side in sides
        for item in untold(files, side.base, side.carrier(kept).rubric(), ledger.round)
    }
    return kept if lost.isdisjoint(kept) else _without_others(sides, kept - lost)


def _looks_at_the_total(node: RowNode) -> bool:
    above, effect = node.above, node.fields.get("effect")
    if effect is not None:
        return not effect.items
    return above is not None and above.fields.get("gate") is not None


def _base(results: Results, rubric: Rubric) -> Rubric:
    """The rubric of the result that is the one that changed: the same version, else the last of the same id."""
    of_id = [each for each in results.ledger.rubrics.values() if each.rubric == rubric.rubric]
    same = [each for each in of_id if each.version == rubric.version]
    if not of_id:
        known = list_words(" ".join(key) for key in results.ledger.rubrics)
        raise FindingError(Finding("V104", Place(), {"rubric": rubric.rubric, "known": known}))
    return (same or of_id)[-1]


class _Side:
    """One of the two rubrics, seen from the one that was scored under."""

    def __init__(self, base: Rubric, rubric: Rubric) -> None:
        self.base, self._rubric = base, rubric
        self.matching = compare_rubrics(base, rubric).matching
        self.comparable = ComparableRows(self.matching)

    def scored(self, results: Results, kept: frozenset[str], *, is_whole: bool) -> Results:
        """The entries of a result scored under this rubric, reduced to the rows that are kept.

        Where these are not all, nothing holds what they come to: bounds are bounds of the whole.
        """
        reduced = self.carrier(kept).rubric()
        return score(_ledger(results.ledger, self.base, reduced if is_whole else without_bounds(reduced)))

    def carrier(self, kept: frozenset[str]) -> RubricReducer:
        """What makes the reduced rubric."""
        return RubricReducer(self.base, self._rubric, self.matching, self.comparable, kept)

    def counts(self, row: str) -> tuple[object, ...] | None:
        """How what is entered in a scored row of the result counts here; None where that is no single row.

        It is empty where points are entered, which count as a share of the most that there is to get.
        """
        new = self._single(row)
        if new is None or new.kind != "item":
            return None
        item = self._rubric.by_id[new.id]
        if item.has_rows:
            return (*item.row_rule, *(self._rubric.kind(row) for row in item.items or ()))
        kind = self._rubric.kind(item)
        return () if kind.is_plain else (kind, *(item.kind_values if item.looks_at else ()))

    def max(self, row: str) -> Fraction | None:
        """The most that a scored row of the result can get here; None where that is no single row."""
        new = self._single(row)
        return None if new is None else new.max

    def _single(self, row: str) -> RowNode | None:
        new = self.matching.new(next(each for each in scored_rows(self.matching.before) if each.id == row))
        return None if new is None or new in self.comparable.instead else new


def _rows_left_out(sides: tuple[_Side, _Side], kept: frozenset[str]) -> Iterator[Text]:
    """The rows whose scores do not compare, and those that nobody was asked to score."""
    for node in scored_rows(sides[0].matching.before):
        if node.id not in kept:
            yield Text(node.label, node.label)
    new = {node.label: None for side in sides for node in _rows_unscored(side.matching)}
    yield from (Text(f"{label}（未评过）", f"{label} (not scored)") for label in new)


def _bounds_left_out(comparison: Comparison) -> Iterator[Text]:
    """The bounds of the whole table that either rubric has."""
    for key, name in (("floor", "总分底线"), ("ceiling", "总分封顶")):
        if any(getattr(rubric, key) is not None for rubric in (comparison.old, comparison.new)):
            yield Text(name, f"the {key} of the table")


def _rows_unscored(matching: RowMatching) -> list[RowNode]:
    """The rows that a rubric has and the one that was scored under has not; what is below such a row goes with it."""
    told = split_nodes(matching)
    return [
        node
        for node in matching.added
        if node not in told and node.kind != "block" and (node.above is None or matching.old(node.above) is not None)
    ]


def _rows_scaled(sides: tuple[_Side, _Side], kept: frozenset[str]) -> Iterator[Text]:
    """The rows whose scores were kept as a share, because there is another most to get."""
    for node in scored_rows(sides[0].matching.before):
        most = [each for each in (node.max, *(side.max(node.id) for side in sides)) if each is not None]
        is_share = not any(side.counts(node.id) for side in sides)
        if node.id in kept and node.kind == "item" and is_share and len(set(most)) > 1:
            told = " → ".join(map(format_exact, dict.fromkeys(most)))
            yield Text(f"{node.label} {told}", f"{node.label} {told}")


def _recounted(sides: tuple[_Side, _Side], kept: frozenset[str]) -> Iterator[Text]:
    """The rows in which what was entered counts otherwise on the two sides."""
    for node in scored_rows(sides[0].matching.before):
        ways = [way for side in sides if (way := side.counts(node.id)) is not None]
        if node.id in kept and len(set(ways)) > 1:
            yield Text(node.label, node.label)


def _ledger(ledger: Ledger, base: Rubric, reduced: Rubric) -> Ledger:
    """A ledger with the same entries, held to a reduced rubric in place of the one that they were made under."""
    key = base.rubric, base.version
    rubrics = {**ledger.rubrics, key: reduced}
    files = [file for file in ledger.files if file.name not in ledger.superseded]
    files = list(rescale_files(files, base, reduced, ledger.round))
    round_ = ledger.round
    if round_.assessment is not None:
        round_ = resolve(_fit_assessment(round_.assessment, rubrics), Library(tuple(rubrics.values()), (), ()))
        files = list(filter_decisions(files, round_))
        return ledger_of(files, rubrics.values(), round_=round_)
    return ledger_of(files, rubrics.values())


def _fit_assessment(assessment: Assessment, rubrics: Mapping[UnitKey, Rubric]) -> Assessment:
    """The assessment without the rules that hand points on to an item that is left out."""
    ids = {item for rubric in rubrics.values() for item in rubric.ids}
    rules = tuple(rule for rule in assessment.not_applicable if rule.to is None or rule.to in ids)
    return assessment if len(rules) == len(assessment.not_applicable) else with_values(assessment, not_applicable=rules)


def _unit_impacts(before: Results, after: Results, base: Rubric, *, grades: bool) -> Iterator[UnitImpact]:
    """Every unit that is scored under the rubric or composed of such units, in the order that it has now."""
    olds = {(group.name, unit.name): unit for group in before.groups for unit in group.units}
    wholes = {group.name: group.rules for group in before.groups if group.rules}
    concerned = _concerned_units(after, (base.rubric, base.version))
    for group in after.groups:
        if group.rules is not None:
            for unit in (each for each in group.units if each.name in concerned):
                scales = wholes[group.name].most(unit.name), group.rules.most(unit.name)
                yield UnitImpact(group.name, olds[group.name, unit.name], unit, scales, grades, group.rules)


def _concerned_units(results: Results, key: UnitKey) -> frozenset[str]:
    """The units that are scored under a rubric, and those that are composed of them."""
    scored = {
        unit.name
        for group in results.groups
        for part in group.parts
        if part.key == key
        for unit in group.units
        if part.is_for(unit.name)
    }
    assessment = results.ledger.round.assessment
    for each in assessment.composed if assessment else ():
        if any(not scored.isdisjoint(ingredient.units) for ingredient in each.of):
            scored.add(each.unit)
    return frozenset(scored)
