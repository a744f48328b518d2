"""Endings: what the name of a file says of its format."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePath

#: Endings such as .docx, .html or .7z, and not the rest of a name such as `2025.甲区` or `1.2`.
_NAMES_A_FORMAT = re.compile(r"\.(?=[0-9]*[a-z])[a-z0-9]{2,8}")


def ending_of(path: PurePath) -> str:
    """The ending that names a format, in small letters with its dot; empty where there is none.

    Full-width letters are those that they look like. Windows leaves off dots and spaces behind a name, and so does
    this; a name that is an ending alone, such as `.docx`, names its format as well.
    """
    name = unicodedata.normalize("NFKC", path.name).lower().rstrip(". ")
    found = name[name.rfind(".") :] if "." in name else ""
    return found if _NAMES_A_FORMAT.fullmatch(found) else ""
