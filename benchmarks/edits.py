"""Makes an edited rubric: that of the districts with a point moved from one item to another, and another version."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from gkpg.rubric import packaged_folder

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "shanghai-2022-district.yaml"
_EDITS = (
    ('version: "2022.1"', 'version: "2022.2"'),
    ("公文备案及属性认定工作8分；信息公开栏目维护情况6分", "公文备案及属性认定工作7分；信息公开栏目维护情况7分"),
    ("name: 公文备案及属性认定\n        max: 8", "name: 公文备案及属性认定\n        max: 7"),
    ("name: 信息公开栏目维护\n        max: 6", "name: 信息公开栏目维护\n        max: 7"),
)


def make(folder: Path) -> tuple[str, str]:
    """The rubric as it is, and the edited one in a folder."""
    old = packaged_folder() / _NAME
    text = old.read_text(encoding="utf-8")
    for before, after in _EDITS:
        if before not in text:
            sys.exit(f"{old} does not hold {before}")
        text = text.replace(before, after, 1)
    (folder / _NAME).write_text(text, encoding="utf-8")
    return str(old), str(folder / _NAME)
