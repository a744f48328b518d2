"""Blocks and vetoes beside the total, as the values of a rubric."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from gkpg.base.text import Text

if TYPE_CHECKING:
    from gkpg.authoring.importing.beside import Beside, BesideBlock, BesideRow
    from gkpg.base.text import Lang

_IDS = {"bonus": Text("加分", "bonus"), "penalty": Text("扣分", "penalty")}
_ROWS = {"bonus": "J", "penalty": "K"}


def beside_values(beside: Beside, lang: Lang) -> dict[str, Any]:
    """The keys `beside` and `vetoes`, as far as there are any."""
    ids: Counter[str] = Counter()
    blocks = [_block(block, ids, lang) for block in beside.blocks]
    vetoes = [
        {
            "id": f"V{place}",
            "name": veto.name,
            **({"description": veto.description} if veto.description not in {"", veto.name} else {}),
            "effect": veto.effect,
        }
        for place, veto in enumerate(beside.vetoes, 1)
    ]
    return {key: values for key, values in (("beside", blocks), ("vetoes", vetoes)) if values}


def _block(block: BesideBlock, ids: Counter[str], lang: Lang) -> dict[str, Any]:
    word = _IDS[block.kind].say(lang)
    ids[word] += 1
    rows = []
    for row in block.rows:
        letter = _ROWS[block.kind]
        ids[letter] += 1
        rows.append(_row(row, f"{letter}{ids[letter]}", block))
    return {
        "id": word if ids[word] == 1 else f"{word}{ids[word]}",
        "name": block.name,
        "kind": block.kind,
        **({"max": block.max} if block.max is not None else {}),
        "items": rows,
    }


def _row(row: BesideRow, row_id: str, block: BesideBlock) -> dict[str, Any]:
    texts = {key: row.texts[key] for key in ("description", "standard", "evidence", "method") if row.texts.get(key)}
    counted = {"kind": "count"} if row.each is not None and block.kind == "bonus" else {}
    each = {"each": row.each} if row.each is not None else {}
    return {"id": row_id, "name": row.name, "max": row.max, **counted, **each, **texts}
