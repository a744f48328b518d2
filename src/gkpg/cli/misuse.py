"""Misuse of the command line, said in one sentence of either language."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from gkpg.base.text import tidy_text
from gkpg.cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer.exceptions import TyperException

    from gkpg.base.text import Lang

_QUOTED = re.compile(r"'([^']*)'")


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
            known = [name for each in context.command.params for name in each.opts] if context else []
            name = str(getattr(error, "option_name", ""))
            return say("use.no_option", lang, word=name, nearest=_nearest(name, known, lang))
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
            known = list(getattr(context.command, "commands", {}))
            return say("use.no_command", lang, word=word, nearest=_nearest(word, known, lang))
        case _ if "unexpected extra argument" in message:
            return say("use.extra", lang, word=message.rpartition("(")[2].rstrip(")"))
    return say("use.other", lang, problem=message)


def _name_of_parameter(parameter: Any) -> str:
    return str(
        parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar or parameter.name.upper()
    )


def _bad_value(parameter: Any, message: str, lang: Lang) -> str:
    choices = (parameter.metavar or "").split("|")
    quoted = _QUOTED.search(message)
    if len(choices) > 1 and quoted:
        return say("use.choice", lang, value=tidy_text(quoted[1]), choices=", ".join(choices))
    return tidy_text(message)


def _nearest(word: str, known: Iterable[str], lang: Lang) -> str:
    close = difflib.get_close_matches(word, list(known), n=1)
    return say("use.nearest", lang, word=close[0]) if close else ""
