"""Checks: how findings are shown to people or to programs."""
