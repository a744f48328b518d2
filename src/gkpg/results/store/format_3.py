"""Units as result files of format 3 hold them: what a unit came to was written as sentences there, not as keys."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.scoring.unit_result import TieBreak, vetoes_in

if TYPE_CHECKING:
    from gkpg.round.group import RoundGroup
    from gkpg.scoring import UnitResult, Why

_PARTED, _COLON, _NOTHING = "总分相同，比较 ", "：", "无"
_WHYS: dict[str, Why] = {"缺少得分": "missing", "本组只计分，不排名": "scored-only"}


class FormerSentences(NamedTuple):
    """What is written of a unit, in Chinese; None where there is nothing to say."""

    grade: str | None
    parted: str | None
    why: str | None
    vetoed: str | None


def keys_of(unit: UnitResult, group: RoundGroup | None, said: FormerSentences) -> UnitResult:
    """A unit with the keys of what its sentences say. Raises ValueError for a sentence that was never written."""
    return unit._replace(
        band=said.grade,
        tie=None if said.parted is None else _tie(said.parted),
        why=_why(unit, group, said),
        vetoes=vetoes_in(group, unit.parts) if group is not None and said.vetoed is not None else (),
    )


def _tie(parted: str) -> TieBreak:
    """What parted it: “总分相同，比较 1.1：2.5”."""
    by, colon, value = parted.removeprefix(_PARTED).rpartition(_COLON)
    if not parted.startswith(_PARTED) or not colon:
        raise ValueError(parted)
    return TieBreak(by, None if value == _NOTHING else Fraction(value))


def _why(unit: UnitResult, group: RoundGroup | None, said: FormerSentences) -> Why | None:
    """Why it has no total or no rank; what is neither of a rule nor fixed are the words of a finding."""
    if said.why is None:
        return None
    if group is not None and group.ranked and unit.name in group.unranked:
        return "not-ranked"
    return "vetoed" if said.why == said.vetoed else _WHYS.get(said.why, "findings")
