"""The cell rules of a unit sheet: what a person may type, and what turns red."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation

from gkpg.points import plain
from gkpg.sheets.layout import SHEET_NAME, TICK
from gkpg.sheets.look import HEAD_ROW, LETTER, WRONG_FILL, span
from gkpg.words import Text

if TYPE_CHECKING:
    from decimal import Decimal

    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.rubric import Item
    from gkpg.words import Lang

_ALLOWED = Text("得分应为 0 至 {max} 的数", "A number from 0 to {max}")
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
    """The cell rules of a sheet: one for each different max, and one for all ticks."""

    def __init__(self, sheet: Worksheet, lang: Lang, *, ruled: bool) -> None:
        self.sheet, self.lang = sheet, lang
        tick_help = _RULED_TICK_HELP if ruled else _TICK_HELP
        self.scores: dict[tuple[Decimal, str | None], DataValidation] = {}
        self.ticks = DataValidation(type="list", formula1=f'"{TICK}"', allow_blank=True)
        self.ticks.promptTitle, self.ticks.prompt = "", tick_help.say(lang)
        self.ticks.error, self.ticks.showErrorMessage = tick_help.say(lang), True
        sheet.add_data_validation(self.ticks)

    def score(self, row: int, item: Item) -> None:
        """A score is a number from 0 to the item's max."""
        rule = self.scores.get((item.max, item.judgement))
        if rule is None:
            allowed = _ALLOWED.say(self.lang).format(max=plain(item.max))
            rule = DataValidation(
                type="decimal", operator="between", formula1="0", formula2=plain(item.max), allow_blank=True
            )
            rule.showErrorMessage, rule.error, rule.errorTitle = True, allowed, SHEET_NAME.say(self.lang)
            judged = _JUDGED.say(self.lang).format(how=item.judgement) if item.judgement else None
            prompt = f"{allowed}\n{judged}" if judged else allowed
            rule.showInputMessage, rule.prompt = True, prompt[:_LONGEST_PROMPT]
            self.scores[item.max, item.judgement] = rule
            self.sheet.add_data_validation(rule)
        rule.add(f"{LETTER['score']}{row}")

    def tick(self, row: int) -> None:
        """Not applicable is ticked or left blank."""
        self.ticks.add(f"{LETTER['not_applicable']}{row}")


def wrong_in_red(sheet: Worksheet, last: int) -> None:
    """Pasting goes past cell rules, so what is over the max, negative or no number turns red."""
    first = HEAD_ROW + 1
    score, cap = f"{LETTER['score']}{first}", f"${LETTER['max']}{first}"
    wrong = f'AND({score}<>"",OR(NOT(ISNUMBER({score})),N({score})<0,N({score})>{cap}))'
    sheet.conditional_formatting.add(span("score", last), FormulaRule(formula=[wrong], fill=WRONG_FILL))  # type: ignore[no-untyped-call]
