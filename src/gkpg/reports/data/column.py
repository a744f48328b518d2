"""Columns of open data: each with its type and what it says, in both languages; one list for tables and dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from gkpg.base.text import Lang, Text
    from gkpg.reports.disclosure import Topic

#: The types of Frictionless Table Schema that are used. `exact` is a text: a decimal, or a fraction such as 10/3.
ColumnType = Literal["string", "integer", "number", "boolean", "exact"]


class DataColumn(NamedTuple):
    """A column: its key, what stands over it in Chinese, what it says; `topic` is what it tells not everybody."""

    key: str
    type: ColumnType
    title: Text
    about: Text
    topic: Topic | None = None

    @property
    def is_figure(self) -> bool:
        """Whether numbers in it are to be numbers in a spreadsheet."""
        return self.type != "string"

    def heading(self, lang: Lang) -> str:
        """What stands over it: the key, or the title in Chinese."""
        return self.key if lang == "en" else self.title.zh
