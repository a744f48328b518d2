"""Losses: whether a text still holds everything that another one holds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from gkpg.base.text import Text
from gkpg.yamlfiles.document import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruamel import yaml

_CONTENT = Text("内容会变", "its content would change")
_COMMENTS = Text("注释会丢", "a comment would be lost")
_DIRECTIVE = Text("% 指令会丢", "a directive (%) would be lost")


def find_loss(old: str, new: str) -> Text | None:
    """What would be lost if the new text stood in for the old; None if nothing is.

    The values are those that gkpg reads. The comments are those that another reader of YAML finds, so that what ours
    would overlook is missed here.
    """
    if any(line.startswith("%") for line in _before_content(old)):
        return _DIRECTIVE
    read = parse_yaml(new.encode(), "")
    if read.findings or read.data != parse_yaml(old.encode(), "").data:
        return _CONTENT
    from ruamel.yaml import YAML  # noqa: PLC0415 - only when something is laid out

    try:
        return None if _comments(old, YAML()) == _comments(new, YAML()) else _COMMENTS
    except Exception:  # what the other reader cannot read it cannot vouch for
        return _COMMENTS


def _before_content(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if line.strip() and not line.startswith(("#", "%")):
            return
        yield line


def _comments(text: str, reader: yaml.YAML) -> Counter[str]:
    """The comments of a text, as ruamel.yaml's scanner finds them, which keeps them on its tokens.

    It takes no tabs between or within values, where YAML allows them; so here they are spaces.
    """
    tokens = list(reader.scan(text.replace("\t", " ")))  # in full: comments go to tokens that have gone by
    said = (each for token in tokens for each in _flat(getattr(token, "comment", None)))
    return Counter(line.strip() for each in said for line in each.split("\n") if line.strip())


def _flat(comment: Any) -> Iterator[str]:
    if isinstance(comment, (list, tuple)):
        for each in comment:
            yield from _flat(each)
    elif comment is not None:
        yield str(getattr(comment, "value", comment))
