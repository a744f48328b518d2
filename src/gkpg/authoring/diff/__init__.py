"""Differences between rubrics, with what they do to units, in every form in which they are shown."""
