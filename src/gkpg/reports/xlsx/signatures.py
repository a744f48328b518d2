"""The lines for those who sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.reports.xlsx.page import Page

_ROOM = 18
_LINES = Text(
    "填表人：＿＿＿＿＿＿　　审核人：＿＿＿＿＿＿　　负责人：＿＿＿＿＿＿　　＿＿＿＿年＿＿月＿＿日",
    "Prepared by: ____________    Checked by: ____________    Approved by: ____________    Date: ____________",
)


def write_signatures(page: Page, lang: Lang) -> None:
    """Write them in a row of their own, with room above for a pen."""
    page.height(page.height_of((_LINES.say(lang), sum(page.widths))) + _ROOM)
    page.across(0, page.last, _LINES.say(lang), page.looks.of("sign", text_wrap=True))
    page.row += 1
