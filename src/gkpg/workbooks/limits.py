"""Limits: how much reading one file may take before it is given up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file. A filled sheet has some 30 KB, 600 cells and 12 parts, and is read in a millisecond.

    `file`, `part` and `parts_together` are bytes, the last two after inflating; `parts`, `sheets` and `cells` are
    counts. Blank cells that were only formatted count neither as cells nor as bytes of a part, up to
    `package.MOST_BLANK` times as many. `seconds` is the processor time that one file may take and
    `megabytes` the memory that the process which reads it may take more than it began with.
    """

    file: int = 20_000_000
    part: int = 16_000_000
    parts_together: int = 48_000_000
    parts: int = 2_000
    sheets: int = 200
    cells: int = 200_000
    seconds: int = 20
    megabytes: int = 512


DEFAULT_LIMITS = Limits()
