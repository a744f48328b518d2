"""The seal over the content of a result file: a Merkle tree over the digests of its records.

It outlives what changes the bytes alone, such as VACUUM. Each unit has a leaf, so that one of them can be given its
part with what proves it (docs/trust.md). Leaves and nodes begin with different bytes, as in RFC 6962, so that none
passes for the other.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LEAF, _NODE, _SALT = b"\x00", b"\x01", b"gkpg-salt"


class Seal(NamedTuple):
    """The seal of one record: the leaf that it is in, what it is called, the SHA-256 of its bytes."""

    leaf: int
    key: str
    digest: bytes


class SealTree:
    """The tree over all seals of a file, which come leaf by leaf in their order."""

    def __init__(self, seals: Iterable[Seal]) -> None:
        by_leaf: dict[int, list[bytes]] = defaultdict(list)
        for seal in seals:
            by_leaf[seal.leaf].append(seal.digest)
        self._leaves = [b"".join(by_leaf[leaf]) for leaf in sorted(by_leaf)]
        self._whole = _sha256(*self._leaves)
        self._levels = _levels([_sha256(_LEAF, self.salt(leaf), own) for leaf, own in enumerate(self._leaves)])

    @property
    def root(self) -> bytes:
        """The seal over everything."""
        return self._levels[-1][0]

    def salt(self, leaf: int) -> bytes:
        """What makes a leaf's hash impossible to guess from its records: nobody has it who has not the whole file."""
        return _sha256(_SALT, self._whole, str(leaf).encode())

    def path(self, leaf: int) -> tuple[tuple[str, bytes], ...]:
        """The hashes that lead from a leaf to the root, each with the side on which it stands."""
        steps = []
        for level in self._levels[:-1]:
            beside = leaf ^ 1
            if beside < len(level):
                steps.append(("left" if beside < leaf else "right", level[beside]))
            leaf //= 2
        return tuple(steps)


def _levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """The tree from the leaves to the root: nodes are joined in pairs; a last one without a pair moves up as it is."""
    levels = [list(leaves)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        above = [_sha256(_NODE, *below[place : place + 2]) for place in range(0, len(below) - 1, 2)]
        levels.append(above + below[len(above) * 2 :])
    return levels


def _sha256(*pieces: bytes) -> bytes:
    return hashlib.sha256(b"".join(pieces)).digest()
