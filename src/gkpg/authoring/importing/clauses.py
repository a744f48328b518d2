"""Clauses: what a printed standard gives points to, such as `目录编制工作8分；栏目维护6分`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: One clause: a name, and its points behind it, with or without brackets.
_CLAUSE = re.compile(r"(?P<name>.*[^\d.\s])\s*[（(：:]?\s*(?P<points>\d{1,6}(?:\.\d{1,6})?)\s*分\s*[）)]?")
_NUMBERED = re.compile(r"^(?:[（(]?\d{1,2}[）)]|\d{1,2}[、.．](?!\d)|[①-⑳])\s*")
#: What a sentence says around a name: 一是…, …占.
_SAID = re.compile(r"^[一二三四五六七八九十]是(?=.)|(?<=.)占$")
#: What is no name of an item: it holds points itself, or says when points are given or taken.
_RULE = re.compile(
    r"\d\s*分|扣|每|最多|最高|不超过|不低于|不少于|酌情|封顶|为止"
    r"|\d\s*(?:%|[次项天个条份篇件])?(?:及以上|以上|以下|以内|之内)?$"
    r"|(?:加|得|减|计|记|给|给予|各|共|满分|合计|总分|另有|另加|其余)$"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A name with its points; None where another clause ran into it and its points were lost."""

    name: str
    points: Decimal | None


def clauses_of(standard: str) -> tuple[Clause, ...]:
    """The clauses of a standard that is nothing but names with points; none where it says anything else."""
    pieces = [piece.strip(" 。；;，,") for piece in re.split(r"[；;。]", standard)]
    pieces = [piece for piece in pieces if piece]
    found = [_clause(piece) for piece in pieces]
    if None in found:
        found = [
            _clause(each)
            for piece in pieces
            for each in re.split(r"[，,]|(?<=分)、|(?<=分[）)])、", piece)
            if each.strip()
        ]
    return () if None in found else tuple(clause for clause in found if clause)


def _clause(piece: str) -> Clause | None:
    match = _CLAUSE.fullmatch(_NUMBERED.sub("", piece.strip()))
    name = "" if match is None else _SAID.sub("", match["name"].strip(" （(：:"))
    if match is None or not name or _RULE.search(name):
        return None
    points = Decimal(match["points"])
    return Clause(name, points) if points > 0 else None


def sum_of_clauses(clauses: Iterable[Clause]) -> Decimal:
    """The points of all clauses that have any."""
    return sum((clause.points for clause in clauses if clause.points is not None), Decimal(0))
