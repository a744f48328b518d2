"""gkpg: score what a government assesses, exactly, from YAML rubrics and Excel sheets."""

__version__ = "0.1.0"
