"""The rubrics that two results were scored under, compared by the same rules as two rubric files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.differences.rubrics.pairs import pair_rubrics
from gkpg.rubric import restore_rubric

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.differences.rubrics import Change
    from gkpg.differences.tables import TablePairs
    from gkpg.differences.unit_relations import UnitRelation
    from gkpg.rubric import Rubric
    from gkpg.scoring import Results

RubricKey = tuple[str, str]


class WrittenRubricDifference(NamedTuple):
    """A rubric that is another; a side is None where it does not have it. `changes` are in the order of the table."""

    before: Rubric | None
    after: Rubric | None
    changes: tuple[Change, ...] = ()


def compare_written_rubrics(
    before: Results, after: Results, relations: Iterable[UnitRelation], tables: TablePairs
) -> Iterator[WrittenRubricDifference]:
    """The rubrics that somebody wrote and that are others: those of the same parts of units, else of one id."""
    olds, news = ({_key(each): each for each in side.round.written_rubrics} for side in (before, after))
    pairs = {(key, key): None for key in news if key in olds}
    left, came = olds.keys() - news.keys(), news.keys() - olds.keys()
    if left and came:
        used = _pairs_in_use(relations, tables)
        pairs |= {pair: None for pair in used if pair[0] in left and pair[1] in came}
    pairs |= dict(_pairs_of_ids(olds, news, pairs))
    for old, new in pairs:
        changes = tables.of_rubrics(olds[old], news[new]).comparison.changes
        if changes or old != new:
            yield WrittenRubricDifference(olds[old], news[new], changes)
    paired = {old for old, _ in pairs}, {new for _, new in pairs}
    yield from (WrittenRubricDifference(None, rubric) for key, rubric in news.items() if key not in paired[1])
    yield from (WrittenRubricDifference(rubric, None) for key, rubric in olds.items() if key not in paired[0])


def _key(rubric: Rubric) -> RubricKey:
    return rubric.rubric, rubric.version


def _pairs_in_use(relations: Iterable[UnitRelation], tables: TablePairs) -> dict[tuple[RubricKey, RubricKey], None]:
    """The rubrics of the same parts of units that are on both sides, in the order of units."""
    found: dict[tuple[RubricKey, RubricKey], None] = {}
    seen: set[object] = set()
    for relation in relations:
        if relation.is_one_unit:
            parts = tables.parts(relation.before[0], relation.after[0])
            if id(parts) not in seen:
                seen.add(id(parts))
                found |= {(_key(each.tables.old), _key(each.tables.new)): None for each in parts}
    return found


def _pairs_of_ids(
    olds: dict[RubricKey, Rubric], news: dict[RubricKey, Rubric], known: dict[tuple[RubricKey, RubricKey], None]
) -> Iterator[tuple[tuple[RubricKey, RubricKey], None]]:
    """Of what is left, the versions of one id that follow on each other."""
    taken = {old for old, _ in known}, {new for _, new in known}
    left = [restore_rubric("", each) for key, each in olds.items() if key not in taken[0]]
    came = [restore_rubric("", each) for key, each in news.items() if key not in taken[1]]
    for old, new in pair_rubrics(left, came):
        if old is not None and new is not None and old.rubric is not None and new.rubric is not None:
            yield (_key(old.rubric), _key(new.rubric)), None
