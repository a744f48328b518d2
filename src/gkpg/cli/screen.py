"""The screen: how lines, findings or tables are shown on a terminal or in a pipe."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gkpg.base.text import LONGEST_SENTENCE, Lang, tidy_text
from gkpg.base.text_table import GAP
from gkpg.base.wrapping import wrap
from gkpg.cli.messages import say
from gkpg.cli.screen_table import table_lines
from gkpg.cli.terminal import Terminal, terminal_of
from gkpg.findings.codes import Severity
from gkpg.findings.finding import Finding, FindingError, system_reason
from gkpg.findings.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from fractions import Fraction
    from typing import TextIO

    from rich.progress import Progress, TaskID

_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.NOTE: "\x1b[2m"}
_PLAIN = "\x1b[0m"
#: Work of fewer pieces needs no bar; seconds between two drawings of it.
_WORTH_A_BAR, _BETWEEN_DRAWINGS = 20, 0.1


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a command speaks, and in which language. Results go to standard output, misuse to standard error.

    `written` are the files that the command has written, for the case that it cannot say so any more.
    """

    lang: Lang
    written: list[str] = field(default_factory=list)

    def say(self, key: str, **facts: str) -> None:
        """One sentence on standard output."""
        self.line(say(key, self.lang, **{name: tidy_text(fact) for name, fact in facts.items()}))

    def line(self, text: str = "") -> None:
        """One line on standard output, as it is."""
        with _listening():
            sys.stdout.write(f"{text}\n")

    def paragraph(self, text: str, indent: str = "") -> None:
        """A sentence, on a terminal in lines that fit it, the further ones two steps to the right."""
        self.line(self._wrapped(text, indent))

    def _wrapped(self, text: str, indent: str = "") -> str:
        width = self.terminal.width
        lines = [f"{indent}{text}"] if width is None else wrap(_encodable(text), width, indent, f"{indent}{GAP}")
        return "\n".join(lines)

    @property
    def terminal(self) -> Terminal:
        """What standard output is written to."""
        return terminal_of(sys.stdout, os.environ)

    def document(self, text: str) -> None:
        """What programs read, on standard output: always UTF-8, whatever the encoding of the console.

        What is half a character, as in names of files that are no UTF-8, becomes an escape, as JSON has them.
        """
        self.as_is(f"{text}\n".encode(errors="backslashreplace"))

    def as_is(self, content: bytes) -> None:
        """Bytes on standard output, whatever its encoding."""
        self.flush()
        with _listening():
            sys.stdout.buffer.write(content)

    def flush(self) -> None:
        """Have all that was said written."""
        with _listening():
            sys.stdout.flush()

    def misuse(self, text: str) -> None:
        """One line on standard error."""
        try:
            sys.stderr.write(f"gkpg: {tidy_text(text, LONGEST_SENTENCE)}\n")
        except BrokenPipeError:
            _close_quietly(sys.stderr)

    def finding(self, finding: Finding) -> None:
        """One finding as one line; warnings and notes say that they are no more."""
        place = f"{finding.place}: " if finding.place.file else ""
        self._coloured(
            f"{place}{self._label(finding.severity)}{finding.line(self.lang).removeprefix(place)}", finding.severity
        )

    def findings(self, findings: Sequence[Finding], *, every: bool) -> None:
        """Findings one by one; unless every line is asked for, of very many those of one kind in a few lines."""
        from gkpg.checks.gathering import gather_findings, needs_gathering  # noqa: PLC0415 - help pages need none of it

        if every or not needs_gathering(findings):
            for finding in findings:
                self.finding(finding)
            return
        for kind in gather_findings(findings):
            for finding in kind.shown:
                self.finding(finding)
            if kind.rest is not None:
                self._coloured(f"{self._label(kind.severity)}{kind.rest.say(self.lang)}", kind.severity)

    def _label(self, severity: Severity) -> str:
        return say(f"label.{severity.value}", self.lang)

    def _coloured(self, text: str, severity: Severity) -> None:
        colour = _COLOURS[severity] if self.terminal.has_colours else ""
        told = self._wrapped(text)
        self.line(f"{colour}{told}{_PLAIN}" if colour else told)

    def counts(self, findings: Iterable[Finding]) -> None:
        """How many findings there are of each severity."""
        count = Counter(finding.severity for finding in findings)
        self.say("counts", **{severity.value: str(count[severity]) for severity in Severity})

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        right: Sequence[int] = (),
        shares: Sequence[Fraction | None] = (),
    ) -> None:
        """A table: on a terminal it fits, with a rule below its headings; in a pipe cells stand under each other.

        Columns in `right` are flush right. `shares`, one a row, are drawn as bars where there is room and they can be.
        """
        shown = [list(map(_encodable, row)) for row in (headings, *(map(tidy_text, row) for row in rows))]
        self.line("\n".join(table_lines(shown, right, shares, self.terminal)))

    @contextlib.contextmanager
    def progress(self, key: str, total: int) -> Iterator[Callable[[], None]]:
        """A progress bar for long work, on a terminal only; gives what is called after each piece.

        It shows the count, the pieces a second, and the time that is left. It is drawn between pieces and never by a
        thread, so that processes can be forked at any time.
        """
        if total < _WORTH_A_BAR or not sys.stderr.isatty():
            yield lambda: None
            return
        from rich.console import Console  # noqa: PLC0415 - rich is loaded only where it is seen
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

        rate = TextColumn(say("progress.rate", self.lang))
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
            task = bar.add_task(say(key, self.lang), total=total, rate=0)
            yield _ProgressSteps(bar, task, total)


class _ProgressSteps:
    """What is called after each piece: counts, and draws the bar ten times a second."""

    def __init__(self, bar: Progress, task: TaskID, total: int) -> None:
        self._bar, self._task, self._total = bar, task, total
        self._done = 0
        self._begun = self._drawn = time.monotonic()

    def __call__(self) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._drawn > _BETWEEN_DRAWINGS or self._done == self._total:
            rate = int(self._done / max(now - self._begun, 0.001))
            self._bar.update(self._task, completed=self._done, rate=rate)
            self._bar.refresh()
            self._drawn = now


def _encodable(text: str) -> str:
    """A text as standard output shows it: what its encoding does not have is an escape, which takes more room."""
    encoding = sys.stdout.encoding or "utf-8"
    return text if text.isascii() else text.encode(encoding, errors="backslashreplace").decode(encoding)


@contextlib.contextmanager
def _listening() -> Iterator[None]:
    """Around what is written to standard output. If its reader has gone, the rest is said to nobody.

    The work goes on, so that the exit status is that of the command.
    """
    try:
        yield
    except BrokenPipeError:
        _close_quietly(sys.stdout)
    except OSError as error:
        _close_quietly(sys.stdout)  # else what is left fails once more at the end, and the exit status with it
        raise output_error(error) from None


def _close_quietly(stream: TextIO) -> None:
    """Let all further output of a stream go nowhere, with what it still has to write."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def settle_streams() -> None:
    """Have standard output and error written before the interpreter ends, which would tell a failure its own way."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            _close_quietly(stream)


def output_error(error: OSError) -> FindingError:
    """What is raised where the output cannot be written: the reader of a pipe that has gone is not meant."""
    return FindingError(Finding("F106", Place(), {"reason": system_reason(error)}))
