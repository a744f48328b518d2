"""Scoring: from the ledger to totals, grades and ranks, with every step on the way."""

from gkpg.scoring.results import Group, Results
from gkpg.scoring.score import score
from gkpg.scoring.steps import Step
from gkpg.scoring.unit import PartPoints, TieBreak, Unit, Why

__all__ = ["Group", "PartPoints", "Results", "Step", "TieBreak", "Unit", "Why", "score"]
