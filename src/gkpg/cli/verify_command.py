"""`gkpg verify`: whether a result still follows from what it was made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.base.text import list_words, tidy_text
from gkpg.cli.inputs import AssessmentOption, find_assessment, is_wrong_folder
from gkpg.cli.messages import say
from gkpg.cli.options import AllOption, JobsOption, OutputFormat, OutputOption
from gkpg.round import FILE, assessment_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.cli.screen import Screen
    from gkpg.ledger.submissions import SubmittedFiles
    from gkpg.verification.rules_at_hand import RulesAtHand, RulesCheck
    from gkpg.verification.verification import Verification

#: So many deviations are shown unless all are asked for.
_MOST = 30


def verify(
    context: typer.Context,
    result: Annotated[Path | None, typer.Argument(help="report.result", metavar="RESULT")] = None,
    sheets: Annotated[list[Path] | None, typer.Option("--sheets", help="verify.sheets", metavar="DIR")] = None,
    rubric: Annotated[list[Path] | None, typer.Option("--rubric", "-r", help="verify.rubric", metavar="FILE")] = None,
    assessment: AssessmentOption = None,
    digest: Annotated[bool, typer.Option("--digest", help="verify.digest")] = False,
    jobs: JobsOption = None,
    every: AllOption = False,
    output_format: OutputOption = OutputFormat.TEXT,
) -> int:
    """Verify a result file."""
    screen: Screen = context.obj
    source = result or Path("result.sqlite")
    if result is None and is_wrong_folder(source, "folder.result", screen):
        return 2
    if digest:
        from gkpg.verification.digest import digest_line  # noqa: PLC0415 - help pages need none of it

        screen.document(digest_line(source))
        return 0
    at_hand = _rules_at_hand(rubric or [], assessment) if sheets or rubric or assessment else None
    found = _find_sheets(sheets, screen)
    if found is None and sheets:
        return 2
    verified = _verify(source, found, at_hand, jobs, screen)
    if output_format is OutputFormat.JSON:
        from gkpg.verification.verdict_values import verification_values  # noqa: PLC0415 - not needed for text

        values = verification_values(verified, str(source), screen.lang)
        screen.document(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        _show(verified, source, screen, every=every)
    return 0 if verified.is_same else 1


def _rules_at_hand(rubrics: Sequence[Path], assessment: Path | None) -> RulesAtHand:
    """The rules that `gkpg score` would use here, sound or not. Raises FindingError."""
    from gkpg.ledger.submissions import refuse_missing  # noqa: PLC0415 - help pages need none of it
    from gkpg.rubric import find_packaged  # noqa: PLC0415
    from gkpg.verification.rules_at_hand import find_rules  # noqa: PLC0415

    named = [find_packaged(path) for path in rubrics]
    refuse_missing(named)
    return find_rules(named, find_assessment(assessment, named))


def _find_sheets(sheets: Sequence[Path] | None, screen: Screen) -> SubmittedFiles | None:
    """The files at these paths; None where there are none, which has then been said."""
    if not sheets:
        return None
    from gkpg.cli.reading_options import find_submitted_files  # noqa: PLC0415 - help pages need none of it
    from gkpg.ledger.submissions import refuse_missing  # noqa: PLC0415

    refuse_missing(sheets)
    return find_submitted_files(sheets, screen)


def _verify(
    source: Path, found: SubmittedFiles | None, at_hand: RulesAtHand | None, jobs: int | None, screen: Screen
) -> Verification:
    from gkpg.verification.verification import VerificationRequest, verify  # noqa: PLC0415 - help pages need none of it

    with screen.progress("score.reading", len(found.files) if found else 0) as step:
        return verify(VerificationRequest(source, found, at_hand, jobs, step))


def _show(found: Verification, source: Path, screen: Screen, *, every: bool) -> None:
    """The answer, every deviation, what was looked at and what was not."""
    count = len(found.deviations)
    key = "verify.same" if not count else "verify.differs_once" if count == 1 else "verify.differs"
    screen.say(key, file=str(source), count=str(count))
    shown = found.deviations if every or count <= _MOST else found.deviations[:_MOST]
    for each in shown:
        screen.line(f"  {tidy_text(each.line(screen.lang))}")
    if len(shown) < count:
        screen.line(f"  {say('verify.more', screen.lang, count=str(count - len(shown)))}")
    beside = assessment_file(source.parent)
    unseen = _unseen(found, screen, str(beside) if beside.is_file() else "")
    for heading, lines in (("verify.looked", _looked_at(found, screen)), ("verify.unseen", unseen)):
        screen.say(heading)
        for line in lines:
            screen.line(f"  {tidy_text(line)}")


def _looked_at(found: Verification, screen: Screen) -> Iterator[str]:
    seal, rules, lang = found.inspection, found.rules, screen.lang
    counts = {name: str(count) for name, count in found.counts._asdict().items()} if found.counts else {}
    facts = {"records": str(seal.records), "changed": str(len(seal.changed)), **counts}
    facts["rubrics"] = list_words(rules.compared if rules else ()).say(lang)
    looked = {
        "verify.bytes": seal.are_bytes_sealed,
        "verify.other_bytes": not seal.are_bytes_sealed,
        "verify.content": seal.digest is not None,
        "verify.entries": found.counts is not None,
        "verify.read": found.sheets is not None,
        "verify.rubrics": rules is not None and bool(rules.compared),
        "verify.assessment": rules is not None and rules.is_assessment_compared,
    }
    yield from (say(key, lang, **facts) for key, is_so in looked.items() if is_so)


def _unseen(found: Verification, screen: Screen, beside: str) -> Iterator[str]:
    """What was not looked at; `beside` is an assessment file that lies beside the result file, empty for none."""
    seal, rules, sheets, lang = found.inspection, found.rules, found.sheets, screen.lang
    missing = tuple(map(" ".join, sheets.missing)) if sheets else ()
    absent = rules.missing if rules else ()
    facts = {"format": str(seal.version), "absent": list_words(absent).say(lang)}
    facts["missing"] = list_words(missing).say(lang)
    facts |= {"where": rules.folder if rules else "", "beside": beside}
    facts["file"] = (rules.file if rules else None) or FILE
    no_assessment = _no_assessment(rules, beside) if rules and not rules.is_assessment_compared else ""
    unseen = {
        "verify.no_content": seal.digest is None,
        "verify.no_entries": found.counts is None,
        "verify.no_sheets": sheets is None,
        "verify.no_settings": sheets is not None and not sheets.knows_settings,
        "verify.missing": bool(missing),
        "verify.no_rules": rules is None,
        "verify.no_rubrics": bool(absent),
        no_assessment: bool(no_assessment),
        "verify.unsigned": seal.digest is not None,
    }
    yield from (say(key, lang, **facts) for key, is_so in unseen.items() if is_so)


def _no_assessment(rules: RulesCheck, beside: str) -> str:
    """Why no assessment file was compared, as the key of a message."""
    if rules.file is not None:
        return "verify.unsound_assessment"
    if not rules.is_assessment_due:
        return "verify.without_assessment"
    return "verify.assessment_beside" if beside else "verify.no_assessment"
