"""Views: what reports show of a round, a group or a unit, before it takes a format."""
