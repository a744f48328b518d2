"""Vetoes in the text below a table: `一票否决：…` with its list, or a sentence that says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.authoring.importing.beside_words import without_remark
from gkpg.authoring.importing.wording import clean_text, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.authoring.importing.table_lines import TableLine

_BEGINS = re.compile(
    r".{0,60}(?:一票否决|否决事项|否决项).{0,30}[：:]|.{0,12}(?:一票否决|否决)(?:项|事项|指标|情形|制|条款)?"
)
_BEHIND = re.compile(r"(?:一票否决|否决)(?:项|事项|指标|情形)?[：:](.{4,})")
_SENTENCE = re.compile(
    r"(?:凡|对|如)?(?P<what>[^，。]{4,60}?)(?:的)?[，,]?(?:将)?(?:实行|予以|给予|实施)一票否决[^，。]{0,30}(?:[，,](?P<does>[^。]{0,30}))?。?"
)


def veto_lines(lines: Sequence[TableLine]) -> tuple[list[tuple[str, str, TableLine]], list[TableLine]]:
    """The vetoes that lines name, each with what it does (where that stands behind) and its line; the other lines."""
    found: list[tuple[str, str, TableLine]] = []
    rest: list[TableLine] = []
    listing: TableLine | None = None
    for line in lines:
        text = clean_text(line.said)
        bare = without_remark(text)
        plain = name_of(bare).name
        if behind := _BEHIND.search(plain):
            found += [(each, "", line) for each in _parts(behind[1])]
            listing = line
        elif _BEGINS.fullmatch(plain):
            listing = line
            rest.append(line)
        elif listing is not None and plain != bare == text:
            rest = [each for each in rest if each is not listing]
            found.append((plain.strip("。；;，, "), "", line))
        elif match := _SENTENCE.fullmatch(plain):
            found.append((match["what"], match["does"] or "", line))
        else:
            listing = None
            rest.append(line)
    return found, rest


def _parts(text: str) -> list[str]:
    """The vetoes of a list that runs on in one line."""
    return [name_of(part.strip()).name.strip("。，, ") for part in re.split(r"[；;]", text) if part.strip("。 ")]
