"""Importing: a draft rubric from a printed table."""
