"""Workers: a piece of work can lose nothing but its own result, and nothing is left behind."""

from __future__ import annotations

import ctypes
import faulthandler
import io
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import pytest

from gkpg.base.text import Text
from gkpg.findings.gallery import BASE
from gkpg.io import workers
from gkpg.io.workers import CRASHED, OUT_OF_MEMORY, Allowance, work_through
from tests.conftest import ROOT, filled, rubric_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Start = Literal["fork", "spawn"]

GENEROUS = Allowance(seconds=60, megabytes=200)
#: Long enough for any good piece on a busy machine.
SHORT = Allowance(seconds=0.25, megabytes=200, patience=6)
TOO_SLOW = Text("读了 0.25 秒还没读完", "not read within 0.25 seconds")
SILENT = Text("6 秒没有动静", "no sign of life for 6 seconds")

Outcome = int | Text


def _killed(by: signal.Signals) -> None:
    os.kill(os.getpid(), by)


def _exits() -> NoReturn:
    raise SystemExit


def _interrupts() -> NoReturn:
    raise KeyboardInterrupt


def _eats(step: int) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(step))


def _busy() -> None:
    while True:
        pass


def _deep() -> Any:
    return _deep()


def _waits() -> int:
    time.sleep(1.5)
    return 7


def _computes() -> int:
    until = time.process_time() + 0.1
    while time.process_time() < until:
        pass
    return 7


class _Unsendable:
    def __reduce__(self) -> NoReturn:
        raise TypeError


