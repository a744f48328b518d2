"""Bonuses and penalties in lines: `加分项：获国家表彰每次加1分，最多3分`, or a list below `加分项`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.authoring.importing.beside_words import beside_kind, without_remark
from gkpg.authoring.importing.item_nodes import ItemNode
from gkpg.authoring.importing.printed_numbers import split_number
from gkpg.authoring.importing.scoring_words import limit_in, most_in, points_for, points_off
from gkpg.authoring.importing.wording import clean_text, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from gkpg.authoring.importing.beside_words import BesideKind
    from gkpg.authoring.importing.table_lines import TableLine
    from gkpg.findings.place import Place

#: How often, and what is given: what stands before is the name.
_GIVEN = re.compile(
    r"(?:的?[，,]?(?:每(?:一)?[次项个起例件条篇人处]|一次性))?[，,]?的?(?:可)?(?:[得加计记给奖扣减]|奖励|予以)?\s*\d.*$"
)


def beside_lines(lines: Sequence[TableLine]) -> tuple[list[ItemNode], list[TableLine]]:
    """The bonuses and penalties that lines of text say wholly, each as an item with its rows; and the other lines.

    A line that only names one begins a list: numbered lines below it are its rows.
    """
    found: list[ItemNode] = []
    rest: list[TableLine] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        listed = _list_below(line, lines[at + 1 :])
        item = beside_item(line.said, line.place) if listed is None else listed[0]
        if item is None:
            rest.append(line)
        else:
            found.append(item)
        rest += listed[1] if listed is not None else ()
        at += 1 + (listed[2] if listed is not None else 0)
    return found, rest


def _list_below(line: TableLine, below: Sequence[TableLine]) -> tuple[ItemNode, list[TableLine], int] | None:
    """The item that a line names and numbered lines below it list, those that it cannot take, and how many they are.

    None where it begins no list.
    """
    head = name_of(_bare(line))
    kind = beside_kind(head.name)
    if kind not in {"bonus", "penalty"} or head.points is not None:
        return None
    rows: list[ItemNode] = []
    rest: list[TableLine] = []
    count = 0
    for each in below:
        number, said = split_number(clean_text(each.said))
        limit = limit_in(said.strip("。；; "))
        if number is None and limit is None:
            break
        taken, most = rows_of_words(said, kind, each.place, is_limited=True)
        if limit is not None:
            head = head._replace(points=limit)
        rows += [replace(row, max=row.max or most) for row in taken]
        rest += [] if taken or limit is not None else [each]
        count += 1
    item = ItemNode(head.name, line.place, scope=head.scope, max=head.points, children=tuple(rows))
    return (item, rest, count) if rows else None


def _bare(line: TableLine) -> str:
    return split_number(without_remark(clean_text(line.said)))[1]


def beside_item(text: str, place: Place) -> ItemNode | None:
    """The item that a text says; None where it is no bonus or penalty, or a part has no figure or no limit."""
    name, _, said = split_number(without_remark(clean_text(text)))[1].partition("：")
    kind = beside_kind(name_of(name).name)
    if kind not in {"bonus", "penalty"}:
        return None
    below, most = rows_of_words(said, kind, place)
    head = name_of(name)
    return ItemNode(head.name, place, scope=head.scope, max=most, children=below) if below else None


def rows_of_words(
    said: str, kind: BesideKind, place: Place, *, is_limited: bool = False
) -> tuple[tuple[ItemNode, ...], Decimal | None]:
    """The rows that words say wholly, one for each figure, and the limit of all; no rows where they do not.

    `is_limited` says that a limit stands elsewhere.
    """
    pieces = [each for part in re.split(r"[；;。]", said) if part.strip() for each in _pieces(part, kind)]
    most = limit_in(pieces[-1][0]) if len(pieces) > 1 else None
    rows = pieces if most is None else pieces[:-1]
    is_limited = is_limited or most is not None
    if any(limit_in(piece) is not None or not _is_whole(piece, kind, is_limited) for piece, _ in rows):
        return (), None
    return tuple(_row(piece, part, place) for piece, part in rows), most


def _pieces(part: str, kind: BesideKind) -> list[tuple[str, str]]:
    """A part of a line, or where it names several figures, `国家级加2分、省级加1分`, what says each; with the whole."""
    part = split_number(part.strip())[1]
    each = [piece.strip() for piece in re.split(r"[、，,]", part) if piece.strip()]
    is_said = limit_in(part) is not None or _is_whole(part, kind, is_limited=True)
    if is_said or not all(limit_in(piece) is not None or _is_whole(piece, kind, is_limited=True) for piece in each):
        return [(part, "")]
    return [(piece, part) for piece in each]


def _row(piece: str, part: str, place: Place) -> ItemNode:
    """A row; `part` is what it was taken from, empty where that is the row itself."""
    return ItemNode(_name(piece), place, texts={"standard": piece, **({"description": part} if part else {})})


def _is_whole(part: str, kind: BesideKind, is_limited: bool) -> bool:
    """Whether a part says what it brings and how much at most; one figure is both."""
    rule = points_off(part) if kind == "penalty" else points_for(part)
    if rule is None:
        return most_in(part) is not None and len(re.findall(r"\d\s*分", part)) == 1
    return is_limited or rule.most is not None


def _name(part: str) -> str:
    """What a part is about: what stands before its figures."""
    return _GIVEN.sub("", part).strip("，, ：") or part


def opened_item(item: ItemNode) -> ItemNode:
    """An item of a table whose name says it all, `加分项：获国家表彰每次加1分`, with that as a row below it.

    Where its standard names several figures, `国家级加2分；省级加1分`, with a row for each.
    """
    name, _, said = item.name.partition("：")
    if item.children or beside_kind(name) is None:
        return item
    if not said:
        return _with_rows(item)
    whole = beside_item(item.name, item.place)
    if whole is not None and len(whole.children) > 1:
        return replace(item, name=name, max=item.max or whole.max, children=whole.children)
    row = replace(item, name=_name(said), number="", texts={"standard": said, **item.texts})
    return replace(item, name=name, max=None, signed="", texts={}, children=(row,))


def _with_rows(item: ItemNode) -> ItemNode:
    """A bonus or penalty of a table with the rows that its standard says; as it is where that says one or none."""
    kind, said = beside_kind(item.name), item.texts.get("standard", "")
    if kind not in {"bonus", "penalty"} or not said or item.texts.get("description"):
        return item
    rows, most = rows_of_words(said, kind, item.place, is_limited=item.max is not None)
    return replace(item, max=item.max or most, texts={}, children=rows) if len(rows) > 1 else item
