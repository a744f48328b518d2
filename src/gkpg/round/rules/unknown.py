"""What is named and not known, each with the nearest known name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.nearest import nearest_name
from gkpg.base.text import Text
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gkpg.yamlfiles.document import Path_

_CLOSE = 0.5
#: A name that stands somewhere.
Reference = tuple["Path_", str]


def unknown_names(code: str, named: Iterable[Reference], known: Sequence[str]) -> Iterator[Slip]:
    """A finding for each name that is not known."""
    is_known = set(known)
    for path, name in named:
        if name not in is_known:
            close = nearest_name(name, known, _CLOSE)
            nearest = "" if close is None else Text(f"（是不是 {close}？）", f" (did you mean {close}?)")
            yield Slip(code, path, {"name": name, "nearest": nearest})
