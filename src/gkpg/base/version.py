"""The version of gkpg, the only place of it."""

__version__ = "0.1.0"
