"""What scoring came to, as people read it on the screen: findings, rankings, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import tidy_text
from gkpg.cli.check_subjects import read_line
from gkpg.cli.ranking_text import show_ranking

if TYPE_CHECKING:
    from gkpg.cli.screen import Screen
    from gkpg.scoring import Results


def show_results(results: Results, screen: Screen, *, every: bool) -> None:
    """The findings, a ranking for each group, and the rules that were applied.

    Unless `every` line is asked for, very many findings are gathered, and so are units.
    """
    screen.findings(results.findings, every=every)
    if results.findings:
        screen.line()
    for group in results.groups:
        show_ranking(results, group, screen, every=every)
        screen.line()
    _rules(results, screen)
    screen.line()
    ledger = results.ledger
    screen.paragraph(read_line(len(ledger.files), ledger.passed_over, ledger.passed_files, screen))
    screen.counts(results.findings)


def _rules(results: Results, screen: Screen) -> None:
    """The rules that were applied, each with what it stands on."""
    from gkpg.round.describe import describe_rules  # noqa: PLC0415 - help pages need none of it

    applied = list(describe_rules(results.round))
    all_defaults = all(rule.is_default for rule in applied)
    screen.say("score.defaults" if all_defaults else "score.rules")
    brackets = {"zh": "（{}）", "en": " ({})"}[screen.lang]
    for rule in applied:
        footing = "" if all_defaults else brackets.format(rule.footing.say(screen.lang))
        name = rule.name.say(screen.lang)
        screen.paragraph(f"{name}: {tidy_text(rule.how.say(screen.lang))}{tidy_text(footing)}", "  ")
