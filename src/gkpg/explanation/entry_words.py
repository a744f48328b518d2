"""Entry words: who entered what, what that came to, why, and in which cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text, tidy_text
from gkpg.base.wrapping import in_one_piece
from gkpg.explanation.page import LONGEST_TOLD
from gkpg.explanation.step_words import plain

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.explanation.entered import EnteredScore

#: How what was entered is told, by its form.
_FILLED = {
    "count": Text("{value} 次", "{value} times"),
    "loss": Text("扣 {value}", "a loss of {value}"),
}
_NO_REASON = Text("（没有写理由）", " (no reason written)")


def describe_entry(entry: EnteredScore, lang: Lang, *, lost: bool = False) -> str:
    """An entry: who gave it, what was entered, what that came to, why, where.

    `lost` says that points were lost by it: where no reason was written, that is told.
    """
    said, why = said_of(entry), " ".join(each for each in (entry.reason, entry.link) if each)
    lacks = _NO_REASON if lost and not entry.reason else Text("", "")
    zh = f"{who_of(entry)}：{said.zh}{f'，“{why}”' if why else ''}{lacks.zh}"
    en = f"{who_of(entry)}: {said.en}{f', “{why}”' if why else ''}{lacks.en}"
    return tidy_text(Text(zh, en).say(lang), LONGEST_TOLD) + _in_brackets(entry.place, lang)


def _in_brackets(place: str, lang: Lang) -> str:
    whole = in_one_piece(tidy_text(place, LONGEST_TOLD))
    return Text(f"（{whole}）", f" ({whole})").say(lang)


def said_of(entry: EnteredScore) -> Text:
    """What was entered, and what it came to where that is something else."""
    if not entry.applies:
        return Text("不适用", "not applicable")
    points = plain(entry.points)
    if entry.entered is None or entry.form == "points":
        return Text(f"给 {points}", f"gave {points}")
    verb = Text("裁定 ", "decided ") if entry.decides else Text("填 ", "entered ")
    written = _FILLED.get(entry.form, Text("{value} {unit}", "{value} {unit}"))
    zh, en = (each.format(value=entry.entered, unit=entry.unit).strip() for each in written)
    if entry.points is None or entry.is_veto:
        return Text(f"{verb.zh}{zh}", f"{verb.en}{en}")
    return Text(f"{verb.zh}{zh}，得 {points}", f"{verb.en}{en}, which is {points}")


def who_of(entry: EnteredScore) -> str:
    """Who gave an entry."""
    return f"{entry.source}-{entry.assessor}" if entry.assessor else entry.source
