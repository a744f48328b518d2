"""Tests. gkpg comes first, because it says how openpyxl is to write."""

import gkpg  # noqa: F401
