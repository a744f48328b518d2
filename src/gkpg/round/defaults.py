"""Defaults: the rules that hold where an assessment says nothing. Every output names them as gkpg's own.

They are made as they are, without being validated, so that no model has to be built where nothing is read.
"""

from __future__ import annotations

from fractions import Fraction

from gkpg.round.compared import Compared
from gkpg.round.grades import Band, Edge, Grades
from gkpg.round.model import Ranking, RoundingRule
from gkpg.round.sources import Source


def _band(name: str, en: str, least: int | None = None) -> Band:
    """A grade, and the least per cent of the total that it takes."""
    edge = None if least is None else Edge(Fraction(least, 100), is_share=True)
    return Band.model_construct(name=name, en=en, least=edge)


#: A source that no assessment file knows: whoever hands in scores, joined by the mean.
ANYBODY = Source.model_construct(name="*", kind="assessors")
GRADES = Grades.model_construct(
    bands=(
        _band("优秀", "excellent", 90),
        _band("良好", "good", 80),
        _band("合格", "pass", 60),
        _band("不合格", "fail"),
    )
)
#: Where a total has no limit, of which no share is good.
UNGRADED = Grades.model_construct(bands=())
RANKING = Ranking.model_construct()
COMPARED = Compared.model_construct()
ROUNDING = {
    "total": RoundingRule.model_construct(step="total", places=2),
    "converted": RoundingRule.model_construct(step="converted", places=2),
}


def default_grades(total: Fraction | None) -> Grades:
    """The grades of units with a total of so many points at most; none where there is no limit."""
    return UNGRADED if total is None else GRADES
