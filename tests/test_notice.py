"""The notice: on the page of official documents, with the units of every grade, and nothing made up."""

from __future__ import annotations

import datetime
import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import docx
import pytest

from gkpg.cli.main import main
from gkpg.reports.disclosure import Disclosure
from gkpg.reports.docx import document
from gkpg.reports.docx.numerals import chinese_numeral, spell_date
from gkpg.reports.docx.titles import break_title
from gkpg.reports.report import Report
from gkpg.round.publication import Publication
from gkpg.scoring.describe import describe_grade
from tests.conftest import ROOT
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from gkpg.base.text import Lang
    from gkpg.scoring import GroupResult, Results

EXAMPLE = ROOT / "examples" / "shanghai-2022"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OPEN, GRADES = Disclosure("public"), Disclosure("public", scores=False)
PUBLISHED = Publication(
    title="关于考核结果的通报", number="府办发〔2026〕1号", addressee="各区", basis="办法", signatory="市政府办公厅",
    date=datetime.date(2026, 12, 10),
)  # fmt: skip

needs_libreoffice = pytest.mark.skipif(
    (shutil.which("soffice") is None or shutil.which("pdftotext") is None)
    and not os.environ.get("GKPG_NEED_LIBREOFFICE"),
    reason="LibreOffice or pdftotext is not installed",
)


def with_publication(results: Results, written: Publication | None, **others: object) -> Results:
    """The same results of a round that says something else of its publication, or of itself."""
    assessment = results.round.assessment
    assert assessment is not None
    assessment = assessment.model_copy(update={"publication": written, **others})
    return replace(results, ledger=replace(results.ledger, round=replace(results.round, assessment=assessment)))


def written(results: Results, lang: Lang = "zh", disclosure: Disclosure = OPEN) -> bytes:
    document.write(Report(results, lang, disclosure=disclosure), out := io.BytesIO())
    return out.getvalue()


def opened(results: Results, lang: Lang = "zh", disclosure: Disclosure = OPEN) -> Document:
    return docx.Document(io.BytesIO(written(results, lang, disclosure)))


def lines(of: Document) -> list[tuple[str, str]]:
    """The paragraphs that say something, each with its style."""
    return [(each.style.name or "", each.text) for each in of.paragraphs if each.style is not None and each.text]


def said(of: Document) -> list[str]:
    return [text for _, text in lines(of)]


def tables(of: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in of.tables]


def graded(group: GroupResult, lang: Lang) -> dict[str, list[str]]:
    """The units of each grade that anybody has, as the result has them."""
    found: dict[str, list[str]] = {}
    for band in group.rules.grades.bands if group.rules else ():
        units = [unit.name for unit in group.units if unit.band == band.name]
        name = describe_grade(group.rules, band.name)
        if units and name:
            found[name.say(lang)] = units
    return found


def told(of: Document, lang: Lang) -> list[tuple[str, int, list[str]]]:
    """Every grade that a notice has: its name, the count in its heading, the units below it."""
    found = []
    heads = re.compile(
        r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\. |\(\d+\) )(.+?)(?:（(\d+)个）| \((\d+)\))"
    )
    rows = lines(of)
    for (_, head), (style, below) in pairwise(rows):
        match = heads.fullmatch(head)
        if match and style == "Body" and match[1] not in {"未评定等次", "No grade"}:
            names = below.rstrip("。.").replace(" and ", ", ")
            found.append((match[1], int(match[2] or match[3]), re.split("、|, ", names)))
    return found


@pytest.mark.parametrize("case", [EXAMPLE, *CASES], ids=lambda case: case.name)
def test_every_figure_of_a_notice_is_that_of_the_result(case: Path) -> None:
    """Grades with counts and units, ranks and totals; without scores nothing that tells one."""
    results = scored(case)
    check_grades(results, opened(results))
    check_annex(results, opened(results))
    check_no_scores(results, opened(results, disclosure=GRADES))


def check_grades(results: Results, of: Document) -> None:
    groups = [group for group in results.groups if group.rules and group.rules.grades.bands]
    expected = [(name, len(units), units) for group in groups for name, units in graded(group, "zh").items()]
    assert [each for each in told(of, "zh") if each[0] in {name for name, _, _ in expected}] == expected


def check_annex(results: Results, of: Document) -> None:
    for group, (head, *rows) in zip(results.groups, tables(of), strict=True):
        assert head[:3] == ["名次", "单位", "总分"]
        shown = [
            [str(unit.rank or "—"), unit.name, "—" if unit.total is None else str(unit.total)] for unit in group.units
        ]
        assert [row[:3] for row in rows] == shown
        grades = [describe_grade(group.rules, unit.band) for unit in group.units]
        if head[-1] == "等次":
            assert [row[-1] for row in rows] == [grade.zh if grade else "—" for grade in grades]


