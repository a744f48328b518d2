"""`gkpg migrate`: filled sheets to another version of their rubric."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.chosen import AssessmentOption, assessment_of, is_sound, rubric_named, sheets_of
from gkpg.cli.options import Jobs, Sheets  # noqa: TC001 - Typer reads them
from gkpg.cli.reading import files_found
from gkpg.cli.sayings import say
from gkpg.cli.writing import Sentences, write_sheets
from gkpg.findings import Finding, FindingError, Place
from gkpg.words import listed

if TYPE_CHECKING:
    from gkpg.assessment.load import LoadedAssessment
    from gkpg.cli.screen import Screen
    from gkpg.handedin import Found
    from gkpg.migrate import Folder, Plan
    from gkpg.rubric import Rubric


def migrate(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", help="migrate.to", metavar="RUBRIC")],
    sheets: Sheets = None,
    old: Annotated[str | None, typer.Option("--from", help="migrate.from", metavar="RUBRIC")] = None,
    git: Annotated[str | None, typer.Option("--git", help="migrate.git", metavar="REVISION")] = None,
    assessment: AssessmentOption = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="migrate.output", metavar="DIR")] = None,
    jobs: Jobs = None,
) -> int:
    """Make filled sheets anew under another version of their rubric."""
    screen: Screen = context.obj
    loaded = assessment_of(assessment)
    if loaded is not None and not is_sound(loaded, screen):
        return 1
    paths = sheets_of(loaded, sheets)
    new, olds = rubric_named(to, screen), _former(old, git, to, screen)
    if new is None or olds is None:
        return 2
    for missing in (path for path in paths if not path.exists()):
        raise FindingError(Finding("F101", Place(str(missing))))
    found = files_found(paths, screen)
    if found is None:
        return 2
    folder = _folder(found, new, olds, loaded, jobs, screen)
    _show(folder, screen)
    if not folder.sheets:
        screen.say("migrate.nothing", rubric=f"{new.rubric} {new.version}")
        return 1 if folder.findings else 0
    return _write(folder, output, screen) or (1 if folder.findings else 0)


def _folder(
    found: Found, new: Rubric, olds: list[Rubric], loaded: LoadedAssessment | None, jobs: int | None, screen: Screen
) -> Folder:
    """What becomes of the files."""
    from gkpg.handedin import read_files  # noqa: PLC0415 - help pages need none of it
    from gkpg.migrate import folder_of, known_first, reader_for  # noqa: PLC0415
    from gkpg.rubric import Library  # noqa: PLC0415
    from gkpg.sheets.held import NOTHING  # noqa: PLC0415

    known = known_first((*olds, *Library.gather([]).rubrics, new))
    with screen.progress("score.reading", len(found.files)) as step:
        files = read_files(found.files, reader_for(known, new, olds), step, jobs)
    paths = {name: path for path, name in found.files}
    round_ = loaded.round if loaded is not None and loaded.round is not None else NOTHING
    return folder_of([(file, paths[file.name]) for file in files], known, new, round_)


def _former(old: str | None, git: str | None, to: str, screen: Screen) -> list[Rubric] | None:
    """The rubrics that sheets may have been made under, as they are named."""
    from gkpg.changes.revisions import rubrics_at  # noqa: PLC0415 - help pages need none of it

    found: list[Rubric] = []
    if old is not None:
        rubric = rubric_named(old, screen)
        if rubric is None:
            return None
        found.append(rubric)
    if git is not None:
        folder = Path(to).parent if Path(to).exists() else Path("rubrics")
        found += [each.rubric for each in rubrics_at(git, [folder]) if each.rubric is not None]
    return found


def _show(folder: Folder, screen: Screen) -> None:
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


def _plan(plan: Plan, screen: Screen) -> None:
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
        screen.line(say("migrate.open", lang, items=listed(open_, 100).say(lang)))


def _write(folder: Folder, output: Path | None, screen: Screen) -> int:
    """Write the new sheets, or say how; 2 where they cannot be, which has then been said."""
    if output is None:
        screen.say("migrate.how")
        return 0
    sheets = [(each.name, each.make) for each in folder.sheets if each.make is not None]
    return write_sheets(sheets, output, screen, Sentences("migrate.writing", "migrate.same", "migrate.wrote"))
