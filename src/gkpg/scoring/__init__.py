"""Scoring: from the ledger to totals, grades, ranks, with every step on the way."""

from gkpg.scoring.outcome import GroupResult, Results
from gkpg.scoring.score import score
from gkpg.scoring.steps import Step
from gkpg.scoring.unit_result import PartResult, TieBreak, UnitResult, Why

__all__ = ["GroupResult", "PartResult", "Results", "Step", "TieBreak", "UnitResult", "Why", "score"]
