"""Misuse of the command line, said in one sentence of either language."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from gkpg.base.text import list_words, tidy_text
from gkpg.cli.messages import say
from gkpg.cli.other_names import known_option, known_otherwise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer.exceptions import TyperException

    from gkpg.base.text import Lang

_QUOTED = re.compile(r"'([^']*)'")
#: How alike a word is to the one that is suggested, 1 being the same; of how many letters one can be the beginning.
_NEAR, _LEAST_BEGUN = 0.75, 3


def describe_misuse(error: TyperException, lang: Lang) -> str:
    """What was wrong about how gkpg was called, and where to read more."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "gkpg"
    stop = {"zh": "；", "en": "; "}[lang]
    return f"{_problem(error, context, lang)}{stop}{say('use.help', lang, command=command)}"


def _problem(error: TyperException, context: Any, lang: Lang) -> str:
    """One sentence for each kind of misuse; the library's own words where it is of no known kind."""
    message = tidy_text(error.format_message())
    quoted = _QUOTED.search(message)
    word = quoted[1] if quoted else ""
    parameter = getattr(error, "param", None)
    match type(error).__name__:
        case "NoSuchOption":
            return _no_option(str(getattr(error, "option_name", "")), context, lang)
        case "MissingParameter" if parameter is not None:
            return say("use.missing", lang, word=_name_of_parameter(parameter))
        case "BadParameter" if parameter is not None:
            return say(
                "use.value",
                lang,
                word=_name_of_parameter(parameter),
                problem=_bad_value(parameter, error.message, lang),
            )
        case "BadOptionUsage":
            return say("use.needs_value", lang, word=str(getattr(error, "option_name", word)))
        case _ if message.startswith("No such command") and context:
            return _no_command(word, context, lang)
        case _ if "unexpected extra argument" in message:
            return say("use.extra", lang, word=message.rpartition("(")[2].rstrip(")"))
    return say("use.other", lang, problem=message)


def _no_command(word: str, context: Any, lang: Lang) -> str:
    """The word is no command: what was meant, where that is known."""
    known = list(getattr(context.command, "commands", {}))
    if context.parent is None:
        instead = known_otherwise(word)
        if instead is not None:
            return say("use.instead", lang, word=word, command=f"gkpg {instead}")
    elif "." in word or "/" in word:  # a file, where the kind of it is due
        return say("use.kind", lang, word=word, command=context.command_path, known=list_words(known).say(lang))
    return say("use.no_command", lang, word=word, nearest=_nearest(word, known, lang))


def _no_option(name: str, context: Any, lang: Lang) -> str:
    """The word is no option: which was meant, where one is near."""
    options = [each for each in context.command.params if each.param_type_name == "option"] if context else []
    known = ["--lang", *(each for option in options for each in (*option.opts, *option.secondary_opts))]
    meant = known_option(name, known)
    nearest = say("use.nearest", lang, word=meant) if meant else _nearest(name, known, lang)
    return say("use.no_option", lang, word=name, nearest=nearest)


def _name_of_parameter(parameter: Any) -> str:
    return str(
        parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar or parameter.name.upper()
    )


def _bad_value(parameter: Any, message: str, lang: Lang) -> str:
    choices = (parameter.metavar or "").split("|")
    quoted = _QUOTED.search(message)
    if len(choices) > 1 and quoted:
        return say("use.choice", lang, value=tidy_text(quoted[1]), choices=", ".join(choices))
    if message.startswith("Input should be"):  # Pydantic's words; whole numbers are all that has them
        return say("use.count", lang)
    return tidy_text(message)


def _nearest(word: str, known: Iterable[str], lang: Lang) -> str:
    """The one that was most likely meant: written almost so, or begun so."""
    known = list(known)
    begun = [each for each in known if len(word.lstrip("-")) >= _LEAST_BEGUN and each.startswith(word)]
    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=_NEAR) or (begun if len(begun) == 1 else [])
    return say("use.nearest", lang, word=close[0]) if close else ""
