"""Migrating: sheets filled under one version of a rubric, made anew under another, with every score that still fits."""

from gkpg.authoring.migrate.folder import MigratedFolder, first_of_each_version, migrate_folder
from gkpg.authoring.migrate.former_reader import reader_for
from gkpg.authoring.migrate.row_plan import MigrationPlan

__all__ = ["MigratedFolder", "MigrationPlan", "first_of_each_version", "migrate_folder", "reader_for"]
