"""A rule of a round in words, with what it stands on."""

from __future__ import annotations

from typing import NamedTuple

from gkpg.base.text import Text, list_words


class RuleDescription(NamedTuple):
    """One rule: what it settles, how, and its basis; None where it names none, or is gkpg's own (`is_default`)."""

    name: Text
    how: Text
    basis: str | None = None
    is_default: bool = False

    @property
    def footing(self) -> Text:
        """What the rule stands on."""
        if self.is_default:
            return _DEFAULT
        return _UNFOUNDED if self.basis is None else Text(self.basis, self.basis)


_DEFAULT = Text("gkpg 默认，非考核文件规定", "gkpg's default, not a rule of the assessment")
_UNFOUNDED = Text("考核文件所写，未注明依据", "written in the assessment, without a basis")


def describe_whose(groups: tuple[str, ...] | None, units: tuple[str, ...] | None) -> Text:
    """The groups and units that a rule is for, in brackets; nothing where it is for all."""
    named = list_words((*(groups or ()), *(units or ())))
    return Text(f"（{named.zh}）", f" ({named.en})") if named.zh else Text("", "")
