"""From totals to ranks and grades."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from figures import NA, Amount, exact
from rubric import share_or_points

if TYPE_CHECKING:
    from round import Outcome, Round
    from rubric import Item
    from table import UnitTable

#: The grades where an assessment names none.
DEFAULT = [
    {"name": "优秀", "en": "excellent", "from": "90%"},
    {"name": "良好", "en": "good", "from": "80%"},
    {"name": "合格", "en": "pass", "from": "60%"},
    {"name": "不合格", "en": "fail"},
]


class Placing:
    """Ranks and grades of one group, written into its outcomes."""

    def __init__(self, round_: Round, group: str, outcomes: list[Outcome]) -> None:
        self.round, self.rules, self.group, self.outcomes = round_, round_.rules, group, outcomes
        self.placed: list[Outcome] = []
        self.barred_by_rule: list[dict[str, Any]] = []

    def place(self) -> None:
        """Ranks and grades the units."""
        if self.rules.groups[self.group].get("ranked") is False:
            for out in self.outcomes:
                out.why = out.why or "scored-only"
            return
        for out in self.outcomes:
            if self.rules.unranked(out.unit):
                out.why = "not-ranked"
        self.placed = [out for out in self.outcomes if out.why is None]
        self._rank()
        bands = self.bands()
        for out in self.outcomes:
            out.english = {band["name"]: band["en"] for band in bands or () if band.get("en")}
        if bands:
            self._grade(bands)
        self._forget_ranks()

    # Ranks

    def _rank(self) -> None:
        ranking = self.rules.written.get("ranking", {})
        keys = {out.unit: self._key(out, ranking.get("by", [])) for out in self.placed}
        distinct = sorted(set(keys.values()), reverse=True)
        for out in self.placed:
            better = [key for key in keys.values() if key > keys[out.unit]]
            out.rank = 1 + (distinct.index(keys[out.unit]) if ranking.get("ties") == "dense" else len(better))
        self._tell_ties(ranking.get("by", []), keys)

    def _forget_ranks(self) -> None:
        """Where there are no ranks, quotas alone went by the order of totals."""
        if self.rules.written.get("ranking", {}).get("ranks") == "none":
            for out in self.outcomes:
                out.rank = out.tie = out.tie_value = None

    def _key(self, out: Outcome, by: list[dict[str, Any]]) -> tuple[Any, ...]:
        """What is compared, in turn: not last by a veto, the total, then each tie-breaker; no points are behind any."""
        if any("rank" in veto.written["effect"] for _, veto in self.round.vetoes_of(out.unit)):
            return (False,)
        keys: list[Any] = [True, out.total]
        for each in by:
            value = self.tie_value(out.unit, each)
            sign = -1 if each.get("better") == "lower" else 1
            keys.append((value is not None, sign * value if value is not None else 0))
        return tuple(keys)

    def tie_value(self, unit: str, by: dict[str, Any]) -> Fraction | None:
        """What a unit has for a tie-breaker; None: nothing."""
        value: Amount
        if "figure" in by:
            values = next(each for each in self.rules.written["figures"] if each["name"] == by["figure"])["values"]
            value = next((exact(v) for name, v in values.items() if self.rules.former.get(name, name) == unit), None)
        elif unit in self.rules.composed:
            value = None
        elif "part" in by:
            value = self.term(unit, by["part"])[0]
        else:
            value = self.item_points(unit, by["item"])[0]
        return None if value == NA else value

    def _tell_ties(self, by: list[dict[str, Any]], keys: dict[str, tuple[Any, ...]]) -> None:
        for out in self.placed:
            same = [k for unit, k in keys.items() if unit != out.unit and k[:2] == keys[out.unit][:2] and len(k) > 1]
            for number, each in enumerate(by if same and len(keys[out.unit]) > 1 else ()):
                if any(k[2 + number] != keys[out.unit][2 + number] for k in same):
                    out.tie = out.tie or each.get("item") or each.get("part") or each.get("figure")
                    out.tie_value = self.tie_value(out.unit, each)
                    break

    # Points that ranks and grades ask for

    def term(self, unit: str, name: str) -> tuple[Amount, Fraction | None]:
        """The points of a part, or of a choice, and the most that they can be."""
        part = next((each for each in self.rules.parts(self.group) if each["name"] == name), None)
        if part is None:
            return None, None
        points, _, most = self.round.term(unit, part)
        return points, most

    def item_points(self, unit: str, name: str) -> tuple[Amount, Fraction | None]:
        """An item's points in the first part that has it, over its periods, and the most that they can be."""
        for table in self.round.tables_of(unit):
            item = table.rubric.find(name)
            if item is not None:
                return self._over(unit, table, item)
        return None, None

    def _over(self, unit: str, table: UnitTable, item: Item) -> tuple[Amount, Fraction | None]:
        points = self.round.over_periods(unit, table.part, lambda each: each.points[item.id])
        return points, self.round.over_periods(unit, table.part, lambda each: each.can_be(item))

    # Grades

    def bands(self) -> list[dict[str, Any]] | None:
        """The grades of the group from the best down; None: there are none."""
        written = self.rules.written.get("grades")
        rule = self.rules.first("grades", self.group) if isinstance(written, list) else None
        if rule is None:
            limited = all(out.most is not None for out in self.outcomes) and self.rules.file.totals.get(self.group)
            return (
                DEFAULT if written is None and limited else DEFAULT if isinstance(written, list) and limited else None
            )
        self.barred_by_rule = rule.get("barred", [])
        return None if rule["bands"] == "none" or not rule["bands"] else rule["bands"]

    def _grade(self, bands: list[dict[str, Any]]) -> None:
        left = sorted(self.placed, key=lambda out: out.rank or 0)
        for number, band in enumerate(bands):
            fit = [out for out in left if self._fits(out, band) and not self._is_barred(out, bands, number)]
            for out in self._within_quota(fit, band, bands, number):
                out.band = band["name"]
            left = [out for out in left if out.band is None]
        for out in self.outcomes:
            if self.round.fails(out.unit) and not self.rules.unranked(out.unit):
                out.band = bands[-1]["name"]

    def _fits(self, out: Outcome, band: dict[str, Any]) -> bool:
        edge = band.get("from") or band.get("above")
        if edge is not None:
            edge_points = share_or_points(edge, out.most)
            if not (out.total >= edge_points if "from" in band else out.total > edge_points):
                return False
        needs = band.get("needs", [])
        return all(self._is_met(out, need) for need in (needs if isinstance(needs, list) else [needs]))

    def _is_barred(self, out: Outcome, bands: list[dict[str, Any]], number: int) -> bool:
        """Whether a unit is barred from a band: by the assessment or by a veto, from it or from a worse one."""
        names = [each["name"] for each in bands]
        by_rule = [each["band"] for each in self.barred_by_rule if each["unit"] == out.unit]
        by_veto = [
            v.written["effect"]["bars"] for _, v in self.round.vetoes_of(out.unit) if "bars" in v.written["effect"]
        ]
        return any(name in names and names.index(name) >= number for name in by_rule + by_veto)

    def _within_quota(self, fit: list[Outcome], band: dict[str, Any], bands: Any, number: int) -> list[Outcome]:
        quota = band.get("quota")
        if quota is None:
            return fit
        room, taken = self._room(quota, bands, number), list[Any]()
        for rank in sorted({out.rank for out in fit}):
            same = [out for out in fit if out.rank == rank]
            if len(taken) + len(same) > room and not (quota["tie"] == "in" and len(taken) < room):
                break
            taken += same
        return taken

    def _room(self, quota: dict[str, Any], bands: Any, number: int) -> int:
        if "count" in quota:
            return int(quota["count"])
        counted = [out for out in self.outcomes if not self.rules.unranked(out.unit)]
        if quota.get("of") == "eligible":
            counted = [out for out in counted if not self._is_barred(out, bands, number)]
        share = exact(str(quota["share"])) * len(counted)
        return {"down": floor(share), "up": ceil(share), "half-up": floor(share + Fraction(1, 2))}[quota["round"]]

    # Needs

    def _is_met(self, out: Outcome, need: dict[str, Any]) -> bool:
        if "veto" in need:
            return not self.round.vetoes_of(out.unit)
        if out.unit in self.rules.composed:
            return False
        if "part" in need:
            return meets(need, *self.term(out.unit, need["part"]))
        if "item" in need:
            return meets(need, *self.item_points(out.unit, need["item"]))
        asked = [each for each in self._several(out.unit, need["items"]) if each[0] != NA]
        met = sum(meets(need, points, most) for points, most in asked)
        if not asked:
            return False
        if "at_least" in need:
            return met >= need["at_least"]
        return met <= need["at_most"] if "at_most" in need else met == len(asked)

    def _several(self, unit: str, names: list[str]) -> list[tuple[Amount, Fraction | None]]:
        if names not in (["all"], ["indicators"]):
            return [self.item_points(unit, name) for name in names]
        tables = self.round.tables_of(unit)
        items = (each for table in tables for each in (table.scored if names == ["all"] else table.rubric.indicators))
        return [self.item_points(unit, name) for name in dict.fromkeys(item.id for item in items)]


def meets(need: dict[str, Any], points: Amount, most: Fraction | None) -> bool:
    """Whether points meet the edge of a need; points that there are not meet none."""
    if not isinstance(points, Fraction):
        return False
    edges = {key: share_or_points(need[key], most) for key in ("from", "above", "to", "below") if key in need}
    return all(
        {"from": points >= edge, "above": points > edge, "to": points <= edge, "below": points < edge}[key]
        for key, edge in edges.items()
    )
