"""Sheets about one unit that two results have: which is which, and what is otherwise in them, cell by cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from gkpg.sheets.model import read_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from gkpg.findings.place import Place
    from gkpg.sheets.model import Entry, Sheet

#: What may be another of an entry.
EntryField = Literal["points", "entered", "applies", "reason", "link"]
ENTRY_FIELDS: tuple[EntryField, ...] = ("points", "entered", "applies", "reason", "link")
#: What may be another of a sheet beside its entries.
SheetField = Literal["assessor", "date", "sample"]


class EntryDifference(NamedTuple):
    """One score that is another, that came or that is gone, with the item as each side calls it.

    An entry is None where the sheet of that side does not have it. `fields` are those that are another; none where an
    entry came or is gone.
    """

    before: Entry | None
    after: Entry | None
    fields: tuple[EntryField, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether another score may come of it: reasons and links count for nothing."""
        return not self.fields or not {"points", "entered", "applies"}.isdisjoint(self.fields)


class SheetDifference(NamedTuple):
    """A sheet that is another, that came or that is gone; a side is None where it does not have it."""

    before: Sheet | None
    after: Sheet | None
    entries: tuple[EntryDifference, ...] = ()
    fields: tuple[SheetField, ...] = ()

    @property
    def sheet(self) -> Sheet:
        """The sheet as it is now; as it was where it is gone."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - one side has it
        return found

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        """What happened to it."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.sheet.place


class SheetComparer:
    """Compares the sheets about one unit. `knows_entered` says which of the two results knows what was entered.

    `correspond` gives the ids that the items of an old sheet have in a new one; None where these are the same.
    """

    def __init__(
        self,
        correspond: Callable[[Sheet, Sheet], Mapping[str, str] | None],
        knows_entered: tuple[bool, bool] = (True, True),
    ) -> None:
        self._correspond, self._knows_entered = correspond, all(knows_entered)

    def compare(self, olds: Sequence[Sheet], news: Sequence[Sheet]) -> Iterator[SheetDifference]:
        """What is different, in the order of the new sheets, then what is gone."""
        if len(olds) == len(news) and all(map(_is_same_sheet, olds, news)):
            return
        pairs = _pair_sheets(olds, news)
        former = {new: old for old, new in pairs}
        for number, new in enumerate(news):
            if number in former:
                found = self._compare_pair(olds[former[number]], new)
                if found is not None:
                    yield found
            else:
                yield SheetDifference(None, new, entries_of(new, is_new=True))
        paired = {old for old, _ in pairs}
        for number, old in enumerate(olds):
            if number not in paired:
                yield SheetDifference(old, None, entries_of(old, is_new=False))

    def _compare_pair(self, old: Sheet, new: Sheet) -> SheetDifference | None:
        fields = tuple(_fields_apart(old, new))
        entries = tuple(self._compare_entries(old, new))
        return SheetDifference(old, new, entries, fields) if entries or fields else None

    def _compare_entries(self, old: Sheet, new: Sheet) -> Iterator[EntryDifference]:
        ids = self._correspond(old, new)
        is_one_table = ids is None or old.rubric == new.rubric
        if is_one_table and old.layout.items == new.layout.items:
            yield from self._compare_in_place(old, new)
            return
        before = {entry.item: entry for entry in old.entries}
        former = {each: each for each in before} if ids is None else {now: was for was, now in ids.items()}
        seen: set[str] = set()
        for entry in new.entries:
            was = before.get(former.get(entry.item, ""))
            if was is None:
                yield EntryDifference(None, entry)
                continue
            seen.add(was.item)
            fields = tuple(self._fields(was, entry))
            if fields:
                yield EntryDifference(was, entry, fields)
        yield from (EntryDifference(entry, None) for item, entry in before.items() if item not in seen)

    def _compare_in_place(self, old: Sheet, new: Sheet) -> Iterator[EntryDifference]:
        """The same where both have the same items: only what may be another is made an entry."""
        if (old.points, old.entered, old.notes) == (new.points, new.entered, new.notes):
            return
        notes = tuple({note.item: note for note in sheet.notes} for sheet in (old, new))
        cells = zip(new.layout.items, old.layout.cells, new.layout.cells, old.words(), new.words(), strict=True)
        for item, was_at, is_at, was, now in cells:
            noted = notes[0].get(item), notes[1].get(item)
            if was != now or noted[0] != noted[1]:
                entries = read_entry(item, was_at, was, noted[0]), read_entry(item, is_at, now, noted[1])
                fields = tuple(self._fields(*entries))
                if fields:
                    yield EntryDifference(*entries, fields)

    def _fields(self, old: Entry, new: Entry) -> Iterator[EntryField]:
        for name in ENTRY_FIELDS:
            if name == "entered" and not (self._knows_entered and _is_entered_apart(old, new)):
                continue
            if getattr(old, name) != getattr(new, name):
                yield name


