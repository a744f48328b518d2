"""Workers: work done in processes of their own, where it can do no harm. A death costs one piece of work its result.

Pieces go out in chunks and come back in batches, at the latest every twentieth of a second. Where a worker dies or
falls silent, the pieces that it had not given back go out again one by one, so the one that kills is known exactly.

A worker counts the processor time of each piece, where the system can, and dies of too much: neither a slow disk nor a
machine that is busy with other things loses a piece. One that does nothing at all is waited for much longer.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import time
import traceback
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from gkpg.base.text import Text
from gkpg.io.interrupts import interrupts_waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Piece = TypeVar("Piece")
Result = TypeVar("Result")

_LARGEST_CHUNK, _CHUNKS_EACH = 64, 8
_BATCH_SECONDS = 0.05
#: How long a process may take to be gone once its pipe is closed.
_DEATH_SECONDS = 5
#: So many pieces are worth a process more.
_WORTH_A_WORKER = 24
_MEGABYTE = 1_000_000

#: To fork is fast and, with a single thread, safe on Linux; elsewhere processes begin anew.
_START: Literal["fork", "spawn"] = "fork" if sys.platform == "linux" else "spawn"

#: Whether the system ends a process by its own processor time; where it cannot, that of the clock counts.
_COUNTS_TIME = hasattr(signal, "setitimer")
#: So many times longer than it may compute a worker may do nothing.
_PATIENCE = 15
_LONGEST_TIMER = 1_000_000

OUT_OF_MEMORY = Text("用的内存超过上限", "it takes more memory than allowed")
CRASHED = Text("读取程序崩溃", "it crashed the program that reads it")


@dataclass(frozen=True)
class Allowance:
    """What one piece may take: seconds of processor time, and megabytes beyond what the worker began with.

    `patience` is how many seconds a worker may say nothing by the clock; None for many times its own.
    """

    seconds: float
    megabytes: int
    patience: float | None = None

    @property
    def silence(self) -> float:
        """How many seconds by the clock a worker is waited for."""
        if self.patience is not None:
            return self.patience
        return self.seconds * _PATIENCE if _COUNTS_TIME else self.seconds


def available() -> int:
    """How many workers the machine has processors for."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def work_through(
    pieces: Sequence[Piece],
    work: Callable[[Piece], Result],
    lost: Callable[[Piece, Text], Result],
    allowance: Allowance,
    workers: int | None = None,
) -> Generator[tuple[int, Result], None, None]:
    """The result of every piece with its number, as they come. `lost` gives that of a piece that was given up, and why.

    `workers` is how many processes to use at most, by default one a processor. Whatever ends the iteration, an
    interrupt included, ends the workers.
    """
    crew = _Crew(_Job(pieces, work, lost, allowance))
    try:
        yield from crew.results(min(workers or available(), 1 + len(pieces) // _WORTH_A_WORKER))
    finally:
        crew.dismiss()


@dataclass(frozen=True)
class _Job(Generic[Piece, Result]):
    """What is to be done, as workers are told it."""

    pieces: Sequence[Piece]
    work: Callable[[Piece], Result]
    lost: Callable[[Piece, Text], Result]
    allowance: Allowance


@dataclass(eq=False)
class _Worker:
    """One process, our end of its pipe, and the pieces that it has not given back.

    `is_fresh` says that it has not yet given back any, `since` is when it last spoke.
    """

    process: BaseProcess
    pipe: Connection
    is_fresh: bool = True
    due: deque[int] = field(default_factory=deque)
    since: float = 0.0


class _Crew(Generic[Piece, Result]):
    """The workers, and the chunks of pieces that wait for one."""

    def __init__(self, job: _Job[Piece, Result]) -> None:
        self._job, self._silence = job, job.allowance.silence
        self._context = get_context(_START)
        self._workers: list[_Worker] = []
        self._waiting: deque[list[int]] = deque()

    def results(self, workers: int) -> Iterator[tuple[int, Result]]:
        """Every piece's result."""
        size = max(1, min(_LARGEST_CHUNK, len(self._job.pieces) // (workers * _CHUNKS_EACH)))
        numbers = range(len(self._job.pieces))
        self._waiting.extend(list(numbers[begin : begin + size]) for begin in numbers[::size])
        for _ in range(min(workers, len(self._waiting))):
            self._hire()
        while self._workers:
            ready = connection.wait([worker.pipe for worker in self._workers], self._patience())
            for worker in [each for each in self._workers if each.pipe in ready]:
                yield from self._receive(worker)
            now = time.monotonic()
            for worker in [each for each in self._workers if now - each.since > self._silence]:
                limit = f"{self._silence:g}"
                yield from self._give_up(worker, Text(f"{limit} 秒没有动静", f"no sign of life for {limit} seconds"))

    def dismiss(self) -> None:
        """End all workers at once."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def _patience(self) -> float:
        """How long the next worker that falls silent may still take."""
        first = min(worker.since for worker in self._workers)
        return max(0.0, first + self._silence - time.monotonic()) + 0.01

    def _hire(self) -> None:
        """Take on a new worker with a chunk to do."""
        ours, theirs = self._context.Pipe()
        # A forked child has our ends of all pipes; it must close them, or no worker would notice that we are gone.
        others = [ours, *(worker.pipe for worker in self._workers)] if _START == "fork" else []
        process = self._context.Process(target=_work, args=(theirs, others, self._job), daemon=True)  # type: ignore[attr-defined]
        worker = _Worker(process, ours)
        with interrupts_waiting():  # else one could begin unknown to its crew, or die of it with words of its own
            process.start()
            self._workers.append(worker)
        theirs.close()
        self._hand_out(worker)

    def _hand_out(self, worker: _Worker) -> None:
        worker.due.extend(self._waiting.popleft())
        worker.since = time.monotonic()
        with suppress(OSError):  # a worker that is gone is noticed when it is listened to
            worker.pipe.send(list(worker.due))

    def _receive(self, worker: _Worker) -> Iterator[tuple[int, Result]]:
        """A batch of results; then more work, or none is left and the worker may go."""
        try:
            batch: list[Result] = pickle.loads(worker.pipe.recv_bytes())  # noqa: S301 - from our own worker
        except (EOFError, OSError):
            slow = self._has_run_out_of_time(worker)
            yield from self._give_up(worker, slow or CRASHED, is_sure=worker.is_fresh or slow is not None)
            return
        worker.since, worker.is_fresh = time.monotonic(), False
        for result in batch:
            yield worker.due.popleft(), result
        if not worker.due and self._waiting:
            self._hand_out(worker)
        elif not worker.due:
            self._part_with(worker)

    def _give_up(self, worker: _Worker, why: Text, is_sure: bool = True) -> Iterator[tuple[int, Result]]:
        """A worker died or fell silent: of one piece that is the result, of several it must be found out which.

        Where it is not sure that the one piece did it, and not those before, that goes to a new worker as well.
        """
        due = list(worker.due)
        self._part_with(worker)
        if len(due) == 1 and is_sure:
            yield due[0], self._job.lost(self._job.pieces[due[0]], why)
        else:
            self._waiting.extendleft([number] for number in reversed(due))
        if self._waiting:
            self._hire()

    def _has_run_out_of_time(self, worker: _Worker) -> Text | None:
        """What is said of a piece that took too long, by which its worker died; None where it died of anything else."""
        worker.process.join(_DEATH_SECONDS)
        if not _COUNTS_TIME or worker.process.exitcode != -signal.SIGPROF:
            return None
        limit = f"{self._job.allowance.seconds:g}"
        return Text(f"读了 {limit} 秒还没读完", f"not read within {limit} seconds")

    def _part_with(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()


class _ExhaustedError(Exception):
    """A worker has no memory left."""


def _work(pipe: Connection, others: Sequence[Connection], job: _Job[Piece, Result]) -> None:
    """What a worker does until its pipe is closed."""
    for other in others:
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if _COUNTS_TIME:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
    _limit_memory(job.allowance)
    gc.freeze()  # what the parent had is never garbage here
    gc.set_threshold(50_000, 20, 100)
    is_fresh = True
    with suppress(EOFError, OSError, _ExhaustedError):
        while True:
            _do_chunk(pipe, pipe.recv(), job, is_fresh)
            is_fresh = False


def _do_chunk(pipe: Connection, numbers: Sequence[int], job: _Job[Piece, Result], is_fresh: bool) -> None:
    """Do a chunk, giving results back before long.

    Where memory runs out after other pieces, what was kept of those may be to blame: the rest is for another worker.
    """
    batch: list[Result] = []
    begun = time.monotonic()
    for number in numbers:
        try:
            batch.append(_do_piece(job, job.pieces[number]))
        except MemoryError:
            if not is_fresh:
                pipe.send_bytes(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL))
                raise _ExhaustedError from None
            batch.append(job.lost(job.pieces[number], OUT_OF_MEMORY))
        is_fresh = False
        if time.monotonic() - begun > _BATCH_SECONDS:
            pipe.send_bytes(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL))
            batch = []
            begun = time.monotonic()
    if batch:
        pipe.send_bytes(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL))


def _do_piece(job: _Job[Piece, Result], piece: Piece) -> Result:
    """The result of a piece; of one that fails by a mistake of ours that of a piece given up. Raises MemoryError."""
    if _COUNTS_TIME:
        signal.setitimer(signal.ITIMER_PROF, min(job.allowance.seconds, _LONGEST_TIMER))
    try:
        return job.work(piece)
    except MemoryError:
        raise
    except Exception as error:
        return job.lost(piece, _describe_mistake(error))


def _describe_mistake(error: Exception) -> Text:
    """What is said of a mistake of ours: enough to report it."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{type(error).__name__}, {Path(frames[-1].filename).name}:{frames[-1].lineno}"
    return Text(f"gkpg 自己出错，请报告：{where}", f"a mistake of gkpg's own, please report it: {where}")


def _limit_memory(allowance: Allowance) -> None:
    """Hold this process to its memory, where the system can, and keep it from the screen."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 2)
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - there is no such module elsewhere

        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no path of a user
            has = int(file.read().split()[0]) * resource.getpagesize()
        most = has + allowance.megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
