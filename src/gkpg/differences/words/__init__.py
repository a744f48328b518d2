"""Differences between results in sentences of both languages."""
