"""The entry point: it runs a command, as the one boundary at which errors become words."""

from __future__ import annotations

import errno
import gc
import os
import sys
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import Abort, TyperException
from typer.main import get_command

from gkpg.base.text import Lang, list_words, spell_path
from gkpg.base.version import __version__
from gkpg.cli import (
    arbitrate_command,
    code_command,
    diff_command,
    explain_command,
    fmt_command,
    import_command,
    init_command,
    migrate_command,
    report_command,
    schema_command,
    score_command,
    status_command,
    template_command,
    validate_command,
    verify_command,
)
from gkpg.cli.help_pages import HelpCommand, HelpGroup
from gkpg.cli.language import LanguageError, language_of, take_language
from gkpg.cli.messages import say
from gkpg.cli.misuse import describe_misuse
from gkpg.cli.screen import Screen, output_error, settle_streams
from gkpg.findings.finding import Finding, FindingError, system_reason
from gkpg.findings.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable

SOUND, FOUND, MISUSE, INTERRUPTED = 0, 1, 2, 130
#: Errors of an output, which name no file.
_OF_OUTPUT = {errno.ENOSPC, errno.EIO, errno.EBADF, errno.EDQUOT}

#: The commands in the order of use, each with the heading that it stands under; validate has commands of its own.
_COMMANDS: tuple[tuple[str, str, Callable[..., int] | None], ...] = (
    ("page.round", "init", init_command.init),
    ("page.round", "validate", None),
    ("page.round", "template", template_command.template),
    ("page.round", "status", status_command.status),
    ("page.round", "score", score_command.score),
    ("page.round", "report", report_command.report),
    ("page.round", "explain", explain_command.explain),
    ("page.round", "verify", verify_command.verify),
    ("page.round", "arbitrate", arbitrate_command.arbitrate),
    ("page.edition", "import", import_command.import_),
    ("page.edition", "diff", diff_command.diff),
    ("page.edition", "migrate", migrate_command.migrate),
    ("page.edition", "fmt", fmt_command.fmt),
    ("page.edition", "schema", schema_command.schema),
    ("page.edition", "code", code_command.code),
)


def build_command() -> Any:
    """The whole command line. Help is given as keys of sentences, which the pages translate."""
    plain = {"rich_markup_mode": None, "add_completion": False, "pretty_exceptions_enable": False}
    settings = {"help_option_names": ["-h", "--help"]}  # commands take them from here
    app = typer.Typer(cls=HelpGroup, help="gkpg", no_args_is_help=True, context_settings=settings, **plain)  # type: ignore[arg-type]
    app.callback(help="gkpg")(_root)
    validate = typer.Typer(cls=HelpGroup, help="validate", no_args_is_help=True, **plain)  # type: ignore[arg-type]
    validate.callback(help="validate")(lambda: None)
    validate.command("rubric", cls=HelpCommand, help="validate.rubric")(validate_command.rubric)
    validate.command("assessment", cls=HelpCommand, help="validate.assessment")(validate_command.assessment)
    validate.command("sheets", cls=HelpCommand, help="validate.sheets")(validate_command.sheets)
    for panel, name, run in _COMMANDS:
        if run is None:
            app.add_typer(validate, name=name, rich_help_panel=panel)
        else:
            app.command(name, cls=HelpCommand, help=name, rich_help_panel=panel)(run)
    command: Any = get_command(app)
    command.commands = {name: command.commands[name] for _, name, _ in _COMMANDS}  # Typer puts groups last
    return command


def _show_version(context: typer.Context, wanted: bool) -> None:
    if wanted:
        context.obj.line(f"gkpg {__version__}")
        raise typer.Exit(SOUND)


def _root(
    version: Annotated[bool, typer.Option("--version", help="version", callback=_show_version, is_eager=True)] = False,
) -> None:
    del version


def main(arguments: list[str]) -> int:
    """Run one command; returns its exit status: 0 sound, 1 findings of error level, 2 misuse or nothing to work on."""
    try:
        lang, arguments = take_language(arguments, os.environ)
    except LanguageError:
        lang = language_of(os.environ)
        Screen(lang).misuse(say("use.no_lang", lang))
        return MISUSE
    screen = Screen(lang)
    try:
        return _run_command(arguments, screen)
    except FindingError as error:  # what was to be said of a misuse cannot be said
        with suppress(OSError):
            screen.misuse(error.finding.line(lang))
        return MISUSE
    except BrokenPipeError:
        raise
    except OSError:
        return MISUSE


def _run_command(arguments: list[str], screen: Screen) -> int:
    lang = screen.lang
    try:
        status = build_command()(arguments, prog_name="gkpg", standalone_mode=False, obj=screen)
        screen.flush()
    except BrokenPipeError:
        raise
    except (FindingError, OSError, UnicodeEncodeError) as error:
        screen.misuse(_describe_refusal(_with_written(error, screen.written), lang))
        return MISUSE
    except TyperException as error:
        return _misuse(screen, error)
    except SystemExit:  # which Typer makes of a reader of a help page that has gone
        return SOUND
    except (Abort, KeyboardInterrupt):
        status = INTERRUPTED
    if status == INTERRUPTED:  # which Typer, too, makes of an interrupt
        screen.misuse(say("use.interrupted", lang))
    return status if isinstance(status, int) else SOUND


def _with_written(
    error: FindingError | OSError | UnicodeEncodeError, written: list[str]
) -> FindingError | OSError | UnicodeEncodeError:
    """An output that cannot be had, with the files that were written before it."""
    if not isinstance(error, FindingError) or error.finding.code != "F106" or not written:
        return error
    facts = {**error.finding.facts, "count": str(len(written)), "written": list_words(written, 5)}
    return FindingError(Finding("F109", error.finding.place, facts))


def _describe_refusal(error: FindingError | OSError | UnicodeEncodeError, lang: Lang) -> str:
    """The line for what a command had no better word for."""
    if isinstance(error, FindingError):
        return error.finding.line(lang)
    if isinstance(error, UnicodeEncodeError):  # a path that the system's encoding cannot hold
        return say("use.encoding", lang)
    if not error.filename and error.errno in _OF_OUTPUT:  # of a help page; what commands say goes by the screen
        return output_error(error).finding.line(lang)
    place = Place(spell_path(PurePath(os.fsdecode(error.filename))) if error.filename else None)
    return Finding("F102", place, {"reason": system_reason(error)}).line(lang)


def _misuse(screen: Screen, error: TyperException) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        screen.line(error.format_message())
        screen.flush()
    else:
        screen.misuse(describe_misuse(error, screen.lang))
    return MISUSE


def run() -> None:
    """What the installed command `gkpg` calls."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # looking for them reads about every package installed
    sys.stdout, sys.stderr = (stream or Path(os.devnull).open("w") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = main(sys.argv[1:])
    except BrokenPipeError:  # of a help page; what commands say goes by the screen, which goes on
        status = SOUND
    settle_streams()
    gc.freeze()  # the end: nothing that is still there need be looked through for garbage
    sys.exit(status)
