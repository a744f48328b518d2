"""`gkpg explain`: what a unit came to, and why."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from gkpg.base.endings import ending_of
from gkpg.base.text import list_words
from gkpg.cli.inputs import find_result, is_result_word
from gkpg.cli.messages import MESSAGES, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gkpg.base.text import Lang
    from gkpg.cli.screen import Screen
    from gkpg.explanation import Explainer, Explanation
    from gkpg.explanation.formats import ExplanationFormat


#: A unit and an item.
_MOST_NAMES = 2
#: How the files of each format end.
_ENDINGS = {"text": ".txt", "md": ".md", "json": ".json"}


class ExplainFormat(StrEnum):
    """The formats of an explanation."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


def explain(
    context: typer.Context,
    unit: Annotated[str | None, typer.Argument(help="explain.unit", metavar="UNIT")] = None,
    item: Annotated[str | None, typer.Argument(help="explain.item", metavar="ITEM")] = None,
    more: Annotated[str | None, typer.Argument(hidden=True, help="explain.result")] = None,
    result: Annotated[Path | None, typer.Option("--result", help="explain.result", metavar="RESULT")] = None,
    steps: Annotated[bool, typer.Option("--steps", help="explain.steps")] = False,
    chosen: Annotated[
        ExplainFormat | None, typer.Option("--format", "-f", help="explain.format", metavar="text|md|json")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="explain.output", metavar="FILE")] = None,
    folder: Annotated[Path | None, typer.Option("--all", help="explain.all", metavar="DIR")] = None,
    sealed: Annotated[bool, typer.Option("--sealed", help="explain.sealed")] = False,
    force: Annotated[bool, typer.Option("--force", help="explain.force")] = False,
) -> int:
    """Explain a unit."""
    screen: Screen = context.obj
    chosen = chosen or (ExplainFormat.JSON if sealed else None)
    words = _sort(*(each for each in (unit, item, more) if each is not None))
    misuse = _misuse_of_words(words, result, screen.lang) or _misuse_of_units(words, output, folder, screen.lang)
    misuse = misuse or _misuse_of_formats(chosen, output, screen.lang)
    if sealed and (words.item is not None or chosen is not ExplainFormat.JSON):
        misuse = misuse or say("explain.sealed_alone", screen.lang)
    if misuse:
        screen.misuse(misuse)
        return 2
    source = find_result(result or next(iter(words.results), None), screen)
    if source is None:
        return 2
    from gkpg.explanation import Explainer  # noqa: PLC0415 - help pages need none of it
    from gkpg.explanation.formats import format_named  # noqa: PLC0415
    from gkpg.results.store import load_results  # noqa: PLC0415

    wanted = format_named(chosen.value if chosen else None, output)
    explainer = Explainer(load_results(source))
    seal = _sealing(source) if sealed else None
    if folder is not None:
        return _write_all(explainer, folder, wanted, screen, Wish(steps, force, seal))
    lang = screen.lang if output is None else explainer.language
    of = _find_unit(explainer, words.unit or "", screen)
    found = "" if of is None or words.item is None else _find_item(of, words.item, screen)
    if of is None or found is None:
        return 2
    document = seal(of) if seal else wanted.render(of, lang, item=found, with_steps=steps)
    if output is not None:
        _write(document, output, wanted, screen, force=force)
    else:
        _show(document, wanted, screen)
    return 0


class _Words(NamedTuple):
    """What stands without an option: names, and result files, wherever they stand."""

    names: tuple[str, ...]
    results: tuple[Path, ...]

    @property
    def unit(self) -> str | None:
        """The first name."""
        return next(iter(self.names), None)

    @property
    def item(self) -> str | None:
        """The second name."""
        return self.names[1] if len(self.names) > 1 else None


def _sort(*words: str) -> _Words:
    results = tuple(word for word in words if is_result_word(word))
    return _Words(tuple(word for word in words if word not in results), tuple(map(Path, results)))


def _misuse_of_words(words: _Words, result: Path | None, lang: Lang) -> str | None:
    """One more name than there can be, or one more result; None where there is none."""
    if len(words.names) > _MOST_NAMES:
        return say("use.extra", lang, word=words.names[-1])
    if len(words.results) > (result is None):
        return say("use.extra", lang, word=str(words.results[-1]))
    return None


