"""Names of files and folders that gkpg gives to sheets: what every system can hold, and told apart."""

from __future__ import annotations

import hashlib
import unicodedata

from gkpg.base.normalize import fold_name

#: What no name may be on Windows, whatever stands behind a dot.
_PORTS = (f"{way}{number}" for way in ("com", "lpt") for number in "0123456789¹²³")
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS}
_LONGEST_PART = 60
#: So many bytes of UTF-8 a name may have; less on no system that people hand in from.
_MOST_BYTES = 255
_ENDING = ".xlsx"
#: Categories of characters that belong to the one before them.
_JOINED = {"Mn", "Me", "Mc", "Sk", "Cf"}
_TAG = "~"
_TAG_LENGTH = 4


def file_name(unit: str, source: str, assessor: str) -> str:
    """The name of a unit sheet's file: unit-source-assessor.xlsx, without what a path cannot hold.

    Parts that are too long together are cut, the longest first; each then ends in a tag of what it was.
    """
    names = (unit, source, assessor)
    parts = [safe_file_name(name) for name in names]
    room = _MOST_BYTES - len(_ENDING) - len(names) + 1
    most = room
    while sum(min(_bytes(part), most) for part in parts) > room:
        most -= 1
    cut = [part if _bytes(part) <= most else _cut(name, most) for name, part in zip(names, parts, strict=True)]
    return f"{unreserved_name('-'.join(cut))}{_ENDING}"


def safe_file_name(part: str) -> str:
    """A name without what a path cannot hold, of at most 60 characters; one of too many bytes ends in a tag."""
    kept = _clean(part)[:_LONGEST_PART].rstrip(" .") or "_"
    return _cut(part, _MOST_BYTES) if _bytes(kept) > _MOST_BYTES else kept


def safe_folder_name(part: str) -> str:
    """A name that a folder may have on every system."""
    return unreserved_name(safe_file_name(part))


def unreserved_name(name: str) -> str:
    """A name that is none that Windows keeps for devices: such as CON, or aux.txt."""
    stem, dot, rest = name.partition(".")
    return f"{stem}_{dot}{rest}" if stem.rstrip(" ").casefold() in _RESERVED else name


def is_name_of(found: str, name: str) -> bool:
    """Whether a part of a file's name is what gkpg makes of a name, or the name itself."""
    if found == name:
        return True
    if fold_name(found) in {fold_name(each) for each in (name, safe_file_name(name), _clean(name)[:_LONGEST_PART])}:
        return True
    before, mark, tag = found.rpartition(_TAG)
    return bool(mark) and tag == _tag(name) and fold_name(_clean(name)).startswith(fold_name(before))


def _clean(part: str) -> str:
    kept = "".join("_" if char in '\\/:*?"<>|' or not char.isprintable() else char for char in part.strip(" ."))
    return (("-" if kept.startswith(("~$", "__MACOSX")) else "") + kept) or "_"


def _bytes(text: str) -> int:
    return len(text.encode(errors="surrogateescape"))


def _tag(part: str) -> str:
    return hashlib.sha256(part.encode(errors="surrogateescape")).hexdigest()[:_TAG_LENGTH]


def _cut(part: str, most: int) -> str:
    """The beginning of a name, with a tag, in so many bytes; no letter is parted from its accents."""
    kept = _clean(part)[: _LONGEST_PART - _TAG_LENGTH - 1]
    while _bytes(kept) > most - _TAG_LENGTH - 1:
        kept = kept[:-1]
    rest = _clean(part)[len(kept) : len(kept) + 1]
    while kept and rest and unicodedata.category(rest) in _JOINED:
        kept, rest = kept[:-1], kept[-1]
    return f"{kept.rstrip(' .')}{_TAG}{_tag(part)}"
