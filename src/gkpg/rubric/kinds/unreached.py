"""What is never reached: the finding that nothing in an item brings its max."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from fractions import Fraction

    from gkpg.yamlfiles.document import Path_

_HIGHEST = Text("的最高一档", "the highest step or level")
_NO_MORE = Text("能得的最高分", "the most that can be had")


def max_unreached(path: Path_, label: str, most: Fraction, why: Text | None = None) -> Slip:
    """The slip at what is written; `why` says what keeps an item from a max that is written there."""
    how, reason = (_HIGHEST, Text("", "")) if why is None else (_NO_MORE, why)
    return Slip("R216", path, {"id": label, "max": format_exact(most), "how": how, "why": reason})
