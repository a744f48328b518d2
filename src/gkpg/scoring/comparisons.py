"""Comparisons: with whom each unit is compared in an item, by the rules of the round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text, list_words
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.scoring.against import worth_beside
from gkpg.scoring.peers import Peers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction

    from gkpg.round.compared import Compared
    from gkpg.round.group import RoundGroup
    from gkpg.round.round import Round
    from gkpg.rubric import Item
    from gkpg.scoring.part_scorer import PartScorer

_MOST_NAMES = 8
_NOBODY = Text("没有可比的单位", "there is nobody to compare with")
_MORE_UNITS = Text("请核对考核文件的 compared", "correct `compared` in the assessment")
_SAY_DIFFERENCE = Text(
    "请核对数值，或在指标表里改看差（change: difference）",
    "check the figures, or look at differences (change: difference)",
)
_SAY_EQUAL = Text("请在指标表里写 equal", "write `equal` in the rubric")
_COMPARE_THOSE_THERE = Text(
    "请补齐，或在考核文件的 compared 里写 without: [{without}]，只比已有的",
    "hand in what is missing, or compare those that are there: without: [{without}] under compared",
)
_EQUAL = Text(
    "各单位数值全同，或最好的是 0，指标表没有写 equal（这时得几分）",
    "all figures are the same, or the best is 0, and the rubric has no `equal`, which says what that is worth",
)


_NO_RATIO = Text(
    "各单位的平均数（中位数）不大于 0，算不出比值",
    "the mean or the median of the units is not above 0, so that nothing is a share of it",
)


class Comparisons:
    """Who is compared in the items of all groups; `parts_of` gives what scores the parts of one."""

    def __init__(self, round_: Round, parts_of: Callable[[RoundGroup], Sequence[PartScorer]]) -> None:
        self._round, self._parts_of = round_, parts_of
        self._known: dict[tuple[object, ...], Peers] = {}
        self._composed = {rule.unit for rule in (round_.assessment.composed if round_.assessment else ())}

    def peers(self, group: RoundGroup, number: int, unit: str, item: Item) -> Peers:
        """The figures that a unit's figure is compared with in an item of a part: those of its group, or of its set."""
        trial = self._round.trial
        if trial is not None and item.id in trial.others:
            return self._told(self._parts_of(group)[number].figures(item).get(unit), trial.others[item.id])
        rule = self._round.comparison(group.name, item.id)
        among = rule.set_of(unit, group.name)
        key = (group.name, group.parts[number].key, number, item.id, among.name if among else "")
        if key not in self._known:
            units = group.units if among is None else tuple(among.members(self._round.groups))
            self._known[key] = self._peers(group, number, item, units, rule)
        return self._known[key]

    @staticmethod
    def _told(own: Fraction | None, others: Sequence[Fraction]) -> Peers:
        """A unit's figure with those that a trial says of the others."""
        figures = [each for each in (own, *others) if each is not None]
        return Peers({str(number): each for number, each in enumerate(figures)})

    def untold(self, group: RoundGroup, unit: str) -> Iterator[Finding]:
        """Why a unit with figures of its own gets no points for them, item by item."""
        for number, part in enumerate(self._parts_of(group)):
            for _, item in part.plan.compared:
                figure = part.figures(item).get(unit)
                why = None if figure is None else self._why(group, number, unit, item, figure)
                if why is not None:
                    yield Finding("L127", Place(), {"unit": unit, "item": item.label, **why})

    def _why(self, group: RoundGroup, number: int, unit: str, item: Item, figure: Fraction) -> dict[str, Text] | None:
        """Why a figure cannot be compared, and what to do about it; None where it can."""
        peers = self.peers(group, number, unit, item)
        if peers.missing:
            names = list_words(peers.missing, _MOST_NAMES)
            why = Text(f"{names.zh} 还没有数值", f"there is no figure yet of {names.en}")
            without = ", ".join((*self._round.comparison(group.name, item.id).without, "missing"))
            return {"why": why, "remedy": Text(*(each.format(without=without) for each in _COMPARE_THOSE_THERE))}
        if not peers.figures:
            return {"why": _NOBODY, "remedy": _MORE_UNITS}
        if worth_beside(item, figure, peers, dense=False).points is not None:
            return None
        return (
            {"why": _EQUAL, "remedy": _SAY_EQUAL} if item.of is None else {"why": _NO_RATIO, "remedy": _SAY_DIFFERENCE}
        )

    def _peers(self, group: RoundGroup, number: int, item: Item, units: Sequence[str], rule: Compared) -> Peers:
        figures: dict[str, Fraction] = {}
        missing = []
        for unit in units:
            known, figure = self._figure(group, number, unit, item)
            if not known or self._is_left_out(unit, rule):
                continue
            if figure is not None:
                figures[unit] = figure
            elif "missing" not in rule.without and not self._is_unranked(unit):
                missing.append(unit)
        return Peers(figures, missing)

    def _figure(self, group: RoundGroup, number: int, unit: str, item: Item) -> tuple[bool, Fraction | None]:
        """Whether a unit is to have a figure, and that figure; of another group in the part of that name, else any."""
        own = self._round.group_of[unit] if self._round.assessment else group
        parts = self._parts_of(own)
        title = group.parts[number].title
        others = [each for each in own.numbers(unit) if own.parts[each].period in {"", group.parts[number].period}]
        others.sort(key=lambda each: own.parts[each].title != title)
        for part in (parts[each] for each in ((number,) if own is group else others)):
            found = part.plan.rubric.by_id.get(item.id)
            if found is not None and found.looks_at == "units":
                figures = part.figures(found)
                return unit in figures and unit not in self._composed, figures.get(unit)
        return False, None

    def _is_left_out(self, unit: str, rule: Compared) -> bool:
        """Whether a unit does not count, whatever its figure."""
        if "unranked" in rule.without and self._is_unranked(unit):
            return True
        parts: Iterator[PartScorer] = iter(())
        if "vetoed" in rule.without and unit in self._round.group_of:
            parts = iter(self._parts_of(self._round.group_of[unit]))
        return any(part.is_failed(unit) for part in parts)

    def _is_unranked(self, unit: str) -> bool:
        group = self._round.group_of.get(unit)
        return group is not None and unit in group.unranked
