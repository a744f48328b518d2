"""The formats of an explanation: each is a row here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from gkpg.explanation.json import render_json
from gkpg.explanation.markdown import render_markdown
from gkpg.explanation.text import render_text
from gkpg.explanation.words import page_of_item, page_of_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from gkpg.base.text import Lang
    from gkpg.explanation.explanation import Explanation
    from gkpg.explanation.page import Page


class Rendering(Protocol):
    """What makes a document of an explanation; of one item where that is named."""

    def __call__(self, of: Explanation, lang: Lang, *, item: str, with_steps: bool) -> str:
        """The document; it ends with a line break."""


class ExplanationFormat(NamedTuple):
    """A format: how its files end, and what makes it."""

    suffix: str
    render: Rendering


def _paged(render: Callable[[Page], str]) -> Rendering:
    """A format that shows pages, one for each part that has the item."""

    def rendered(of: Explanation, lang: Lang, *, item: str, with_steps: bool) -> str:
        if not item:
            return render(page_of_unit(of, lang, with_steps=with_steps))
        parts = [part for part, rubric in of.rubrics.items() if item in rubric.by_id]
        return "\n".join(render(page_of_item(of, lang, part, item)) for part in parts)

    return rendered


def _as_json(of: Explanation, lang: Lang, *, item: str, with_steps: bool) -> str:
    """JSON is for programs: it has every step, in no language."""
    del lang, with_steps
    return render_json(of, item)


#: By name; the first is the one that nobody has to name.
FORMATS: Mapping[str, ExplanationFormat] = {
    "text": ExplanationFormat(".txt", _paged(render_text)),
    "md": ExplanationFormat(".md", _paged(render_markdown)),
    "json": ExplanationFormat(".json", _as_json),
}


def format_named(name: str | None, path: Path | None) -> ExplanationFormat:
    """The format of a name, else the one that a file's name says, else the first."""
    if name is not None:
        return FORMATS[name]
    suffix = path.suffix.lower() if path else ""
    return next((each for each in FORMATS.values() if each.suffix == suffix), FORMATS["text"])
