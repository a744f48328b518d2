"""Runs of commands that are killed, or for which the disk is full. A program: `python -m tests.harmed_runs FOLDER`.

What is to be tried comes as JSON on standard input. gkpg is imported once and every run is a fork, for most of what a command takes is its beginning. What it prints is one
JSON document: how many runs were harmed, and each time that something was left which is neither the old nor the new.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import shutil
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    Tree = dict[str, bytes]

AT_RANDOM, TOGETHER = 4, 3
_FOLDER = b"a folder"
#: What a program asks of the system when it writes, by the names of Python's audit events; and the exchange of folders.
_WRITING = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "tempfile.", "shutil.", "ctypes.")


class Run(NamedTuple):
    """What became of a run: its exit status, the signal's number negative; how long it took; what it said."""

    status: int
    seconds: float
    said: str


def read_tree(folder: Path) -> Tree:
    """The files and folders of a folder by their paths, without what a killed run may leave beside its output."""
    named = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    seen = {
        name: path for name, path in named.items() if not any(part.startswith(".gkpg-") for part in name.split("/"))
    }
    return {name: _FOLDER if path.is_dir() else path.read_bytes() for name, path in seen.items()}


def broken(before: Tree, after: Tree, complete: Tree, *, whole: bool) -> list[str]:
    """The paths that are neither as they were nor as a run makes them that nobody disturbs; all at once if `whole`."""
    if whole:
        return (
            []
            if after in (before, complete)
            else [name for name in before | after if after.get(name) != before.get(name)]
        )
    return [name for name in before | after if after.get(name) not in (before.get(name), complete.get(name))]


def restore(folder: Path, tree: Tree) -> None:
    """Make a folder what it was."""
    for each in folder.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    for name, content in tree.items():
        (folder / name).mkdir() if content == _FOLDER else (folder / name).write_bytes(content)


def begin(words: list[str], first: Callable[[], object] = lambda: None) -> tuple[int, int]:
    """Begin a command in a process of its own, which does something first: its number, and the end of a pipe for what it says."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _be_child(words, first, writing)
    os.close(writing)
    return child, reading


def end(child: int, reading: int) -> tuple[int, str]:
    """Wait for a command: its exit status, the signal's number negative, and what it said."""
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode(errors="replace")
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def run(words: list[str], first: Callable[[], object] = lambda: None, kill_after: float | None = None) -> Run:
    """Run a command in a process of its own, and kill it after a while if so wanted."""
    start = time.monotonic()
    child, reading = begin(words, first)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    status, said = end(child, reading)
    return Run(status, time.monotonic() - start, said)


def _be_child(words: list[str], first: Callable[[], object], output: int) -> None:
    status = 99
    try:
        os.dup2(output, 1)
        os.dup2(output, 2)
        first()
        from gkpg.cli.main import main  # noqa: PLC0415 - imported by now

        status = main(words)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


def killing_at(moment: int, moments: mmap.mmap) -> Callable[[], None]:
    """What writes down the moments of writing of this process, a letter each, and kills it at one of them; 0 is none."""

    def hook(event: str, facts: Any) -> None:
        opens = event == "open" and isinstance(facts[2], int) and facts[2] & (os.O_WRONLY | os.O_RDWR)
        if os.getpid() != process or not (opens or event.startswith(_WRITING)):
            return
        moments.write(b"R" if event in {"os.rename", "os.link"} or event.startswith("ctypes.") else b"w")
        if moments.tell() == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def begin_here() -> None:
        nonlocal process
        process = os.getpid()  # not those that it begins
        sys.addaudithook(hook)

    process = 0
    return begin_here


def _choose(moments: bytes, dice: random.Random) -> list[int]:
    """The numbers of moments at which to kill: each renaming and what follows it, and some others."""
    near = {number + after for number, kind in enumerate(moments, 1) if kind == ord("R") for after in (0, 1)}
    others = [number for number in range(1, len(moments) + 1) if number not in near]
    near = set(dice.sample(sorted(near), min(len(near), 8)))
    return sorted({*near, *dice.sample(others, min(len(others), 3))} & set(range(1, len(moments) + 1)))


def limit_files(size: int) -> Callable[[], None]:
    """What lets this process write no file of more than so many bytes, as if the disk were full by then."""
    import resource  # noqa: PLC0415 - not on every system

    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def try_all(folder: Path, words: list[str], *, whole: bool) -> dict[str, Any]:
    """Harm runs of a command in a folder in all ways."""
    os.chdir(folder)
    before, record, dice = read_tree(folder), mmap.mmap(-1, 1 << 16), random.Random(words[0])  # noqa: S311 - the same each time
    undisturbed = run(words, killing_at(0, record))
    complete, moments = read_tree(folder), record[:].rstrip(b"\0")
    found: dict[str, Any] = {"new": complete != before, "killed": 0, "full": 0, "broken": [], "said": []}

    def look(how: str) -> None:
        found["broken"] += [[how, name] for name in broken(before, read_tree(folder), complete, whole=whole)]
        restore(folder, before)

    restore(folder, before)
    for _ in range(AT_RANDOM):
        when = dice.uniform(0, undisturbed.seconds)
        found["killed"] += run(words, kill_after=when).status == -signal.SIGKILL
        look(f"killed after {when:.3f} s")
    for moment in _choose(moments, dice):
        found["killed"] += run(words, killing_at(moment, record)).status == -signal.SIGKILL
        look(f"killed at moment {moment} of {moments.decode()}")
    largest = max(len(complete[name]) for name in complete if complete[name] != before.get(name))
    for size in (0, largest - 1):
        full = run(words, limit_files(size))
        found["full"] += full.status != undisturbed.status
        found["said"].append(full.said)
        look(f"no more than {size} bytes")
    return found


def try_together(folder: Path, commands: list[list[str]]) -> dict[str, Any]:
    """Run commands at once, some times: whether what stood then is what one of them writes alone, and what they said."""
    os.chdir(folder)
    before, alone, said = read_tree(folder), [], []
    for words in commands:
        run(words)
        alone.append(read_tree(folder))
        restore(folder, before)
    stands = []
    for _ in range(TOGETHER):
        said += [end(*each)[1] for each in [begin(words) for words in commands]]
        stands.append(read_tree(folder) in alone and not list(folder.rglob(".gkpg-*")))
        restore(folder, before)
    return {"stands": stands, "said": said}


def import_all(commands: list[list[str]]) -> None:
    """Run commands in this process, for what they import."""
    from gkpg.cli.main import main  # noqa: PLC0415 - not where this is imported

    shown, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    for words in commands:
        main(words)
        sys.stdout.flush()
    os.dup2(shown, 1)
    assert threading.active_count() == 1  # a fork has no other threads


def try_those(folder: Path, harmed: dict[str, Any], together: dict[str, Any]) -> dict[str, Any]:
    """Everything that is asked for, in one folder, which is the same before each."""
    os.chdir(folder)
    before = read_tree(folder)
    import_all([words for words, _ in harmed.values()])
    restore(folder, before)
    found = {name: try_all(folder, words, whole=whole) for name, (words, whole) in harmed.items()}
    return {"harmed": found, "together": {name: try_together(folder, each) for name, each in together.items()}}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(try_those(Path(sys.argv[1]), **json.load(sys.stdin))))
