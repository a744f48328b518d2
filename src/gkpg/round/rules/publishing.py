"""Rules of publication: a notice is dated and numbered as official documents are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.rules.context import RuleContext

#: GB/T 9704-2012, 7.2.5: the whole year in 〔〕, a number without leading zeros, or room for it, nothing before it.
_NUMBER = re.compile(r"[^0-9〔〕]+〔[0-9]{4}〕([1-9][0-9]*|[ \u3000]*)号")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def notices_are_dated_after_results(checked: RuleContext) -> Iterator[Slip]:
    """No notice is older than the results that it tells."""
    written = checked.assessment
    date = written.publication.date if written.publication else None
    if date and written.result and date < written.result:
        facts = {"first": written.result.isoformat(), "second": date.isoformat()}
        yield Slip("A401", ("publication", "date"), facts)


def numbers_are_in_form(checked: RuleContext) -> Iterator[Slip]:
    """The number of a Chinese notice has the form of the standard; other languages have forms of their own."""
    written = checked.assessment
    number = written.publication.number if written.publication else None
    if number and _HAN.search(number) and not _NUMBER.fullmatch(number):
        yield Slip("A502", ("publication", "number"), {"number": number})
