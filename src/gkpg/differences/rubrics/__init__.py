"""Comparing rubrics: what is different between two of them, by meaning instead of by line."""

from gkpg.differences.rubrics.change import Change, ChangeLevel, ChangeTerm
from gkpg.differences.rubrics.comparison import Comparison, compare_rubrics

__all__ = ["Change", "ChangeLevel", "ChangeTerm", "Comparison", "compare_rubrics"]
