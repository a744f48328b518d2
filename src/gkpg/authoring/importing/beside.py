"""Beside the total: which items of a table are bonuses, penalties or vetoes, and what their rows say."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from gkpg.authoring.importing.beside_words import beside_kind
from gkpg.authoring.importing.item_nodes import add_points
from gkpg.authoring.importing.scoring_words import most_in, points_for, points_off
from gkpg.authoring.importing.wording import short_name
from gkpg.base.points import format_points
from gkpg.findings.finding import Finding
from gkpg.yamlfiles.types import NO_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.authoring.importing.beside_words import BesideKind
    from gkpg.authoring.importing.item_nodes import ItemNode, ItemNodes
    from gkpg.findings.place import Place

_CAP = re.compile(r"(\d{1,6}(?:\.\d{1,4})?)\s*(?:分|points?|pts?)", re.IGNORECASE)
#: Signs of points that no bonus has.
_MINUS = ("-", "−", "－", "–")
_ENDLESS = re.compile(r"不封顶|上不封顶|不设上限|不设最高")

Limit = Decimal | Literal["none"]


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A row of a bonus or a penalty. `each` is what it brings or takes each time, None where no count is spoken of."""

    name: str
    max: Limit
    each: Decimal | None
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class BesideBlock:
    """A bonus or a penalty. `max` is that of all its rows together, None where none is printed."""

    kind: BesideKind
    name: str
    max: Decimal | None
    rows: tuple[BesideRow, ...]


@dataclass(frozen=True, slots=True)
class PrintedVeto:
    """What must not happen, and what it does."""

    name: str
    description: str
    effect: dict[str, Any]


@dataclass
class Beside:
    """All that is beside the total of a table, and what there is to tell of it."""

    blocks: list[BesideBlock] = field(default_factory=list)
    vetoes: list[PrintedVeto] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def take(self, item: ItemNode) -> None:
        """Take an item that is named as what is beside the total."""
        kind = beside_kind(item.name)
        rows = list(_rows(item, ()))
        if kind == "veto":
            for name, row in rows:
                self.take_veto(name, _said(row), row.place)
        elif kind is not None:
            most = _cap(item)
            self.findings += _parted(item)
            block = BesideBlock(kind, item.name, most, tuple(self._row(kind, *row, most) for row in rows))
            self.blocks.append(block)

    def take_veto(self, name: str, said: str, place: Place) -> None:
        """One veto. What it does is read from the words; without any it is that the unit fails."""
        effect = _effect(f"{name}；{said}")
        if effect is None:
            self.findings.append(Finding("T315", place, {"name": name}))
        self.vetoes.append(PrintedVeto(name, said, effect or {"fail": True}))

    def _row(self, kind: BesideKind, name: str, row: ItemNode, block: Decimal | None) -> BesideRow:
        standard = row.texts.get("standard") or row.texts.get("description", "")
        rule = points_off(standard) if kind == "penalty" else points_for(standard)
        most = row.max or (rule.most if rule is not None else most_in(standard))
        if most is None and block is None and not _ENDLESS.search(_said(row)):
            self.findings.append(Finding("T314", row.at("max"), {"item": name}))
        if kind == "bonus" and row.signed[:1] in _MINUS:
            self.findings.append(Finding("T305", row.at("max"), {"item": name, "text": row.signed}))
        each = rule.each if rule is not None and (most is None or rule.each <= most) else None
        return BesideRow(name, most or NO_LIMIT, each, dict(row.texts))


def _parted(item: ItemNode) -> Iterator[Finding]:
    """Rows that were made of one sentence with several figures, of which it does not say whether one counts or all."""
    by_sentence: dict[str, list[ItemNode]] = defaultdict(list)
    for row in item.children:
        sentence = row.texts.get("description", "")
        if row.texts.get("standard", sentence) != sentence and row.texts["standard"] in sentence:
            by_sentence[sentence].append(row)
    for sentence, rows in by_sentence.items():
        if len(rows) > 1:
            yield Finding("T317", rows[0].place, {"text": sentence, "count": str(len(rows))})


def part_items(items: ItemNodes, total: Decimal | None) -> tuple[ItemNodes, ItemNodes, list[Finding]]:
    """The indicators of a table and what is beside its total; where the printed total counts bonuses in, they stay."""
    beside = tuple(item for item in items if beside_kind(item.name))
    own = tuple(item for item in items if not beside_kind(item.name))
    bonuses = [item for item in beside if beside_kind(item.name) == "bonus"]
    base, more = _sum(own), _sum(bonuses)
    if total is None or base is None or not more or base == total or base + more != total:
        return own, beside, []
    inside = tuple(item for item in items if item in own or item in bonuses)
    rest = tuple(item for item in beside if item not in bonuses)
    facts = {"total": format_points(total), "base": format_points(base)}
    return inside, rest, [Finding("T313", item.place, {"item": item.name, **facts}) for item in bonuses]


def _sum(items: Sequence[ItemNode]) -> Decimal | None:
    """The points of items; None where some have none that are known."""
    return add_points(item.max if item.max is not None else (item.sum or None) for item in items)


def _rows(item: ItemNode, above: tuple[str, ...]) -> Iterator[tuple[str, ItemNode]]:
    """The rows of an item, however deep, each with its name; an item without any is a row itself."""
    if not item.children:
        name = item.name if above or beside_kind(item.name) is None else _own_name(item)
        yield "：".join(dict.fromkeys((*above[1:], name))), item
    for child in item.children:
        yield from _rows(child, (*above, item.name))


def _own_name(item: ItemNode) -> str:
    """What a row says that is called 加分项 only."""
    text = item.texts.get("description") or item.texts.get("standard") or item.scope or item.name
    return short_name(text)


def _said(row: ItemNode) -> str:
    return "；".join(text for key in ("scope", "description", "standard", "method") if (text := _text(row, key)))


def _text(row: ItemNode, key: str) -> str:
    return row.scope if key == "scope" else row.texts.get(key, "")


def _cap(item: ItemNode) -> Decimal | None:
    """The most that a block can come to, printed as its points or in brackets behind its name."""
    if not item.children:
        return None
    match = _CAP.search(item.scope)
    return item.max or (Decimal(match[1]) if match else None)


def _effect(text: str) -> dict[str, Any] | None:
    """What a veto does, where the words say it."""
    if re.search(r"(?:不得|不能|不予|取消)[^，。；]*(?:优秀|评优)", text):
        return {"bars": "优秀"}
    if re.search(r"(?:总分|得分|成绩)[^，。；]{0,6}(?:为|计|记|按)?(?:0|０|零)分", text):
        return {"total": 0}
    if re.search(r"(?:定为|评为|确定为|视为|列为|判定为|为)?(?:不合格|不及格|不达标)", text):
        return {"fail": True}
    return None
