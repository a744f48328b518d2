"""The plain way in which spreadsheets write XML, as patterns. Whatever differs is for the strict pass."""

from __future__ import annotations

import codecs
import re

from gkpg.base.memo import memoize
from gkpg.workbooks.markup import LONGEST_TAG

ATTRIBUTES = r'(?: [A-Za-z][A-Za-z0-9:]*="[^"<>&\n\t]*")*'
ATTRIBUTE = re.compile(r'([A-Za-z0-9:]+)="([^"]*)"')
#: What XML does not allow, and what it reads as another character (a carriage return).
NOT_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DECLARATION = re.compile(
    rb"""(?:\xef\xbb\xbf)?<\?xml version=(?:"1\.0"|'1\.0')(?: encoding=(?:"[uU][tT][fF]-8"|'[uU][tT][fF]-8'))?"""
    rb"""(?: standalone=(?:"yes"|'yes'))? ?\?>[ \t\r\n]*"""
)
#: A tag, or an empty row with those before it, that is longer is for the strict pass, which bounds them.
LONGEST_PLAIN = LONGEST_TAG // 4
_TAG = re.compile(r"(?:^|<[a-z]+)( [^>]*)")
_ROW_NUMBER = re.compile("[1-9][0-9]{0,6}")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos);)?")


class UnusualError(Exception):
    """Something is not written in the plain way."""


def is_utf_8(data: bytes) -> bool:
    """Whether a part does not declare another encoding."""
    return not data.startswith((b"<?", codecs.BOM_UTF8)) or DECLARATION.match(data) is not None


@memoize(500_000, 400)
def check_tags(tags: str) -> None:
    """No attribute stands twice in a tag, and rows have the numbers that rows can have. Raises UnusualError."""
    if len(tags) > LONGEST_PLAIN:
        raise UnusualError
    for tag in _TAG.findall(tags):
        attributes = ATTRIBUTE.findall(tag)
        if len({name for name, _ in attributes}) < len(attributes) or NOT_XML.search(tag) or "&" in tag:
            raise UnusualError
        if any(name == "r" and not _ROW_NUMBER.fullmatch(value) for name, value in attributes):
            raise UnusualError


def check_table_tags(tags: str) -> None:
    """The same of tags in a table, where none says anew what names mean. Raises UnusualError."""
    check_tags(tags)
    if " xmlns" in tags:
        raise UnusualError


def unescape_entities(text: str) -> str:
    """Text without the five entities of XML. Raises UnusualError for others."""
    if "&" not in text:
        return text
    if "&" in (match[0] for match in _ENTITY.finditer(text)):
        raise UnusualError
    return _ENTITY.sub(lambda match: _ENTITIES[match[1]], text)
