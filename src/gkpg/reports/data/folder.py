"""The files of open data, and the folder that they are written into."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.io.folders import FolderFile, FolderKind, write_whole_folder
from gkpg.reports import json
from gkpg.reports.data.descriptor import render_descriptor
from gkpg.reports.data.readme import render_readme
from gkpg.reports.data.rules import render_rubric, render_rules
from gkpg.reports.data.tables import TABLES
from gkpg.sheets.file_names import safe_file_name

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.reports.report import Report

KIND = FolderKind("files.txt", "gkpg report --format data", Text("开放数据的文件夹", "a folder of open data"))


def make_files(report: Report) -> dict[str, bytes]:
    """The files of open data, by name."""
    results, disclosure = report.results, report.disclosure
    tables = [table for table in TABLES if disclosure.shows(table.topic)]
    files = {f"{table.name}.csv": table.render(report, report.headings) for table in tables}
    json.write(report, document := io.BytesIO())
    files |= {"report.json": document.getvalue(), "rules.json": render_rules(results, disclosure)}
    for rubric in results.round.written_rubrics:
        files[safe_file_name(f"rubric-{rubric.rubric}-{rubric.version}") + ".yaml"] = render_rubric(rubric)
    files["README.md"] = render_readme(report, tables)
    return {"datapackage.json": render_descriptor(report, tables, files, report.headings), **files}


def write_files(path: Path, files: dict[str, bytes], *, force: bool) -> int:
    """Put them into a folder, all of them or none; how many it holds, its list too. Raises FindingError."""
    return 1 + write_whole_folder(path, (FolderFile(*each) for each in files.items()), KIND, force=force)
