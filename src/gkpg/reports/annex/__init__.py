"""The annex of the workbook: every sub-item, every finding, and what was applied, as plain tables of any length."""
