"""Impact: what a change of a rubric does to the units that were scored under it."""

from gkpg.authoring.impact.impact import Impact, UnitImpact, find_impact

__all__ = ["Impact", "UnitImpact", "find_impact"]
