"""Many random rounds: `python -m tests.plain FIRST LAST` names those in which the program and the calculation differ."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.plain.outcomes import outcomes_of
from tests.plain.program import Refused, exact_in, found_in, scored
from tests.plain.random_rounds import random_round
from tests.plain.totals import exact_of


def tell(seed: int) -> str:
    """What there is to say of a round; empty where both come to the same."""
    round_ = random_round(seed)
    with tempfile.TemporaryDirectory() as folder:
        results = scored(round_, Path(folder) / "round")
    if isinstance(results, Refused):
        return "refused " + " | ".join(each.line("en") for each in results.findings)
    found, wanted = found_in(results), outcomes_of(round_)
    differ = [unit for group, units in wanted.items() for unit in units if found[group].get(unit) != units[unit]]
    exact, same = exact_in(results), exact_of(round_)
    differ += [f"{unit} (exactly)" for unit in same if exact[unit] != same[unit] and unit not in differ]
    return " ".join(["differs:", *differ]) if differ else ""


def main() -> None:
    """Tries all rounds from the first seed up to the last."""
    first, last = (int(each) for each in sys.argv[1:3])
    for seed in range(first, last):
        if said := tell(seed):
            sys.stdout.write(f"{seed} {said}\n")


if __name__ == "__main__":
    main()
