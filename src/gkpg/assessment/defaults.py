"""Defaults: the rules that hold where an assessment says nothing. Every output names them as gkpg's own."""

from __future__ import annotations

from fractions import Fraction

from gkpg.assessment.model import Band, Edge, Grades, Ranking, Rounding, Source

#: A source that no assessment file knows: whoever hands in scores, joined by the mean.
ANYBODY = Source(name="*", kind="assessors")


def _from(percent: int) -> Edge:
    return Edge(Fraction(percent, 100), is_share=True)


GRADES = Grades(
    bands=(
        Band(name="优秀", en="excellent", least=_from(90)),
        Band(name="良好", en="good", least=_from(80)),
        Band(name="合格", en="pass", least=_from(60)),
        Band(name="不合格", en="fail"),
    )
)
RANKING = Ranking()
ROUNDING = {
    "total": Rounding(step="total", places=2),
    "converted": Rounding(step="converted", places=2),
}
