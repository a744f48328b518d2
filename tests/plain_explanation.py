"""Computes a unit's total anew from its explanation in JSON alone; it shares no line with the program.

Every node follows from its terms, a term that names a node has its value, and what was entered is what the first
steps take up. The rows of points lost add up to the total. Figures are exact fractions.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]


class WrongFigureError(Exception):
    """Something that does not follow from what it is said to follow from."""


def total_of(explanation: Json) -> Fraction | None:
    """The total, with everything below it computed anew; None where there is none. Raises WrongFigureError."""
    known = {node["id"]: node for node in explanation["nodes"]}
    found: dict[str, Fraction | None] = {}
    for node in explanation["nodes"]:
        found[node["id"]] = _value(node, known, found)
    root = explanation["root"]
    _self_check_is_beside(explanation)
    _losses_are_right(explanation, known)
    if explanation["total"] is None:
        return None
    total = found[root]
    _is(Fraction(explanation["total"]), total, "total")
    if explanation["converted"] is not None:
        _is(Fraction(explanation["converted"]), found[explanation["converted_root"]], "converted")
    _losses_add_up(explanation)
    return total


def _is(said: object, computed: object, what: object) -> None:
    if said != computed:
        raise WrongFigureError(f"{what}: {said} is said, {computed} comes out")


def _value(node: Json, known: dict[str, Json], found: dict[str, Fraction | None]) -> Fraction | None:
    """The value of a node, computed from its terms; of an entry that is what was entered in points."""
    said = _number(node["value"])
    if node["what"] == "entry":
        if node["as"] == "points" and said is not None:  # what may not be entered has none
            _is(said, _entered(node["entered"]), node)
        return said
    for term in node["terms"]:
        _check_link(node, term, known, found)
    if said is None:
        _check_verdict(node)
        return None
    _is(said, _compute(node), node)
    return said


def _entered(text: str) -> Fraction:
    return {"✓": Fraction(1), "✗": Fraction(0)}.get(text) if text in "✓✗" else Fraction(text)  # type: ignore[return-value]


def _check_link(node: Json, term: Json, known: dict[str, Json], found: dict[str, Fraction | None]) -> None:
    """What a term takes up is what the node that it names came to, or what was entered there."""
    if not term["node"]:
        if term["kind"] in {"cell", "source", "part", "bonus"} and node["what"] not in {"need", "tie"}:
            raise WrongFigureError(f"nothing is linked: {node}")
        return
    below = known[term["node"]]
    if term["kind"] == "veto":
        _is(bool(found[term["node"]]), True, node)
    elif below["what"] == "entry" and term["kind"] == "figure":
        if below["as"] in {"level", "word"}:
            _is({each["name"] for each in _of(node, "knot")}, {below["entered"]}, node)
        else:
            _is(_number(term["value"]), _entered(below["entered"]), node)
    elif below["what"] == "entry" and below["value"] is None:
        _is(_number(term["value"]), _entered(below["entered"]), node)
    else:
        _is(_number(term["value"]), found[term["node"]], node)


def _check_verdict(node: Json) -> None:
    """Edges and needs hold as is said."""
    if node["what"] != "band":
        return
    total, limits = _numbers(node, "total")[0], _of(node, "limit")
    passes = {"from": total.__ge__, "above": total.__gt__}
    _is(node["holds"], all(passes[each["name"]](Fraction(each["value"])) for each in limits), node)


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _of(node: Json, *kinds: str) -> list[Json]:
    return [term for term in node["terms"] if term["kind"] in kinds]


def _numbers(node: Json, *kinds: str) -> list[Fraction]:
    return [Fraction(term["value"]) for term in _of(node, *kinds) if term["value"] is not None]


def _sum(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def _all(node: Json) -> list[Fraction]:
    return [Fraction(term["value"]) for term in node["terms"] if term["value"] is not None]


def _compute(node: Json) -> Fraction:
    """The value of a step by its terms, by what it does and its rule."""
    rule = _RULES.get((node["what"], node["rule"].partition(" ")[0])) or _RULES[node["what"], ""]
    return rule(node)


def _weighted(node: Json) -> Fraction:
    """Figures, each times the factor behind it, else as they are."""
    whole, terms = Fraction(0), node["terms"]
    for place, term in enumerate(terms):
        if term["kind"] in {"part", "unit", "source", "item", "total", "bonus"}:
            after = terms[place + 1] if place + 1 < len(terms) else {"kind": ""}
            whole += Fraction(term["value"]) * (Fraction(after["value"]) if after["kind"] == "factor" else 1)
    return whole


def _multiplied(node: Json) -> Fraction:
    """A total of which some parts, or all where none is named, are multiplied."""
    (total,), (factor,) = _numbers(node, "total"), _numbers(node, "factor")
    return total + _sum(_numbers(node, "value") or [total]) * (factor - 1)


def _options(node: Json) -> list[Fraction]:
    found = _numbers(node, "item", "part")
    factors = _numbers(node, "factor") or [Fraction(1)] * len(found)
    return [value * factor for value, factor in zip(found, factors, strict=True)]


def _answers(node: Json) -> list[Fraction]:
    counts = {term["name"]: int(term["value"]) for term in _of(node, "count")}
    cells = [(Fraction(term["value"]), counts.get(term["name"], 1)) for term in _of(node, "cell")]
    return sorted(value for value, number in cells for _ in range(number))


def _mean(values: list[Fraction]) -> Fraction:
    return _sum(values) / len(values)


def _median(values: list[Fraction]) -> Fraction:
    return _mean([values[(len(values) - 1) // 2], values[len(values) // 2]])


def _agreed(node: Json) -> Fraction:
    (value,) = set(_numbers(node, "cell"))
    return value


def _measured(node: Json) -> Fraction:
    """By a line between two knots, or from one on by so many steps; a limit holds where there is one."""
    limits, knots = _numbers(node, "limit"), _of(node, "knot")
    if limits:
        return limits[-1]
    if len(knots) > 1:
        (low, start), (high, end) = ((Fraction(knot["name"]), Fraction(knot["value"])) for knot in knots[:2])
        value = (_numbers(node, "value") or _numbers(node, "figure"))[0]
        return start + (end - start) * (value - low) / (high - low)
    counted = zip(_numbers(node, "factor"), _numbers(node, "step"), strict=True)
    return Fraction(knots[0]["value"]) + _sum([each * number for each, number in counted])


def _against(node: Json) -> Fraction:
    """What a figure comes to beside a base is the value that was measured, where that was not rounded."""
    (figure,), (base,) = _numbers(node, "figure"), _numbers(node, "base")
    (value,) = _of(node, "value")
    how = node["rule"].partition(" ")[0]
    compared = figure - base if how == "difference" else (figure - (base if how == "percent" else 0)) / base * 100
    if not value["name"]:  # which says how it was rounded
        _is(Fraction(value["value"]), compared, node)
    return _measured(node)


def _best(node: Json) -> Fraction:
    (figure,), best, (most,) = _numbers(node, "figure"), _numbers(node, "unit")[0], _numbers(node, "limit")
    ratio = figure / best if node["rule"] == "best higher" else best / figure
    return min(max(ratio, Fraction(0)), Fraction(1)) * most


def _range(node: Json) -> Fraction:
    (figure,), (worst, best), (least, most) = (_numbers(node, kind) for kind in ("figure", "unit", "limit"))
    place = min(max((figure - worst) / (best - worst), Fraction(0)), Fraction(1))
    return least + place * (most - least)


def _rounded(node: Json) -> Fraction:
    if node["band"]:
        return _room(node)
    places, mode = node["rule"].split()
    value = _all(node)[0]
    units = abs(value) * 10 ** int(places)
    whole, rest = divmod(units, 1)
    half = Fraction(1, 2)
    up = rest > half or (rest == half and (mode == "half-up" or whole % 2 == 1))
    up = rest > 0 if mode == "up" else up and mode != "down"
    rounded = Fraction(int(whole) + (1 if up else 0), 10 ** int(places))
    return -rounded if value < 0 else rounded


def _room(node: Json) -> Fraction:
    whole, rest = divmod(_numbers(node, "limit")[0] * _numbers(node, "count")[0], 1)
    up = {"down": False, "up": rest > 0, "half-up": rest >= Fraction(1, 2)}[node["rule"]]
    return Fraction(int(whole) + up)


def _grown(node: Json) -> Fraction:
    item, most, extra = _all(node)
    return item * (most + extra) / most


def _scaled(node: Json) -> Fraction:
    value, factor, whole, there = _all(node)
    _is(factor, whole / there, node)
    return value * factor


def _bound(node: Json) -> Fraction:
    """A floor, a cap or a shut gate."""
    (limit,) = _of(node, "limit")
    value = Fraction(limit["value"])
    if node["rule"] == "gate":
        seen = _number(node["terms"][1]["value"])
        opens = seen is not None and (seen > value if limit["name"] == "above" else seen >= value)
        _is(opens, False, node)
        return Fraction(0)
    before = _sum(_numbers(node, "item", "bonus"))
    return value if abs(before) == before or node["rule"] == "floor" else -value


_RULES: dict[tuple[str, str], Callable[[Json], Fraction]] = {
    ("measure", ""): _measured,
    ("rows", ""): lambda node: _numbers(node, "limit")[-1] if _of(node, "limit") else _sum(_all(node)),
    ("join", "mean"): lambda node: _mean(_answers(node)),
    ("join", "median"): lambda node: _median(_answers(node)),
    ("join", "trimmed-mean"): lambda node: _mean(_answers(node)[1:-1]),
    ("join", "highest"): lambda node: max(_answers(node)),
    ("join", "lowest"): lambda node: min(_answers(node)),
    ("join", "agreed"): _agreed,
    ("decide", ""): lambda node: _numbers(node, "cell")[-1],
    ("settle", "weighted-mean"): _weighted,
    ("settle", "replace"): lambda node: _numbers(node, "source")[0],
    ("value", "best"): _best,
    ("value", "range"): _range,
    ("value", "rank"): _measured,
    ("value", "equal"): lambda node: _numbers(node, "limit")[-1],
    ("value", "target"): _against,
    ("value", "mean"): _against,
    ("value", "median"): _against,
    ("value", "percent"): _against,
    ("value", "difference"): _against,
    ("apply", "full"): lambda node: _numbers(node, "limit")[0],
    ("apply", "average"): lambda node: _mean(_numbers(node, "unit")),
    ("apply", "move"): _grown,
    ("apply", "spread"): _grown,
    ("sum", ""): lambda node: _sum(_all(node)),
    ("beside", ""): lambda node: _sum(_all(node)),
    ("bound", ""): _bound,
    ("rescale", ""): _scaled,
    ("minus", ""): lambda node: (_numbers(node, "limit") or _numbers(node, "item"))[0] - _sum(_numbers(node, "veto")),
    ("choose", "highest"): lambda node: max(_options(node)),
    ("choose", "lowest"): lambda node: min(_options(node)) + _sum(_numbers(node, "extra")),
    ("total", ""): _weighted,
    ("coefficient", ""): _multiplied,
    ("compose", ""): _weighted,
    ("convert", ""): lambda node: _all(node)[0] * _all(node)[1],
    ("veto", ""): lambda node: _numbers(node, "veto")[0],
    ("round", ""): _rounded,
    ("rank", ""): lambda node: _numbers(node, "count")[0] + 1,
}


def _self_check_is_beside(explanation: Json) -> None:
    """What a unit got stands beside what it gave itself as it comes out of the nodes, and what lies between is right."""
    got = {(node["part"], node["item"]): node["value"] for node in explanation["nodes"] if node["what"] != "entry"}
    for row in explanation["self_check"]:
        own, given = _number(row["own"]), _number(row["given"])
        if given is not None or explanation["total"] is not None:  # else a node may be a figure that waits for others
            _is(row["given"], got.get((row["part"], row["item"])), row)
        _is(_number(row["apart"]), None if own is None or given is None else own - given, row)
        _is(bool(row["entries"]), True, row)


def _losses_are_right(explanation: Json, known: dict[str, Json]) -> None:
    """Each row is what its figures come to, with its cells where it is of an item."""
    for row in explanation["losses"]:
        own = Fraction(row["lost"])
        if row["max"] is not None and row["kind"] in {"item", "unit"}:
            _is(own, Fraction(row["max"]) - Fraction(row["points"]), row)
        _is(Fraction(row["lost_in_total"]), own * Fraction(row["factor"]), row)
        has_cells = bool(row["entries"]) or row["kind"] not in {"item", "beside"}
        _is(has_cells or _is_given_by_rule(known[row["node"]], known), True, row)


def _is_given_by_rule(node: Json, known: dict[str, Json]) -> bool:
    """Whether nobody entered anything for it, or for what is below it, since that does not apply."""
    below = [known[term["node"]] for term in node["terms"] if term["node"]]
    return bool(node["what"] == "apply" or (below and all(_is_given_by_rule(each, known) for each in below)))


def _losses_add_up(explanation: Json) -> None:
    """All that can be had, less what was lost, is the total."""
    rows = explanation["losses"]
    capped = [row for row in rows if row["max"] is not None and row["kind"] != "beside"]
    most = _sum([Fraction(row["max"]) * Fraction(row["factor"]) for row in capped])
    lost = _sum([Fraction(row["lost_in_total"]) for row in rows])
    _is(Fraction(explanation["total"]), most - lost, "losses")
    if explanation["most"] is not None:
        _is(Fraction(explanation["most"]), most, "most")