#: What kills the process that does it, and what is said of the piece.
KILLERS: dict[str, Callable[[], Any]] = {
    "_exit 0": lambda: os._exit(0),
    "_exit 1": lambda: os._exit(1),
    "SIGKILL": lambda: _killed(signal.SIGKILL),
    "SIGABRT": lambda: _killed(signal.SIGABRT),
    "SIGSEGV": lambda: _killed(signal.SIGSEGV),
    "SIGTERM": lambda: _killed(signal.SIGTERM),
    "null pointer": lambda: ctypes.string_at(0),
    "SystemExit": _exits,
    "KeyboardInterrupt": _interrupts,
    "a result that cannot be sent": _Unsendable,
}
#: What does not end by itself, and what is said of it.
HANGS: dict[str, tuple[Callable[[], Any], Text]] = {
    "sleep": (lambda: time.sleep(1_000_000), SILENT),
    "busy": (_busy, TOO_SLOW),
    "busy in C": (lambda: re.match("(a*)*b", "a" * 100), TOO_SLOW),
    "stopped": (lambda: _killed(signal.SIGSTOP), SILENT),
}
#: What takes too much memory: at once, and little by little.
EATERS: dict[str, Callable[[], Any]] = {"at once": lambda: _eats(10**9), "little by little": lambda: _eats(10**6)}
#: Mistakes of ours, and how they are named.
MISTAKES: dict[str, tuple[Callable[[], Any], str]] = {
    "division": (lambda: 1 // 0, "ZeroDivisionError"),
    "recursion": (_deep, "RecursionError"),
    "os": (lambda: os.stat("/nowhere"), "FileNotFoundError"),  # noqa: PTH116
    "assertion": (lambda: next(iter(())), "StopIteration"),
}
ACTIONS = {
    **KILLERS,
    **{name: action for name, (action, _) in HANGS.items()},
    **EATERS,
    **{name: action for name, (action, _) in MISTAKES.items()},
}

#: What takes its time and ends well.
GOOD: dict[str, Callable[[], int]] = {"waits": _waits, "computes": _computes}

Piece = int | str


def work(piece: Piece) -> Outcome:
    """A number is doubled; a word is done."""
    if isinstance(piece, int):
        return piece * 2
    faulthandler.disable()  # the runner's own, which would speak
    if piece in GOOD:
        return GOOD[piece]()
    made = ACTIONS[piece]()
    assert isinstance(made, _Unsendable)
    return made  # type: ignore[return-value]


def lost(piece: Piece, why: Text) -> Outcome:
    assert isinstance(piece, str), piece
    return why


def results(pieces: Sequence[Piece], allowance: Allowance = GENEROUS, crew: int | None = None) -> list[Outcome]:
    """The result of every piece, in order; every one has come exactly once."""
    come = list(work_through(pieces, work, lost, allowance, crew))
    assert sorted(number for number, _ in come) == list(range(len(pieces)))
    assert children() == set()
    return [result for _, result in sorted(come, key=lambda each: each[0])]


def children() -> set[int]:
    """The processes that workers began and that are still there, dead ones that nobody asked for included."""
    return {process.pid or 0 for process in multiprocessing.active_children()} | _forked()


def _forked() -> set[int]:
    """Our children by the word of the system; but for the one process that `spawn` keeps for itself."""
    if sys.platform != "linux":
        return set()
    found = set()
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = each.read_text().rpartition(")")[2].split()
            command = each.with_name("cmdline").read_text()
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and "resource_tracker" not in command:
            found.add(int(each.parent.name))
    return found


@pytest.fixture(params=["fork", "spawn"])
def start(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Both ways to begin a process."""
    monkeypatch.setattr(workers, "_START", request.param)
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_START", "fork")


@pytest.mark.parametrize("crew", [None, 1, 7])
@pytest.mark.parametrize("count", [0, 1, 2, 24, 500])
@pytest.mark.usefixtures("fork")
def test_every_piece_has_its_result(count: int, crew: int | None) -> None:
    assert results(range(count), crew=crew) == [number * 2 for number in range(count)]


@pytest.mark.parametrize("count", [0, 60])
def test_however_processes_begin(start: Start, count: int) -> None:
    assert results(range(count), crew=2) == [number * 2 for number in range(count)]


@pytest.mark.parametrize("name", KILLERS)
@pytest.mark.usefixtures("fork")
def test_a_piece_that_kills_its_process_loses_itself_alone(name: str) -> None:
    pieces: list[Piece] = [*range(50), name, *range(50)]
    assert results(pieces, crew=2) == [*range(0, 100, 2), CRASHED, *range(0, 100, 2)]


@pytest.mark.usefixtures("fork")
def test_a_piece_that_hangs_loses_itself_alone() -> None:
    pieces: list[Piece] = []
    for name in HANGS:
        pieces += [*range(30), name]
    good, expected = list(range(0, 60, 2)), list[Outcome]()
    for _, said in HANGS.values():
        expected += [*good, said]
    assert results(pieces, SHORT, crew=4) == expected


@pytest.mark.usefixtures("fork")
def test_a_piece_that_waits_longer_than_it_may_compute_is_not_lost() -> None:
    """As where the disk is slow, or others keep the processor busy."""
    assert results([1, "waits", "waits", 2], SHORT, crew=1) == [2, 7, 7, 4]


@pytest.mark.usefixtures("fork")
def test_time_is_counted_for_each_piece_by_itself() -> None:
    """All of a chunk together take longer than one piece may."""
    assert results(["computes"] * 8, SHORT, crew=1) == [7] * 8


@pytest.mark.usefixtures("fork")
def test_where_the_system_counts_no_processor_time_the_clock_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_COUNTS_TIME", False)
    said = Text("1 秒没有动静", "no sign of life for 1 seconds")
    assert results([1, "busy", 2], Allowance(1, 200), crew=1) == [2, said, 4]


def test_patience_is_many_times_what_may_be_computed() -> None:
    assert (Allowance(20, 512).silence, SHORT.silence) == (300, 6)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is held to its bound on Linux only")
@pytest.mark.parametrize("name", EATERS)
@pytest.mark.usefixtures("fork")
def test_a_piece_that_eats_memory_loses_itself_alone(name: str) -> None:
    pieces: list[Piece] = [*range(50), name, name, *range(50)]
    expected = [*range(0, 100, 2), OUT_OF_MEMORY, OUT_OF_MEMORY, *range(0, 100, 2)]
    assert results(pieces, crew=1) == expected


@pytest.mark.parametrize("name", MISTAKES)
@pytest.mark.usefixtures("fork")
def test_a_mistake_of_ours_loses_one_piece_and_says_where(name: str) -> None:
    before, (said,), after = _around(results([0, name, 2]))
    assert (before, after) == ([0], [4])
    assert isinstance(said, Text)
    assert said.en.startswith(f"a mistake of gkpg's own, please report it: {MISTAKES[name][1]}, test_workers.py:")
    assert said.zh.startswith(f"gkpg 自己出错，请报告：{MISTAKES[name][1]}, test_workers.py:")


def _around(three: list[Outcome]) -> tuple[list[Outcome], list[Outcome], list[Outcome]]:
    return three[:1], three[1:2], three[2:]


@pytest.mark.usefixtures("fork")
def test_many_killers_among_many_good_pieces() -> None:
    words = tuple(KILLERS)
    pieces: list[Piece] = [words[number // 7 % len(words)] if number % 7 == 3 else number for number in range(300)]
    expected = [CRASHED if isinstance(piece, str) else piece * 2 for piece in pieces]
    assert results(pieces, crew=3) == expected


@pytest.mark.usefixtures("fork")
def test_nothing_but_killers() -> None:
    pieces = [*KILLERS, *KILLERS]
    assert results(pieces, crew=2) == [CRASHED] * len(pieces)


def test_killers_are_known_however_processes_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_START", "spawn")
    pieces: list[Piece] = [*range(10), "SIGKILL", *range(10)]
    good = list(range(0, 20, 2))
    assert results(pieces, crew=1) == [*good, CRASHED, *good]


def test_closing_half_way_leaves_no_process(start: Start) -> None:
    with closing(work_through(range(500), work, lost, GENEROUS, 2)) as come:
        first = [next(come) for _ in range(70)]
        assert len(children()) in {1, 2}
    assert len({number for number, _ in first}) == 70
    assert children() == set()


def test_closing_before_the_first_result_leaves_no_process() -> None:
    work_through(range(500), work, lost, GENEROUS, 2).close()
    assert children() == set()


@pytest.mark.usefixtures("fork")
def test_closing_does_not_wait_for_what_hangs() -> None:
    pieces: list[Piece] = [*range(3), *["sleep"] * 3]
    with closing(work_through(pieces, work, lost, GENEROUS, 6)) as come:
        assert next(come) == (0, 0)
    assert children() == set()


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError])
@pytest.mark.usefixtures("fork")
def test_an_exception_leaves_no_process(error: type[BaseException]) -> None:
    come = work_through(range(500), work, lost, GENEROUS, 2)
    next(come)
    with pytest.raises(error):
        come.throw(error())
    assert children() == set()


@pytest.mark.usefixtures("fork")
def test_an_interrupt_while_it_waits_leaves_no_process() -> None:
    """The signal comes from a worker, so surely while the crew is waiting."""
    with pytest.raises(KeyboardInterrupt):
        list(work_through([os.getpid()], _interrupt_and_hang, lambda *_: None, GENEROUS, 1))
    assert children() == set()


def _interrupt_and_hang(process: int) -> None:
    os.kill(process, signal.SIGINT)
    time.sleep(1_000_000)


def test_a_killer_does_not_speak() -> None:
    """What it would say on its way, a traceback included, would stand in the middle of the findings."""
    program = "from tests.test_workers import *; results([1, *KILLERS, 2])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_workers_do_not_outlive_their_parent(tmp_path: Path) -> None:
    """Not even one that is killed, so that it can end nobody."""
    program = (
        "import os, signal, sys\n"
        "from gkpg.io.workers import *\n"
        "def work(piece): return os.getpid()\n"
        "come = work_through(range(500), work, lambda *_: 0, Allowance(60, 200), 2)\n"
        "print(next(come)[1], flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = tmp_path / "program.py"
    path.write_text(program)
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, "")
    worker = int(done.stdout)
    for _ in range(1_000):
        if not _is_running(worker):
            return
        time.sleep(0.02)
    pytest.fail("the worker is still there")


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
        stat = Path(f"/proc/{process}/stat")
        return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")
    except OSError:
        return False


# At the command line.


@pytest.fixture(scope="module")
def hundreds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a rubric and some hundred sheets."""
    folder = tmp_path_factory.mktemp("hundreds")
    (folder / "rubrics").mkdir()
    rubric = rubric_of(BASE, folder / "rubrics" / "smallest.yaml")
    raw = filled(rubric, tmp_path_factory.mktemp("one"), {}).read_bytes()
    (folder / "sheets").mkdir()
    for number in range(300):
        (folder / "sheets" / f"{number}.xlsx").write_bytes(raw)
    return folder


@pytest.fixture
def nothing_left(hundreds: Path) -> Iterator[Path]:
    """The folder, which is afterwards as it was."""
    before = sorted(hundreds.rglob("*"))
    yield hundreds
    assert sorted(hundreds.rglob("*")) == before


#: The moments at which the interrupt comes: what Python is about to do then, by its audit events.
MOMENTS = [
    ("import", "gkpg.cli.main"),
    ("import", "gkpg.results.reuse"),
    ("import", "gkpg.scoring.score"),
    ("os.fork", ""),
    ("sqlite3.connect", ""),
    ("tempfile.mkstemp", ""),
]
INTERRUPTED = {"zh": "gkpg: 已中断，没有做完\n", "en": "gkpg: interrupted before it was done\n"}

_AT_A_MOMENT = """
import os, signal, sys
event, name = sys.argv[1:3]
done = []
def hook(happens, facts):
    if happens == event and (not name or facts[0] == name) and not done:
        done.append(1)
        os.kill(os.getpid(), signal.SIGINT)
from gkpg.__main__ import run
sys.addaudithook(hook)
sys.argv = ["gkpg", "score", "--jobs", "2"]
run()
"""


def _environment(lang: str) -> dict[str, str]:
    return {**os.environ, "GKPG_LANG": lang}


@pytest.mark.parametrize(("event", "name"), MOMENTS)
def test_an_interrupt_at_any_moment_is_one_line(event: str, name: str, nothing_left: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _AT_A_MOMENT, event, name],
        cwd=nothing_left, env=_environment("zh"), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    shown = process.communicate()
    assert (process.returncode, *shown) == (130, "", INTERRUPTED["zh"])
    assert _session(process.pid) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="it looks for processes in /proc")
@pytest.mark.parametrize("lang", INTERRUPTED)
@pytest.mark.parametrize("group", [False, True], ids=["the process", "all its processes, as a terminal does"])
def test_an_interrupt_mid_way_is_one_line(group: bool, lang: str, nothing_left: Path, tmp_path: Path) -> None:
    """Some files that take long keep it at its work."""
    raw = slow()
    for number in range(6):
        (tmp_path / f"{number}.xlsx").write_bytes(raw)
    process = subprocess.Popen(
        [sys.executable, "-m", "gkpg", "score", "sheets", str(tmp_path), "--jobs", "2"],
        cwd=nothing_left, env=_environment(lang), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    while process.poll() is None and not _session(process.pid) - {process.pid}:
        time.sleep(0.001)
    os.kill(-process.pid if group else process.pid, signal.SIGINT)
    shown = process.communicate()
    assert (process.returncode, *shown) == (130, "", INTERRUPTED[lang])
    assert _session(process.pid) == set()


def slow() -> bytes:
    """A workbook of nearly as many cells as are allowed."""
    rows = "".join("<row>" + f'<c t="str"><v>{number}</v></c>' * 100 + "</row>" for number in range(1_900))
    parts = {
        "_rels/.rels": '<a><Relationship Id="R1" Type="/officeDocument" Target="xl/workbook.xml"/></a>',
        "xl/workbook.xml": '<a xmlns:r="r"><sheets><sheet name="a" r:id="R1"/></sheets></a>',
        "xl/_rels/workbook.xml.rels": '<a><Relationship Id="R1" Type="/worksheet" Target="s.xml"/></a>',
        "xl/s.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            package.writestr(name, xml)
    return file.getvalue()


def _session(leader: int) -> set[int]:
    """The processes of a session; those that are dead count too, if nobody asked for them."""
    found = set()
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = each.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            found.add(int(each.parent.name))
    return found