def _misuse_of_units(words: _Words, output: Path | None, folder: Path | None, lang: Lang) -> str | None:
    """What does not go together of what is to be explained; None where all does."""
    if folder is not None and (words.names or output is not None):
        return say("explain.all_alone", lang)
    return say("explain.no_unit", lang) if folder is None and not words.unit else None


def _misuse_of_formats(chosen: ExplainFormat | None, output: Path | None, lang: Lang) -> str | None:
    """The same of formats. A name whose ending names no format says nothing of them."""
    ending = ending_of(output) if output else ""
    if ending and ending not in _ENDINGS.values():
        return say("explain.ending", lang, suffix=ending, endings=list_words(_ENDINGS.values()).say(lang))
    if chosen and ending and ending != _ENDINGS[chosen.value]:
        return say("explain.suffix", lang, suffix=ending, format=chosen.value)
    return None


def _sealing(source: Path) -> Callable[[Explanation], str]:
    """What makes a unit's explanation with its part of the result file. Raises FindingError."""
    from gkpg.explanation.json import render_sealed  # noqa: PLC0415 - as above
    from gkpg.results.store import UnitProofs  # noqa: PLC0415

    proofs = UnitProofs(source)
    return lambda of: render_sealed(of, proofs.of(of.unit.name))


def _show(document: str, wanted: ExplanationFormat, screen: Screen) -> None:
    """An explanation on standard output."""
    say_it = screen.document if wanted.suffix == ".json" else screen.line
    say_it(document.rstrip("\n"))


def _find_unit(explainer: Explainer, name: str, screen: Screen) -> Explanation | None:
    """The unit of a name; None where there is none, which has then been said."""
    of = explainer.find(name)
    if of is None:
        near = _near(name, explainer.names, screen)
        screen.misuse(say("explain.unknown_unit", screen.lang, unit=name, near=near))
    return of


def _find_item(of: Explanation, name: str, screen: Screen) -> str | None:
    """The id of an item of a unit; None where there is none, which has then been said."""
    from gkpg.explanation import find_item, item_labels  # noqa: PLC0415 - as above

    found = find_item(of, name)
    if found is None:
        near = _near(name, tuple(item_labels(of)), screen)
        screen.misuse(say("explain.unknown_item", screen.lang, unit=of.unit.name, item=name, near=near))
    return found


def _near(name: str, known: tuple[str, ...], screen: Screen) -> str:
    """The nearest of known names, as the end of a sentence; empty where none is near."""
    from gkpg.base.nearest import nearest_names  # noqa: PLC0415 - as above
    from gkpg.base.text import list_words  # noqa: PLC0415

    found = list_words(nearest_names(name, known)).say(screen.lang)
    return say("explain.near", screen.lang, names=found) if found else ""


def _write(document: str, path: Path, wanted: ExplanationFormat, screen: Screen, *, force: bool) -> None:
    """Write one explanation. Raises FindingError."""
    from gkpg.base.text_marks import is_as_written, is_own, with_mark  # noqa: PLC0415 - as above
    from gkpg.io.outputs import write_report  # noqa: PLC0415

    content, kind = with_mark(document, wanted.suffix, "explain"), MESSAGES["explain.kind"]
    own = partial(is_own, kind="explain")
    write_report(path, lambda out: out.write(content), kind, own, None if force else is_as_written)
    screen.written.append(str(path))
    screen.say("wrote", what=kind.say(screen.lang), where=str(path))


class Wish(NamedTuple):
    """What is wanted of a folder: every step in its files; that files are replaced which were edited; what seals them.

    `seal` is None where units' own parts are not asked for.
    """

    steps: bool
    force: bool
    seal: Callable[[Explanation], str] | None


def _write_all(explainer: Explainer, folder: Path, wanted: ExplanationFormat, screen: Screen, wish: Wish) -> int:
    """Write an explanation of every unit. Raises FindingError."""
    from gkpg.explanation.folder import write_folder  # noqa: PLC0415 - as above

    lang = explainer.language
    with screen.progress("explain.writing", len(explainer.names)) as step:

        def documents() -> Iterator[tuple[str, str]]:
            for of in explainer.all():
                document = wish.seal(of) if wish.seal else wanted.render(of, lang, item="", with_steps=wish.steps)
                yield of.unit.name, document
                step()

        count = write_folder(folder, documents(), wanted.suffix, force=wish.force)
    screen.written.append(str(folder))
    screen.say("explain.wrote_all", count=str(count), where=str(folder))
    return 0
