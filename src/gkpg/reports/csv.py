"""The CSV report: one frame, in UTF-8 with a mark for Excel, without anything that acts as a formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.reports.frames import COLUMNS, frame

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.base.text import Lang
    from gkpg.reports.formats import TableName
    from gkpg.scoring import Results

#: A negative number, or a fraction.
_LOSS = re.compile(r"-[0-9]+([./][0-9]+)?")
#: So many columns earlier versions wrote; columns are only added, behind the others.
_FORMER_RANKING, _FORMER_ITEMS = 13, 11
_ACTS = ("=", "+", "-", "@", "\t", "\r")


def render(results: Results, lang: Lang, table: TableName) -> bytes:
    """The bytes of a CSV file. Text that a spreadsheet would take for a formula gets an apostrophe in front."""
    harmless = frame(results, table, lang).map(_harmless)
    return harmless.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig", errors="replace")


def is_own_report(path: Path) -> bool:
    """Whether a file is a CSV report that gkpg wrote, or an earlier version: its headings say so."""
    heads = {",".join(columns) for columns in COLUMNS.values()}
    heads |= {",".join(COLUMNS["ranking"][:_FORMER_RANKING]), ",".join(COLUMNS["items"][:_FORMER_ITEMS])}
    with path.open("rb") as file:
        head = file.readline(1_000)
    return head.decode("utf-8-sig", errors="replace").strip() in heads


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_ACTS) and not _LOSS.fullmatch(text) else text
