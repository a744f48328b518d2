"""Publication: what the notice of the results says besides them, and how much of them is made public."""

from __future__ import annotations

import datetime

from gkpg.yamlfiles.types import Model, Truth, Words


class Publication(Model):
    """What an office writes on the notice of its results. None is what is not settled yet: it is left blank there.

    `basis` is the document by which the round was run. Where `scores` is false only grades are made public, neither
    scores nor ranks.
    """

    title: Words | None = None
    number: Words | None = None
    addressee: Words | None = None
    basis: Words | None = None
    signatory: Words | None = None
    date: datetime.date | None = None
    scores: Truth = True
