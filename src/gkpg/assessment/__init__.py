"""Assessments: how one round is run, from the file to what sheets are held to."""

#: What an assessment file is called.
FILE = "assessment.yaml"
