"""`gkpg explain`: what a unit came to and why, from the total down to its cells."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gkpg.base.text import LANGS, display_width
from gkpg.explanation import Explainer
from gkpg.explanation.formats import FORMATS
from tests.plain import program
from tests.plain.random_rounds import random_round
from tests.plain_explanation import WrongFigureError, total_of
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from gkpg.explanation import Explanation
    from gkpg.scoring import Results


def as_json(of: Explanation) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FORMATS["json"].render(of, "zh", item="", with_steps=True))
    return found


def explains_itself(results: Results) -> int:
    """Every total of a result comes out of its explanation alone; how many there are."""
    count = 0
    for of in Explainer(results).all():
        total_of(as_json(of))
        pages = [FORMATS["text"].render(of, lang, item="", with_steps=True) for lang in LANGS]
        assert max(display_width(line) for page in pages for line in page.splitlines()) <= 80
        count += of.unit.total is not None
    return count


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_totals_of_published_rules_come_out_of_their_explanations_alone(case: Path) -> None:
    explains_itself(scored(case))


@pytest.mark.parametrize("batch", range(2))
def test_totals_of_random_rounds_come_out_of_their_explanations_alone(batch: int, tmp_path: Path) -> None:
    count = 0
    for seed in range(batch * 20, (batch + 1) * 20):
        results = program.scored(random_round(seed), tmp_path / str(seed))
        if not isinstance(results, program.Refused):
            count += explains_itself(results)
    assert count > 100


def _of(case: str, unit: str) -> Explanation:
    found = Explainer(scored(next(each for each in CASES if each.name == case))).find(unit)
    assert found is not None
    return found


@pytest.mark.parametrize("change", [
    lambda told: told.update(total="0.01"),
    lambda told: next(node for node in told["nodes"] if node["what"] == "entry").update(entered="0", value="0"),
    lambda told: next(node for node in told["nodes"] if node["what"] == "sum").update(value="1"),
    lambda told: told["losses"][0].update(lost="1/7"),
])  # fmt: skip
def test_an_explanation_with_one_other_figure_is_found_wrong(change: Callable[[dict[str, Any]], object]) -> None:
    told = as_json(_of("sources-mean-of-three-not-finite", "甲区"))
    assert total_of(told) is not None
    change(told)
    with pytest.raises(WrongFigureError):
        total_of(told)
