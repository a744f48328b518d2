"""Which language to speak: --lang, else GKPG_LANG, else the locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import LANGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gkpg.base.text import Lang


class LanguageError(Exception):
    """--lang was given something else than a language."""


def take_language(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Lang, list[str]]:
    """The language, and the arguments without --lang, which may stand anywhere before `--`. Raises LanguageError."""
    end = list(arguments).index("--") if "--" in arguments else len(arguments)
    rest: list[str] = []
    chosen: str | None = None
    words = iter(arguments[:end])
    for word in words:
        if word == "--lang":
            chosen = next(words, "")
        elif word.startswith("--lang="):
            chosen = word.partition("=")[2]
        else:
            rest.append(word)
    if chosen is not None and chosen not in LANGS:
        raise LanguageError
    lang: Lang = ("zh" if chosen == "zh" else "en") if chosen else language_of(environment)
    return lang, [*rest, *arguments[end:]]


def language_of(environment: Mapping[str, str]) -> Lang:
    """The language of the environment: GKPG_LANG, else the first of the locale's variables that is set."""
    own = environment.get("GKPG_LANG", "")
    if own in LANGS:
        return "zh" if own == "zh" else "en"
    first = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    return "zh" if first.lower().startswith("zh") else "en"
