"""Measures whole processes: seconds on the clock and of CPU, and the memory of a command with all that it starts.

Time and memory are measured in runs of their own, since to look at the memory takes time; only what takes minutes is
looked at while it is timed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_SAMPLE_SECONDS = 0.05


@dataclass(frozen=True)
class Command:
    """What is run: its words, what is done before each run, outside of what is measured, and how it must end."""

    words: Sequence[str]
    before: Callable[[], object] = lambda: None
    status: int = 0


class Took(NamedTuple):
    """Seconds that a command took: on the clock, and of CPU in all processes that it started and waited for."""

    clock: float
    cpu: float


def seconds(commands: Mapping[str, Command], runs: int = 3) -> dict[str, float]:
    """The median time of each command on the clock, run in turns."""
    return {name: each.clock for name, each in measured(commands, runs).items()}


def measured(commands: Mapping[str, Command], runs: int = 3) -> dict[str, Took]:
    """The median times of each command, run in turns so that what else the machine does meets all of them."""
    took: dict[str, list[Took]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            command.before()
            took[name].append(_run(command))
    return {name: Took(*map(statistics.median, zip(*each, strict=True))) for name, each in took.items()}


def _run(command: Command) -> Took:
    begin = time.perf_counter()
    _, ended, used = os.wait4(_started(command).pid, 0)
    return _took(command, begin, ended, used)


def _took(command: Command, begin: float, ended: int, used: Any) -> Took:
    """What a command took that began at a time and has ended; it must have ended as it should."""
    clock = time.perf_counter() - begin
    if (status := os.waitstatus_to_exitcode(ended)) != command.status:
        sys.exit(f"exit status {status}, not {command.status}: {' '.join(command.words)}")
    return Took(clock, used.ru_utime + used.ru_stime)


def megabytes(command: Command) -> float:
    """The peak of a command's memory: all of its processes together, pages that they share counted once.

    It is the sum of Pss in /proc/*/smaps_rollup (Linux), looked at twenty times a second.
    """
    return watched(command)[1]


def watched(command: Command) -> tuple[Took, float]:
    """What a command takes, and the peak of its memory as `megabytes` has it, in one run."""
    command.before()
    begin, process, most = time.perf_counter(), _started(command), 0
    ended = 0, 0, None
    while not ended[0]:
        most = max(most, sum(map(_proportional, _in_session(process.pid))))
        time.sleep(_SAMPLE_SECONDS)
        ended = os.wait4(process.pid, os.WNOHANG)
    return _took(command, begin, ended[1], ended[2]), most / 1024


def _started(command: Command) -> subprocess.Popen[bytes]:
    """A process in a session of its own and a folder without rubrics; bytecode is kept, as of an installed package."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    null = subprocess.DEVNULL
    outside = tempfile.gettempdir()
    return subprocess.Popen(
        command.words, stdin=null, stdout=null, stderr=null, env=environment, cwd=outside, start_new_session=True
    )


def _in_session(session: int) -> Iterator[int]:
    """The processes of a session: that which began it and all that it started."""
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal():
            with suppress(OSError):
                fields = Path(entry.path, "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) == session:
                    yield int(entry.name)


def _proportional(process: int) -> int:
    """The Pss of a process in kilobytes: its own pages, and of those that it shares its share."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
