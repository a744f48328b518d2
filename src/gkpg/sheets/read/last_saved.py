"""When a workbook was last saved, by what the program that saved it wrote into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.workbooks.limits import DEFAULT_LIMITS, Limits
from gkpg.workbooks.markup import scan
from gkpg.workbooks.opening import read_bytes
from gkpg.workbooks.package import Package, is_zip
from gkpg.workbooks.unreadable import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.workbooks.markup import Attributes

_CORE = "docProps/core.xml"
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def read_last_saved(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> str:
    """The time as `2022-11-15T08:30:00Z`, which sorts; empty where the file does not say or cannot be read.

    ISO/IEC 29500-2, 11.1: the property `modified` of the package. A file's own time in a folder would say when it was
    copied.
    """
    found: list[str] = []
    inside = False

    def start(tag: str, _: Attributes) -> None:
        nonlocal inside
        inside = tag == "modified"

    def text(data: str) -> None:
        if inside:
            found.append(data)

    try:
        raw = read_bytes(path, limits)
        package = Package(raw, limits) if is_zip(raw) else None
        if package is not None and package.has(_CORE):
            scan(package.part(_CORE), start, lambda _: start("", {}), text)
    except UnreadableError:
        return ""
    time = "".join(found).strip()
    return time if _TIME.fullmatch(time) else ""
