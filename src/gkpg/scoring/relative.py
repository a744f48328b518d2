"""Relative points: what a figure is worth beside those of the other units, by the rule of its item."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.scoring.steps import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gkpg.rubric import Item
    from gkpg.scoring.peers import Peers


class Worth(NamedTuple):
    """Points of a figure, None where the rule comes to none, with what they follow from beside the figure.

    `key` names the rule: how it is compared and which way is better, or `equal` where that is not told by comparing.
    """

    points: Fraction | None
    terms: tuple[Term, ...]
    key: str


def worth_among(item: Item, figure: Fraction, peers: Peers, *, dense: bool) -> Worth:
    """What a figure is worth among peers, of which there is one at least; ranks after a tie go on as `dense` says."""
    return _BY[item.by or "rank"](item, figure, peers, dense)


def _by_rank(item: Item, figure: Fraction, peers: Peers, dense: bool) -> Worth:
    """The points of its rank, which is one more than the number of better figures."""
    higher = item.better == "higher"
    better = peers.count_better(figure, higher=higher, dense=dense)
    nearest = peers.next_better(figure, higher=higher)
    terms = [Term("count", "better", Fraction(better)), Term("count", "units", Fraction(len(peers.figures)))]
    terms += [] if nearest is None else [Term("unit", *nearest)]
    points, figures = _points_within(item, better + 1, len(peers.figures)) or _points_of_rank(item, better)
    return Worth(points, (*terms, *figures), f"rank {item.better}")


def _points_within(item: Item, rank: int, count: int) -> tuple[Fraction, tuple[Term, ...]] | None:
    """The points of a rank among so many units by shares of them; None where it is within none."""
    for entry in item.within or ():
        if rank <= entry.share * count:
            return entry.points, (Term("knot", entry.label, entry.points),)
    return None


def _points_of_rank(item: Item, better: int) -> tuple[Fraction, tuple[Term, ...]]:
    """The points of the rank behind so many better ones, with the figures of the rule that they follow from."""
    ranks, rank = item.points or (), str(better + 1)
    if better < len(ranks):
        points = Fraction(ranks[better])
        return points, (Term("knot", rank, points),)
    if item.then is None:
        points = Fraction(item.rest or 0)
        return points, (Term("knot", rank, points),)
    last, then = Fraction(ranks[-1]) if ranks else _most(item), Fraction(item.then)
    behind = better - len(ranks) + 1
    value = last + behind * then
    terms = (Term("knot", str(len(ranks)), last), Term("factor", "then", then), Term("step", "rank", Fraction(behind)))
    if item.bottom is None or value >= item.bottom:
        return value, terms
    return Fraction(item.bottom), (*terms, Term("limit", "floor", Fraction(item.bottom)))


def _by_best(item: Item, figure: Fraction, peers: Peers, _: bool) -> Worth:
    """Its ratio to the best of the max, or that of the best to it where lower is better; no less than zero."""
    higher, most = item.better == "higher", _most(item)
    name, best = (peers.highest if higher else peers.lowest) or ("", figure)
    terms = (Term("unit", name, best), Term("limit", "max", most))
    if best <= 0 and (figure <= best or higher):
        return _of_equal(item, terms)
    is_best = figure >= best if higher else figure <= best
    ratio = Fraction(1) if is_best else figure / best if higher else best / figure
    return Worth(max(ratio, Fraction(0)) * most, terms, f"best {item.better}")


def _by_range(item: Item, figure: Fraction, peers: Peers, _: bool) -> Worth:
    """Its place between the worst, which gets `worst`, and the best, which gets the max; never outside of them."""
    ends = peers.lowest or ("", figure), peers.highest or ("", figure)
    (bad, worst), (good, best) = ends if item.better == "higher" else ends[::-1]
    most, least = _most(item), Fraction(item.worst)
    terms = (
        Term("unit", bad, worst),
        Term("unit", good, best),
        Term("limit", "worst", least),
        Term("limit", "max", most),
    )
    if worst == best:
        return _of_equal(item, terms)
    place = min(max((figure - worst) / (best - worst), Fraction(0)), Fraction(1))
    return Worth(least + place * (most - least), terms, f"range {item.better}")


def _most(item: Item) -> Fraction:
    """The max of an item, which one that is compared always has."""
    return item.max or Fraction(0)


def _of_equal(item: Item, terms: tuple[Term, ...]) -> Worth:
    """What the rubric gives where comparing tells nothing."""
    equal = None if item.equal is None else Fraction(item.equal)
    return Worth(equal, (*terms, *(() if equal is None else (Term("limit", "equal", equal),))), "equal")


_BY: Mapping[str, Callable[[Item, Fraction, Peers, bool], Worth]] = {
    "rank": _by_rank,
    "best": _by_best,
    "range": _by_range,
}
