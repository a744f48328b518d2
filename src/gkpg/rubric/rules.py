"""The rules that a rubric must keep: each a small generator whose docstring is the rule."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_id
from gkpg.base.points import format_any, format_exact
from gkpg.base.text import Text, list_words
from gkpg.base.unseen import without_unseen
from gkpg.rubric import limits
from gkpg.rubric.fields import COLUMNS
from gkpg.rubric.kinds import DEFAULT, KIND_FIELDS, KINDS, ItemKind, kind_named
from gkpg.yamlfiles.form import Slip
from gkpg.yamlfiles.types import as_points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gkpg.findings.finding import Fact, Finding
    from gkpg.rubric.draft import Draft
    from gkpg.rubric.kinds import BlockKind, KindFields, RowContext
    from gkpg.yamlfiles.document import Document

#: One clause of a printed standard that gives an item its points: 公文备案及属性认定工作 8 分.
_CLAUSE = re.compile(r"(?P<name>[^\d扣减加每最不]+)(?P<points>\d+(\.\d+)?)\s*分")


def printed_points(standard: str | None) -> tuple[tuple[str, Decimal], ...]:
    """The clauses of a printed standard with their points, if every clause gives points; else none."""
    clauses = [clause.strip() for clause in re.split(r"[;；]", standard or "") if clause.strip(" 。")]
    matches = [_CLAUSE.fullmatch(clause.rstrip("。")) for clause in clauses]
    if not all(matches):
        return ()
    return tuple((match[0], Decimal(match["points"])) for match in matches if match)


def confirmed_items(item: Draft) -> Iterator[tuple[Draft, str, Decimal]]:
    """The sub-items whose points the item's standard prints, in order: those without a repair of their max."""
    printed = printed_points(item.standard)
    unrepaired = [child for child in item.children if "max" not in child.repaired]
    if len(printed) == len(unrepaired):
        for child, (clause, points) in zip(unrepaired, printed, strict=True):
            yield child, clause, points


def sums_hold(rubric: Draft, document: Document) -> Iterator[Slip]:
    """At every level the sub-items' max adds up to the item's, and the indicators' to the total."""
    for item in rubric.walk():
        if _is_off(item):
            facts: dict[str, Fact] = {"id": item.label, "sum": _plain_ids(item.sum), "max": _plain_ids(item.max)}
            facts["terms"] = _terms(item, document)
            terms = tuple(child.max_path for child in item.children)
            yield Slip("R201" if item.path else "R202", item.max_path, facts, terms)
            yield from _suspects(item)


def _is_off(item: Draft) -> bool:
    """Whether its sub-items don't go with it. Weights have a rule of their own."""
    if item.sum is None or item.max is None or any("weight" in child.values for child in item.children):
        return False
    return kind_named(item.kind).is_off(item.sum, item.max)


def _terms(item: Draft, document: Document) -> Text:
    """The terms of a sum, each with its line."""
    terms = [(child.label, _plain_ids(child.max), document.place(child.max_path).line) for child in item.children]
    zh = "、".join(f"{name} 为 {points}（第 {line} 行）" for name, points, line in terms)
    return Text(zh, ", ".join(f"{name} has {points} (line {line})" for name, points, line in terms))


def _suspects(item: Draft) -> Iterator[Slip]:
    """The terms of a failing sum that nothing confirms; better those whose own sum is off by as much."""
    assert item.sum is not None  # noqa: S101 - is_off says so
    assert item.max is not None  # noqa: S101
    off = item.sum - item.max
    same = [child for child in item.children if _is_off(child) and (child.max or 0) - (child.sum or 0) == off]
    agreed = {child.path for child, _, points in confirmed_items(item) if child.max == points}
    for child in same or [c for c in item.children if c.path not in agreed and (not c.children or _is_off(c))]:
        yield Slip("R203", child.max_path, {"id": child.label, "max": _plain_ids(child.max)})


def printed_figures_agree(rubric: Draft, document: Document) -> Iterator[Slip]:
    """Where the standard prints points for its sub-items, they are the sub-items' max, or a repair says why not."""
    del document
    for item in rubric.walk():
        printed = printed_points(item.standard)
        unrepaired = sum("max" not in child.repaired for child in item.children)
        if printed and item.children and len(printed) != unrepaired:
            facts = {"id": item.label, "printed": str(len(printed)), "items": str(unrepaired)}
            yield Slip("R205", (*item.path, "standard"), facts)
        for child, clause, points in confirmed_items(item):
            if child.max is not None and child.max != points:
                facts = {"id": child.label, "max": _plain_ids(child.max), "printed": clause}
                path, other = child.max_path, (*item.path, "standard")
                yield Slip("R204", *((path, facts, (other,)) if _is_off(item) else (other, facts, (path,))))


