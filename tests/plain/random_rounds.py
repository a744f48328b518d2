"""Random rounds: sound assessments with their rubrics, sheets and decisions; the same for the same seed."""

from __future__ import annotations

import json
import random

from tests.plain.chance import chance
from tests.plain.figures import Yaml, number
from tests.plain.parts import name_of
from tests.plain.plain_round import PlainRound
from tests.plain.random_coefficients import make_coefficients
from tests.plain.random_exemptions import make_exemptions
from tests.plain.random_pages import leave_pages_blank
from tests.plain.random_plans import assign_items, feed_plans, make_rubrics, name_sources, plan_parts, random_groups
from tests.plain.random_rules import (
    make_compared,
    make_periods,
    make_rest,
    make_rounding,
    make_targets,
    rename_unit,
)
from tests.plain.random_sheets import (
    add_self_checks,
    decide_disputes,
    leave_out_sheets,
    make_sheets,
    spoil_sheets,
    write_words,
)
from tests.plain.random_sources import make_shared_rules, make_sources, say_who_scores


def random_round(seed: int, variety: float | None = None) -> PlainRound:
    """A random but sound round. `variety` is how often an item is of another kind than plain scores.

    Without it, it is chance; one in four has plain scores only.
    """
    dice = random.Random(seed)  # noqa: S311 - repeatable, not secret
    draft = random_draft(dice, seed)
    if variety is not None:
        draft["variety"] = variety
    plan_parts(dice, draft)
    make_rubrics(dice, draft)
    feed_plans(dice, draft, 5)
    name_sources(dice, draft)
    for plan in draft["plans"]:
        assign_items(dice, draft, plan)
    make_sources(dice, draft)
    say_who_scores(dice, draft)
    make_shared_rules(dice, draft)
    make_periods(dice, draft)
    make_unranked(dice, draft)
    make_exemptions(dice, draft)
    make_compared(dice, draft)
    make_targets(dice, draft)
    make_rounding(dice, draft)
    make_sheets(dice, draft)
    if chance(dice, 0.2):
        add_self_checks(dice, draft)
    write_words(dice, draft)
    leave_out_sheets(dice, draft)
    spoil_sheets(dice, draft)
    leave_pages_blank(random.Random(f"pages {seed}"), draft)  # noqa: S311 - repeatable, not secret
    decide_disputes(dice, draft)
    make_rest(dice, draft)
    if chance(dice, 0.1):
        rename_unit(dice, draft)
    make_coefficients(dice, draft)
    dice.shuffle(draft["sheets"])
    rules = apart(draft["assessment"]), apart(draft["rubrics"])
    return PlainRound(*rules, draft["sheets"], draft["decisions"], draft["blank_pages"])


def apart(written: Yaml) -> Yaml:
    """A mapping in which no list or mapping stands in two places, as in one that was read from a file."""
    read: Yaml = json.loads(json.dumps(written))
    return read


def random_draft(dice: random.Random, seed: int) -> Yaml:
    """A round with its groups, and nothing else as yet."""
    assessment: Yaml = {"assessment": f"random-{seed}", "title": f"random round {seed}", "language": "en"}
    assessment.update({"result": "2026-12-10", "groups": random_groups(dice)})
    grain = number(dice.choice(["0.05", "0.1", "0.5", "1"]))
    return {
        "assessment": assessment,
        "rubrics": {},
        "sheets": [],
        "decisions": [],
        "blank_pages": [],
        "plans": [],
        "partial": [],
        "grain": grain,
        "step": dice.choice([grain, grain, grain / 2]),
        "levels": {},
        "variety": dice.choice([0, 0.3, 0.5, 0.8]),
        "bands": dice.choice([[], ["excellent"], ["excellent", "good"]]),
    }


def make_unranked(dice: random.Random, draft: Yaml) -> None:
    """At times a unit is listed only."""
    for group in draft["assessment"]["groups"]:
        if len(group["units"]) > 1 and chance(dice, 0.15):
            group["unranked"] = [{"unit": name_of(dice.choice(group["units"])), "reason": "new this year"}]
