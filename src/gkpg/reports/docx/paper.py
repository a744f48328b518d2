"""The head and the foot of a document: number, title, addressee; signatory and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.reports.docx.blocks import BLANK, Paragraph, paragraph
from gkpg.reports.docx.page import CHARACTERS, in_characters
from gkpg.reports.docx.titles import break_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.base.text import Lang
    from gkpg.reports.docx.blocks import Block
    from gkpg.reports.docx.publication_facts import PublicationFacts

#: How many characters of a title a line holds, in those of Chinese titles.
_TITLE_ROOM = 19.5
#: How far a date is from the right edge, in characters.
_FROM_THE_EDGE = 4


def title_of(text: str) -> Paragraph:
    """A title, in lines of about equal length."""
    return Paragraph("Title", break_title(text, _TITLE_ROOM))


def heading(facts: PublicationFacts) -> Iterator[Block]:
    """Number, title and addressee."""
    yield paragraph("Number", facts.say("number"))
    yield BLANK
    yield BLANK
    yield title_of(facts.title)
    yield BLANK
    addressee = facts.say("addressee")
    yield paragraph("Addressee", Text(f"{addressee}：", f"To: {addressee}").say(facts.lang))


def closing(facts: PublicationFacts, last: Block) -> Iterator[Block]:
    """The last block of the text, with signatory and date on the same page, as they do not stand alone.

    The date is four characters from the edge, the signatory over its middle, as under a seal.
    """
    signatory, date = facts.say("signatory"), facts.date
    apart = (in_characters(signatory) - in_characters(date)) / 2
    right = max(0.0, min(_FROM_THE_EDGE - apart, CHARACTERS - in_characters(signatory)))
    yield last._replace(keeps_next=True)
    blank = BLANK._replace(keeps_next=True)
    yield from (blank, blank)
    yield Paragraph("Signatory", (signatory,), right)
    yield Paragraph("Date", (date,), max(_FROM_THE_EDGE, apart))


def annex_heading(name: str, lang: Lang) -> Iterator[Block]:
    """The head of an annex, on a page of its own."""
    yield Paragraph("Annex", (Text("附件", "Annex").say(lang),), starts_page=True)
    yield BLANK
    yield title_of(name)
    yield BLANK
