"""The draft: a table that has been read, as the values of a rubric."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from gkpg.authoring.importing.beside_values import beside_values
from gkpg.authoring.importing.prose import year_of
from gkpg.base.points import format_points

if TYPE_CHECKING:
    from decimal import Decimal

    from gkpg.authoring.importing.beside import Beside
    from gkpg.authoring.importing.item_nodes import ItemNode, NodeRepair
    from gkpg.authoring.importing.prose import Title
    from gkpg.base.text import Lang

_HAN = re.compile(r"[\u3400-\u9fff]")
_NOT_IN_AN_ID = re.compile(r"[\s\u3000-\u303f\uff00-\uffef]+")


def draft_of(
    items: tuple[ItemNode, ...],
    title: Title,
    total: Decimal | None,
    name: str,
    document: dict[str, object],
    beside: Beside,
) -> dict[str, Any]:
    """The values of a rubric, in the order of its keys. What is not known is None, which no rubric may have.

    `name` is what its file is called, from which its id is made; the version is that of the year in its title.
    """
    lang: Lang = "zh" if _HAN.search(title.text + "".join(item.name for item in items)) else "en"
    year = year_of(title.text)
    source = {**document, **({"part": title.part} if title.part else {})} if document else {}
    return {
        "rubric": id_of(name),
        "version": f"{year}.1" if year else "1",
        "title": title.text,
        "language": lang,
        "total": total,
        **({"source": source} if source else {}),
        "indicators": _items(items, lang),
        **beside_values(beside, lang),
    }


def id_of(name: str) -> str:
    """An id made of the name of a file."""
    return _NOT_IN_AN_ID.sub("-", unicodedata.normalize("NFKC", name)).strip("-") or "rubric"


def _items(nodes: tuple[ItemNode, ...], lang: Lang) -> list[dict[str, Any]]:
    """The items of a level. One whose points are not known lacks a weight where others have theirs."""
    is_weighted = any(node.weight is not None for node in nodes)
    return [_item(node, lang, is_weighted=is_weighted) for node in nodes]


def _item(node: ItemNode, lang: Lang, *, is_weighted: bool) -> dict[str, Any]:
    texts = {key: node.texts.get(key) for key in ("description", "standard", "evidence", "method", "judgement")}
    texts = {"scope": node.scope, **texts}
    repairs = [_repair(each, lang) for each in node.mended if node.children or each.fields != ("items",)]
    return {
        "id": node.number,
        **({"number": node.printed} if node.printed not in {"", node.number} else {}),
        "name": node.name or None,
        **_worth(node, is_weighted=is_weighted),
        **node.kind,
        **{key: text for key, text in texts.items() if text},
        **({"repair": repairs[0] if len(repairs) == 1 else repairs} if repairs else {}),
        **({"items": _items(node.children, lang)} if node.children else {}),
    }


def _worth(node: ItemNode, *, is_weighted: bool) -> dict[str, Any]:
    if node.weight is not None:
        return {"weight": f"{format_points(node.weight)}%"}
    return {"weight": None} if is_weighted and node.max is None else {"max": node.max}


def _repair(mended: NodeRepair, lang: Lang) -> dict[str, Any]:
    fields = mended.fields[0] if len(mended.fields) == 1 else list(mended.fields)
    return {"field": fields, "kind": mended.kind, "reason": mended.reason.say(lang)}
