"""gkpg: score what a government assesses, exactly, from YAML rubrics and Excel sheets."""

import os

__version__ = "0.1.0"

# openpyxl writes by lxml where that is installed, and other bytes than without it; ours are the same everywhere.
os.environ.setdefault("OPENPYXL_LXML", "False")
