"""The Word document as a format of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.reports.docx.frame import CATEGORY
from gkpg.reports.docx.internal import internal_blocks
from gkpg.reports.docx.layout import lay_out
from gkpg.reports.docx.notice import notice_blocks
from gkpg.reports.docx.publication_facts import FOOT, HEAD, PublicationFacts
from gkpg.reports.package_seal import is_of_category, is_sealed

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from gkpg.base.text import Text
    from gkpg.reports.report import Report


def write(report: Report, out: BinaryIO) -> None:
    """Write a document of the kind that is wanted."""
    facts = PublicationFacts.of(report)
    if report.kind == "internal":
        lay_out(facts.internal_title, internal_blocks(report), report.lang, out)
    else:
        lay_out(facts.title, notice_blocks(report), report.lang, out)


def left_blank(report: Report) -> tuple[Text, ...]:
    """The names of what a document leaves blank, to be filled in."""
    keys = FOOT if report.kind == "internal" else (*HEAD, *FOOT)
    return PublicationFacts.of(report).missing(keys)


def is_own_report(path: Path) -> bool:
    """Whether a file is a Word document that gkpg wrote."""
    return is_of_category(path, CATEGORY)


def is_as_written(path: Path) -> bool:
    """Whether a document is just as gkpg wrote it."""
    return is_sealed(path)
