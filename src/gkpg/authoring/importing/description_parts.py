"""Parts: what a printed description says of one item after another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gkpg.authoring.importing.clauses import Clause
from gkpg.authoring.importing.wording import bare_text, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SENTENCE = re.compile(r"[^。；;]+[。；;]?")
_LABELLED = re.compile(r"(?P<label>(?:[^，。；：“”（）()]|[（(][^（）()]*[）)]){2,30})[：:](?P<text>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DescriptionPart:
    """What is said of one item. `label` is empty where the text has none: then it is a sentence.

    `torn` says that it stands beside a page break that a row was cut at, where labels are not to be relied on.
    """

    label: str
    text: str
    torn: bool = False

    @property
    def name(self) -> str:
        """What it can be known by."""
        return self.label or self.text.strip("。；; ")


@dataclass(frozen=True, slots=True)
class DescriptionParts:
    """A description taken apart: what stands before all parts, and the parts."""

    head: str
    parts: tuple[DescriptionPart, ...]


def split_description(pieces: Sequence[str], known: Sequence[str], own: Sequence[str]) -> DescriptionParts:
    """The parts of a description. `pieces` are what page breaks cut it into, `known` the names that its items may have.

    `own` are names of the indicator itself: a label that is one of them is no item's.
    """
    mine = {bare_text(name) for name in own if name}
    labels = {bare_text(name) for name in known} if any(_has_label(piece, mine) for piece in pieces) else set()
    heads: list[str] = []
    parts: list[DescriptionPart] = []
    for number, piece in enumerate(pieces):
        head, found = _split_page(piece, labels, mine)
        heads += [head] if head else []
        if number and parts and found:
            parts[-1], found[0] = replace(parts[-1], torn=True), replace(found[0], torn=True)
        parts += found
    if any(part.label for part in parts):
        while not parts[0].label and not parts[0].torn:
            heads.append(parts.pop(0).text)
        parts = list(_join_sentences(parts))
    return DescriptionParts("".join(heads), tuple(parts))


def _has_label(piece: str, mine: set[str]) -> bool:
    matches = (_LABELLED.fullmatch(sentence.strip()) for sentence in _SENTENCE.findall(piece))
    return any(match and bare_text(match["label"]) not in mine for match in matches)


def _split_page(piece: str, labels: set[str], mine: set[str]) -> tuple[str, list[DescriptionPart]]:
    """The head and the parts of what stands on one page. One of `labels` needs no colon behind it."""
    head = ""
    parts: list[DescriptionPart] = []
    for sentence in _SENTENCE.findall(piece):
        whole = sentence.strip("。；; ")
        match = _LABELLED.fullmatch(sentence.strip())
        if bare_text(whole) in mine and not parts:
            head = whole
        elif match and bare_text(match["label"]) in mine:
            head = head or match["label"]
            parts.append(DescriptionPart("", match["text"].strip()))
        elif match:
            parts.append(DescriptionPart(match["label"].strip(), match["text"].strip()))
        elif whole:
            parts.append(
                DescriptionPart(whole, "") if bare_text(whole) in labels else DescriptionPart("", sentence.strip())
            )
    return head, parts


def _join_sentences(parts: Sequence[DescriptionPart]) -> Iterator[DescriptionPart]:
    """Parts with labels, each with the sentences behind it; a sentence beside a page break is left by itself."""
    held: DescriptionPart | None = None
    for part in parts:
        if held is not None and not part.label and not part.torn:
            held = replace(held, text=held.text + part.text)
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def points_of_parts(parts: Sequence[DescriptionPart]) -> tuple[Clause, ...]:
    """The points that labels or sentences carry themselves, `目录（2分）：…`; none unless all do."""
    names = [name_of(part.name) for part in parts]
    if not names or any(name.points is None for name in names):
        return ()
    return tuple(Clause(name.name, name.points) for name in names)
