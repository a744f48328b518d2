"""Workbooks: spreadsheet files of any format as cells that are told apart exactly. Knows nothing of rubrics."""
