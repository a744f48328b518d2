"""The kind `levels`: one of some words, each with points of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import AfterValidator, Field

from gkpg.base.normalize import MARKS as NOT_APPLICABLE
from gkpg.base.normalize import fold_name
from gkpg.base.points import as_decimal, decimals_of, format_exact, format_points, parse_stored, parse_typed
from gkpg.base.text import Text
from gkpg.rubric.kinds.cell_rule import CellRule, one_of
from gkpg.rubric.kinds.conversion import flat_working, in_formula
from gkpg.rubric.kinds.item_kind import ItemHead, ItemKind
from gkpg.rubric.kinds.kind import Kind
from gkpg.rubric.kinds.marks import MARKS
from gkpg.rubric.kinds.unreached import max_unreached
from gkpg.yamlfiles.form import Slip
from gkpg.yamlfiles.schema.about import About
from gkpg.yamlfiles.types import AnySharePoints, WordPoints, Words, as_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.findings.finding import Fact
    from gkpg.rubric.draft import Draft
    from gkpg.rubric.kinds.conversion import Working
    from gkpg.rubric.kinds.kind import EntryForm

#: From plain characters to the full-width ones that an input method writes in their place.
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


class Level(Decimal):
    """The points of a level, with the word that stands for them: two levels may have the same points.

    Where no decimals say them, the number is cut off; the word says which they are.
    """

    word: str

    @classmethod
    def of(cls, word: str, points: Fraction) -> Level:
        """The level of a word."""
        made = cls(as_decimal(points))
        made.word = word
        return made


@dataclass(frozen=True, slots=True)
class Levels(Kind):
    """One of some words with points, the best first. The points of a level may stand for its word."""

    levels: tuple[tuple[str, Fraction], ...]

    has_own_cell: ClassVar[bool] = True
    zero: ClassVar[Text] = Text("最低一级也要选", "choose a level, be it the lowest")
    write: ClassVar[Text] = Text("请照写所列的一级", "write one of the levels")

    @property
    def form(self) -> EntryForm:
        """A level."""
        return "level"

    @property
    def words(self) -> Mapping[str, Decimal]:
        """The words of the levels."""
        return _folded(self.levels)

    @property
    def asks(self) -> Text:
        """One of the levels, with what each is worth."""
        each = [(word, format_exact(points)) for word, points in self.levels]
        zh, en = "、".join(f"{word} {points} 分" for word, points in each), ", ".join(map(" is ".join, each))
        return Text(f"选等级：{zh}", f"choose a level: {en}")

    @property
    def hint(self) -> Text:
        """One of the levels."""
        return Text("选等级", "a level")

    @property
    def allowed(self) -> Text:
        """The words."""
        return Text("、".join(self._words) + " 之一", "one of " + ", ".join(self._words))

    @property
    def rule(self) -> CellRule:
        """A list of the words."""
        return CellRule(
            "list", self._words, also=tuple(number for _, points in self.levels for number in _numbers(points))
        )

    @property
    def _words(self) -> tuple[str, ...]:
        return tuple(word for word, _ in self.levels)

    @property
    def least(self) -> Fraction:
        """The lowest level."""
        return min(points for _, points in self.levels)

    @property
    def most(self) -> Fraction:
        """The highest level."""
        return max(points for _, points in self.levels)

    def points(self, entered: Decimal) -> Fraction | None:
        """The points of the level."""
        if isinstance(entered, Level):
            return next((points for word, points in self.levels if word == entered.word), None)
        return next((points for _, points in self.levels if entered in decimals_of(points)), None)

    def write_entered(self, entered: Decimal) -> str:
        """The word as the rubric writes it; the points where several levels have them."""
        if isinstance(entered, Level):
            return entered.word
        words = [word for word, points in self.levels if entered in decimals_of(points)]
        return words[0] if len(words) == 1 else format_points(entered)

    def working(self, entered: Decimal) -> Working | None:
        """The word, with what it is worth."""
        points = self.points(entered)
        return None if points is None else flat_working("levels", points, self.write_entered(entered), points)

    def number(self, written: str) -> Decimal:
        """The level of a word, or the points themselves."""
        word = fold_name(written)
        return self.words[word] if word in self.words else Decimal(written)

    def recount(self, written: str, as_filled: Kind) -> Fraction | None:
        """The level of the same word."""
        word = fold_name(written)
        known = as_filled.words if isinstance(as_filled, Levels) else {}
        points = as_filled.points(known[word]) if word in known else None
        return None if points is None else Fraction(points)

    def formula(self, cell: str) -> str:
        """The points of the word; nothing at all for what is none."""
        formula = '""'
        for word, points in reversed(self.levels):
            ways = (*_ways_to_write(word), *_numbers(points))
            formula = f"IF({one_of(cell, ways)},{in_formula(points)},{formula})"
        return formula


@lru_cache(maxsize=4_096)
def _folded(levels: tuple[tuple[str, Fraction], ...]) -> Mapping[str, Decimal]:
    """Levels by their words, folded."""
    return {fold_name(word): Level.of(word, points) for word, points in levels}


def _numbers(points: Fraction) -> tuple[str, ...]:
    """The numbers that may stand for the word of a level."""
    return tuple(map(format_points, decimals_of(points)))


def _ways_to_write(word: str) -> Iterable[str]:
    """A word, and the ways to write it that a spreadsheet tells from it though a reader does not."""
    plain = unicodedata.normalize("NFKC", word)
    return dict.fromkeys((word, plain, "".join(plain.split()), plain.translate(_FULL_WIDTH)))


class LevelsField(ItemHead):
    """Items with levels: the words that can be chosen, each with its points."""

    levels: Annotated[Mapping[Words, AnySharePoints], Field(min_length=1), AfterValidator(WordPoints)] | None = None


class LevelsItems(ItemKind[LevelsField]):
    """Items that are given one of their levels."""

    name = "levels"
    says = Text(
        "分等级：从 levels 列出的等级里选一个，各有各的分", "one of the words listed in levels, each with its points"
    )
    is_entered_in_points = False
    own: ClassVar[Mapping[str, About]] = {
        "levels": About(
            Text("等级", "Levels"),
            Text(
                "kind 为 levels 时，可以选的等级（文字）和各得几分；最高一级等于分值，可以有 0 或负数。",
                "For kind levels: the words that can be chosen, each with its points; the highest is max, 0 and "
                "less are allowed.",
            ),
            "{A: 5, B: 4, C: 2}",
        )
    }
    needs: ClassVar[Mapping[str, Text]] = {
        "levels": Text("分等级的项（kind: levels）要写 levels", "kind levels needs levels")
    }

    def cell(self, item: LevelsField) -> Kind:
        """The levels, from the highest down."""
        levels = {" ".join(word.split()): points for word, points in (item.levels or {}).items()}
        return Levels(tuple(sorted(levels.items(), key=lambda each: -each[1])))

    def slips(self, item: Draft) -> Iterator[Slip]:
        """Words are told apart and mean nothing else; the highest is the max, and none is above it."""
        levels = item.values.get("levels")
        if not isinstance(levels, dict):
            return
        words: set[str] = set()
        for word, points in levels.items():
            facts: dict[str, Fact] = {"id": item.label, "word": word}
            how = _how(word, words)
            words.add(fold_name(word))
            if how is not None:
                yield Slip("R225", (*item.path, "levels", word), {**facts, "how": how})
            number = as_points(points)
            if number is not None and item.max is not None and number > item.max:
                most = format_exact(item.max)
                above = Text(f"是 {format_exact(number)}，高于分值 {most}", f"is above its max {most}")
                yield Slip("R215", (*item.path, "levels", word), {"id": item.label, "step": word, "how": above})
        numbers = [number for points in levels.values() if (number := as_points(points)) is not None]
        if numbers and item.max is not None and max(numbers) < item.max:
            yield max_unreached((*item.path, "levels"), item.label, item.max)


def _how(word: str, before: set[str]) -> Text | None:
    """What is wrong with the word of a level; None where it can be told from all others."""
    folded = fold_name(word)
    if folded in before:
        return Text("与另一级读起来相同（不分大小写、全角半角和空格）", "reads the same as another level")
    if folded in NOT_APPLICABLE:
        return Text("是“不适用”的写法", "means not applicable")
    if folded in MARKS and not any(each.isalpha() for each in folded):
        return Text("是勾或叉（勾选另有 kind: tick）", "is a tick or a cross (for these there is kind tick)")
    if any(parse(each) is not None for parse in (parse_stored, parse_typed) for each in (word, folded)):
        return Text("会被读成数", "reads as a number")
    if not any(each.isalpha() or each in "*★☆●○" for each in folded):
        return Text(
            "没有字，表格软件会改成别的（如日期、公式）", "has no letter, and spreadsheets make something else of it"
        )
    if word[0] in "=+-@'" or any(each in ',"' for each in word):
        return Text(
            "有下拉列表放不下的字符（开头的 = + - @ '，英文逗号、引号）",
            "has a character that no list of a sheet can hold",
        )
    return None
