"""The leak check finds what is withheld wherever it stands in a written file, and nothing in files that are clean."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import docx
import pytest

from gkpg.base.text import LANGS
from gkpg.cli.main import main
from gkpg.reports import csv as csvfile
from gkpg.reports.data.folder import make_files
from gkpg.reports.disclosure import Disclosure
from gkpg.reports.formats import FORMATS
from gkpg.reports.leaks.check import LeakCheck, LeakError, check_bytes
from gkpg.reports.leaks.fields import UnreadPartError
from gkpg.reports.leaks.figures import figures_in
from gkpg.reports.leaks.reader import fields_of
from gkpg.reports.leaks.search import LeakSearch
from gkpg.reports.leaks.withheld import Withheld, list_withheld
from gkpg.reports.leaks.without_evidence import without_evidence
from gkpg.reports.report import Report
from gkpg.results.store import load_results
from gkpg.scoring import Results
from tests.conftest import ROOT
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gkpg.base.text import Lang
    from gkpg.scoring.unit_result import UnitResult

EXAMPLE = ROOT / "examples" / "shanghai-2022" / "result.sqlite"
OPEN, NAMES_ALONE = Disclosure("public"), Disclosure("public", scores=False)
NAME, REASON, LINK, FILE = (
    "张三丰",
    "台账缺两期，已电话核实",
    "https://dang.an.example/nei/bu/17",
    "甲区-检查组-张三丰.xlsx",
)
SHORT, SELF = "尚可", "97.35"
WITHHELD = (
    Withheld("assessor", NAME),
    Withheld("reason", REASON),
    Withheld("link", LINK),
    Withheld("file", FILE),
    Withheld("reason", SHORT),
    Withheld("own", SELF),
    Withheld("assessor", "John Q. Fields"),
)
SHOWN = ("政务公开基础工作", "台账完整", "第三方评估", "甲区")


def told(name: str, content: bytes) -> dict[str, str]:
    """Each text that is found in a file, and the first part in which it is."""
    found = LeakSearch(WITHHELD, SHOWN).search(fields_of(name, content))
    return {each.what.text: each.parts[0] for each in found}


def html(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html lang=zh><head><title>结果</title>{head}</head><body>{body}</body></html>".encode()


def zipped(parts: dict[str, bytes], comment: bytes = b"") -> bytes:
    with zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
        package.comment = comment
    return out.getvalue()


def member(**fields: bytes) -> bytes:
    """A package with one member that has a remark or an extra field."""
    with zipfile.ZipFile(out := io.BytesIO(), "w") as package:
        entry = zipfile.ZipInfo("a.xml")
        for field, value in fields.items():
            setattr(entry, field, value)
        package.writestr(entry, b"<a/>")
    return out.getvalue()


def document(change: Callable[[docx.document.Document], object]) -> bytes:
    """A good notice in which one thing was changed."""
    made = docx.Document()
    made.add_heading("关于评估结果的通知")
    made.add_paragraph("优秀（2个）：甲区、乙区。")
    change(made)
    made.save(out := io.BytesIO())
    return out.getvalue()


def in_runs(made: docx.document.Document) -> None:
    paragraph = made.add_paragraph("评分人：")
    for character in NAME:
        paragraph.add_run(character).bold = True


def in_a_table(made: docx.document.Document) -> None:
    made.add_table(1, 2).cell(0, 1).text = SHORT


def core(key: str, text: str) -> Callable[[docx.document.Document], None]:
    return lambda made: setattr(made.core_properties, key, text)


ESCAPED = "".join(f"\\u{ord(each):04x}" for each in NAME)
PACKED = base64.b64encode(REASON.encode()).decode()
CHART = "<c:chart xmlns:c='c'><c:v>97.350</c:v></c:chart>"
RELATIONS = f"<Relationships><Relationship Id='r1' Target='{LINK}' TargetMode='External'/></Relationships>"
EXTRA = b"\x99\x99" + len(NAME.encode()).to_bytes(2, "little") + NAME.encode()

#: Where it is planted: what a file is called, its bytes, what is in it.
PLANTED: dict[str, tuple[str, bytes, str]] = {
    "a cell of a csv": ("a.csv", f"单位,说明\r\n甲区,{REASON}\r\n".encode("utf-8-sig"), REASON),
    "a csv in GB18030": ("a.csv", f"单位,说明\r\n甲区,{REASON}\r\n".encode("gb18030"), REASON),
    "a csv in UTF-16": ("a.csv", f"单位,说明\r\n甲区,{REASON}\r\n".encode("utf-16"), REASON),
    "a cell of two lines": ("a.csv", f'单位,说明\r\n甲区,"一、\n{REASON}"\r\n'.encode(), REASON),
    "a short text that is all of a cell": ("a.csv", f"甲区,{SHORT}\r\n".encode(), SHORT),
    "a figure": ("a.csv", f"甲区,优秀,{SELF}0\r\n".encode(), SELF),
    "a key of JSON": ("a.json", json.dumps({"甲区": {NAME: 1}}).encode(), NAME),
    "a value of JSON": ("a.json", json.dumps([{"x": [None, f"由{NAME}评定"]}], ensure_ascii=False).encode(), NAME),
    "a number of JSON": ("a.json", b'{"own": 97.35}', SELF),
    "a key that is there twice": ("a.json", f'{{"a": "{NAME}", "a": 1}}'.encode(), NAME),
    "Markdown": ("a.md", "| 甲区 | 张\\_三丰 |\n\n张&#19977;丰".encode(), NAME),
    "a remark of Markdown": ("a.md", f"# 结果\n\n<!-- {REASON} -->\n".encode(), REASON),
    "a cut text": ("a.md", ("# 结果\n\n" + f"{REASON}{REASON}{REASON}{REASON}"[:28] + "…").encode(), REASON * 4),
    "the text of a page": ("a.html", html("<p>评分：<b>张</b><span>三</span>丰</p>"), NAME),
    "an attribute": ("a.html", html(f"<p title='{REASON}'>甲区</p>"), REASON),
    "data of an element": ("a.html", html(f"<p data-by='{NAME}'>甲区</p>"), NAME),
    "a remark of a page": ("a.html", html(f"<!-- {LINK} -->"), LINK),
    "entities": ("a.html", html("<p>&#24352;&#x4e09;&#20016;</p>"), NAME),
    "a script": ("a.html", html(f"<script>const who = '{ESCAPED}';</script>"), NAME),
    "a short text in a script": ("a.html", html(f'<script>const x = ["{SHORT}"];</script>'), SHORT),
    "data in a script": ("a.html", html(f'<script type="application/json">["{ESCAPED}"]</script>'), NAME),
    "a style": ("a.html", html("", f"<style>p::after {{content: '{NAME}'}}</style>"), NAME),
    "escapes of a style": ("a.html", html("", "<style>p::after {content: '\\5f20\\4e09\\4e30'}</style>"), NAME),
    "what a page does not show": ("a.html", html(f"<template><p hidden>{REASON}</p></template>"), REASON),
    "the head of a page": ("a.html", html("", f"<meta name=author content='{NAME}'>"), NAME),
    "an address": ("a.html", html("<a href='#" + "".join(f"%{each:02X}" for each in NAME.encode()) + "'>甲</a>"), NAME),
    "a picture's title": ("a.html", html(f"<svg><title>{NAME}</title><rect width='9.735'/></svg>"), NAME),
    "a picture's description": ("a.html", html(f"<svg><desc>{REASON}</desc></svg>"), REASON),
    "packed data": ("a.html", html(f"<img alt='' src='data:text/plain;base64,{PACKED}'>"), REASON),
    "full-width letters": ("a.md", "Ｊｏｈｎ　Ｑ．Ｆｉｅｌｄｓ".encode(), "John Q. Fields"),
    "spaces and unseen characters": ("a.md", "张\u3000三\u200b丰".encode(), NAME),
    "the name of a file": (FILE, b"", FILE),
    "a member": ("a.zip", zipped({"x/y.txt": REASON.encode()}), REASON),
    "a member's name": ("a.zip", zipped({f"x/{NAME}.xml": b"<a/>"}), NAME),
    "a package in a package": ("a.docx", zipped({"word/embeddings/1.xlsx": zipped({"a.xml": NAME.encode()})}), NAME),
    "a packed member of a package": ("a.zip", zipped({"a.gz": gzip.compress(REASON.encode())}), REASON),
    "a package's comment": ("a.xlsx", zipped({"a.xml": b"<a/>"}, NAME.encode("gb18030")), NAME),
    "a member's comment": ("a.xlsx", member(comment=NAME.encode()), NAME),
    "an extra field": ("a.xlsx", member(extra=EXTRA), NAME),
    "behind a package": ("a.xlsx", zipped({"a.xml": b"<a/>"}) + REASON.encode("utf-16-le"), REASON),
    "before a package": ("a.xlsx", REASON.encode() + zipped({"a.xml": b"<a/>"}), REASON),
    "a binary part": ("a.xlsx", zipped({"xl/vbaProject.bin": b"\0\xff\x01" + NAME.encode("utf-16-le") + b"\0"}), NAME),
    "a remark of XML": ("a.xlsx", zipped({"a.xml": f"<a><!--{NAME}--></a>".encode()}), NAME),
    "an instruction of XML": ("a.xlsx", zipped({"a.xml": f"<a><?by {NAME}?></a>".encode()}), NAME),
    "an entity of XML": ("a.xlsx", zipped({"a.xml": f"<!DOCTYPE a [<!ENTITY e '{NAME}'>]><a>&e;</a>".encode()}), NAME),
    "XML in UTF-16": ("a.xlsx", zipped({"a.xml": f"<?xml version='1.0' encoding='UTF-16'?><a>{NAME}</a>".encode("utf-16")}), NAME),
    "a cell of runs": ("a.xlsx", zipped({"xl/sharedStrings.xml": "<sst><si><r><t>张三</t></r><r><t>丰</t></r></si></sst>".encode()}), NAME),
    "a cell of a hidden row": ("a.xlsx", zipped({"xl/worksheets/sheet9.xml": f"<row hidden='1'><c t='inlineStr'><is><t>{SHORT}</t></is></c></row>".encode()}), SHORT),
    "a stored number": ("a.xlsx", zipped({"xl/worksheets/sheet1.xml": b"<row><c r='B2'><v>97.34999999999999</v></c></row>"}), SELF),
    "a chart's store": ("a.xlsx", zipped({"xl/charts/chart1.xml": CHART.encode()}), SELF),
    "a comment of a sheet": ("a.xlsx", zipped({"xl/comments1.xml": f"<comments><authors><author>{NAME}</author></authors></comments>".encode()}), NAME),
    "a defined name": ("a.xlsx", zipped({"xl/workbook.xml": f"<workbook><definedName name='_by'>\"{NAME}\"</definedName></workbook>".encode()}), NAME),
    "a sheet's name": ("a.xlsx", zipped({"xl/workbook.xml": f"<workbook><sheet name='{NAME}' state='veryHidden'/></workbook>".encode()}), NAME),
    "a formula": ("a.xlsx", zipped({"s.xml": f"<c><f>IF(1,\"\",\"{REASON}\")</f></c>".encode()}), REASON),
    "an escape of Excel": ("a.xlsx", zipped({"s.xml": b"<c><t>_x5F20__x4E09__x4E30_</t></c>"}), NAME),
    "a link of a sheet": ("a.xlsx", zipped({"xl/_rels/a.rels": RELATIONS.encode()}), LINK),
    "runs of a document": ("a.docx", document(in_runs), NAME),
    "a table of a document": ("a.docx", document(in_a_table), SHORT),
    "a header": ("a.docx", document(lambda made: made.sections[0].header.paragraphs[0].add_run(REASON)), REASON),
    "a footer": ("a.docx", document(lambda made: made.sections[0].footer.paragraphs[0].add_run(REASON)), REASON),
    "the author": ("a.docx", document(core("author", NAME)), NAME),
    "who saved it last": ("a.docx", document(core("last_modified_by", NAME)), NAME),
    "keywords": ("a.docx", document(core("keywords", FILE)), FILE),
    "a property of one's own": ("a.docx", zipped({"docProps/custom.xml": f"<p name='by'><lpwstr>{NAME}</lpwstr></p>".encode()}), NAME),
    "the company": ("a.docx", zipped({"docProps/app.xml": f"<Properties><Manager>{NAME}</Manager></Properties>".encode()}), NAME),
    "text that was deleted": ("a.docx", zipped({"word/document.xml": f"<p><del><r><delText>{REASON}</delText></r></del></p>".encode()}), REASON),
    "a description of a picture": ("a.docx", zipped({"word/document.xml": f"<docPr id='1' descr='{REASON}'/>".encode()}), REASON),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "text"), PLANTED.values(), ids=PLANTED)
def test_a_planted_leak_is_found(name: str, content: bytes, text: str) -> None:
    if text == REASON * 4:
        search = LeakSearch([Withheld("reason", text)], SHOWN)
        assert search.search(fields_of(name, content))
    else:
        assert text in told(name, content)


def reports() -> dict[str, tuple[str, bytes]]:
    """A good public report of every format, and the files of open data: what each is called, its bytes."""
    results = load_results(EXAMPLE)
    found: dict[str, tuple[str, bytes]] = {}
    for name, report in public(results, OPEN):
        FORMATS[name].renderer.write(report, out := io.BytesIO())
        found[f"{name} {report.table}"] = f"a{FORMATS[name].suffix}", out.getvalue()
    data = make_files(Report(results, "zh", disclosure=OPEN))
    return found | {f"data {name}": (name, content) for name, content in data.items()}


def changed_members(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A package in which every member is changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out := io.BytesIO(), "w") as new:
        for member in old.infolist():
            new.writestr(member, change(old.read(member)))
    return out.getvalue()


def in_xml(text: str) -> Iterator[tuple[str, Callable[[bytes], bytes]]]:
    """Ways to put a text into XML: behind the root, into its start, into its first text, as its last element."""
    yield "comment", lambda old: old + f"<!--{text}-->".encode()
    yield "attribute", lambda old: re.sub(rb"(<(?![?!])[^<>]*?)(/?>)", rb'\1 by="%b"\2' % text.encode(), old, count=1)
    yield "element", lambda old: re.sub(rb"(</[^<>]*>\s*)$", rb"<b>%b</b>\1" % text.encode(), old, count=1)


def planted_in(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A good file with one text in it that should not be there, in every place that there is."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        yield "behind", content + REASON.encode()
        with zipfile.ZipFile(out := io.BytesIO(content), "a") as package:
            package.writestr(zipfile.ZipInfo(f"{REASON}.xml"), b"")
        yield "name", out.getvalue()
    elif name.endswith(".html"):
        for place in (b"<title>", b"<body>", b"</body>", b"</html>"):
            yield f"before {place!r}", content.replace(place, f"<p hidden data-x='{REASON}'></p>".encode() + place, 1)
            yield f"comment {place!r}", content.replace(place, f"<!--{REASON}-->".encode() + place, 1)
    elif name.endswith(".json"):
        at = content.index(b'"') + 1
        yield "key", content[:at] + f'x": "{REASON}", "'.encode() + content[at:]
        yield "escaped", content[:at] + f'x": {json.dumps(REASON)}, "'.encode() + content[at:]
    else:
        for at in (3, content.index(b"\n") + 1, len(content)):
            yield f"at {at}", content[:at] + REASON.encode() + content[at:]


def test_what_is_planted_in_any_part_of_any_report_is_found() -> None:
    missed, count = [], 0
    for kind, (name, content) in reports().items():
        assert REASON not in told(name, content)
        for place, planted in planted_in(name, content):
            count += 1
            if REASON not in told(name, planted):
                missed.append(f"{kind}: {place}")
    assert missed == []
    assert count > 30


def test_what_is_planted_in_every_member_of_a_package_is_found_in_each() -> None:
    packages = [each for each in reports().values() if zipfile.is_zipfile(io.BytesIO(each[1]))]
    assert {name for name, _ in packages} >= {"a.xlsx", "a.docx"}
    for name, content in packages:
        members = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
        for _, change in in_xml(REASON):
            fields = fields_of(name, changed_members(content, change))
            (found,) = LeakSearch([Withheld("reason", REASON)], ()).search(fields)
            assert {part.removeprefix(f"{name}!").partition(" ")[0] for part in found.parts} == members


CLEAN: dict[str, tuple[str, bytes]] = {
    "what is shown": ("a.csv", "甲区,政务公开基础工作,台账完整\r\n".encode()),
    "a name in a longer shown one": ("a.md", "第三方评估".encode()),
    "a short text within another": ("a.md", "总体尚可接受".encode()),
    "a word within a longer one": ("a.md", b"xJohn Q. Fieldsman"),
    "a name over the border of two cells": ("a.csv", "张三,丰收\r\n".encode()),
    "a name over the border of two blocks": ("a.html", html("<td>张三</td><td>丰收</td>")),
    "a figure in geometry": ("a.html", html("<svg><rect x='97.35'/></svg>", "<style>p {width: 97.35%}</style>")),
    "a longer figure": ("a.csv", b"197.35,97.351,2026.97.35\r\n"),
    "a clean document": ("a.docx", document(lambda _: None)),
    "nothing": ("a.json", b""),
}


@pytest.mark.parametrize(("name", "content"), CLEAN.values(), ids=CLEAN)
def test_nothing_is_found_in_what_is_clean(name: str, content: bytes) -> None:
    assert told(name, content) == {}


def test_a_part_says_where_it_is() -> None:
    name, content, text = PLANTED["a package in a package"]
    assert told(name, content)[text] == "a.docx!word/embeddings/1.xlsx!a.xml:1"
    name, content, text = PLANTED["a comment of a sheet"]
    assert told(name, content)[text] == "a.xlsx!xl/comments1.xml <author>"


def test_what_cannot_be_read_back_is_refused() -> None:
    content = bytearray(zipped({"a.xml": b"<a/>" * 100}))
    content[40:60] = bytes(20)
    with pytest.raises(UnreadPartError):
        list(fields_of("a.xlsx", bytes(content)))


def test_a_text_that_may_be_shown_excuses_no_other_place() -> None:
    search = LeakSearch([Withheld("reason", "公开栏目更新及时")], ["本年公开栏目更新及时情况"])
    assert not search.search(fields_of("a.md", "本年公开栏目更新及时情况".encode()))
    assert search.search(fields_of("a.md", "甲区：公开栏目更新及时".encode()))
    assert search.search(fields_of("a.md", "本年公开栏目更新及时情况，甲区公开栏目更新及时".encode()))


def test_whole_numbers_and_short_ones_are_not_looked_for() -> None:
    """Every report is full of them; docs/outputs.md says so."""
    assert list(figures_in("8 20 100 9.5 0.5 2/3 2022.10.1 1.5.2 7.50")) == []
    assert list(figures_in("92.35, 7.25 92.350 101/3 0.125 12.5%")) == [
        "92.35",
        "7.25",
        "92.35",
        "101/3",
        "0.125",
        "12.5",
    ]


def public(results: Results, disclosure: Disclosure, lang: Lang = "zh") -> list[tuple[str, Report]]:
    """Every public report that there is of results."""
    return [
        (each.name, Report(results, lang, table, disclosure=disclosure))
        for each in FORMATS.values()
        if each.suffix
        for table in each.tables[:2] or ("ranking",)
    ]


def check_all(case: Path, lang: Lang) -> None:
    results = scored(case)
    for disclosure in (OPEN, NAMES_ALONE):
        for name, report in public(results, disclosure, lang):
            way = FORMATS[name]
            way.renderer.write(report, out := io.BytesIO())
            check_bytes(report, way.renderer.write, f"a{way.suffix}", out)


@pytest.mark.parametrize("case", CASES[::15], ids=lambda case: case.name)
def test_no_public_report_has_a_leak(case: Path) -> None:
    check_all(case, "zh")


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_public_report_of_any_case_has_a_leak(case: Path) -> None:
    check_all(case, LANGS[len(case.name) % 2])


def test_what_is_public_does_not_depend_on_the_evidence() -> None:
    """The bytes are those of the same results without names, notes, findings and self-scores."""
    results = load_results(EXAMPLE)
    bare = without_evidence(results)
    for disclosure in (OPEN, NAMES_ALONE):
        for name, report in public(results, disclosure):
            made = []
            for each in (report, replace(report, results=bare)):
                FORMATS[name].renderer.write(each, out := io.BytesIO())
                made.append(out.getvalue())
            assert made[0] == made[1], name


def test_an_earlier_result_is_withheld_as_well() -> None:
    """What is shown beside this year's has its own assessors and reasons."""
    earlier = load_results(EXAMPLE)
    report = Report(scored(CASES[0]), "zh", disclosure=OPEN, earlier=earlier)
    reason = next(note.reason for sheet in earlier.ledger.each_sheet() for note in sheet.notes if len(note.reason) > 4)
    with pytest.raises(LeakError, match="F115"):
        LeakCheck(report).check({"a.md": reason.encode()}, lambda _: {"a.md": b""})


