"""Files of unit figures: tables beside an assessment, with a row a unit and a column a figure, read into it.

Figures that the assessment has as text are read as the cells of such a table are.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gkpg.base.nearest import ask_nearest
from gkpg.base.normalize import normalize_name
from gkpg.base.text import Text, spell_path
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.round.item_figures import FIGURE_LISTS, PERCENT_OF_NONE, VALUES_OR_FILE, problem_of, read_written_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gkpg.rubric import Item, Library
    from gkpg.workbooks.cells import Cell, Grid
    from gkpg.yamlfiles.document import Document, Path_


def is_table(file: str) -> bool:
    """Whether a file is a table, by its name; else it is a result."""
    from gkpg.workbooks.opening import READ  # noqa: PLC0415 - only where there are such files

    return any(file.casefold().endswith(suffix) for suffix in READ)


def with_figure_files(document: Document, folder: Path, library: Library) -> tuple[Document, list[Finding]]:
    """The document with what its tables hold, the name of a file alone spelled out item by item; and what is wrong.

    Figures that are written as text are numbers there, by the rule for cells.

    A result stays to be read by whoever knows results.
    """
    written = {key: document.data[key] for key in (*FIGURE_LISTS, "figures") if key in document.data}
    if not written:
        return document, []
    reader = _TableReader(document, folder, library)
    data = {**document.data, **{key: reader.entries(key, each) for key, each in written.items()}}
    return replace(document, data=data), reader.lost


class _TableReader:
    """Reads the tables that an assessment names, each once."""

    def __init__(self, document: Document, folder: Path, library: Library) -> None:
        self.lost: list[Finding] = []
        self._document, self._folder = document, folder
        every = [item for rubric in library.rubrics for item in rubric.walk()]
        self._items: dict[str, dict[str, Item]] = {
            key: {item.id: item for item in every if item.looks_at == looks_at}
            for key, looks_at in FIGURE_LISTS.items()
        }
        self._units = set(_units(document.data.get("groups")))
        self._grids: dict[str, Grid | None] = {}

    def entries(self, key: str, written: Any) -> Any:
        """The entries of a list, with the figures of their tables."""
        if isinstance(written, str) and key in FIGURE_LISTS:
            written = tuple({"item": item, "file": written} for item in self._items[key])
        if not isinstance(written, tuple):
            return written
        return tuple(self._entry(each, (key, n)) for n, each in enumerate(written))

    def _entry(self, entry: Any, path: Path_) -> Any:
        if not isinstance(entry, dict):
            return entry
        file, item = entry.get("file"), self._items.get(str(path[0]), {}).get(str(entry.get("item")))
        if file is None and item is not None and isinstance(entry.get("values"), dict):
            return {**entry, "values": dict(self._written(entry["values"], item, (*path, "values")))}
        if isinstance(file, str) and (is_table(file) or path[0] == "figures"):
            return self._with_table(entry, file, item, path)
        return entry

    def _with_table(self, entry: dict[str, Any], file: str, item: Item | None, path: Path_) -> dict[str, Any]:
        """An entry with the figures of its table."""
        if "values" in entry:
            self.lost.append(Finding("A402", self._document.place(path), {"problem": VALUES_OR_FILE}))
            return entry
        grid = self._grid(file, path)
        wanted = str(entry.get("was") or entry.get("item") or entry.get("name"))
        columns = () if grid is None else tuple(_columns(grid, wanted))
        if grid is not None and not columns:
            self._lose(file, path, Text(f"没有 {wanted} 这一列", f"there is no column {wanted}"))
        if len(columns) > 1:
            self._lose(file, path, Text(f"{wanted} 有不止一列", f"several columns are headed {wanted}"))
        if grid is None or len(columns) != 1:
            return {**entry, "values": {}}
        if path[0] in FIGURE_LISTS and item is None:
            return {**entry, "values": {}}  # that there is no such item is told at its id
        name = str(entry.get("item") or wanted)
        return {**entry, "values": dict(self._figures(grid, columns[0], file, name, item))}

    def _written(self, values: Mapping[Any, Any], item: Item, path: Path_) -> Iterator[tuple[Any, Any]]:
        """The figures of an entry, those that are written as text as the numbers that they are in cells."""
        for unit, value in values.items():
            read = read_written_figure(value, item.unit or "") if isinstance(value, str) else value
            if read is PERCENT_OF_NONE:
                facts = {"unit": unit, "item": item.label, "how": PERCENT_OF_NONE}
                self.lost.append(Finding("A117", self._document.place((*path, unit)), facts))
                read = Decimal(1)  # something, so that it is not told once more for its form
            yield unit, value if isinstance(read, Text) else read

    def _grid(self, file: str, path: Path_) -> Grid | None:
        """The first sheet of a table; None where it cannot be read, which is told once."""
        from gkpg.workbooks.limits import DEFAULT_LIMITS  # noqa: PLC0415 - only where there is a table
        from gkpg.workbooks.opening import read_bytes, read_workbook  # noqa: PLC0415
        from gkpg.workbooks.unreadable import UnreadableError  # noqa: PLC0415

        if file not in self._grids:
            try:
                raw = read_bytes(self._folder / file)
                self._grids[file] = read_workbook(raw, DEFAULT_LIMITS, "." + file.rpartition(".")[2]).grids[0]
            except UnreadableError as error:
                self._grids[file] = None
                found = Finding(error.code, Place(file), error.facts)
                self._lose(file, path, Text(found.message("zh"), found.message("en")))
        return self._grids[file]

    def _lose(self, file: str, path: Path_, reason: Text) -> None:
        self.lost.append(Finding("A116", self._document.place(path), {"file": file, "reason": reason}))

    def _figures(
        self, grid: Grid, column: int, file: str, name: str, item: Item | None
    ) -> Iterator[tuple[str, Decimal]]:
        """The figures of a column, by unit; what is wrong with one is told at its line."""
        from gkpg.round.figure_cells import read_figure  # noqa: PLC0415 - only where there is a table

        first: dict[str, int] = {}
        for number in list(grid.rows)[1:]:
            unit, cell = normalize_name(grid.at(number, 1).content), grid.at(number, column)
            place = Place(spell_path(self._folder / file), number, column)
            if not unit or not cell.content:
                continue
            value = read_figure(grid, cell, item.unit if item else None)
            how = value if isinstance(value, Text) else problem_of(item, value)
            if unit not in self._units:
                nearest = ask_nearest(unit, sorted(self._units))
                self.lost.append(Finding("A104", replace(place, column=1), {"name": unit, "nearest": nearest}))
            elif unit in first:
                facts = {"name": unit, "first": str(first[unit])}
                self.lost.append(Finding("A107", replace(place, column=1), facts))
            elif how is not None:
                self.lost.append(Finding("A117", place, {"unit": unit, "item": name, "how": how}))
            elif not isinstance(value, Text):
                yield unit, value
            first.setdefault(unit, number)


def _columns(grid: Grid, item: str) -> Iterator[int]:
    """The columns that a name heads; of an item also its id before its name."""
    head = next(iter(grid.rows.values()), None)
    cells: Mapping[int, Cell] = head.cells if head else {}
    headed = {column: normalize_name(cell.content) for column, cell in cells.items()}
    return (column for column, text in headed.items() if item in {text, *text.split(maxsplit=1)[:1]})


def _units(groups: Any) -> Iterator[str]:
    """The names of all units, with those that they had before."""
    for group in groups if isinstance(groups, tuple) else ():
        units = group.get("units") if isinstance(group, dict) else None
        for unit in units if isinstance(units, tuple) else ():
            if isinstance(unit, dict):
                also = unit.get("also")
                names = (unit.get("name"), *(also if isinstance(also, tuple) else ()))
                yield from (normalize_name(str(each)) for each in names)
            else:
                yield normalize_name(str(unit))
