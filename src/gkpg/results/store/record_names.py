"""What records of a result file are called when they are told to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text
from gkpg.results.store.integrity import LIST, ROOT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping


class _Name(NamedTuple):
    """How a record is told; `query` finds by its number what stands behind it, in the places {1} and {2}."""

    said: Text
    query: str = ""


_NAMES: Mapping[str, _Name] = {
    "head": _Name(Text("表 meta（考核文件、设置、程序版本）", "table meta (assessment, settings, version)")),
    "tables": _Name(Text("各表的定义或行数", "the tables' definitions or numbers of rows")),
    "rule": _Name(Text("规则 {0}（{1}）", "rule {0} ({2})"), "SELECT name_zh, name_en FROM rules WHERE position = ?"),
    "rubric": _Name(
        Text("指标表 {1} {2}", "rubric {1} {2}"),
        "SELECT rubric, version FROM rubrics ORDER BY rowid LIMIT 1 OFFSET ? - 1",
    ),
    "group": _Name(Text("组 {1}", "group {1}"), "SELECT name, total FROM groups WHERE id = ?"),
    "layout": _Name(Text("版式 {0}（编号和单元格）", "layout {0} (items and cells)")),
    "unit": _Name(Text("{1} 的结果", "the outcome of {1}"), "SELECT unit, total FROM units WHERE id = ?"),
    "file": _Name(Text("文件 {1}", "file {1}"), "SELECT file, sha256 FROM files WHERE id = ?"),
    "sheet": _Name(
        Text("{1} 里 {2} 的得分", "the scores of {2} in {1}"),
        "SELECT f.file, s.unit FROM sheets s JOIN files f ON f.id = s.file WHERE s.id = ?",
    ),
    "finding": _Name(
        Text("问题 {0}（{1} {2}）", "finding {0} ({1} {2})"), "SELECT code, file FROM findings WHERE position = ?"
    ),
    LIST: _Name(Text("封印清单（表 seals）", "the list of seals (table seals)")),
    ROOT: _Name(Text("总封印（meta 的 content_seal）", "the seal over all (content_seal in meta)")),
}


def list_texts(texts: Iterable[Text], count: int) -> Text:
    """Texts one after another; `count` is how many there are in all, where only the first are given."""
    given = tuple(texts)
    zh, en = "、".join(each.zh for each in given), "; ".join(each.en for each in given)
    if count == len(given):
        return Text(zh, en)
    return Text(f"{zh}等共 {count} 处", f"{en}; {count} in all")


def name_records(database: sqlite3.Connection, keys: Iterable[str]) -> Iterator[Text]:
    """Records by their keys, as the file has them now; of one that is gone its table and number."""
    for key in keys:
        yield _name(database, key)


def _name(database: sqlite3.Connection, key: str) -> Text:
    kind, _, number = key.partition(" ")
    name = _NAMES.get(kind.rstrip(":"))
    row = database.execute(name.query, (number,)).fetchone() if name is not None and name.query else ()
    if name is None or row is None:
        return Text(key, key)
    facts = (number, *map(str, row))
    return Text(name.said.zh.format(*facts), name.said.en.format(*facts))
