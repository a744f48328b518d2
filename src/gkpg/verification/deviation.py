"""Deviations: single values in which a result file and what was recomputed differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from gkpg.base.text import Text

if TYPE_CHECKING:
    from gkpg.base.text import Lang

#: What a deviation is of: a `record` that was changed since it was sealed; a `file`, a `sheet` or an `entry` of it; a
#: `unit`; a `finding`; a `rubric` or a `rule` at hand; the `result` as a whole.
DeviationKind = Literal["record", "file", "sheet", "entry", "unit", "finding", "rubric", "rule", "result"]


class Deviation(NamedTuple):
    """One value that is another: where it stands, what it is, and as which both sides have it.

    `place` is a cell, a unit with an item, a record; `what` is the value's name, None where the place says it. `kept`
    is what the result file has, `found` what was recomputed or stands at hand; None for what there is not. `said` is
    the whole deviation in words, where it is no pair of values, or of values that have a name in each language.
    """

    kind: DeviationKind
    place: Text
    what: Text | None = None
    kept: str | None = None
    found: str | None = None
    said: Text | None = None

    def line(self, lang: Lang) -> str:
        """The deviation as one line."""
        place = self.place.say(lang)
        if self.said is not None:
            said = self.said.say(lang)
        else:
            kept, found = (NOTHING.say(lang) if each is None else each for each in (self.kept, self.found))
            said = say_both(kept, found, lang)
        what = "" if self.what is None else f" {self.what.say(lang)}"
        return f"{place}{what}{_COLON[lang]}{said}"


def say_both(kept: str, found: str, lang: Lang) -> str:
    """A pair of values in words."""
    return _PAIR.say(lang).format(kept=kept, found=found)


#: What is said in the place of what there is not.
NOTHING = Text("无", "none")
_COLON: dict[Lang, str] = {"zh": "：", "en": ": "}
_PAIR = Text("结果文件里是 {kept}，重新得出 {found}", "{kept} in the result file, {found} recomputed")
