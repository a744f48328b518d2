"""The parts of a workbook that gkpg writes, without the time of day."""

from __future__ import annotations

import zipfile

#: The part with the properties.
CORE = "docProps/core.xml"
_ANY_DATE = (1980, 1, 1, 0, 0, 0)


def undated_entry(name: str) -> zipfile.ZipInfo:
    """The entry of a part, compressed: the same whenever it is written."""
    entry = zipfile.ZipInfo(name, _ANY_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
