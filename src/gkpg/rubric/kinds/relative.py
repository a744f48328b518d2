"""The kind `relative`: a figure, or what the items below come to, gets points by those of the other units."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from gkpg.base.interval import Interval
from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds.figure import Figure
from gkpg.rubric.kinds.item_kind import ItemKind
from gkpg.rubric.kinds.loss import FloorField
from gkpg.rubric.kinds.unreached import max_unreached
from gkpg.rubric.kinds.within import WithinField
from gkpg.yamlfiles.form import Slip
from gkpg.yamlfiles.schema.about import About
from gkpg.yamlfiles.types import AnySharePoints, ShareWorth, Words, as_points, as_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkpg.findings.finding import Fact
    from gkpg.rubric.draft import Draft
    from gkpg.rubric.kinds.item_kind import LooksAt
    from gkpg.rubric.kinds.kind import Kind

#: How a figure is compared with those of the other units.
By = Literal["rank", "best", "range"]
#: The keys that belong to one way only.
_OWN: Mapping[str, frozenset[str]] = {
    "rank": frozenset({"points", "within", "then", "rest", "floor"}),
    "best": frozenset({"equal"}),
    "range": frozenset({"worst", "equal"}),
}


class RelativeFields(FloorField):
    """Items with figures that are compared: how, which way is better, and what that is worth.

    `points` are those of the ranks from the first; each rank behind them gets `then` less than the one before, or
    `rest`, or nothing. `within` has those of shares of the units in their place. `worst` is what the worst gets;
    `equal` what a unit gets of which the comparison cannot tell; None where no total is told then.
    """

    unit: Words | None = None
    by: By | None = None
    better: Literal["higher", "lower"] = "higher"
    points: Annotated[tuple[ShareWorth, ...], Field(min_length=1)] | None = None
    within: WithinField | None = None
    then: AnySharePoints | None = None
    rest: ShareWorth | None = None
    worst: ShareWorth = Fraction(0)
    equal: ShareWorth | None = None


class RelativeItems(ItemKind[RelativeFields]):
    """Items whose points come of comparing units."""

    name = "relative"
    says = Text(
        "与其他单位相比：填数值，按名次、与最好的比值或在最好和最差之间的位置得分",
        "a figure, with points by rank, by its ratio to the best, or by its place between worst and best",
    )
    own: ClassVar[Mapping[str, About]] = {
        "by": About(
            Text("怎样比", "By"),
            Text("kind 为 relative 时怎样与其他单位相比。", "For kind relative: how units are compared."),
            values={
                "rank": Text("按名次，各名次的分写在 points", "by rank, with points for each"),
                "best": Text(
                    "数值 ÷ 最好 × 分值；越低越好的是 最好 ÷ 数值",
                    "figure ÷ best × max; where lower is better best ÷ figure",
                ),
                "range": Text(
                    "最差得 worst，最好得分值，中间按比例", "the worst gets worst, the best max, others in between"
                ),
            },
        ),
        "better": About(
            Text("哪头好", "Better"),
            Text("数值高的好还是低的好。", "Whether a higher or a lower figure is better."),
            values={"higher": Text("越高越好", "a higher one"), "lower": Text("越低越好", "a lower one")},
        ),
        "points": About(
            Text("各名次的分", "Points of ranks"),
            Text(
                "by 为 rank 时，从第一名起各名次的分；第一名的分等于分值。",
                "For by: rank, the points from the first rank on; the first one is max.",
            ),
            "[2, 1.9, 1.8]",
        ),
        "within": About(
            Text("前百分之几的分", "Within shares"),
            Text(
                "by 为 rank 时，代替 points：名次在前百分之几以内的得几分，依次写；第一个的分等于分值。",
                "For by: rank, in place of points: what ranks within the first so many percent of the units get, one "
                "after another; the first one is max.",
            ),
            "[[30%, 5], [60%, 3]]",
        ),
        "then": About(
            Text("以后每名", "Then"),
            Text(
                "points 以后每低一名加几分（写负数），到 floor 为止。",
                "What each rank behind those in points gets less, as a negative number, down to floor.",
            ),
            "-0.1",
        ),
        "rest": About(
            Text("其余名次", "Rest"),
            Text("points、within 以后的名次都得几分。默认 0。", "What all ranks behind those get; 0 by default."),
            "40",
        ),
        "worst": About(
            Text("最差的分", "Worst"),
            Text("by 为 range 时最差的单位得几分。默认 0。", "For by: range, what the worst unit gets; 0 by default."),
            "60",
        ),
        "equal": About(
            Text("比不出时", "Equal"),
            Text(
                "by 为 range 而各单位数值全同，或 by 为 best 而最好的是 0 时得几分。不写就没有总分。",
                "What units get where all figures are the same (by: range), or the best is 0 (by: best); without it "
                "they have no total.",
            ),
            "5",
        ),
    }  # fmt: skip
    needs: ClassVar[Mapping[str, Text]] = {
        "by": Text("与其他单位相比的项（kind: relative）要写 by", "kind relative needs by")
    }
    may_have = frozenset({"unit", "better", "points", "within", "then", "rest", "worst", "equal", "floor"})
    takes_items = True
    is_apart_from_below = True
    may_be_row = False
    only_adds = False
    is_entered_in_points = False

    def cell(self, item: RelativeFields) -> Kind:
        """A figure; a ratio makes no sense below zero."""
        lowest, how = Decimal(0) if item.by == "best" else None, _HOW[item.by or "rank"]
        return Figure(item.cap, item.unit, lowest, None, how, (_least(item), item.max))

    def interval(self, item: RelativeFields, below: Sequence[Interval]) -> Interval:
        """What comparing comes to, whatever is below."""
        del below
        return Interval(_least(item), item.max)

    def looks_at(self, item: RelativeFields) -> LooksAt:
        """The other units."""
        del item
        return "units"

    def is_off(self, whole: Fraction, most: Fraction) -> bool:
        """What is compared is no points of the table."""
        del whole, most
        return False

    def slips(self, item: Draft) -> Iterator[Slip]:
        """What belongs to another way of comparing, points above the max, and ranks out of order."""
        by = item.values.get("by")
        if not isinstance(by, str) or by not in _OWN:
            return
        yield from _of_way(item, by)
        yield from _of_points(item)
        yield from _of_shares(item)


def _least(item: RelativeFields) -> Fraction | None:
    """The least that a figure can be worth; None where each further rank gets less, without a floor."""
    ends: list[Fraction] = [Fraction(0)] if item.by == "best" else [item.worst]
    if item.by == "rank" and item.then:
        return None if item.bottom is None else min([item.bottom, *(item.points or ())])
    if item.by == "rank":
        ends = [item.rest or Fraction(0), *(item.points or ()), *(each.points for each in item.within or ())]
    ends += [] if item.equal is None else [item.equal]
    return min(ends)


def _of_way(item: Draft, by: str) -> Iterator[Slip]:
    """What a way of comparing needs, and what belongs to another."""
    facts: dict[str, Fact] = {"id": item.label, "kind": Text(f"按 {by} 相比的", f"compared by {by}")}
    if by == "rank" and not {"points", "within"} & item.values.keys():
        yield Slip("R213", item.path, {**facts, "field": "points"})
    for field in ("points", "then", "floor") if by == "rank" and "within" in item.values else ():
        if field in item.values:
            yield Slip("R214", (*item.path, field), {"id": item.label, "kind": _WITHIN, "field": field})
    for field in sorted(frozenset[str]().union(*_OWN.values()) - _OWN[by]):
        if field in item.values:
            yield Slip("R214", (*item.path, field), {**facts, "field": field})
    if item.children and "unit" in item.values:
        yield Slip("R214", (*item.path, "unit"), {**facts, "field": "unit"})
    if by == "rank" and "then" in item.values and "rest" in item.values:
        both: dict[str, Fact] = {"id": item.label, "kind": Text("写了 then 的", "an item with then"), "field": "rest"}
        yield Slip("R214", (*item.path, "rest"), both)


def _of_points(item: Draft) -> Iterator[Slip]:
    """No points are above the max, and those of ranks go down from it."""
    key, ranks = _points_of(item)
    path, most = item.path, item.max
    told = [((*path, key, n), each, ranks[n - 1] if n else None) for n, each in enumerate(ranks)]
    told += [((*path, key), as_points(item.values.get(key)), None) for key in ("rest", "worst", "equal")]
    for place, points, before in told:
        how = None if points is None or most is None else _how(points, most, before)
        if points is not None and how is not None:
            yield Slip("R215", place, {"id": item.label, "step": format_exact(points), "how": how})
    first = ranks[0] if ranks else None
    if first is not None and most is not None and first < most:
        yield max_unreached((*path, key), item.label, most)
    then = as_points(item.values.get("then"))
    if then is not None and then > 0:
        rises = Text("大于 0，名次靠后反而得分高", "is above zero: lower ranks would get more")
        yield Slip("R215", (*path, "then"), {"id": item.label, "step": format_exact(then), "how": rises})


def _points_of(item: Draft) -> tuple[str, tuple[Fraction | None, ...]]:
    """The points from the first on, of ranks or of shares of the units, and the key that has them."""
    ranks, shares = item.values.get("points"), item.values.get("within")
    if not isinstance(shares, tuple):
        return "points", tuple(map(as_points, ranks)) if isinstance(ranks, tuple) else ()
    pairs = [each if isinstance(each, tuple) and len(each) == 2 else (None, None) for each in shares]
    return "within", tuple(as_points(points) for _, points in pairs)


def _of_shares(item: Draft) -> Iterator[Slip]:
    """Shares of the units rise, up to all of them."""
    shares = item.values.get("within")
    pairs = shares if isinstance(shares, tuple) else ()
    found = [as_share(each[0]) if isinstance(each, tuple) and len(each) == 2 else None for each in pairs]
    for n, share in enumerate(found):
        before = (found[n - 1] if n else Fraction(0)) or Fraction(0)
        if share is not None and not before < share <= 1:
            facts: dict[str, Fact] = {"id": item.label, "field": "within", "how": _SHARES}
            yield Slip("R228", (*item.path, "within", n, 0), facts)


_WITHIN = Text("写了 within 的", "an item with within")
_SHARES = Text("的占比要依次增大，从大于 0 到不超过 100%", ": the shares rise from above 0 to 100% at most")


def _how(points: Fraction, most: Fraction, before: Fraction | None) -> Text | None:
    """What is wrong with points; None where nothing is."""
    if points > most:
        return Text(f"高于分值 {format_exact(most)}", f"is above its max {format_exact(most)}")
    if before is not None and points > before:
        return Text(f"高于前一名的 {format_exact(before)}", f"is above {format_exact(before)} of the rank before")
    return None


_HOW: Mapping[By, Text] = {
    "rank": Text("汇总时按名次得分", "its points come of the rank among the units"),
    "best": Text("汇总时与最好的单位相比得分", "its points come of the best of the units"),
    "range": Text("汇总时在最好和最差之间得分", "its points come of the worst and the best of the units"),
}