def with_other_scores(results: Results) -> Results:
    """The same units with the same grades, and all else that they came to changed."""

    def other(unit: UnitResult) -> UnitResult:
        parts = tuple(
            part._replace(
                points=" ".join("/" if word == "/" else "0" for word in part.points.split()),
                total=None if part.total is None else Fraction(0),
            )
            for part in unit.parts
        )
        changed = unit._replace(parts=parts, tie=None, own="")
        if unit.total is None:
            return changed
        return changed._replace(
            total=Decimal(7), exact_total=Fraction(7), converted=unit.converted and Decimal(1), rank=unit.rank and 1
        )

    groups = (replace(group, units=tuple(map(other, sorted(group.units, key=str)))) for group in results.groups)
    return Results(results.ledger, tuple(groups))


@pytest.mark.parametrize("name", [*(each.name for each in FORMATS.values()), "data"])
def test_names_by_grade_alone_do_not_depend_on_the_scores(name: str) -> None:
    """Neither by what is written nor by the order of the units."""
    results = load_results(EXAMPLE)
    made = []
    for each in (results, with_other_scores(results)):
        report = Report(each, "zh", disclosure=NAMES_ALONE)
        if name == "data":
            made.append(make_files(report))
        else:
            FORMATS[name].renderer.write(report, out := io.BytesIO())
            made.append({name: out.getvalue()})
    assert made[0] == made[1]


