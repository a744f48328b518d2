"""The rules of two assessments, compared key by key and by meaning: what a default says is the same as the default."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from gkpg.round.defaults import GRADES, RANKING, ROUNDING
from gkpg.round.describe import describe_rules
from gkpg.round.sources import Hands, Items
from gkpg.round.units import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.base.text import Text
    from gkpg.round.model import Assessment
    from gkpg.round.round import Round

#: Keys of an assessment that are no rules: examples, and what a notice says besides the results, change nothing.
_NO_RULES = frozenset({"cases", "publication"})
#: What an entry of a list is known by, where that is not its `name`.
_KNOWN_BY: Mapping[str, tuple[str, ...]] = {
    "RoundingRule": ("step",), "SharingRule": ("items", "groups"), "ItemFigures": ("item",),
    "Compared": ("items", "groups"), "Composite": ("groups",), "Periods": ("groups",), "Grades": ("groups",),
    "NotApplicable": ("items", "groups", "units"), "Conversion": ("groups",), "ComposedUnit": ("unit",),
    "Ingredient": ("units",), "Conflict": ("assessor",), "ReceivedSheet": ("unit", "source", "assessor"),
    "BarredUnit": ("unit",), "UnrankedUnit": ("unit",), "Need": ("item", "items", "part", "veto"),
    "TieBreaker": ("item", "part", "figure"), "Coefficient": ("figure", "part", "groups"),
}  # fmt: skip
#: Of these that are known by whom they are for: a single one that is left is the same one for others.
_SCOPED = frozenset({name for name, keys in _KNOWN_BY.items() if not {"items", "groups", "units"}.isdisjoint(keys)})
#: Lists whose order says something: what comes first goes before.
_ORDERED = frozenset(
    {"order", "bands", "by", "shared", "compared", "composite", "periods", "not_applicable", "grades", "convert",
     "received", "each"}
)  # fmt: skip


class RuleStep(NamedTuple):
    """One step of the way to a rule: a key of a model and, where it holds several, the name of the one meant."""

    model: str
    key: str
    name: str = ""


class RuleDifference(NamedTuple):
    """A rule that is another: where it stands, what it said and says, and the documents that fix it.

    A value is as the assessment holds it; None where nothing is said and nothing holds by default. `is_order` says that
    the values are names, which stand in another order. `entries` are those of the list of the first key in which it
    stands, such as a source; None where that is no list, or where the entry is not there. Where a side has no
    assessment, `name` calls the rule in words and `path` is empty.
    """

    path: tuple[RuleStep, ...]
    before: Any
    after: Any
    basis_before: str | None = None
    basis_after: str | None = None
    is_order: bool = False
    name: Text | None = None
    entries: tuple[Any, Any] = (None, None)

    @property
    def area(self) -> str:
        """The first key on the way, such as `sources`; empty where a side has no assessment."""
        return self.path[0].key if self.path else ""

    @property
    def subject(self) -> str:
        """The name of what the first key has several of, such as that of a source."""
        return self.path[0].name if self.path else ""


def compare_rules(before: Round, after: Round) -> Iterator[RuleDifference]:
    """Every rule that is another, in the order of keys. Rounds without an assessment follow the same defaults."""
    old, new = before.assessment, after.assessment
    if old is not None and new is not None:
        yield from _compare_models(_with_defaults(old), _with_defaults(new), (), (None, None))
    elif old is not None or new is not None:
        yield from _compare_words(before, after)


def _compare_words(before: Round, after: Round) -> Iterator[RuleDifference]:
    """The same of rounds of which only one has an assessment: by the sentences that every output has."""
    olds, news = ({rule.name: rule for rule in describe_rules(each)} for each in (before, after))
    for name in dict.fromkeys((*olds, *news)):
        old, new = olds.get(name), news.get(name)
        hows = old and old.how, new and new.how
        if hows[0] != hows[1]:
            yield RuleDifference((), *hows, old and old.basis, new and new.basis, name=name)


def _with_defaults(assessment: Assessment) -> Assessment:
    """An assessment with the defaults that hold where it says nothing at all."""
    steps = {rule.step for rule in assessment.rounding}
    rounding = (*assessment.rounding, *(rule for step, rule in ROUNDING.items() if step not in steps))
    return assessment.model_copy(
        update={
            "rounding": rounding,
            "ranking": assessment.ranking or RANKING,
            "grades": assessment.grades or (GRADES,),
        }
    )


def _compare_models(
    old: BaseModel, new: BaseModel, path: tuple[RuleStep, ...], basis: tuple[str | None, str | None]
) -> Iterator[RuleDifference]:
    """Key by key. `basis` are the documents of what is around."""
    own = getattr(old, "basis", None) or basis[0], getattr(new, "basis", None) or basis[1]
    for field, about in type(new).model_fields.items():
        key, was, now = about.alias or field, getattr(old, field, None), getattr(new, field, None)
        if was != now and key not in _NO_RULES:
            step = RuleStep(type(new).__name__, key)
            yield from _compare_values(was, now, (*path, step), own)


def _compare_values(
    old: Any, new: Any, path: tuple[RuleStep, ...], basis: tuple[str | None, str | None]
) -> Iterator[RuleDifference]:
    if isinstance(old, BaseModel) and isinstance(new, BaseModel) and not isinstance(new, (Hands, Items)):
        yield from _compare_models(old, new, path, basis)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _compare_named(old, new, path, basis)
    elif _is_list(old) and _is_list(new) and any(isinstance(each, BaseModel) for each in (*old, *new)):
        yield from _compare_lists(old, new, path, basis)
    elif not (_is_list(old) and _is_list(new)) or path[-1].key in _ORDERED or sorted(old) != sorted(new):
        yield RuleDifference(path, old, new, *basis)


def _is_list(value: Any) -> bool:
    """Whether it is a list of a file; other tuples are single values, such as edges."""
    return type(value) is tuple


def _compare_lists(
    old: tuple[Any, ...], new: tuple[Any, ...], path: tuple[RuleStep, ...], basis: tuple[str | None, str | None]
) -> Iterator[RuleDifference]:
    """Lists of models: entry by entry, by what each is known by; and their order, where that says something."""
    olds, news = _named(old), _named(new)
    now_called = _renamed(olds, news)
    was_called = {now: was for was, now in now_called.items()}
    yield from _compare_named({now_called.get(name, name): each for name, each in olds.items()}, news, path, basis)
    if path[-1].key in _ORDERED:
        before = tuple(now_called.get(name, name) for name in olds if now_called.get(name, name) in news)
        after = tuple(name for name in news if was_called.get(name, name) in olds)
        if before != after:
            yield RuleDifference(path, before, after, *basis, is_order=True)


def _compare_named(
    olds: Mapping[str, Any], news: Mapping[str, Any], path: tuple[RuleStep, ...], basis: tuple[str | None, str | None]
) -> Iterator[RuleDifference]:
    for name in dict.fromkeys((*news, *olds)):
        was, now = olds.get(name), news.get(name)
        if was != now:
            step = path[-1]._replace(name=str(name))
            own = _basis_of(was, basis[0]), _basis_of(now, basis[1])
            found = iter((RuleDifference((*path[:-1], step), was, now, *own),))
            if isinstance(was, BaseModel) and isinstance(now, BaseModel):
                found = _compare_models(was, now, (*path[:-1], step), basis)
            yield from found if len(path) > 1 else (each._replace(entries=(was, now)) for each in found)


def _basis_of(entry: Any, around: str | None) -> str | None:
    """The document of an entry of a list, or of what is around it; none where the entry is not there."""
    return None if entry is None else getattr(entry, "basis", None) or around


def _named(entries: tuple[Any, ...]) -> dict[str, Any]:
    """The entries of a list by what they are known by; further ones of one name with their number."""
    found: dict[str, Any] = {}
    for entry in entries:
        name = first = _name(entry)
        number = 1
        while name in found:
            number += 1
            name = f"{first} ({number})"
        found[name] = entry
    return found


def _name(entry: Any) -> str:
    keys = _KNOWN_BY.get(type(entry).__name__, ("name",))
    said = (getattr(entry, key, None) for key in keys)
    return " ".join("、".join(each) if isinstance(each, tuple) else str(each) for each in said if each)


def _renamed(olds: Mapping[str, Any], news: Mapping[str, Any]) -> dict[str, str]:
    """The present names of entries that have another one: units by their former names; else where one alone is left."""
    left = [name for name in olds if name not in news]
    came = [name for name in news if name not in olds]
    if all(isinstance(each, Unit) for each in (*olds.values(), *news.values())):
        links = {(was, name) for name in came for was in news[name].also if was in left}
        links |= {(name, now) for name in left for now in olds[name].also if now in came}
        return _one_to_one(links)
    is_clear = len(left) == len(came) == 1 and type(olds[left[0]]).__name__ in _SCOPED
    return {left[0]: came[0]} if is_clear else {}


def _one_to_one(links: set[tuple[str, str]]) -> dict[str, str]:
    """Names of which each stands for one alone; of units that were merged or split none."""
    olds, news = (Counter(names) for names in ([was for was, _ in links], [now for _, now in links]))
    return {was: now for was, now in links if olds[was] == news[now] == 1}