def ids_are_clean(rubric: Draft, document: Document) -> Iterator[Slip]:
    """An id, and a number as printed, has no space and nothing that cannot be seen."""
    del document
    for item in rubric.walk():
        for key in ("id", "number") if item.path else ():
            number = item.values.get(key)
            if isinstance(number, str) and number and not _is_clean(number):
                yield Slip("R110", (*item.path, key), {"id": number})


def _is_clean(text: str) -> bool:
    is_spaced = any(character.isspace() for character in text)
    return text.isprintable() and not is_spaced and without_unseen(text) == text


def ids_are_unique(rubric: Draft, document: Document) -> Iterator[Slip]:
    """No id stands twice, or in a form that people take for the same."""
    seen: dict[str, Draft] = {}
    for item in rubric.walk():
        if not item.path or item.id is None:
            continue
        earlier = seen.setdefault(fold_id(item.id), item)
        if earlier is item:
            continue
        first = str(document.place((*earlier.path, "id")).line)
        if earlier.id == item.id:
            yield Slip("R206", (*item.path, "id"), {"id": item.id, "first": first})
        else:
            facts = {"id": item.id, "other": earlier.label, "first": first}
            yield Slip("R207", (*item.path, "id"), facts)


def judgement_stands_alone(rubric: Draft, document: Document) -> Iterator[Slip]:
    """An item scored by judgement has no sub-items."""
    del document
    for item in rubric.walk():
        if item.judgement and item.children:
            yield Slip("R208", (*item.path, "judgement"), {"id": item.label})


def kinds_are_whole(rubric: Draft, document: Document) -> Iterator[Slip]:
    """An item has what its kind needs, and nothing that belongs to another kind."""
    del document
    for item in rubric.children:
        yield from _of_kinds(item, KINDS[DEFAULT])
        if item.values.get("floor") == "parent":
            facts: dict[str, Fact] = {"id": item.label, "kind": Text("指标，上面没有项", "an item with none above")}
            yield Slip("R214", (*item.path, "floor"), {**facts, "field": "floor: parent"})
    for block in rubric.adjustments:
        for row in block.children:
            yield from _of_kinds(row, block.block_kind or kind_named(str(block.values.get("kind"))), block.block_kind)
            yield from _weights_fit(row)
            yield from _losses_are_none_already(row, block.block_kind)


def _weights_fit(row: Draft) -> Iterator[Slip]:
    """Weights are shares of the table; what stands beside it has points."""
    beside: dict[str, Fact] = {"kind": Text("加分或扣分的一行", "a row of a bonus or penalty"), "field": "weight"}
    for each in row.walk():
        if "weight" in each.values:
            yield Slip("R214", (*each.path, "weight"), {"id": each.label, **beside})


def _losses_are_none_already(row: Draft, block: BlockKind | None) -> Iterator[Slip]:
    """In a penalty all points are lost: nothing there takes from points, or makes points of the losses below it."""
    if block is None or block.adds:
        return
    for each in row.walk():
        kind = kind_named(each.kind)
        facts: dict[str, Fact] = {"id": each.label, "kind": _LOST}
        if kind.starts_full or kind.takes_away:
            yield Slip("R214", (*each.path, "kind"), {**facts, "field": f"kind: {each.kind}"})
        if kind.is_apart_from_below and each.children:
            yield Slip("R214", (*each.path, "items"), {**facts, "field": "items"})
        if "more" in each.values:
            yield Slip("R214", (*each.path, "more"), {**facts, "field": "more"})
        if each.values.get("floor") == "parent":
            yield Slip("R214", (*each.path, "floor"), {**facts, "field": "floor: parent"})


_LOST = Text("扣分里的一项（各项填的、写的都是扣分）", "an item of a penalty, where all points are losses")


