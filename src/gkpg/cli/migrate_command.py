"""`gkpg migrate`: filled sheets to another version of their rubric."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.base.text import list_words
from gkpg.cli.inputs import AssessmentOption, find_assessment, find_own_sheets, find_rubric, is_sound, rubrics_of_result
from gkpg.cli.messages import say
from gkpg.cli.options import JobsOption, SheetsArgument  # noqa: TC001 - Typer reads them
from gkpg.cli.reading_options import find_submitted_files
from gkpg.cli.sheet_writing import WritingSentences, write_sheets
from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place

if TYPE_CHECKING:
    from gkpg.authoring.migrate import MigratedFolder, MigrationPlan
    from gkpg.cli.screen import Screen
    from gkpg.ledger.submissions import SubmittedFiles
    from gkpg.round.load import LoadedAssessment
    from gkpg.rubric import Rubric


def migrate(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", help="migrate.to", metavar="RUBRIC")],
    sheets: SheetsArgument = None,
    old: Annotated[str | None, typer.Option("--from", help="migrate.from", metavar="RUBRIC")] = None,
    git: Annotated[str | None, typer.Option("--git", help="migrate.git", metavar="REVISION")] = None,
    assessment: AssessmentOption = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="migrate.output", metavar="DIR")] = None,
    jobs: JobsOption = None,
) -> int:
    """Make filled sheets anew under another version of their rubric."""
    screen: Screen = context.obj
    loaded = find_assessment(assessment)
    if loaded is not None and not is_sound(loaded, screen):
        return 1
    paths = find_own_sheets(loaded, sheets, screen)
    if paths is None:
        return 2
    new, olds = find_rubric(to, screen), _former(old, git, to, screen)
    if new is None or olds is None:
        return 2
    for missing in (path for path in paths if not path.exists()):
        raise FindingError(Finding("F101", Place(str(missing))))
    found = find_submitted_files(paths, screen)
    if found is None:
        return 2
    folder = _folder(found, new, olds, loaded, jobs, screen)
    _show(folder, screen)
    if not folder.sheets:
        screen.say("migrate.nothing", rubric=f"{new.rubric} {new.version}")
        return 1 if folder.findings else 0
    return _write(folder, output, jobs, screen) or (1 if folder.findings else 0)


def _folder(
    found: SubmittedFiles,
    new: Rubric,
    olds: list[Rubric],
    loaded: LoadedAssessment | None,
    jobs: int | None,
    screen: Screen,
) -> MigratedFolder:
    """What becomes of the files."""
    from gkpg.authoring.migrate import first_of_each_version, migrate_folder, reader_for  # noqa: PLC0415
    from gkpg.ledger.submissions import read_files  # noqa: PLC0415 - help pages need none of it
    from gkpg.rubric import Library  # noqa: PLC0415
    from gkpg.sheets.read.sheet_rules import NOTHING  # noqa: PLC0415

    of_parts = loaded.round.rubrics.values() if loaded is not None and loaded.round is not None else ()
    known = first_of_each_version((*olds, *Library.gather([]).rubrics, new, *of_parts))
    with screen.progress("score.reading", len(found.files)) as step:
        files = read_files(found.files, reader_for(known, new, olds), step, jobs)
    paths = {name: path for path, name in found.files}
    round_ = loaded.round if loaded is not None and loaded.round is not None else NOTHING
    return migrate_folder([(file, paths[file.name]) for file in files], known, new, round_)


def _former(old: str | None, git: str | None, to: str, screen: Screen) -> list[Rubric] | None:
    """The rubrics that sheets may have been made under, as they are named."""
    from gkpg.differences.rubrics.revision_rubrics import rubrics_at  # noqa: PLC0415 - help pages need none of it

    found: list[Rubric] = []
    found += rubrics_of_result(Path(old)) if old is not None else ()
    if old is not None and not found:
        rubric = find_rubric(old, screen)
        if rubric is None:
            return None
        found.append(rubric)
    if git is not None:
        folder = Path(to).parent if Path(to).exists() else Path("rubrics")
        found += [each.rubric for each in rubrics_at(git, [folder]) if each.rubric is not None]
    return found


def _show(folder: MigratedFolder, screen: Screen) -> None:
    """What would become of every row, and of every file."""
    for plan in folder.plans:
        _plan(plan, screen)
    for finding in folder.findings:
        screen.finding(finding)
    carried, left = sum(each.carried for each in folder.sheets), sum(each.left for each in folder.sheets)
    count = len(folder.sheets)
    figures = {"count": count, "carried": carried, "left": left, "stay": folder.count - count}
    screen.say("migrate.files", **{name: str(number) for name, number in figures.items()})
    if folder.there:
        screen.say("migrate.there", count=str(folder.there))


def _plan(plan: MigrationPlan, screen: Screen) -> None:
    lang = screen.lang
    old, new = plan.old, plan.new
    screen.say("migrate.title", rubric=new.rubric, old=old.version, new=new.version)
    carried = [row for row in plan.rows if row.why is None]
    screen.say("migrate.carried", count=str(len(carried)))
    for row in carried:
        if row.new is not None and row.new.label != row.old.label:
            screen.say("migrate.renamed", old=row.old.label, new=row.new.label)
    for row in plan.rows:
        if row.why is not None:
            screen.say("migrate.left", item=row.old.label, why=row.why.say(lang))
    open_ = [leaf.label for leaf in plan.open]
    if open_:
        screen.line(say("migrate.open", lang, items=list_words(open_, 100).say(lang)))


def _write(folder: MigratedFolder, output: Path | None, jobs: int | None, screen: Screen) -> int:
    """Write the new sheets, or say how; 2 where they cannot be, which has then been said."""
    from gkpg.io.workers import available  # noqa: PLC0415 - help pages need none of it

    if output is None:
        screen.say("migrate.how")
        return 0
    sheets = [(each.name, each.make) for each in folder.sheets if each.make is not None]
    sentences = WritingSentences("migrate.writing", "migrate.same", "migrate.wrote")
    return write_sheets(sheets, output, screen, sentences, workers=jobs or available())
