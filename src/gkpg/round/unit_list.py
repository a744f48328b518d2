"""Lists of units: a text file, one unit a line."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from gkpg.base.system_text import system_path
from gkpg.base.text import Text
from gkpg.base.unseen import without_unseen
from gkpg.findings.finding import Finding, FindingError, system_reason
from gkpg.findings.place import Place
from gkpg.yamlfiles.other_kinds import refuse_no_list

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 2_000_000
_ODD = Text("不是普通文件", "not a regular file")


def read_units(path: Path) -> tuple[str, ...]:
    """The units of a list, in its order, each once. Blank lines and what follows a # are left out.

    UTF-8, UTF-16 with its mark, or GB18030 as Chinese Windows saves text. Raises FindingError.
    """
    place, path = Place(str(path)), system_path(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FindingError(Finding("F102", place, {"reason": _ODD}))
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise FindingError(Finding("F101", place)) from None
    except OSError as error:
        raise FindingError(Finding("F102", place, {"reason": system_reason(error)})) from None
    except ValueError:  # no path can be made of it
        raise FindingError(Finding("F101", place)) from None
    other = refuse_no_list(raw, str(path))
    if other:
        raise FindingError(other)
    if len(raw) > _LARGEST:
        raise FindingError(Finding("Y101", place))
    lines = (without_unseen(line.partition("#")[0]).strip() for line in _decode(raw, place).splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def _decode(raw: bytes, place: Place) -> str:
    from gkpg.workbooks.encodings import decode  # noqa: PLC0415
    from gkpg.workbooks.unreadable import UnreadableError  # noqa: PLC0415 - only where there is a list

    try:
        return decode(raw)
    except UnreadableError:
        raise FindingError(Finding("Y101", place)) from None