def check_no_scores(results: Results, of: Document) -> None:
    assert tables(of) == []
    places = {unit: place for group in results.round.groups for place, unit in enumerate(group.units)}
    listed = [units for _, _, units in told(of, "zh") if all(unit in places for unit in units)]
    assert [sorted(units, key=places.__getitem__) for units in listed] == listed
    whole = "\n".join(said(of))
    assert "附件" not in whole
    assert not [unit for group in results.groups for unit in group.units if unit.total and f"{unit.total:.2f}" in whole]


def test_an_english_notice() -> None:
    results = with_publication(scored(EXAMPLE), None)
    text = said(opened(results, "en"))
    assert text[:2] == [
        "〔　　　　〕",
        "Notice on the results of\n2022年上海市政务公开考核评估\n（样例，单位和得分均为虚构）",
    ]
    assert text[2] == "To: 〔　　　　〕"
    assert text[3].startswith("Under 〔　　　　〕, 2022年上海市政务公开考核评估")
    assert text[3].endswith(
        "for 36 units (区政府: 16, 市级部门: 20). The results are as follows; within a grade, units stand by rank."
    )
    assert text[4:6] == ["1. 区政府 (16)", "(1) Excellent (3)"]


def test_what_is_not_written_is_left_blank_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(opened(with_publication(scored(EXAMPLE), None)))
    assert text[0] == "〔　　　　〕"
    assert text[2] == "〔　　　　〕："
    assert text[3].startswith("根据〔　　　　〕，")
    assert text[-6:-4] == ["〔　　　　〕", "〔　　〕年〔　〕月〔　〕日"]
    results = with_publication(scored(EXAMPLE), PUBLISHED.model_copy(update={"number": None, "date": None}))
    assert [name.zh for name in document.left_blank(Report(results, "zh"))] == ["发文字号", "成文日期"]
    assert main(["report", str(EXAMPLE / "result.sqlite"), "-o", str(tmp_path / "通知.docx"), "--lang", "zh"]) == 0
    assert "留空" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("notice", "留空待填：发文字号、主送机关、依据、发文机关、成文日期；"),
        ("internal", "留空待填：发文机关、成文日期；"),
    ],
)
def test_blanks_are_told_on_screen(kind: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = next(case for case in CASES if case.name == "grades-none")
    result, path = tmp_path / "result.sqlite", tmp_path / "报告.docx"
    main(["score", "--assessment", str(case), "-o", str(result)])
    capsys.readouterr()
    assert main(["report", str(result), "-o", str(path), "--kind", kind, "--lang", "zh"]) == 0
    assert told in capsys.readouterr().out
    assert document.is_as_written(path)


def test_number_title_addressee_signatory_and_date_are_those_of_the_assessment() -> None:
    text = said(opened(with_publication(scored(EXAMPLE), PUBLISHED)))
    assert text[:3] == ["府办发〔2026〕1号", "关于考核结果的通报", "各区："]
    assert text[3].startswith("根据办法，")
    assert text[-6:-4] == ["市政府办公厅", "2026年12月10日"]


def test_the_date_is_four_characters_from_the_edge_and_the_signatory_over_its_middle() -> None:
    for signatory, of_signatory, of_date in (
        ("市政府办公厅", 4.5, 4), ("市人民政府", 5, 4), ("中华人民共和国国务院新闻办公室互联网新闻研究中心", 0, 8.5),
    ):  # fmt: skip
        results = with_publication(scored(EXAMPLE), PUBLISHED.model_copy(update={"signatory": signatory}))
        found = {each.style.name: each for each in opened(results).paragraphs if each.style is not None}
        indents = [found[name].paragraph_format.right_indent for name in ("Signatory", "Date")]
        assert [round((indent.pt if indent else 0) / 15.75, 1) for indent in indents] == [of_signatory, of_date]


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("关于2022年政务公开考核结果的通报", ["关于2022年政务公开考核结果的通报"]),
        ("关于2022年上海市政务公开考核评估（样例，单位和得分均为虚构）结果的通报", ["关于2022年上海市政务公开考核评估", "（样例，单位和得分均为虚构）结果的通报"]),
        ("关于上海市2014年度政府信息公开考核结果的通报", ["关于上海市2014年度", "政府信息公开考核结果的通报"]),
        ("某" * 60, ["某" * 15] * 4),
        ("某" * 400, ["某" * 400]),
    ],
)  # fmt: skip
def test_titles_are_broken_into_even_lines(title: str, broken: list[str]) -> None:
    assert list(break_title(title, 19.5)) == broken


