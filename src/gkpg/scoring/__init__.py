"""Scoring: from the ledger to totals, grades and ranks, with every step on the way."""

from gkpg.scoring.results import Group, Results, Step, Unit
from gkpg.scoring.score import score

__all__ = ["Group", "Results", "Step", "Unit", "score"]
