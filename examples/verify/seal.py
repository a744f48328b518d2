"""The seal over the content, and a unit's own part against it."""

from __future__ import annotations

import hashlib
import json
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

#: The kinds of records that are rows of one table, as they stand there: the table, the number, the columns.
PLAIN = {
    "rule": ("rules", "position", ("name_zh", "name_en", "value_zh", "value_en", "basis", "is_default")),
    "rubric": ("rubrics", "rowid", ("rubric", "version", "fingerprint", "title", "items", "content")),
    "group": ("groups", "id", ("name", "total")),
    "layout": ("layouts", "id", ("items", "cells")),
    "unit": (
        "units",
        "id",
        (
            "unit",
            "sheets",
            "total",
            "total_exact",
            "converted",
            "band",
            "rank",
            "tie",
            "tie_value",
            "why",
            "own",
            "vetoes",
        ),
    ),
    "file": ("files", "id", ("file", "sha256", "superseded")),
    "sheet": (
        "sheets",
        "id",
        ("rubric", "version", "unit", "source", "assessor", "date", "period", "row", "layout", "sample", "decides"),
    ),
    "finding": (
        "findings",
        "position",
        [
            "of_file",
            "of_sheet",
            "of_unit",
            "severity",
            "code",
            "file",
            "line",
            "column",
            "sheet",
            "cell",
            "message_zh",
            "message_en",
            "facts",
        ],
    ),
}
TABLES = ("meta", "rules", "rubrics", "files", "layouts", "sheets", "notes", "findings", "groups", "parts", "units")
TABLES_AND_VIEWS = (*TABLES, "unit_parts", "seals", "entries", "points")
ROWS = (*TABLES[1:], "unit_parts")


def sha256(*parts: bytes) -> bytes:
    """The digest of bytes one after another."""
    return hashlib.sha256(b"".join(parts)).digest()


