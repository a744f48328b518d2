"""`gkpg init`: a new folder for a round."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.base.text import list_words
from gkpg.cli.messages import say

if TYPE_CHECKING:
    from gkpg.cli.screen import Screen


def init(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="init.folder", metavar="DIR")],
    origin: Annotated[str, typer.Option("--from", help="init.from")] = "blank",
) -> int:
    """Make the folder of a round."""
    from gkpg.io.outputs import make_folder, telling_what_was_written, write_new  # noqa: PLC0415
    from gkpg.round.starts import START_NAMES, start_files  # noqa: PLC0415 - help pages need none of it

    screen: Screen = context.obj
    if origin not in START_NAMES:
        screen.misuse(say("init.unknown", screen.lang, name=origin, known=list_words(START_NAMES).say(screen.lang)))
        return 2
    files = start_files(origin, screen.lang)
    taken = [name for name in files if os.path.lexists(folder / name)]
    needed = {folder, folder / "sheets", *(folder / above for name in files for above in Path(name).parents)}
    taken += sorted(str(each) for each in needed if os.path.lexists(each) and not each.is_dir())
    if taken:
        screen.misuse(say("init.exists", screen.lang, where=str(folder), files=list_words(taken, 3).say(screen.lang)))
        return 2
    with telling_what_was_written(screen.written, (*files, "sheets")):
        for name, content in files.items():
            write_new(folder / name, content)
            screen.written.append(name)
        make_folder(folder / "sheets")
    screen.say("init.wrote", where=str(folder), files=list_words(files).say(screen.lang))
    screen.say("init.next", where=shlex.quote(str(folder)) if " " in str(folder) else str(folder))
    return 0
