"""Verification: whether a result follows from what it was made of, recomputed from there, and where it does not."""