def canonical(record: Any) -> bytes:
    """A record as RFC 8785 writes it."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class Seal:
    """The tree over a result file: `digests` has those of all records, `changed` the names of records that differ."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.leaves: dict[int, list[tuple[str, bytes]]] = {}
        names = [row["unit"] for row in db.execute("SELECT unit FROM units GROUP BY unit ORDER BY min(id)")]
        self.leaf_of_name = {name: number for number, name in enumerate(names, 1)}
        for number in range(len(names) + 1):
            self.leaves[number] = []
        self._sheet_leaf: dict[int, int] = {}
        self._file_leaf: dict[int, int] = {}
        self._place_sheets()
        for leaf, record in self._records():
            key = record["record"] if record["number"] is None else f"{record['record']} {record['number']}"
            self.leaves[leaf].append((key, sha256(canonical(record))))

    def differences(self) -> Iterator[str]:
        """What the seal says is not as it was written: records by their names, else the list of digests."""
        stated = self.db.execute("SELECT value FROM meta WHERE key = 'content_seal'").fetchone()
        if stated is None or root_of(self.leaves).hex() == stated["value"]:
            return
        listed: dict[int, list[tuple[str, bytes]]] = {number: [] for number in self.leaves}
        for row in self.db.execute("SELECT * FROM seals ORDER BY rowid"):
            listed.setdefault(row["leaf"], []).append((row["record"], bytes(row["digest"])))
        if root_of(listed).hex() != stated["value"]:
            yield f"seal: neither the content nor its list of digests leads to {stated['value']}"
        here = {key: digest for leaf in self.leaves.values() for key, digest in leaf}
        there = {key: digest for leaf in listed.values() for key, digest in leaf}
        for key in dict.fromkeys([*there, *here]):
            if here.get(key) != there.get(key):
                yield f"seal: {key} was {'added' if key not in there else 'removed' if key not in here else 'changed'}"

    @property
    def root(self) -> str:
        """The seal over the content as it is."""
        return root_of(self.leaves).hex()

    def _place_sheets(self) -> None:
        of_file: dict[int, set[int]] = {}
        for row in self.db.execute("SELECT id, file, unit FROM sheets"):
            self._sheet_leaf[row["id"]] = self.leaf_of_name.get(row["unit"], 0)
            of_file.setdefault(row["file"], set()).add(self._sheet_leaf[row["id"]])
        self._file_leaf = {file: min(leaves) if len(leaves) == 1 else 0 for file, leaves in of_file.items()}

    def _records(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """All records with their leaves, kind by kind."""
        meta = {row["key"]: row["value"] for row in self.db.execute("SELECT key, value FROM meta")}
        yield 0, self._record("head", None, meta={k: v for k, v in meta.items() if k not in ("seal", "content_seal")})
        master = self.db.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view')")
        sql = {row["name"]: row["sql"] for row in master if row["name"] in TABLES_AND_VIEWS}
        rows = {name: self.db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in ROWS}  # noqa: S608
        yield 0, self._record("tables", None, sql=sql, rows=rows)
        for kind, (table, number, columns) in PLAIN.items():
            every = self.db.execute(f'SELECT rowid AS "rowid", * FROM "{table}" ORDER BY {number}')  # noqa: S608
            for place, row in enumerate(every, 1):
                record = self._record(
                    kind, place if kind == "rubric" else row[number], **{name: row[name] for name in columns}
                )
                more = getattr(self, f"_more_of_{kind}", None)
                yield self._leaf(kind, row), record | (more(row) if more else {})

    @staticmethod
    def _record(kind: str, number: int | None, **values: Any) -> dict[str, Any]:
        return {"record": kind, "number": number, **values}

    def _leaf(self, kind: str, row: sqlite3.Row) -> int:
        if kind == "unit":
            return self.leaf_of_name[row["unit"]]
        if kind == "sheet":
            return self._sheet_leaf[row["id"]]
        if kind == "file":
            return self._file_leaf.get(row["id"], 0)
        if kind != "finding":
            return 0
        if row["of_unit"] is not None:
            return self.leaf_of_name.get(row["of_unit"], 0)
        if row["of_file"] is not None:
            return self._file_leaf.get(row["of_file"], 0)
        return self._sheet_leaf.get(row["of_sheet"], 0)

    def _more_of_group(self, row: sqlite3.Row) -> dict[str, Any]:
        every = self.db.execute('SELECT * FROM parts WHERE "group" = ? ORDER BY id', (row["id"],))
        keys = ("name", "rubric", "version", "weight")
        return {"parts": [{"number": part["id"], **{key: part[key] for key in keys}} for part in every]}

    def _more_of_unit(self, row: sqlite3.Row) -> dict[str, Any]:
        group = self.db.execute("SELECT name FROM groups WHERE id = ?", (row["group"],)).fetchone()
        sql = """SELECT up.*, p.name, p.rubric, p.version, r.items FROM unit_parts up JOIN parts p ON p.id = up.part
            LEFT JOIN rubrics r ON r.rubric = p.rubric AND r.version = p.version WHERE up.unit = ? ORDER BY up.part"""
        parts = [
            {key: part[key] for key in ("part", "name", "rubric", "version", "total_exact")}
            | {"points": paired(json.loads(part["items"] or "[]"), words(part["points"]))}
            for part in self.db.execute(sql, (row["id"],))
        ]
        return {"group": group["name"] if group else None, "parts": parts}

    def _more_of_sheet(self, row: sqlite3.Row) -> dict[str, Any]:
        file = self.db.execute("SELECT file, sha256 FROM files WHERE id = ?", (row["file"],)).fetchone()
        layout = self.db.execute("SELECT items, cells FROM layouts WHERE id = ?", (row["layout"],)).fetchone()
        lists = (json.loads(layout["items"]), json.loads(layout["cells"])) if layout else ([], [])
        notes = self.db.execute("SELECT item, reason, link FROM notes WHERE sheet = ? ORDER BY rowid", (row["id"],))
        return {
            "file": file["file"] if file else None,
            "sha256": file["sha256"] if file else None,
            "tab": row["name"],
            "entries": paired(*lists, words(row["points"]), words(row["entered"])),
            "notes": [[note["item"], note["reason"], note["link"]] for note in notes],
        }


def words(line: str | None) -> list[str]:
    """A line divided at single spaces."""
    return line.split(" ") if line else []


def paired(*lists: list[Any]) -> list[list[Any]]:
    """Lists side by side, None where one is shorter."""
    return [list(each) for each in zip_longest(*lists)]


def root_of(leaves: dict[int, list[tuple[str, bytes]]]) -> bytes:
    """The root of the tree over digests, leaf by leaf."""
    digests = {number: [digest for _, digest in records] for number, records in sorted(leaves.items())}
    everything = sha256(*(digest for each in digests.values() for digest in each))
    salts = {number: sha256(b"gkpg-salt", everything, str(number).encode()) for number in digests}
    hashes = [sha256(b"\0", salts[number], *each) for number, each in digests.items()]
    while len(hashes) > 1:
        pairs = zip_longest(hashes[::2], hashes[1::2])
        hashes = [left if right is None else sha256(b"\1", left, right) for left, right in pairs]
    return hashes[0]


def root_of_part(part: dict[str, Any]) -> str:
    """The root that a unit's own part leads to: from its records, its salt and the hashes beside the way."""
    digest = sha256(b"\0", bytes.fromhex(part["salt"]), *(sha256(canonical(record)) for record in part["records"]))
    for side, beside in part["path"]:
        other = bytes.fromhex(beside)
        digest = sha256(b"\1", other, digest) if side == "left" else sha256(b"\1", digest, other)
    return digest.hex()
