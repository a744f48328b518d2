"""A second, plainly written calculation of a round, to hold the first one against; and random rounds to do it with.

It follows docs/rubric-format.md and docs/assessment-format.md, and shares no line with the program. All figures are exact
fractions until a step of `rounding` rounds them. Where a document can be read in two ways, the reading that was chosen
stands behind the word "Reading" in a docstring.

`figures`, `tables`, `kinds`, `measures` know a rubric; `parts`, `sources`, `comparing`, `treatments`, `vetoes`,
`unit_part` what a unit comes to in a part; `totals`, `ranks`, `grades`, `outcomes` what follows from that.
"""
