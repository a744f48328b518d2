"""Blank sheets: the workbooks that assessors are given."""
