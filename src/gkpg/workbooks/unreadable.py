"""Files that cannot be read as workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gkpg.findings.finding import Fact


class UnreadableError(Exception):
    """A file that is no workbook that can be read. Becomes the one finding of that file."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, Fact] = dict(facts)
