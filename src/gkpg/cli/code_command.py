"""`gkpg code`: what a finding's code means."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.messages import say
from gkpg.findings.codes import CODES

if TYPE_CHECKING:
    from gkpg.cli.screen import Screen


def code(
    context: typer.Context,
    wanted: Annotated[str | None, typer.Argument(help="code.code", metavar="CODE")] = None,
) -> int:
    """Explain a code, or list all."""
    screen: Screen = context.obj
    if wanted is None:
        for name, each in CODES.items():
            screen.line(
                f"{name}  {say(f'severity.{each.severity.value}', screen.lang)}  {each.pattern.say(screen.lang)}"
            )
        return 0
    name = wanted.upper()
    if name not in CODES:
        close = difflib.get_close_matches(name, CODES, n=1)
        nearest = say("use.nearest", screen.lang, word=close[0]) if close else ""
        screen.misuse(say("code.unknown", screen.lang, code=wanted, nearest=nearest))
        return 2
    for line in explain_code(name, screen):
        screen.line(line)
    return 0


def explain_code(name: str, screen: Screen) -> list[str]:
    """Everything about one code, a line each; its smallest example last."""
    from gkpg.findings.gallery import load_gallery  # noqa: PLC0415 - PyYAML is not needed for the list, nor for help

    each, lang, example = CODES[name], screen.lang, load_gallery()[name]
    parts: tuple[tuple[str, str], ...] = (
        ("code.severity", say(f"severity.{each.severity.value}", lang)),
        ("code.message", each.pattern.say(lang)),
        ("code.meaning", each.meaning.say(lang)),
        ("code.remedy", each.advice.say(lang) or "—"),
        ("code.wrong", example.wrong.say(lang)),
        ("code.right", example.right.say(lang)),
    )
    if example.cells:
        parts = (*parts, ("code.cells", ""))
    lines = [name]
    for key, text in parts:
        first, *rest = text.splitlines() or [""]
        lines.append(f"  {say(key, lang)}{': ' if text else ''}{first}" if not rest else f"  {say(key, lang)}:")
        lines += [f"    {line}" for line in (first, *rest)] if rest else []
    return lines
