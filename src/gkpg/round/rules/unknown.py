"""What is named and not known, each with the nearest known name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.nearest import ask_nearest
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gkpg.yamlfiles.document import Path_

#: A name that stands somewhere.
Reference = tuple["Path_", str]


def unknown_names(code: str, named: Iterable[Reference], known: Sequence[str]) -> Iterator[Slip]:
    """A finding for each name that is not known."""
    is_known = set(known)
    for path, name in named:
        if name not in is_known:
            yield Slip(code, path, {"name": name, "nearest": ask_nearest(name, known)})
