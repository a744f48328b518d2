"""The cell rules of a unit sheet: what a person may type, and what turns red."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation

from gkpg.points import plain
from gkpg.rubric.kinds import Between, Count, Deduction, Loss, Score
from gkpg.shapes import should_be
from gkpg.sheets.layout import SHEET_NAME, TICK
from gkpg.sheets.look import LETTER, WRONG_FILL
from gkpg.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.rubric import Item
    from gkpg.rubric.kinds import Kind
    from gkpg.words import Lang

_JUDGED = Text("{how}。请写评分依据", "{how}. Please give the reason")
_TICK_HELP = Text(
    "该项不适用于本单位时选 ✓ 并写明依据；怎样计分须由考核办法规定，规定之前本单位不计总分",
    "Choose ✓ if the item does not apply to this unit, and say why. "
    "How it counts must be ruled; until then the unit has no total",
)
_RULED_TICK_HELP = Text(
    "该项按考核办法不适用于本单位时选 ✓，不填得分，并写明依据",
    "Choose ✓ if by the rules the item does not apply to this unit; give no score, and say why",
)
#: Excel takes a workbook with a longer prompt for damaged.
_LONGEST_PROMPT = 255


class CellRules:
    """The cell rules of a sheet: one for each way to fill a cell, and one for all marks of not applicable."""

    def __init__(self, sheet: Worksheet, lang: Lang, *, ruled: bool) -> None:
        self.sheet, self.lang = sheet, lang
        tick_help = _RULED_TICK_HELP if ruled else _TICK_HELP
        self.scores: dict[tuple[str, Kind, str | None], DataValidation] = {}
        self.ticks = DataValidation(type="list", formula1=f'"{TICK}"', allow_blank=True)
        self.ticks.promptTitle, self.ticks.prompt = "", tick_help.say(lang)
        self.ticks.error, self.ticks.showErrorMessage = tick_help.say(lang), True
        sheet.add_data_validation(self.ticks)

    def score(self, row: int, item: Item, kind: Kind) -> None:
        """What is entered is what the kind allows."""
        column = "entered" if kind.beside else "score"
        key = (column, kind, item.judgement)
        rule = self.scores.get(key)
        if rule is None:
            rule = self.scores[key] = self._rule(item, kind)
            self.sheet.add_data_validation(rule)
        rule.add(f"{LETTER[column]}{row}")

    def _rule(self, item: Item, kind: Kind) -> DataValidation:
        """The rule for one kind: a list to choose from, or numbers within bounds."""
        rule = rule_of_kind(kind, self.lang)
        rule.errorTitle = SHEET_NAME.say(self.lang)
        told = [str(rule.error) if isinstance(kind, Score) else kind.asks.say(self.lang)]
        told += [_JUDGED.say(self.lang).format(how=item.judgement)] if item.judgement else []
        rule.showInputMessage, rule.prompt = True, "\n".join(told)[:_LONGEST_PROMPT]
        return rule

    def tick(self, row: int) -> None:
        """Not applicable is ticked or left blank."""
        self.ticks.add(f"{LETTER['not_applicable']}{row}")


def rule_of_kind(kind: Kind, lang: Lang) -> DataValidation:
    """A list to choose from, or numbers within bounds; a typed value that is neither is refused with the reason."""
    loss = kind.loss if isinstance(kind, Deduction) else kind
    if kind.choices:
        rule = DataValidation(type="list", formula1=f'"{",".join(kind.choices)}"', allow_blank=True)
    elif isinstance(loss, Count) or (isinstance(loss, Loss) and loss.each is not None):
        rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    else:
        least, most = _bounds(loss)
        rule = DataValidation(type="decimal", operator="between", formula1=least, formula2=most, allow_blank=True)
        if least is None or most is None:
            rule.operator = "lessThanOrEqual" if least is None else "greaterThanOrEqual"
            rule.formula1, rule.formula2 = least or most, None
    rule.showErrorMessage, rule.error = True, should_be(kind.allowed).say(lang)
    return rule


def _bounds(kind: Kind) -> tuple[str | None, str | None]:
    """The least and the most that may be entered as a number; None where there is no such bound."""
    if isinstance(kind, Between):
        return None if kind.least is None else plain(kind.least), plain(kind.most)
    most = kind.max if isinstance(kind, (Score, Loss)) else None
    return "0", None if most is None else plain(most)


def wrong_in_red(sheet: Worksheet, rows: Mapping[int, Kind]) -> None:
    """Pasting goes past cell rules, so what is over the max, negative or no number turns red."""
    scores = [row for row, kind in rows.items() if isinstance(kind, Score)]
    if not scores:
        return
    score, cap = f"{LETTER['score']}{scores[0]}", f"${LETTER['max']}{scores[0]}"
    wrong = f'AND({score}<>"",OR(NOT(ISNUMBER({score})),N({score})<0,N({score})>{cap}))'
    cells = " ".join(f"{LETTER['score']}{row}" for row in scores)
    sheet.conditional_formatting.add(cells, FormulaRule(formula=[wrong], fill=WRONG_FILL))  # type: ignore[no-untyped-call]
