"""Scoring: from the ledger to totals, grades and ranks, with every step on the way."""

from gkpg.scoring.results import Group, PartPoints, Results, TieBreak, Unit, Why
from gkpg.scoring.score import score
from gkpg.scoring.steps import Step

__all__ = ["Group", "PartPoints", "Results", "Step", "TieBreak", "Unit", "Why", "score"]
