"""Row tables: the rows of a table as markup, or, where they are very many, as data of which a script shows a part."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.reports.html.inert import inert_json
from gkpg.reports.html.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from gkpg.base.text import Lang

#: A table with more cells than this is data; a browser takes a tenth of a second to lay out so many.
MOST_CELLS = 20_000
#: So many of its rows stand in the page all the same, for readers without a script.
_FIRST = 20


class Heading(NamedTuple):
    """The heading of a column: `kind` is `n` above figures. `href` is what it leads to, `told` what that is."""

    text: str
    kind: str = ""
    is_grade: bool = False
    href: str = ""
    told: str = ""


class RowTable(NamedTuple):
    """A table. `rows` are elements; `stored` is all of them as data, empty where they all stand in the page."""

    id: str
    headings: Sequence[Heading]
    rows: Sequence[Markup]
    stored: Markup | str
    remark: str


def row_table(id_: str, headings: Sequence[Heading], rows: Iterable[Markup], lang: Lang) -> RowTable:
    """A table of rows, with what must be said where not all of them stand in the page."""
    made = list(rows)
    if len(made) * len(headings) <= MOST_CELLS:
        return RowTable(id_, headings, made, "", "")
    remark = WORDS["first_rows"].say(lang).format(count=_FIRST)
    return RowTable(id_, headings, made[:_FIRST], inert_json([str(each).strip() for each in made]), remark)
