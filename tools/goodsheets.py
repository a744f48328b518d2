"""Good sheets for the fuzzer: filled without a fault, saved in the ways that programs save them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import openpyxl

from gkpg.findings.gallery import BASE
from gkpg.rubric import Library, load_rubric
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric

Parts = dict[str, bytes]

SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
#: Scores of 1.1, 1.2 and 2, and the reason for the judgement.
FULL: dict[str, Any] = {"G6": 2, "G7": 1, "G9": 1.5, "I9": "案例二则 & <附件>"}
#: The unit of the sheets that are spoiled, and those whose scores must not change.
SPOILED, UNITS = "丁区", ("甲区", "乙区", "丙区")
_UNIT = f"{SPOILED}-评分组-1"
MATRIX = "单位,1.1 目录,1.2 更新,2 特色\n戊区,2,1,1.5\n己区,1.25,0,2\n庚区,0.5,1,0\n"
_SHARED = re.compile(r'(<c [^>]*?) t="s"( ?)><v>([0-9]+)</v>')
_INLINE = re.compile(r'(<c [^>]*?) t="inlineStr"( ?)><is><t[^>]*>([^<]*)</t></is>')
_STRING = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_TEXT = re.compile(r"<t[^>]*>([^<]*)</t>")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_RELATION = (
    b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
    b'Target="/xl/sharedStrings.xml" Id="rIdShared"/>'
)


@dataclass(frozen=True)
class Good:
    """A good file: its name and its bytes."""

    name: str
    raw: bytes


def library(folder: Path) -> Library:
    """The library of the smallest rubric, which is named, so that sheets that say nothing have it as well."""
    path = folder / "smallest.yaml"
    path.write_text(BASE, "utf-8")
    rubric = load_rubric(path).rubric
    assert rubric is not None
    return Library((rubric,), (rubric,), ())


def filled(rubric: Rubric, unit: str, cells: dict[str, Any] = FULL) -> bytes:
    """A sheet filled and saved by openpyxl, which here stands for any other program."""
    workbook = openpyxl.load_workbook(io.BytesIO(render_unit_sheet(BlankUnitSheet(rubric, unit, "评分组", "1"))))
    for address, value in cells.items():
        workbook.worksheets[0][address] = value
    return _saved(workbook)


def _saved(workbook: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def parts_of(raw: bytes) -> Parts:
    """The parts of a zip file."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: Parts, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as a zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression, compresslevel=1) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data, compression)
    return file.getvalue()


def inlined(parts: Parts) -> Parts:
    """A workbook whose texts stand in their cells, not in the part of shared strings."""
    strings = ["".join(_TEXT.findall(each)) for each in _STRING.findall(parts.get(STRINGS, b"").decode())]

    def inline(cell: re.Match[str]) -> str:
        return f'{cell[1]} t="inlineStr"{cell[2]}><is><t xml:space="preserve">{strings[int(cell[3])]}</t></is>'

    return {**parts, **{name: _SHARED.sub(inline, data.decode()).encode() for name, data in _sheets(parts)}}


def shared(parts: Parts) -> Parts:
    """A workbook whose texts stand in the part of shared strings, as most programs write them."""
    strings = dict.fromkeys(text for _, data in _sheets(parts) for *_, text in _INLINE.findall(data.decode()))
    if STRINGS in parts or not strings:
        return parts
    numbers = {text: number for number, text in enumerate(strings)}

    def share(cell: re.Match[str]) -> str:
        return f'{cell[1]} t="s"{cell[2]}><v>{numbers[cell[3]]}</v>'

    changed = {name: _INLINE.sub(share, data.decode()).encode() for name, data in _sheets(parts)}
    each = "".join(f"<si><t>{text}</t></si>" for text in strings)
    xml = f'<sst xmlns="{_MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">{each}</sst>'
    relations = parts[_RELATIONS].replace(b"</Relationships>", _RELATION + b"</Relationships>")
    return {**parts, **changed, _RELATIONS: relations, STRINGS: xml.encode()}


def _sheets(parts: Parts) -> list[tuple[str, bytes]]:
    return [(name, data) for name, data in parts.items() if name.startswith("xl/worksheets/sheet")]


def _marked(rubric: Rubric) -> Parts:
    """A sheet with a hidden row and column, a filter, and a formula with its result."""
    workbook = openpyxl.load_workbook(io.BytesIO(filled(rubric, SPOILED, {**FULL, "G7": "=1-0.5"})))
    sheet = workbook.worksheets[0]
    sheet.row_dimensions[8].hidden = True
    sheet.row_dimensions[40].hidden = True
    sheet.column_dimensions["L"].hidden = True
    sheet.auto_filter.ref = "A5:M9"
    parts = shared(parts_of(_saved(workbook)))
    return {**parts, SHEET: parts[SHEET].replace(b"<f>1-0.5</f><v />", b"<f>1-0.5</f><v>0.5</v>")}


def _matrix() -> bytes:
    workbook = openpyxl.Workbook()
    for line in MATRIX.splitlines():
        workbook.worksheets[0].append([float(each) if each[:1].isdigit() and " " not in each else each
                                       for each in line.split(",")])  # fmt: skip
    return _saved(workbook)


def good_files(rubric: Rubric, folder: Path, office: bool = True) -> list[Good]:
    """Every kind of good file. xls and ods are among them where LibreOffice is installed and `office` asks for them."""
    plain = filled(rubric, SPOILED)
    parts = parts_of(plain)
    found = [
        Good(f"{_UNIT}.xlsx", zipped(shared(parts))),
        Good(f"{_UNIT}.xlsx", zipped(inlined(parts))),
        Good(f"{_UNIT}.xlsx", zipped(shared(parts), zipfile.ZIP_STORED)),
        Good(f"{_UNIT}.xlsm", zipped(inlined(parts), zipfile.ZIP_STORED)),
        Good(f"{_UNIT}.xlsx", zipped(_marked(rubric))),
        Good("评分组-1.xlsx", _matrix()),
        *(Good("评分组-1.csv", MATRIX.encode(encoding)) for encoding in ("utf-8", "gb18030", "utf-16")),
    ]
    if office and shutil.which("soffice"):
        found += [_by_office(plain, suffix, folder) for suffix in (".xls", ".ods", ".xlsx")]
    return found


def _by_office(raw: bytes, suffix: str, folder: Path) -> Good:
    """A sheet as LibreOffice saves it."""
    given, made = folder / "given.xlsx", folder / "office"
    given.write_bytes(raw)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", suffix[1:], "--outdir", str(made), str(given)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return Good(f"{_UNIT}{suffix}", (made / f"given{suffix}").read_bytes())
