"""Differences: two rubrics, or two results, compared by meaning."""
