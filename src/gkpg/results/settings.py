"""The settings of a result: how its files were found, read and chosen, so that the same can be done again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from gkpg.sheets.read.name_patterns import NamePattern
from gkpg.workbooks.limits import Limits

if TYPE_CHECKING:
    from gkpg.ledger.submissions import Prefer
    from gkpg.sheets.read.file_reader import FileReader


@dataclass(frozen=True, slots=True)
class ResultSettings:
    """What a command said, and the rubrics that were at hand: id, version and fingerprint of each.

    `units` are the units on the list, empty where there was none; `named` the id and version of the rubrics that were
    named. `limits` are those within which files were read.
    """

    units: tuple[str, ...]
    prefer: Prefer
    pattern: NamePattern
    split: bool
    limits: Limits
    rubrics: tuple[tuple[str, str, str], ...]
    named: tuple[tuple[str, str], ...]

    def as_json(self) -> str:
        """The settings as a result file has them."""
        said = {"units": self.units, "prefer": self.prefer, "pattern": self.pattern.text, "split": self.split}
        written = {**said, "limits": asdict(self.limits), "rubrics": self.rubrics, "named": self.named}
        return json.dumps(written, ensure_ascii=False)


def settings_of(reader: FileReader, units: tuple[str, ...], prefer: Prefer) -> ResultSettings:
    """The settings of files that are read by a reader, with the units on the list and which of two versions counts."""
    library = reader.library
    return ResultSettings(
        units=units,
        prefer=prefer,
        pattern=reader.pattern,
        split=reader.split,
        limits=reader.limits,
        rubrics=tuple((each.rubric, each.version, each.fingerprint) for each in library.rubrics),
        named=tuple((each.rubric, each.version) for each in library.named),
    )


def parse_settings(text: str) -> ResultSettings:
    """The settings that a result file has. Raises ValueError, KeyError, TypeError for what is none."""
    said = json.loads(text)
    return ResultSettings(
        units=tuple(said["units"]),
        prefer=said["prefer"],
        pattern=NamePattern(said["pattern"]),
        split=said["split"],
        limits=Limits(**said["limits"]),
        rubrics=tuple((*each,) for each in said["rubrics"]),
        named=tuple((*each,) for each in said["named"]),
    )
