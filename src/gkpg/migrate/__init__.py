"""Migrating: sheets filled under one version of a rubric, made anew under another, with every score that still fits."""

from gkpg.migrate.folder import Folder, folder_of, known_first
from gkpg.migrate.plan import Plan
from gkpg.migrate.reading import reader_for

__all__ = ["Folder", "Plan", "folder_of", "known_first", "reader_for"]
