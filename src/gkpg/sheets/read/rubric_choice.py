"""Which of several rubrics a sheet without hidden data is of: what its headings and its path tell, never a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name
from gkpg.sheets.read.score_collector import ScoreCollector
from gkpg.sheets.read.sheet_rules import SheetRules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gkpg.round.round import Round
    from gkpg.rubric import Rubric
    from gkpg.sheets.read.matrix_table import MatrixTable


def choose_by_headings(found: Sequence[tuple[Rubric, MatrixTable, str]], round_: Round) -> list[Rubric]:
    """The rubrics whose items the headings of a matrix name in full; all of them where none is.

    `found` has each with its matrix and its source.
    """
    for is_fitting in (_names_all, _names_no_other):
        fitting = [rubric for rubric, matrix, source in found if is_fitting(rubric, matrix, source, round_)]
        if fitting:
            return fitting
    return [rubric for rubric, _, _ in found]


def _names_no_other(rubric: Rubric, matrix: MatrixTable, source: str, round_: Round) -> bool:
    del rubric, source, round_
    return not matrix.headings.unknown


def _names_all(rubric: Rubric, matrix: MatrixTable, source: str, round_: Round) -> bool:
    held = SheetRules.of_matrix(rubric, round_, source)
    present = {item.id for item in matrix.items.values()}
    named = ScoreCollector(held, places=dict.fromkeys(present, 0))
    lacks = any(item not in present and present.isdisjoint(rubric.above(item)) for item in named.rules.ids)
    return not lacks and not matrix.headings.unknown


def choose_by_path(file: str, rubrics: Iterable[Rubric], round_: Round) -> Rubric | None:
    """The rubric whose part, id or title stands in the path of a file; None for none, or for several alike."""
    path = fold_name(file)
    long = {rubric: _longest(path, rubric, round_) for rubric in rubrics}
    most = max(long.values(), default=0)
    best = [rubric for rubric, length in long.items() if length == most]
    return best[0] if most and len(best) == 1 else None


def _longest(path: str, rubric: Rubric, round_: Round) -> int:
    """How long the longest name of a rubric is that a path holds; 0 where it holds none."""
    key = (rubric.rubric, rubric.version)
    parts = {part.name for group in round_.groups for part in group.parts if part.key == key}
    names = (fold_name(name) for name in (*parts, rubric.rubric, rubric.title))
    return max((len(name) for name in names if name in path), default=0)
