"""Sheets: the workbooks that assessors fill, from blank to read."""
