"""Defaults: the rules that hold where an assessment says nothing. Every output names them as gkpg's own."""

from __future__ import annotations

from gkpg.assessment.model import Band, Grades, Ranking, Rounding, Source

#: A source that no assessment file knows: whoever hands in scores, joined by the mean.
ANYBODY = Source(name="*", kind="assessors")


GRADES = Grades(
    bands=(
        Band.model_validate({"name": "优秀", "en": "excellent", "from": "90%"}),
        Band.model_validate({"name": "良好", "en": "good", "from": "80%"}),
        Band.model_validate({"name": "合格", "en": "pass", "from": "60%"}),
        Band(name="不合格", en="fail"),
    )
)
RANKING = Ranking()
ROUNDING = {
    "total": Rounding(step="total", places=2),
    "converted": Rounding(step="converted", places=2),
}
