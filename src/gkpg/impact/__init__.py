"""Impact: what a change of a rubric does to the units that were scored under it."""

from gkpg.impact.impact import Impact, Moved, impact_on

__all__ = ["Impact", "Moved", "impact_on"]
