"""Files that were handed in for two results: the same, changed, renamed, added or gone; and whether each counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.ledger import Ledger

FileChange = Literal["added", "removed", "changed", "renamed", "superseded", "counts"]


class FileDifference(NamedTuple):
    """A file that is another; its name and SHA-256 on each side, None where that does not have it.

    `superseded`: it counted and does not any more; `counts`: the other way.
    """

    kind: FileChange
    before: str | None
    after: str | None
    sha256_before: str | None
    sha256_after: str | None


def compare_files(before: Ledger, after: Ledger) -> Iterator[FileDifference]:
    """What is different between the files of two ledgers, by their names and bytes."""
    olds, news = dict(before.file_digests), dict(after.file_digests)
    renamed = _renamed(olds, news)
    for name, digest in news.items():
        if name in olds:
            if olds[name] != digest:
                yield FileDifference("changed", name, name, olds[name], digest)
            elif (name in before.superseded) != (name in after.superseded):
                kind: FileChange = "superseded" if name in after.superseded else "counts"
                yield FileDifference(kind, name, name, digest, digest)
        elif name in renamed:
            yield FileDifference("renamed", renamed[name], name, digest, digest)
        else:
            yield FileDifference("added", None, name, None, digest)
    gone = olds.keys() - news.keys() - set(renamed.values())
    yield from (FileDifference("removed", name, None, olds[name], None) for name in olds if name in gone)


def _renamed(olds: dict[str, str], news: dict[str, str]) -> dict[str, str]:
    """The former names of files that have another one, by their bytes, which no other file may have."""
    gone = _by_digest({name: digest for name, digest in olds.items() if name not in news})
    came = _by_digest({name: digest for name, digest in news.items() if name not in olds})
    return {name: gone[digest] for digest, name in came.items() if digest in gone}


def _by_digest(files: dict[str, str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for name, digest in files.items():
        if digest:
            found.setdefault(digest, []).append(name)
    return {digest: names[0] for digest, names in found.items() if len(names) == 1}