def _fields_apart(old: Sheet, new: Sheet) -> Iterator[SheetField]:
    """What is another beside the entries."""
    if old.identity.assessor != new.identity.assessor:
        yield "assessor"
    if old.identity.date != new.identity.date:
        yield "date"
    if old.sample != new.sample:
        yield "sample"


def _is_entered_apart(old: Entry, new: Entry) -> bool:
    """Whether what was entered says something beside the points."""
    return not (old.in_points and new.in_points)


def entries_of(sheet: Sheet, *, is_new: bool) -> tuple[EntryDifference, ...]:
    """All scores of a sheet that only one result has."""
    return tuple(EntryDifference(None, each) if is_new else EntryDifference(each, None) for each in sheet.entries)


def _is_same_sheet(old: Sheet, new: Sheet) -> bool:
    """Whether two sheets say the same in the same place."""
    return _place(old) == _place(new) and _said(old) == _said(new)


def _pair_sheets(olds: Sequence[Sheet], news: Sequence[Sheet]) -> list[tuple[int, int]]:
    """Which sheet is which, by their numbers: by whom it is and for what, where it stands, what it says.

    Where a hand has as many answers as before (a survey), they are taken as they stand; else those first that say the
    same. A single sheet of a source that is left over on both sides is one sheet by another hand.
    """
    left, right = dict(enumerate(olds)), dict(enumerate(news))
    pairs = _join(left, right, lambda sheet: (_hand(sheet), _place(sheet), _said(sheet)))
    if not left or not right:
        return pairs
    before, after = (Counter(map(_hand, side.values())) for side in (left, right))
    is_even = {hand for hand, count in before.items() if after[hand] == count}
    pairs += _join(left, right, lambda sheet: (_hand(sheet), _place(sheet)), lambda sheet: _hand(sheet) in is_even)
    pairs += _join(left, right, lambda sheet: (_hand(sheet), _said(sheet)))
    pairs += _join(left, right, lambda sheet: (_hand(sheet), _place(sheet)))
    for key in (_hand, _work, _source):
        once = _left_once(left, right, key)
        pairs += _join(left, right, key, None if key is _hand else lambda sheet: key(sheet) in once)  # noqa: B023 - used at once
    return pairs


def _join(
    olds: dict[int, Sheet],
    news: dict[int, Sheet],
    key: Callable[[Sheet], Hashable],
    which: Callable[[Sheet], bool] | None = None,
) -> list[tuple[int, int]]:
    """The sheets of one key on both sides in pairs, in their order; they are taken out of what is left."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for number in reversed(news):
        waiting[key(news[number])].append(number)
    pairs = []
    for number, sheet in tuple(olds.items()):
        if (fitting := waiting.get(key(sheet))) and (which is None or which(sheet)):
            pairs.append((number, fitting.pop()))
    for old, new in pairs:
        del olds[old], news[new]
    return pairs


def _left_once(
    olds: Mapping[int, Sheet], news: Mapping[int, Sheet], key: Callable[[Sheet], Hashable]
) -> frozenset[Hashable]:
    """The keys that one sheet alone has on each side."""
    before, after = (Counter(map(key, side.values())) for side in (olds, news))
    return frozenset(each for each, count in before.items() if count == 1 and after[each] == 1)


def _work(sheet: Sheet) -> Hashable:
    """What a sheet is for, whoever filled it in, under whichever version."""
    who = sheet.identity
    return who.source, who.period, sheet.rubric and sheet.rubric[0], sheet.decides


def _source(sheet: Sheet) -> Hashable:
    """Whose work it is, under whichever table."""
    return sheet.identity.source, sheet.identity.period, sheet.decides


def _hand(sheet: Sheet) -> Hashable:
    return _work(sheet), sheet.identity.assessor


def _place(sheet: Sheet) -> Hashable:
    return sheet.file, sheet.name, sheet.row, sheet.layout.cells[:1]


def _said(sheet: Sheet) -> Hashable:
    return (
        sheet.rubric, sheet.identity[1:], sheet.layout.items, sheet.points, sheet.entered, sheet.notes, sheet.sample,
        sheet.decides,
    )  # fmt: skip
