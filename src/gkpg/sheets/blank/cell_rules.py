"""The cell rules of a unit sheet: what a person may type, or what turns red."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation

from gkpg.base.points import MOST_DIGITS, format_points
from gkpg.base.text import Text
from gkpg.sheets.blank.look import LETTER, WRONG_FILL
from gkpg.sheets.layout import SHEET_NAME, TICK
from gkpg.yamlfiles.shapes import should_be

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.base.text import Lang
    from gkpg.rubric import Item
    from gkpg.rubric.kinds import CellRule, Kind

_JUDGED = Text("{how}。请写评分依据", "{how}. Please give the reason")
_TICK_HELP = Text(
    "该项按考核办法不适用于本单位时选 ✓，不填得分，并写明依据",
    "Choose ✓ if by the rules the item does not apply to this unit; give no score, and say why",
)
#: What is no bound at all, where a spreadsheet asks for one.
_FAR = Decimal(10**MOST_DIGITS - 1)
#: Excel takes a workbook with a longer prompt, message or list for damaged.
LONGEST = 255


class CellRules:
    """The cell rules of a sheet: one for each way to fill a cell, and one for all marks of not applicable."""

    def __init__(self, sheet: Worksheet, lang: Lang) -> None:
        self.sheet, self.lang = sheet, lang
        self.scores: dict[tuple[str, Kind, str | None], DataValidation] = {}
        self.ticks = DataValidation(type="list", formula1=f'"{TICK}"', allow_blank=True)
        self.ticks.promptTitle, self.ticks.prompt = "", _TICK_HELP.say(lang)
        self.ticks.error, self.ticks.showErrorMessage = _TICK_HELP.say(lang), True

    def score(self, row: int, item: Item, kind: Kind) -> None:
        """What is entered is what the kind allows."""
        column = _column(kind)
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
        told = [str(rule.error) if kind.is_plain else kind.asks.say(self.lang)]
        told += [_JUDGED.say(self.lang).format(how=item.judgement)] if item.judgement else []
        rule.showInputMessage, rule.prompt = True, "\n".join(told)[:LONGEST]
        return rule

    def tick(self, row: int) -> None:
        """Not applicable is ticked or left blank."""
        if not self.ticks.sqref:
            self.sheet.add_data_validation(self.ticks)
        self.ticks.add(f"{LETTER['not_applicable']}{row}")


def rule_of_kind(kind: Kind, lang: Lang) -> DataValidation:
    """A list to choose from, or numbers within bounds; a typed value that is neither is refused with the reason."""
    rule = _numbers(kind.rule) if kind.rule.type != "list" else _list(kind.rule)
    rule.showErrorMessage, rule.error = True, should_be(kind.allowed).say(lang)[:LONGEST]
    return rule


def _list(rule: CellRule) -> DataValidation:
    """A list to choose from; one that is too long is left to what the sheet asks for in words."""
    if len(",".join(rule.words)) > LONGEST:
        return DataValidation(type=None, allow_blank=True)
    return DataValidation(type="list", formula1=f'"{",".join(rule.words)}"', allow_blank=True)


def _numbers(rule: CellRule) -> DataValidation:
    """Numbers between two bounds, or with one; without any, all that have as many digits as points may have."""
    if rule.least is None and rule.most is None:
        rule = replace(rule, least=-_FAR, most=_FAR)
    least, most = (None if bound is None else format_points(bound) for bound in (rule.least, rule.most))
    made = DataValidation(type=rule.type, operator="between", formula1=least, formula2=most, allow_blank=True)
    if least is None or most is None:
        made.operator = "lessThanOrEqual" if least is None else "greaterThanOrEqual"
        made.formula1, made.formula2 = least or most, None
    return made


def mark_wrong_red(sheet: Worksheet, rows: Mapping[int, Kind]) -> None:
    """Pasting goes past cell rules, so what its kind does not allow turns red, where it says when."""
    alike: dict[tuple[str, str], list[int]] = {}
    for row, kind in rows.items():
        if kind.red is not None:
            alike.setdefault((kind.red, LETTER[_column(kind)]), []).append(row)
    for (formula, letter), those in alike.items():
        wrong = formula.format(cell=f"{letter}{those[0]}", cap=f"${LETTER['max']}{those[0]}")
        cells = " ".join(f"{letter}{row}" for row in those)
        sheet.conditional_formatting.add(cells, FormulaRule(formula=[wrong], fill=WRONG_FILL))  # type: ignore[no-untyped-call]


def _column(kind: Kind) -> str:
    """The column of the cell that a person fills."""
    return "entered" if kind.has_own_cell else "score"
