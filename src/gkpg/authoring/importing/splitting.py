"""Splitting an indicator into the sub-items that its description and its standard name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from gkpg.authoring.importing.clauses import clauses_of
from gkpg.authoring.importing.description_parts import DescriptionParts, points_of_parts, split_description
from gkpg.authoring.importing.item_nodes import ItemNode
from gkpg.authoring.importing.slots import Slot, Slots, slots_of
from gkpg.authoring.importing.wording import bare_text, name_of
from gkpg.base.points import format_points
from gkpg.base.text import Text, list_words
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from gkpg.authoring.importing.clauses import Clause
    from gkpg.authoring.importing.prose import Prose
    from gkpg.findings.finding import Fact

#: A standard that leaves the whole to judgement: `根据完成情况评分`.
_JUDGED = re.compile(r"(?:根据|依据|按照?|视|结合|酌情|由|综合)[^\d扣加减]*[评打计赋给][分定价判][^\d]*")


def split_item(node: ItemNode, prose: Prose) -> tuple[ItemNode, list[Finding]]:
    """An item without rows of its own as the sub-items that its texts name, and what there is to tell of them."""
    standard = node.texts.get("standard", "")
    clauses = clauses_of(standard)
    found = split_description(node.pieces, [clause.name for clause in clauses], (node.scope, node.name))
    if not clauses and (clauses := points_of_parts(found.parts)):
        parts = [
            replace(part, label=name_of(part.name).name, text=part.text if part.label else "") for part in found.parts
        ]
        found = DescriptionParts(found.head, tuple(parts))
    if not clauses:
        return _whole(node, standard), []
    slots = _usable_slots(found, clauses, node)
    if len(slots.slots) < 2 or _are_steps(slots, node):
        return node, []
    return _ItemSplit(node, slots, prose).result(found.head if any(slot.part for slot in slots.slots) else None)


def _are_steps(slots: Slots, node: ItemNode) -> bool:
    """Whether clauses are steps of one score, `优10分；良8分`: one of them is all that the item can get."""
    described = any(slot.part is not None and slot.clause is not None for slot in slots.slots)
    points = [slot.clause.points for slot in slots.slots if slot.clause is not None]
    return not described and node.max is not None and any(each is not None and each >= node.max for each in points)


def _whole(node: ItemNode, standard: str) -> ItemNode:
    """An item that is scored as a whole: what leaves it to judgement is told by the key of that name."""
    if not _JUDGED.fullmatch(standard.rstrip("。")):
        return node
    texts = {key: text for key, text in node.texts.items() if key != "standard"}
    return replace(node, texts={**texts, "judgement": standard})


def _usable_slots(found: DescriptionParts, clauses: tuple[Clause, ...], node: ItemNode) -> Slots:
    """The sub-items by labels; by sentences only where these name what the standard gives points to."""
    slots = slots_of(found.parts, clauses, node.max)
    if any(part.label for part in found.parts):
        return slots
    matched = sum(slot.part is not None and slot.clause is not None for slot in slots.slots)
    if matched < len(clauses) or not found.parts:
        return slots_of((), clauses, node.max)
    if sum((clause.points or 0 for clause in clauses), 0) == node.max:  # a sentence more is no item more
        return Slots(tuple(_run_on(slots.slots)), slots.shifted)
    return slots


def _run_on(slots: tuple[Slot, ...]) -> list[Slot]:
    """Sub-items with the sentences between them given to the one before."""
    kept: list[Slot] = []
    for slot in slots:
        before = kept[-1] if kept else None
        if slot.clause is None and slot.part is not None and before is not None and before.part is not None:
            kept[-1] = replace(before, part=replace(before.part, text=before.part.text + slot.part.text))
        else:
            kept.append(slot)
    return [slot for slot in kept if slot.clause is not None]


class _ItemSplit:
    """One indicator that is split: its sub-items, and what is told of them."""

    def __init__(self, node: ItemNode, slots: Slots, prose: Prose) -> None:
        self._node, self._slots, self._prose = node, slots, prose
        self._findings: list[Finding] = []

    def result(self, head: str | None) -> tuple[ItemNode, list[Finding]]:
        """The indicator with its sub-items. `head` is what its description says before theirs; None leaves it whole."""
        children = self._shift_names() if self._slots.shifted else [self._child(slot) for slot in self._slots.slots]
        self._tell_undescribed()
        texts = dict(self._node.texts)
        if head is not None:
            texts.pop("description", None)
            texts |= {"description": head} if head and bare_text(head) != bare_text(self._node.name) else {}
        return replace(self._node, texts=texts, children=tuple(children)), self._findings

    def _tell(self, code: str, key: str, **facts: Fact) -> None:
        self._findings.append(Finding(code, self._node.at(key), {"item": self._node.label, **facts}))

    def _base(self, slot: Slot, name: str) -> ItemNode:
        """A sub-item as it is printed."""
        text = slot.part.text.rstrip("；;") if slot.part is not None else ""
        texts = {"description": text} if text else {}
        points = slot.clause.points if slot.clause is not None else None
        place = self._node.at("standard" if "standard" in self._node.texts else "description")
        lack: Literal["", "ran"] = "ran" if slot.clause is not None and points is None else ""
        return ItemNode(name, place, max=points, texts=texts, places={"max": place}, lack=lack)

    def _child(self, slot: Slot) -> ItemNode:
        """A sub-item under the name by which it is known."""
        part, clause = slot.part, slot.clause
        if part is None or clause is None or not part.label:
            torn = part is not None and part.torn and clause is not None
            name = clause.name if clause is not None else part.name if part is not None else ""
            return self._mark_torn(self._base(slot, name)) if torn else self._base(slot, name)
        if not slot.differs:
            return self._base(slot, part.label)
        if part.torn:
            return self._mark_torn(self._base(slot, clause.name))
        return self._rename(slot, part.label, clause.name)

    def _mark_torn(self, child: ItemNode) -> ItemNode:
        """A sub-item whose description stands beside a page break, under a label that is not its own."""
        reason = Text(
            "原表在此换页，这一句的标题不可靠，按次序归于此项",
            "a page break stands here, so the label of this sentence cannot be relied on; it is here by its place",
        )
        return child.mend("description", kind="assumed", reason=reason)

    def _rename(self, slot: Slot, label: str, printed: str) -> ItemNode:
        """A sub-item that the standard calls otherwise than the description: the text around the tables decides."""
        mine, others = self._prose.saying(label), self._prose.saying(printed)
        facts: dict[str, Fact] = {"printed": printed, "label": label}
        if others is not None and mine is None:
            self._tell("T401", "standard", **facts, name=printed, place=str(others.place))
            return self._base(slot, printed)
        if mine is None or others is not None:
            self._tell("T402", "standard", **facts)
            reason = Text(
                f"评分标准印作“{printed}”，指标说明作“{label}”",
                f"the standard prints “{printed}”, the description “{label}”",
            )
            return self._base(slot, label).mend("name", kind="assumed", reason=reason)
        self._tell("T401", "standard", **facts, name=label, place=str(mine.place))
        reason = Text(
            f"评分标准印作“{printed}”，指标说明和表外的正文均作“{label}”",
            f"the standard prints “{printed}”; the description and the text around the table have “{label}”",
        )
        return self._base(slot, label).mend("name", kind="restored", reason=reason)

    def _shift_names(self) -> list[ItemNode]:
        """The sub-items where the printed names stand at the wrong figures, under the names of the description."""
        names = [slot.part.name for slot in self._slots.slots if slot.part is not None]
        printed = [slot.clause for slot in self._slots.slots if slot.clause is not None]
        witness = self._prose.saying(*names)
        figures = "、".join(
            f"{clause.name} {format_points(clause.points)}" for clause in printed if clause.points is not None
        )
        facts: dict[str, Fact] = {"printed": figures, "names": list_words(names)}
        if witness is None:
            self._tell("T404", "standard", **facts)
        else:
            self._tell("T403", "standard", **facts, place=str(witness.place))
        kind = "assumed" if witness is None else "restored"
        children = []
        for slot, name, clause in zip(self._slots.slots, names, printed, strict=True):
            child = self._base(slot, name)
            reason = Text(
                f"名称错位：评分标准印作“{clause.name}”，按指标说明的次序为“{name}”",
                f"the names are shifted: the standard prints “{clause.name}”; by the description it is “{name}”",
            )
            is_mended = bare_text(name) != bare_text(clause.name)
            children.append(child.mend("name", kind=kind, reason=reason) if is_mended else child)
        return children

    def _tell_undescribed(self) -> None:
        """Where some sub-items are described and others not, these are told; the first ones may be lost with a page."""
        slots = self._slots.slots
        labelled = [place for place, slot in enumerate(slots) if slot.part is not None and slot.part.label]
        missing = [place for place, slot in enumerate(slots) if slot.part is None]
        if not labelled or not missing:
            return
        names = list_words(slots[place].clause.name for place in missing if slots[place].clause is not None)  # type: ignore[union-attr]
        is_top = self._node.first and missing == list(range(len(missing)))
        self._tell("T406" if is_top else "T405", "description", names=names)
