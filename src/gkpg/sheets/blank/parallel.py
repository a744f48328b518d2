"""Work on many sheets in processes beside this one, where so many are worth it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from gkpg.io.workers import Allowance, work_through

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from gkpg.base.text import Text

Piece = TypeVar("Piece")
Made = TypeVar("Made")

#: Fewer pieces are done by this process alone.
_WORTH_WORKERS = 48
#: A matrix of a nation takes minutes and a gigabyte. What takes more is done by this process, which has no limits.
_ALLOWANCE = Allowance(seconds=600, megabytes=4_000)


def make_all(
    pieces: Sequence[Piece], make: Callable[[Piece], Made], workers: int
) -> Generator[tuple[int, Made], None, None]:
    """What `make` makes of every piece, with its number, as they come.

    What a worker could not make this process tries itself, so that a mistake of ours has its traceback.
    """
    if workers < 2 or len(pieces) < _WORTH_WORKERS:
        yield from enumerate(map(make, pieces))
        return
    with closing(work_through(pieces, _Boxing(make), _nothing, _ALLOWANCE, workers)) as results:
        for number, box in results:
            yield number, box[0] if box else make(pieces[number])


@dataclass(frozen=True)
class _Boxing(Generic[Piece, Made]):
    """What makes a piece and puts it into a box; an empty one stands for a piece that was given up."""

    make: Callable[[Piece], Made]

    def __call__(self, piece: Piece) -> tuple[Made] | tuple[()]:
        return (self.make(piece),)


def _nothing(piece: Piece, why: Text) -> tuple[()]:
    del piece, why
    return ()