def test_the_evidence_is_all_withheld() -> None:
    found = {each.kind for each in list_withheld(load_results(EXAMPLE), NAMES_ALONE) if each.text}
    assert found == {"assessor", "reason", "link", "file", "finding", "own", "heading", "score"}


def test_f115_a_report_with_a_leak_is_not_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A format forgets to leave out reasons: what stood there before stays, and each leak is told on a line."""
    write = csvfile.write
    path = tmp_path / "公开.csv"
    assert main(["report", str(EXAMPLE), "-o", str(path), "--audience", "public"]) == 0
    before = path.read_bytes()
    forgetful = lambda report, out: write(replace(report, table="items", disclosure=Disclosure()), out)  # noqa: E731
    monkeypatch.setattr(csvfile, "write", forgetful)
    assert main(["report", str(EXAMPLE), "-o", str(path), "--audience", "public", "--lang", "zh"]) == 1
    told = capsys.readouterr()
    assert told.out.count("[F115]") == 30
    assert "公开.csv:41: 公开的报告里有评分人“" in told.out
    assert told.out.splitlines()[-1].startswith("另有 ")
    assert (path.read_bytes(), [each.name for each in tmp_path.iterdir()]) == (before, ["公开.csv"])


def test_f116_a_part_that_cannot_be_read_back() -> None:
    content = bytearray(zipped({"a.xml": b"<a/>" * 100}))
    content[40:60] = bytes(20)
    report = Report(load_results(EXAMPLE), "zh", disclosure=OPEN)
    with pytest.raises(LeakError) as error:
        LeakCheck(report).check({"a.xlsx": bytes(content)}, lambda _: {})
    assert [each.code for each in error.value.findings] == ["F116"]


def test_what_would_stand_there_anyway_is_no_leak() -> None:
    """An assessor is called like a heading."""
    report = Report(load_results(EXAMPLE), "zh", disclosure=OPEN)
    search = LeakCheck(report)
    search._search = LeakSearch([Withheld("reason", "指标得分"), Withheld("reason", "等次")], ())  # noqa: SLF001
    content = "单位,指标得分,等次\r\n".encode()
    search.check({"a.csv": content}, lambda _: {"a.csv": content})
    with pytest.raises(LeakError):
        search.check({"a.csv": content + "等次\r\n".encode()}, lambda _: {"a.csv": content})
