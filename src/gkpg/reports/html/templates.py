"""Templates of the page: whatever is put into them is escaped, and tidied so that nothing in it acts or hides."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from gkpg.base.text import tidy_text
from gkpg.explanation.page import LONGEST_TOLD

if TYPE_CHECKING:
    from gkpg.base.text import Lang

_ROOM = files("gkpg.reports.html")


@cache
def environment(lang: Lang) -> Environment:
    """The templates, with the words of the page in a language."""
    from gkpg.reports.html.words import WORDS  # noqa: PLC0415 - loaded with the first page

    made = Environment(
        loader=FunctionLoader(lambda name: asset(f"templates/{name}")),
        autoescape=True,
        finalize=_tidy,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["words"] = SimpleNamespace(**{key: text.say(lang) for key, text in WORDS.items()})
    return made


def render(lang: Lang, name: str, **values: object) -> Markup:
    """A template filled in."""
    return Markup(environment(lang).get_template(f"{name}.html.j2").render(**values))  # noqa: S704 - it was escaped


def asset(name: str) -> str:
    """A file that travels with the page."""
    return _ROOM.joinpath(name).read_text(encoding="utf-8")


def compact(name: str) -> str:
    """A style sheet or script that travels with the page, without what stands before its lines."""
    return "\n".join(filter(None, map(str.strip, asset(name).splitlines())))


def _tidy(value: object) -> object:
    """What a template shows: text from outside without what acts or cannot be seen; markup of ours as it is."""
    if isinstance(value, Markup):
        return value
    return "" if value is None else tidy_text(str(value), LONGEST_TOLD)
