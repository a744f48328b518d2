"""Names of copies: what people, browsers or cloud drives make of a file's name when they copy it."""

from __future__ import annotations

import re
from functools import lru_cache
from os.path import basename, dirname, splitext

_WORD = (
    r"(?:副本|复件|备份|备用|冲突副本|冲突文件|冲突|copy|backup|bak|conflict(?:ed)?(?: copy)?|sfconflict"
    r"|recovered|已?自动恢复)"
)
_NUMBER = r"(?: ?[(（]?\d{1,3}[)）]?)?"
#: What stands before the name: `副本x`, `复件 (2) x`, `Copy of x`, `(备份)x`, `备份-x`.
_BEFORE = re.compile(
    rf"(?:[(（\[【]{_WORD}{_NUMBER}[)）\]】][ _-]*"
    r"|(?:副本|复件)(?: ?[(（]\d{1,3}[)）])?[ _-]*"
    rf"|{_WORD}(?: ?[(（]\d{{1,3}}[)）])?[_-]+"
    r"|(?:copy|backup)(?: [(]\d{1,3}[)])? of )",
    re.IGNORECASE,
)
#: What stands behind it: ` (1)`, ` - 副本 (2)`, `_冲突`, ` copy 2`, `-LAPTOP-0A1B2C`,
#: ` (张三's conflicted copy 2026-01-02)`, `.sync-conflict-20260102-101500-ABCDEFG`, `(冲突_张三_2026-01-02)`,
#: `_DESKTOP-1_Jan-02-1015-2026_Conflict`.
_BEHIND = re.compile(
    r"(?: ?[(（]\d{1,2}[)）]"
    rf"|[ _.-]*-?[ _.-]*[(（\[【][^()（）\[\]【】]*{_WORD}[^()（）\[\]【】]*[)）\]】]"
    r"|[ _.-]*(?:副本|复件|冲突副本|冲突文件|冲突)" + _NUMBER + rf"|[ _.-]+{_WORD}{_NUMBER}"
    r"|[.]sync-conflict-[0-9]{8}(?:-[0-9]{6})?(?:-[0-9A-Z]+)?"
    r"|-(?:LAPTOP|DESKTOP|PC|WIN)-[0-9A-Z]{5,15}(?:-\d{1,2})?|-[0-9A-Z]{2,15}-(?:PC|MBP|MACBOOK)"
    r"|_[^_]+_[a-z]{3}-[0-9]{2}-[0-9]{4}-[0-9]{4}_conflict)",
    re.IGNORECASE,
)
_FOLDERS = re.compile(r"(?:backups?|bak|old|copy|copies|备份|旧|旧版|作废|副本)", re.IGNORECASE)
_MOST_MARKS = 4
#: What one of these marks has in it: most names have none of that, and to look for the marks themselves takes longer.
_HINT = re.compile(
    r"[()（）\[\]【】]|副本|复件|备|冲突|恢复|copy|ba(?:ck|k)|conflict|recovered|-(?:LAPTOP|DESKTOP|PC|WIN|MBP|MACBOOK)",
    re.IGNORECASE,
)


@lru_cache(maxsize=10_000)
def plain_stem(file: str) -> str:
    """The name of a file without its ending and without what says that it is a copy."""
    stem, _ = splitext(basename(file))
    if not _HINT.search(stem):
        return stem
    for _ in range(_MOST_MARKS):
        before = _BEFORE.match(stem)
        kept = stem[before.end() :] if before else stem
        behind = next((each for each in _BEHIND.finditer(kept) if each.end() == len(kept)), None)
        kept = (kept[: behind.start()] if behind else kept).strip(" _")
        if kept in {stem, ""}:
            break
        stem = kept
    return stem


def has_copy_marks(file: str) -> bool:
    """Whether a file's own name says that it is a copy."""
    return plain_stem(file) != splitext(basename(file))[0]


def is_named_as_copy(file: str) -> bool:
    """Whether a file's name, or that of its folder, says that it is a copy."""
    return has_copy_marks(file) or bool(_FOLDERS.fullmatch(basename(dirname(file))))
