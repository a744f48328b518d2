"""Assessments: how one round is run, from the file to what sheets are held to."""
