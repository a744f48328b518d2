"""Changes: what is different between two rubrics, by meaning and not by line."""

from gkpg.changes.change import Change, Level, Term
from gkpg.changes.compare import Comparison, compared

__all__ = ["Change", "Comparison", "Level", "Term", "compared"]
