"""The rows of the table that is printed: the work, what was measured, what is aimed at and whether that is met."""

from __future__ import annotations

HEADINGS = f"{'work':<66}{'measured':>10}  {'target':<10}{'met':<5}figures"


def print_row(work: str, measured: float, target: float | None, figures: str, is_least: bool = False) -> None:
    """One row. A target is the most that is aimed at, or the least; some works have none."""
    if target is None:
        aim, met = "", ""
    else:
        aim = f"{'≥' if is_least else '≤'} {target:g}"
        met = "yes" if (measured >= target) == is_least or measured == target else "no"
    print(f"{work:<66}{measured:>10.2f}  {aim:<10}{met:<5}{figures}", flush=True)
