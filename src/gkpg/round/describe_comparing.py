"""The rules by which figures are compared, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text import Text, list_words
from gkpg.round.defaults import COMPARED
from gkpg.round.rule_description import RuleDescription, describe_whose
from gkpg.rubric.describe import describe_comparison

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.round.compared import Compared
    from gkpg.round.item_figures import ItemFigures
    from gkpg.round.round import Round
    from gkpg.rubric import Item

#: Of more units the figures are not all told.
_MOST_UNITS = 12


def describe_comparisons(round_: Round) -> Iterator[RuleDescription]:
    """How figures become points, item by item, then with whom or with what they are compared."""
    looking = [(rubric, item) for rubric in round_.rubrics.values() for item in rubric.walk() if item.looks_at]
    for rubric, item in looking:
        yield RuleDescription(Text(item.label, item.label), describe_comparison(item), rubric.basis)
    yield from _describe_all_peers(round_, [item for _, item in looking if item.looks_at == "units"])
    for name, entries in _lists(round_):
        yield from (_describe_figures(name, each) for each in entries)


def _describe_all_peers(round_: Round, items: list[Item]) -> Iterator[RuleDescription]:
    """With whom units are compared: as the assessment says, then by default."""
    for rule in round_.assessment.compared if round_.assessment else ():
        named = list_words(rule.items or ())
        whose = describe_whose(rule.groups, None)
        name = Text(f"与谁相比 {named.zh}".strip() + whose.zh, f"compared with {named.en}".strip() + whose.en)
        yield RuleDescription(name, _describe_peers(rule), rule.basis)
    rest = [item for item in items if any(round_.comparison(each.name, item.id) is COMPARED for each in round_.groups)]
    if rest:
        named = list_words(dict.fromkeys(item.id for item in rest)) if len(rest) < len(items) else Text("", "")
        name = Text(f"与谁相比 {named.zh}".strip(), f"compared with {named.en}".strip())
        yield RuleDescription(name, _describe_peers(COMPARED), is_default=True)


def _lists(round_: Round) -> Iterator[tuple[Text, Sequence[ItemFigures]]]:
    """The lists of figures that units are compared with, each with what it is called."""
    if round_.assessment is not None:
        yield Text("{item} 的目标", "targets of {item}"), round_.assessment.targets
        yield Text("{item} 上一次的数值", "earlier figures of {item}"), round_.assessment.previous


def _describe_figures(name: Text, entry: ItemFigures) -> RuleDescription:
    """The figures of one item, unit by unit; of many units only some."""
    found = [f"{unit} {format_exact(figure)}" for unit, figure in entry.values.items()]
    units = list_words(found, _MOST_UNITS)
    if entry.file is not None:
        count, was = len(found), "" if entry.was is None else f" {entry.was}"
        units = Text(f"{entry.file}{was}，{count} 个单位：{units.zh}", f"{entry.file}{was}, {count} units: {units.en}")
    called = Text(name.zh.format(item=entry.item), name.en.format(item=entry.item))
    return RuleDescription(called, units, entry.basis)


_LEFT_OUT = {
    "unranked": Text("只列名的单位", "units that are listed only"),
    "vetoed": Text("被否决的单位", "units that a veto fails"),
    "missing": Text("还没有数值的单位", "units without a figure"),
}


def _describe_peers(rule: Compared) -> Text:
    """With whom units are compared, and who does not count."""
    sets = list_words(f"{each.name}（{list_words((*each.groups, *each.units)).zh}）" for each in rule.among or ())
    sets_en = list_words(f"{each.name} ({list_words((*each.groups, *each.units)).en})" for each in rule.among or ())
    among = Text(f"在{sets.zh}内", f"within {sets_en.en}") if rule.among else Text("在同组内", "within the group")
    out = [_LEFT_OUT[each] for each in rule.without]
    zh, en = list_words(each.zh for each in out).zh, list_words(each.en for each in out).en
    return Text(f"{among.zh}，{zh}不算在内", f"{among.en}, without {en}") if out else among
