"""Deviations: single values in which a result file and what was recomputed differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from gkpg.base.text import Lang, Text

#: What a deviation is of: a `record` that was changed since it was sealed; a `file`, a `sheet` or an `entry` of it; a
#: `unit`; a `finding`; a `rubric` or a `rule` at hand; the `result` as a whole.
DeviationKind = Literal["record", "file", "sheet", "entry", "unit", "finding", "rubric", "rule", "result"]


class Deviation(NamedTuple):
    """One value that is another: where it stands, what it is, and as which both sides have it.

    `place` is a cell, a unit with an item, a record; `what` is the value's name, None where the place says it. `kept`
    is what the result file has, `found` what was recomputed or stands at hand; None for what there is not. `said` is
    the whole deviation in words, where it is no pair of values.
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
            none, form = _FORMS[lang]
            kept, found = (none if each is None else each for each in (self.kept, self.found))
            said = form.format(kept=kept, found=found)
        what = "" if self.what is None else f" {self.what.say(lang)}"
        return f"{place}{what}{_COLON[lang]}{said}"


_COLON: dict[Lang, str] = {"zh": "：", "en": ": "}
_FORMS: dict[Lang, tuple[str, str]] = {
    "zh": ("无", "结果文件里是 {kept}，重新得出 {found}"),
    "en": ("none", "{kept} in the result file, {found} recomputed"),
}
