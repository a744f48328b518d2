"""Rubrics: the tables that units are assessed against."""

from gkpg.rubric.item import Item, Repair
from gkpg.rubric.library import Library, find_packaged, packaged_folder
from gkpg.rubric.load import (
    LoadedRubric,
    find_rubric_files,
    load_rubric,
    load_rubrics,
    parse_rubric,
    read_as_written,
    restore_rubric,
)
from gkpg.rubric.model import Rubric, SourceDocument

__all__ = [
    "Item",
    "Library",
    "LoadedRubric",
    "Repair",
    "Rubric",
    "SourceDocument",
    "find_packaged",
    "find_rubric_files",
    "load_rubric",
    "load_rubrics",
    "packaged_folder",
    "parse_rubric",
    "read_as_written",
    "restore_rubric",
]
