"""Comparing rubrics: what is different between two of them, by meaning instead of by line."""

from gkpg.authoring.compare.change import Change, ChangeLevel, ChangeTerm
from gkpg.authoring.compare.comparison import Comparison, compare_rubrics

__all__ = ["Change", "ChangeLevel", "ChangeTerm", "Comparison", "compare_rubrics"]
