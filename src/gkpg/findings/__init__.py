"""Findings: what gkpg can say is wrong, as values."""
