"""The rules at hand, held against those that a result was scored by: rubrics and the assessment file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gkpg.base.text import Text, spell_path
from gkpg.differences.rubrics.change_words import describe_change
from gkpg.differences.rubrics.comparison import compare_rubrics
from gkpg.differences.rule_differences import compare_rules
from gkpg.differences.words.rule_words import describe_rule_difference
from gkpg.findings.codes import Severity
from gkpg.rubric import Library, Rubric, find_rubric_files, load_rubrics, read_as_written
from gkpg.verification.deviation import Deviation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.findings.finding import Finding
    from gkpg.round.load import LoadedAssessment
    from gkpg.round.round import Round
    from gkpg.scoring import Results


_UNSOUND = Text("手头的规则不成立", "the rules at hand are not sound")
_ASSESSMENT, _FINGERPRINT = Text("考核文件", "assessment file"), Text("指纹", "fingerprint")


@dataclass(frozen=True)
class RulesAtHand:
    """The rubrics and the assessment that are at hand; `round` is None where there is no sound assessment file.

    `rubrics` are those that sheets can be read by; `unsound` are as they are written. `errors` say what is wrong.
    `file` is the assessment file, sound or not, None where there is none; `folder` where rubrics were looked for.
    """

    rubrics: tuple[Rubric, ...]
    round: Round | None
    unsound: tuple[Rubric, ...]
    errors: tuple[Finding, ...]
    file: str | None
    folder: str


@dataclass(frozen=True)
class RulesCheck:
    """What of the rules was looked at: the rubrics that were at hand, and those that were not, by id and version.

    `is_assessment_due` says that the result was scored by an assessment file; `file` and `folder` are as in
    `RulesAtHand`.
    """

    compared: tuple[str, ...]
    missing: tuple[str, ...]
    is_assessment_due: bool
    is_assessment_compared: bool
    file: str | None
    folder: str
    deviations: tuple[Deviation, ...]


def find_rules(named: Sequence[Path], loaded: LoadedAssessment | None) -> RulesAtHand:
    """The rules that `gkpg score` would use: an assessment that was loaded, the rubrics named and those beside it."""
    folder = (loaded.folder if loaded else Path()) / "rubrics"
    library = loaded.library if loaded else Library.gather(named, folder)
    files = find_rubric_files((*named, folder) if folder.is_dir() else named)
    unsound = [each for each in load_rubrics(files) if each.rubric is None]
    written = (read_as_written(each) for each in unsound)
    errors = loaded.findings if loaded else (finding for each in unsound for finding in each.findings)
    return RulesAtHand(
        library.rubrics,
        loaded.round if loaded else None,
        tuple(each for each in written if each is not None),
        tuple(each for each in errors if each.severity is Severity.ERROR),
        loaded.file if loaded else None,
        spell_path(folder),
    )


def check_rules(results: Results, at_hand: RulesAtHand) -> RulesCheck:
    """Hold the rules of a result against those at hand."""
    known = {(each.rubric, each.version): each for each in reversed((*at_hand.unsound, *at_hand.rubrics))}
    written = {(each.rubric, each.version): each for each in results.round.written_rubrics}
    found: list[Deviation] = []
    for key, rubric in written.items():
        if key in known:
            found += _of_rubric(rubric, known[key])
    names = {key: " ".join(key) for key in written}
    if at_hand.round is not None:
        found += _of_rules(results.round, at_hand.round)
    found += (Deviation("rule", _UNSOUND, said=Text(each.line("zh"), each.line("en"))) for each in at_hand.errors)
    return RulesCheck(
        tuple(names[key] for key in written if key in known),
        tuple(names[key] for key in written if key not in known),
        results.round.assessment is not None,
        at_hand.round is not None,
        at_hand.file,
        at_hand.folder,
        tuple(found),
    )


def _of_rubric(kept: Rubric, found: Rubric) -> Iterator[Deviation]:
    """What a rubric at hand has otherwise, in the words of `gkpg diff`."""
    place = Text(f"指标表 {kept.rubric} {kept.version}", f"rubric {kept.rubric} {kept.version}")
    changes = compare_rubrics(kept, found).changes
    yield from (Deviation("rubric", place, said=describe_change(change)) for change in changes)
    if not changes and kept.fingerprint != found.fingerprint:
        yield Deviation("rubric", place, _FINGERPRINT, kept.fingerprint, found.fingerprint)


def _of_rules(kept: Round, found: Round) -> Iterator[Deviation]:
    for rule in compare_rules(kept, found):
        yield Deviation("rule", _ASSESSMENT, said=describe_rule_difference(rule))
