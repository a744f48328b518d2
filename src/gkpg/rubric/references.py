"""References: the ids by which YAML files name items, brought into the form in which the rubric writes them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gkpg.base.normalize import fold_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.yamlfiles.document import Document, Path_

    Marks = dict[Path_, tuple[int, int]]

#: Keys that name one item, and several: in a list, for each group, as the keys of a mapping.
_ONE, _SEVERAL, _KEYED = {"item", "to"}, {"items"}, {"scores", "points"}


def with_known_ids(document: Document, ids: Iterable[str]) -> Document:
    """A document in which references have the form of these ids: `(一)` becomes `（一）` where that is the id."""
    speller = _Speller(tuple(ids))
    data, moved = speller.value(document.data, "", ()), speller.moved
    if not moved:
        return replace(document, data=data)
    marks, key_marks = ({moved.get(path, path): mark for path, mark in marks.items()} for marks in _marks(document))
    return replace(document, data=data, marks=marks, key_marks=key_marks)


def _marks(document: Document) -> tuple[Marks, Marks]:
    return document.marks, document.key_marks


def find_values(data: Any, key: str) -> Iterator[str]:
    """All texts that stand under a key, anywhere."""
    for name, value in data.items() if isinstance(data, dict) else ():
        if name == key and isinstance(value, str):
            yield value
        yield from find_values(value, key)
    for value in data if isinstance(data, tuple) else ():
        yield from find_values(value, key) if isinstance(value, (dict, tuple)) else ()


class _Speller:
    """Goes through the values of a file. `moved` are the paths that lead there by other keys now."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        self.moved: dict[Path_, Path_] = {}
        self._ids = frozenset(ids)
        self._folded = {fold_id(each): each for each in reversed(ids)}

    def value(self, value: Any, key: str, path: Path_) -> Any:
        """The value at a path, under a key."""
        if isinstance(value, dict):
            return self._mapping(value, key, path)
        if isinstance(value, tuple):
            return tuple(self._entry(each, key, (*path, number)) for number, each in enumerate(value))
        return self._spell(value) if key in _ONE | _SEVERAL and isinstance(value, str) else value

    def _entry(self, value: Any, key: str, path: Path_) -> Any:
        """An entry of a list."""
        if isinstance(value, str):
            return self._spell(value) if key in _SEVERAL else value
        return self.value(value, key if key in _KEYED else "", path) if isinstance(value, (dict, tuple)) else value

    def _mapping(self, value: dict[str, Any], key: str, path: Path_) -> dict[str, Any]:
        """A mapping: its keys name items where scores stand by id, its lists where they stand for groups."""
        found: dict[str, Any] = {}
        for name, each in value.items():
            if key in _KEYED:
                known = name if isinstance(each, (dict, tuple)) else self._spell(name)
                known = name if known in value or known in found else known
                if known != name:
                    self.moved[*path, name] = (*path, known)
                found[known] = self.value(each, key, (*path, known))
            else:
                below = key if key in _SEVERAL and isinstance(each, tuple) else name
                found[name] = self.value(each, below, (*path, name))
        return found

    def _spell(self, word: str) -> str:
        """An id as the rubric writes it; what is no id, as it stands."""
        return word if word in self._ids else self._folded.get(fold_id(word), word)
