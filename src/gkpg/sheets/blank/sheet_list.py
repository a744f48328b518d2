"""A list of blank sheets, each made up when it is asked for: a nation asks for a hundred thousand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, overload

from gkpg.sheets.file_names import file_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from gkpg.sheets.blank.unit_sheet import Bases, BlankUnitSheet
    from gkpg.sheets.blank.unit_sheet_maker import UnitSheetMaker


class RequestedSheet(NamedTuple):
    """The name of a sheet in its folder, and what makes its bytes."""

    name: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class OneSheet:
    """A run of a single sheet; `rubrics` are the ids of those of its pages."""

    name: str
    make: Callable[[], bytes]
    rubrics: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return 1

    def __getitem__(self, number: int) -> RequestedSheet:
        return RequestedSheet(self.name, self.make)


@dataclass(frozen=True, slots=True)
class UnitSheets:
    """A run of workbooks that differ in unit and hand only: of every unit one for each hand.

    `folder` stands before the name of each file; `pages` are what each has, whoever fills it; `bases` what figures of
    a unit are compared with on each page, of the units that have any.
    """

    maker: UnitSheetMaker
    folder: str
    pages: tuple[BlankUnitSheet, ...]
    units: Sequence[str]
    hands: tuple[str, ...]
    bases: Mapping[str, tuple[Bases, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.units) * len(self.hands)

    def __getitem__(self, number: int) -> RequestedSheet:
        unit, hand = self.units[number // len(self.hands)], self.hands[number % len(self.hands)]
        name = f"{self.folder}{file_name(unit, self.pages[0].source, hand)}"
        return RequestedSheet(name, partial(_make, self.maker, self._pages_of(unit), unit, hand))

    @property
    def rubrics(self) -> frozenset[str]:
        """The ids of the rubrics of their pages."""
        return frozenset(page.rubric.rubric for page in self.pages)

    def _pages_of(self, unit: str) -> tuple[BlankUnitSheet, ...]:
        """The pages with what the figures of a unit are compared with."""
        bases = self.bases.get(unit)
        if bases is None:
            return self.pages
        pairs = zip(self.pages, bases, strict=True)
        return tuple(
            replace(page, bases=tuple(each for each in those if each[0] in page.asked)) for page, those in pairs
        )


def _make(maker: UnitSheetMaker, pages: tuple[BlankUnitSheet, ...], unit: str, hand: str) -> bytes:
    return maker.make(*(replace(page, unit=unit, assessor=hand) for page in pages))


class SheetList(Sequence[RequestedSheet]):
    """Runs of sheets, one after another."""

    def __init__(self, runs: Iterable[OneSheet | UnitSheets]) -> None:
        self._runs = [run for run in runs if len(run)]
        self._ends = list(accumulate(map(len, self._runs)))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, number: int) -> RequestedSheet: ...
    @overload
    def __getitem__(self, number: slice) -> list[RequestedSheet]: ...
    def __getitem__(self, number: int | slice) -> RequestedSheet | list[RequestedSheet]:
        if isinstance(number, slice):
            return [self[each] for each in range(len(self))[number]]
        number = range(len(self))[number]
        place = bisect_right(self._ends, number)
        run = self._runs[place]
        return run[number - self._ends[place] + len(run)]

    def rubrics_of(self, names: Collection[str]) -> dict[str, frozenset[str]]:
        """The ids of the rubrics of which sheets with these names have a page."""
        wanted = frozenset(names)
        runs = ((run, run[number].name) for run in self._runs for number in range(len(run)))
        return {name: run.rubrics for run, name in runs if name in wanted}

    def __iter__(self) -> Iterator[RequestedSheet]:
        return (run[number] for run in self._runs for number in range(len(run)))
