"""The head, the rules and the foot of the page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gkpg.base.text import Text
from gkpg.reports.html.inert import inert_json
from gkpg.reports.html.policy import policy_of
from gkpg.reports.html.templates import compact, render
from gkpg.reports.html.words import SCRIPT_WORDS, WORDS
from gkpg.round.describe import describe_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.reports.html.group_page import GroupPage
    from gkpg.reports.report import Report
    from gkpg.reports.view.round_view import RoundView

_LANGS = {"zh": "zh-CN", "en": "en"}
_UNTITLED = Text("考核结果", "Results of an assessment")


class Tab(NamedTuple):
    """A link to a part of the page; `size` says how many units it has."""

    id: str
    name: str
    size: int = 0


class Fact(NamedTuple):
    """A fact of the round."""

    name: str
    value: int


class PageHead(NamedTuple):
    """What stands at the top."""

    lang: str
    title: str
    policy: str
    style: Markup
    facts: Sequence[Fact]
    tabs: Sequence[Tab]
    is_large: bool


def render_head(report: Report, view: RoundView, groups: Sequence[GroupPage], *, is_large: bool) -> Markup:
    """The top of the page, up to its first group."""
    lang = report.lang
    told = [each for each in view.facts if each.key != "ranked" or report.disclosure.shows("scores")]
    facts = [Fact(each.name.say(lang), each.value) for each in told]
    tabs = [*(Tab(each.id, each.name, len(each.units)) for each in groups), Tab("rules", WORDS["rules"].say(lang))]
    title = view.title or _UNTITLED.say(lang)
    style, script = _style(), _script()
    head = PageHead(_LANGS[lang], title, policy_of(style, script), Markup(style), facts, tabs, is_large)  # noqa: S704 - ours
    return render(lang, "head", page=head)


def render_rules(report: Report) -> Markup:
    """The rules that were applied."""
    lang = report.lang
    rules = [
        {"name": each.name.say(lang), "how": each.how.say(lang), "basis": each.footing.say(lang)}
        for each in describe_rules(report.results.round)
    ]
    return render(lang, "rules", rules=rules)


def render_foot(report: Report) -> Markup:
    """The end of the page, with its script."""
    said = {key: text.say(report.lang) for key, text in SCRIPT_WORDS.items()}
    return render(report.lang, "foot", script_words=inert_json(said), script=Markup(_script()))  # noqa: S704 - ours


@cache
def _style() -> str:
    return compact("page.css")


@cache
def _script() -> str:
    return compact("page.js")
