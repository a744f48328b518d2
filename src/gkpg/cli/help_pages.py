"""Help pages in both languages, as plain text that fits 80 columns."""

from __future__ import annotations

import inspect
import shutil
from typing import Any

from typer.core import TyperCommand, TyperGroup

from gkpg.base.text import Lang, display_width
from gkpg.base.wrapping import fold
from gkpg.cli.light_values import convert_lightly
from gkpg.cli.messages import MESSAGES, say

_COMMON = (("--lang zh|en", "lang"), ("-h, --help", "help"))


class HelpCommand(TyperCommand):
    """A command whose help is a page in the language of the screen."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments."""
        convert_lightly(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return help_page(self, ctx, ctx.find_root().obj.lang)


class HelpGroup(TyperGroup):
    """A group of commands whose help is a page in the language of the screen."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments."""
        convert_lightly(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return help_page(self, ctx, ctx.find_root().obj.lang)


def help_page(command: Any, context: Any, lang: Lang) -> str:
    """What a command does, how it is called, and what each of its parameters means."""
    parameters = [each for each in command.params if each.name != "help"]
    arguments = [each for each in parameters if each.param_type_name == "argument"]
    options = [(_option(each), _meaning(each, lang)) for each in parameters if each.param_type_name == "option"]
    options += [(words, say(key, lang)) for words, key in _COMMON]
    commands = list(getattr(command, "commands", {}).values())
    lines = [say("page.usage", lang) + _usage(context.command_path, arguments, commands, lang), ""]
    lines += _wrap(_translate(command.help, lang), 0)
    wide = max((display_width(each.name) for each in commands), default=0)
    for panel in dict.fromkeys(map(_panel, commands)):
        own = [(each.name.ljust(wide), _translate(each.help, lang)) for each in commands if _panel(each) == panel]
        lines += _section(panel, own, lang)
    lines += _section("page.arguments", [(_argument(each), _meaning(each, lang)) for each in arguments], lang)
    lines += _section("page.options", options, lang)
    return "\n".join(lines)


def _panel(command: Any) -> str:
    """The heading that a command stands under."""
    panel = command.rich_help_panel
    return panel if isinstance(panel, str) else "page.commands"


def _usage(path: str, arguments: list[Any], commands: list[Any], lang: Lang) -> str:
    words = [path, say("page.opts", lang), *map(_argument, arguments)]
    if commands:
        words.append(f"{say('page.cmd', lang)} [{say('page.args', lang)}]…")
    return " ".join(words)


def _argument(parameter: Any) -> str:
    many = "…" if parameter.nargs != 1 else ""
    name = f"{parameter.metavar or parameter.name.upper()}{many}"
    return name if parameter.required else f"[{name}]"


def _option(parameter: Any) -> str:
    names = ", ".join(parameter.opts)
    if parameter.is_flag:
        return "/".join((names, *parameter.secondary_opts))
    return f"{names} {parameter.metavar or parameter.name.upper()}"


def _meaning(parameter: Any, lang: Lang) -> str:
    text = _translate(parameter.help, lang)
    default = parameter.default
    notes = []
    if parameter.required:
        notes.append(say("page.required", lang))
    elif parameter.param_type_name == "option" and default not in (None, False, (), []) and not callable(default):
        values = default if isinstance(default, (list, tuple)) else (default,)
        shown = ", ".join(str(getattr(value, "value", value)) for value in values)
        notes.append(say("page.default", lang, value=shown))
    brackets = {"zh": "（{}）", "en": " ({})"}[lang]
    return text + (brackets.format("; ".join(notes)) if notes else "")


def _translate(key: str | None, lang: Lang) -> str:
    """Help is given to commands as the key of a sentence."""
    cleaned = inspect.cleandoc(key or "")
    return say(cleaned, lang) if cleaned in MESSAGES else cleaned


def _section(title: str, rows: list[tuple[str, str]], lang: Lang) -> list[str]:
    if not rows:
        return []
    wide = min(26, max(display_width(words) for words, _ in rows))
    lines = ["", say(title, lang)]
    for words, meaning in rows:
        first, *rest = _wrap(meaning, wide + 4) or [" " * (wide + 4)]
        if display_width(words) > wide:
            lines += [f"  {words}", first]
        else:
            lines.append(f"  {words}{' ' * (wide - display_width(words))}  {first.lstrip()}")
        lines += rest
    return lines


def _wrap(text: str, indent: int) -> list[str]:
    """Text broken to the width of the terminal, at most 100 columns."""
    room = max(30, min(100, shutil.get_terminal_size((80, 24)).columns) - indent)
    return [" " * indent + line for line in fold(text, room)]
