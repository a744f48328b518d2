"""Rubrics: the tables that units are assessed against."""

from gkpg.rubric.library import Library, packaged, packaged_folder
from gkpg.rubric.load import Loaded, load_rubric, load_rubrics, rubric_files, rubric_in, stored
from gkpg.rubric.model import Item, Repair, Rubric, Source

__all__ = [
    "Item",
    "Library",
    "Loaded",
    "Repair",
    "Rubric",
    "Source",
    "load_rubric",
    "load_rubrics",
    "packaged",
    "packaged_folder",
    "rubric_files",
    "rubric_in",
    "stored",
]