def _of_kinds(item: Draft, above: RowContext, block: BlockKind | None = None) -> Iterator[Slip]:
    """One item and those below it; `above` is the kind of the item or block around it, `block` the block, if any."""
    kind, name = kind_named(item.kind), item.kind or DEFAULT
    may = _fields_of(item, kind, above, block)
    facts: dict[str, Fact] = {"id": item.label, "kind": Text(f" {name} 类型", f"of kind {name}")}
    for field in sorted(kind.needs.keys() - item.values.keys()):
        yield Slip("R213", item.path, {**facts, "field": field})
    yield from _of_choice(item, kind.one_of, facts)
    for field in KIND_FIELDS:
        if field in item.values and field not in may:
            yield Slip("R214", (*item.path, field), {**facts, "field": field})
    if item.children and not kind.takes_items and not item.has_made_rows:
        yield Slip("R214", (*item.path, "items"), {**facts, "field": "items"})
    if kind.takes_away and not above.rows_may_take and (block is None or block.adds):
        outside: dict[str, Fact] = {"id": item.label, "kind": Text("不在 sum 里的一项", "an item outside of a sum")}
        yield Slip("R214", (*item.path, "kind"), {**outside, "field": f"kind: {name}"})
    if above.has_rows:
        yield from _of_row(item, name, above)
    for child in item.children:
        yield from _of_kinds(child, kind, block)


def _fields_of(item: Draft, kind: ItemKind[KindFields], above: RowContext, block: BlockKind | None) -> set[str]:
    """The fields of kinds that an item may have: those of its kind, or of a row that needs none to be filled in."""
    is_usual, has_losses = kind.name == DEFAULT, block is not None and not block.adds
    is_row = is_usual and (has_losses or (above.has_rows and not above.rows_have_kinds))
    found = {*(() if is_row else (*kind.needs, *kind.may_have)), *above.rows_may_have}
    is_loss = is_usual and has_losses and above.rows_have_kinds and not item.children
    return found | block.rows_may_have if block is not None and is_loss else found


def _of_choice(item: Draft, fields: tuple[str, ...], facts: Mapping[str, Fact]) -> Iterator[Slip]:
    """Of some fields an item has just one."""
    chosen = [field for field in fields if field in item.values]
    if fields and not chosen:
        yield Slip("R213", item.path, {**facts, "field": list_words(fields)})
    for field in chosen[1:]:
        with_other: dict[str, Fact] = {"kind": Text(f"写了 {chosen[0]} 的项", f"an item with {chosen[0]}")}
        yield Slip("R214", (*item.path, field), {**facts, **with_other, "field": field})


def _of_row(item: Draft, name: str, above: RowContext) -> Iterator[Slip]:
    """A row has no kind where it is a tick or a loss; items, sources or figures only where a block is above it."""
    row: dict[str, Fact] = {"id": item.label, "kind": Text(f" {above.name} 的一行", f"a row of {above.name}")}
    kind = kind_named(item.kind)
    is_more = (kind.has_rows or not kind.may_be_row) and not above.rows_may_nest
    if name != DEFAULT and (is_more or not above.rows_have_kinds):
        yield Slip("R214", (*item.path, "kind"), {**row, "field": f"kind: {name}" if is_more else "kind"})
    elif item.children and not kind.has_rows and isinstance(above, ItemKind):
        yield Slip("R214", (*item.path, "items"), {**row, "field": "items"})
    if "of" in item.values and not above.rows_may_nest:
        yield Slip("R214", (*item.path, "of"), {**row, "field": "of"})
    if "assessed_by" in item.values and isinstance(above, ItemKind):
        yield Slip("R214", (*item.path, "assessed_by"), {**row, "field": "assessed_by"})


def floors_lie_below_the_max(rubric: Draft, document: Document) -> Iterator[Slip]:
    """What cannot be lost leaves something to lose."""
    del document
    for item in rubric.walk():
        floor = as_points(item.values.get("floor"))
        if floor is not None and item.max is not None and floor >= item.max:
            facts = {"id": item.label, "field": "floor", "number": format_exact(floor), "max": format_exact(item.max)}
            yield Slip("R221", (*item.path, "floor"), facts)


def kinds_keep_their_rules(rubric: Draft, document: Document) -> Iterator[Slip]:
    """What a kind alone asks for holds."""
    del document
    for item in rubric.walk():
        yield from kind_named(item.kind).slips(item)


def bonuses_stand_beside(rubric: Draft, document: Document) -> Iterator[Slip]:
    """A bonus does not count to the total: where only adding it makes the total right, that is told."""
    del document
    bonus = [block for block in rubric.adjustments if (kind := block.block_kind) and kind.adds]
    if not _is_off(rubric) or rubric.sum is None or not bonus:
        return
    added = sum((_most(block) for block in bonus), Fraction(0))
    if rubric.sum + added == rubric.max:
        facts = {"total": _plain_ids(rubric.max), "sum": _plain_ids(rubric.sum), "bonus": format_exact(added)}
        yield Slip("R217", ("total",), facts)


