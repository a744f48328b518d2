"""What is withheld from the public: who scored, what they wrote, what was found, what units gave themselves; scores."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

from gkpg.base.points import format_exact
from gkpg.base.text import LANGS, Text
from gkpg.reports.unit_fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gkpg.reports.disclosure import Disclosure
    from gkpg.scoring import GroupResult, Results, UnitResult

    _OfUnit = Callable[[Results, GroupResult, UnitResult], Iterable[Fraction]]

WithheldKind = Literal["assessor", "reason", "link", "file", "finding", "own", "heading", "score"]
KINDS: dict[WithheldKind, Text] = {
    "assessor": Text("评分人", "assessor"),
    "reason": Text("评分依据", "reason"),
    "link": Text("链接", "link"),
    "file": Text("文件名", "file"),
    "finding": Text("问题", "finding"),
    "own": Text("自评分", "self-score"),
    "heading": Text("不公开的一栏", "column that is withheld,"),
    "score": Text("得分", "score"),
}


class Withheld(NamedTuple):
    """A text or a figure that is withheld, and what it is."""

    kind: WithheldKind
    text: str

    @property
    def is_figure(self) -> bool:
        """Whether it is compared as a number."""
        return self.kind in {"own", "score"}


def list_withheld(results: Results, disclosure: Disclosure) -> Iterator[Withheld]:
    """All that a report may not tell; the same text may come more than once."""
    if not disclosure.shows("evidence"):
        yield from _headings()
        yield from _evidence(results)
        yield from (Withheld("own", text) for text in _figures(results, _own_figures))
    if not disclosure.shows("scores"):
        yield from (Withheld("score", text) for text in _figures(results, _score_figures))


def _headings() -> Iterator[Withheld]:
    """What stands over evidence where it is shown."""
    shown = (field for field in FIELDS if field.topic == "evidence" and field.at.keys() & {"screen", "xlsx"})
    return (Withheld("heading", field.heading.say(lang)) for field in shown for lang in LANGS)


def _evidence(results: Results) -> Iterator[Withheld]:
    """What was handed in, by whom, and what was found in it."""
    for file in results.ledger.files:
        yield Withheld("file", file.name.replace("\\", "/").rpartition("/")[2])
        for sheet in file.sheets:
            who = sheet.identity
            yield Withheld("assessor", who.assessor)
            yield Withheld("assessor", f"{who.source}-{who.assessor}" if who.source and who.assessor else "")
            for note in sheet.notes:
                yield Withheld("reason", note.reason)
                yield Withheld("link", note.link)
    yield from (Withheld("file", name.rpartition("/")[2]) for name, _ in results.ledger.passed_files)
    yield from (Withheld("finding", finding.message(lang)) for finding in results.findings for lang in LANGS)
    written = results.round.assessment
    if written:
        yield from (Withheld("assessor", name) for source in written.sources for name in source.assessors.names)
        yield from (Withheld("assessor", each.assessor) for each in written.conflicts)
        yield from (Withheld("assessor", each.assessor or "") for each in written.received)


def _figures(results: Results, of_unit: _OfUnit) -> Iterator[str]:
    """Figures of all units, exact and as they are read."""
    for group in results.groups:
        for unit in group.units:
            for value in of_unit(results, group, unit):
                yield format_exact(value)
                yield str(results.round_figure(value))


def _own_figures(results: Results, group: GroupResult, unit: UnitResult) -> Iterable[Fraction]:
    """What a unit gave itself."""
    total = results.own_total(group, unit)
    return chain(results.own_points(group, unit).values(), () if total is None else (total,))


def _score_figures(results: Results, group: GroupResult, unit: UnitResult) -> Iterable[Fraction]:
    """What a unit got: for items, in parts, in all."""
    points = (results.points(group, unit, number).values() for number in range(len(unit.parts)))
    parts = (part.total for part in unit.parts)
    totals = (unit.exact_total, unit.total, unit.converted)
    known = (value for value in (*parts, *totals) if value is not None)
    return chain(chain.from_iterable(points), (Fraction(value) for value in known))
