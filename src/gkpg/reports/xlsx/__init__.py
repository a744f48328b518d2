"""The workbook to send on: a cover, charts, rankings, heat maps, a page for each unit; each printed as it is."""