def _most(block: Draft) -> Fraction:
    """The most that a block can come to."""
    written = as_points(block.values.get("max"))
    return (block.sum or Fraction(0)) if written is None else written


_VETO_ON_AN_ITEM = Text("改一项得分的否决项", "a veto that sets the points of an item")


def vetoes_have_an_effect(rubric: Draft, document: Document) -> Iterator[Slip]:
    """A veto does one thing at least, to an item that there is."""
    del document
    ids = _ids(rubric)
    for veto in (each for each in rubric.adjustments if each.path[0] == "vetoes"):
        effect = veto.values.get("effect", {})
        if not isinstance(effect, dict):
            continue
        if all(getattr(value, "text", value) == "false" for value in effect.values()):
            yield Slip("R218", (*veto.path, "effect"), {"id": veto.label})
        for path in (("effect",), ("effect", "minus")):
            named = effect if len(path) == 1 else effect.get("minus")
            if isinstance(named, dict) and isinstance(named.get("item"), str) and named["item"] not in ids:
                yield Slip("R219", (*veto.path, *path, "item"), {"id": named["item"]})
        for key, other in (("item", "points"), ("points", "item")):
            if key in effect and other not in effect:
                yield Slip("R213", (*veto.path, "effect"), {"id": veto.label, "kind": _VETO_ON_AN_ITEM, "field": other})


def gates_have_one_edge(rubric: Draft, document: Document) -> Iterator[Slip]:
    """A gate looks at one edge, of an item that there is."""
    del document
    ids = _ids(rubric)
    for block in (each for each in rubric.adjustments if each.is_block):
        gate = block.values.get("gate")
        if not isinstance(gate, dict):
            continue
        if ("above" in gate) == ("from" in gate):
            how = Text("两个都写了", "both") if "above" in gate else Text("一个也没写", "neither")
            yield Slip("R220", (*block.path, "gate"), {"id": block.label, "how": how})
        if isinstance(gate.get("item"), str) and gate["item"] not in ids:
            yield Slip("R219", (*block.path, "gate", "item"), {"id": gate["item"]})


def _ids(rubric: Draft) -> set[str | None]:
    """The ids of the indicators and all below them that get points of their own."""
    items = [item for item in rubric.walk() if item.path and item.path[0] == "indicators"]
    rows = {row.path for item in items if kind_named(item.kind).has_rows for row in item.children}
    return {item.id for item in items if item.path not in rows}


def repairs_are_told(rubric: Draft, document: Document) -> Iterator[Slip]:
    """Every repair is listed: a restored figure as a note, an assumed one as a warning."""
    del document
    for item in rubric.walk():
        for repair in item.repairs:
            code = {"restored": "R301", "assumed": "R302"}.get(repair.kind)
            if code:
                facts: dict[str, Fact] = {
                    "id": item.label,
                    "field": field_names(repair.fields),
                    "reason": repair.reason,
                }
                yield Slip(code, repair.path, facts)


def field_names(fields: tuple[str, ...]) -> Text:
    """Keys of an item as the table's own headings call them."""
    return Text("、".join(COLUMNS.get(field, field) for field in fields), ", ".join(fields))


#: All rules, in the order in which they are explained.
RULES: tuple[Callable[[Draft, Document], Iterator[Slip]], ...] = (
    sums_hold,
    limits.open_items_stand_in_open_ones,
    limits.open_items_need_no_max,
    limits.decimals_say_what_is_entered,
    printed_figures_agree,
    ids_are_clean,
    ids_are_unique,
    judgement_stands_alone,
    kinds_are_whole,
    floors_lie_below_the_max,
    kinds_keep_their_rules,
    bonuses_stand_beside,
    vetoes_have_an_effect,
    gates_have_one_edge,
    repairs_are_told,
)


def check_rubric_rules(rubric: Draft, document: Document) -> Iterator[Finding]:
    """Everything in a rubric that breaks a rule, with its place."""
    for rule in RULES:
        yield from (slip.at(document) for slip in rule(rubric, document))


def _plain_ids(number: Decimal | Fraction | None) -> str:
    return "?" if number is None else format_any(number)
