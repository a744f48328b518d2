"""The departure of a file from its canonical layout, as a finding at the first line."""

from __future__ import annotations

from itertools import zip_longest

from gkpg.base.text import Text
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place

_MARK = "\ufeff"
_WINDOWS = Text("换行应为 LF，不是 CRLF", "lines end with LF, not with CRLF")
_BOM = Text("文件开头不应有 BOM", "there is no mark (BOM) at the beginning")
_END = Text("文件末尾应有且只有一个换行", "the file ends with just one line break")
_SPACES = Text("行尾不应有空格", "no spaces at the end of a line")
_BLANK = Text("这里应有一个空行", "there is a blank line here")
_NO_LINE = Text("这里不应有这一行", "this line is not there")


def find_departure(name: str, old: str, new: str) -> Finding:
    """The finding at the first line that differs: what stands in its place."""
    if old.startswith(_MARK):
        return _finding(name, 1, _BOM)
    lines = enumerate(zip_longest(old.split("\n"), new.split("\n")), 1)
    number, (found, wanted) = next((line, pair) for line, pair in lines if pair[0] != pair[1])
    return _finding(name, number, _describe_departure(found, wanted))


def _describe_departure(found: str | None, wanted: str | None) -> Text:
    if found is None or wanted is None:
        return _END
    if found.rstrip("\r") == wanted:
        return _WINDOWS
    if found.rstrip() == wanted:
        return _SPACES if wanted else _NO_LINE
    if not wanted:
        return _BLANK
    if not found:
        return _NO_LINE
    return Text(f"这一行应为“{wanted}”", f"the line should be “{wanted}”")


def _finding(name: str, line: int, how: Text) -> Finding:
    return Finding("R401", Place(name, line, 1), {"how": how})