def test_numerals_and_dates() -> None:
    assert [chinese_numeral(number) for number in (1, 9, 10, 11, 20, 21, 99, 100)] == [
        "一", "九", "十", "十一", "二十", "二十一", "九十九", "100",
    ]  # fmt: skip
    day = datetime.date(2026, 1, 5)
    assert (spell_date(day, "zh"), spell_date(day, "en")) == ("2026年1月5日", "5 January 2026")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_style_names_its_fonts_for_every_script_and_no_theme(lang: Lang) -> None:
    with zipfile.ZipFile(io.BytesIO(written(scored(EXAMPLE), lang))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    assert [name for name in parts if "theme" in name.lower()] == []
    assert not [name for name, part in parts.items() if "heme=" in part]
    assert "rFonts" not in parts["word/document.xml"]
    fonts = [each.attrib for each in ET.fromstring(parts["word/styles.xml"]).iter(f"{W}rFonts")]  # noqa: S314 - our own
    paragraphs = parts["word/styles.xml"].count('w:type="paragraph"')
    assert len(fonts) == paragraphs + 1
    for each in fonts:
        named = [each[f"{W}{script}"] for script in ("ascii", "hAnsi", "eastAsia", "cs")]
        assert len(set(named)) == (1 if lang == "zh" else 2)
        assert (f"{W}hint" in each) == (lang == "zh")


def test_the_styles_have_the_fonts_and_sizes_of_the_standard() -> None:
    styles = {each.name: each for each in opened(scored(EXAMPLE)).styles}
    expected = {
        "Title": ("方正小标宋简体", 22), "Body": ("仿宋_GB2312", 16), "Heading 1": ("黑体", 16), "Heading 2": ("楷体_GB2312", 16),
        "Addressee": ("仿宋_GB2312", 16), "Annex": ("黑体", 16), "Date": ("仿宋_GB2312", 16), "Page Number": ("宋体", 14),
    }  # fmt: skip
    assert {name: (styles[name].font.name, styles[name].font.size.pt) for name in expected} == expected
    (section,) = opened(scored(EXAMPLE)).sections
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in margins if each is not None] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_hostile_names_are_shown_and_do_nothing() -> None:
    name = "<w:br/>&amp;\u202e甲\x07\ud800" + "长" * 30_000
    of = opened(with_publication(scored(EXAMPLE), PUBLISHED.model_copy(update={"signatory": name, "addressee": name})))
    found = dict(lines(of))
    assert found["Signatory"].startswith("<w:br/>&amp;\\u202e甲\\u0007")
    assert len(found["Signatory"]) < 1_100


def pages_of(path: Path, folder: Path) -> list[list[str]]:
    """The lines of every page of a document as LibreOffice prints it, from the top; the page number is the last."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    shown = subprocess.run(
        ["pdftotext", "-bbox", str(path.with_suffix(".pdf")), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    return [_lines(page) for page in shown.split("<page ")[1:]]


def _lines(page: str) -> list[str]:
    words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>', page)
    found: dict[int, list[tuple[float, str]]] = {}
    for left, top, bottom, word in words:
        found.setdefault(round((float(top) + float(bottom)) / 2 / 4), []).append((float(left), word))
    return ["".join(word for _, word in sorted(found[line])) for line in sorted(found)]


@needs_libreoffice
def test_a_page_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    long = PUBLISHED.model_copy(update={"basis": "办" * 1_000})
    path = tmp_path / "通报.docx"
    path.write_bytes(written(with_publication(scored(EXAMPLE), long), disclosure=GRADES))
    first, second, *rest = pages_of(path, tmp_path)
    # number, two blank lines, title, blank line, addressee: 16 lines are left for the text
    assert first[:3] == ["府办发〔2026〕1号", "关于考核结果的通报", "各区："]
    assert [len(line) for line in first[3:-1]] == [26, *[28] * 15]
    full = [line for line in second[:-1] if set(line) == {"办"}]
    assert {len(line) for line in full} == {28}
    assert (len(full) > 15, len(second[:-1])) == (True, 22)
    assert [page[-1] for page in (first, second, *rest)] == [f"—{n}—" for n in range(1, 3 + len(rest))]


@needs_libreoffice
def test_nothing_is_lost_in_print(tmp_path: Path) -> None:
    """LibreOffice did not print punctuation that hung over the edge of a line."""
    path = tmp_path / "通报.docx"
    results = with_publication(scored(EXAMPLE), PUBLISHED.model_copy(update={"basis": "办法、" * 150}))
    path.write_bytes(written(results, disclosure=GRADES))
    printed = "".join(line for page in pages_of(path, tmp_path) for line in page[:-1])
    assert printed == re.sub(r"\s", "", "".join(said(opened(results, disclosure=GRADES))))


@needs_libreoffice
def test_the_annex_begins_a_page_and_every_page_of_its_table_has_the_headings(tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(written(scored(EXAMPLE)))
    pages = pages_of(path, tmp_path)
    heads = [page[0] for page in pages]
    annex = heads.index("附件")
    assert pages[annex][1:4] == ["各单位得分和名次", "区政府", "名次单位总分等次"]
    assert all("名次单位总分等次" in page for page in pages[annex:])
