"""Files of another kind than is due: each is told in one sentence that says what to give."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from gkpg.cli.main import main
from gkpg.yamlfiles.document import parse_yaml
from gkpg.yamlfiles.other_kinds import other_kind

if TYPE_CHECKING:
    from pathlib import Path


def zipped(*names: str) -> bytes:
    """An archive of empty files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return out.getvalue()


SQLITE = b"SQLite format 3\0".ljust(68, b"\0")
KINDS = {
    "result.sqlite": (SQLITE + b"gkpg", "a result file of gkpg"),
    "x.sqlite": (SQLITE + b"\0\0\0\0", "an SQLite database"),
    "x.xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), "a workbook"),
    "x.docx": (zipped("[Content_Types].xml", "word/document.xml"), "a Word document"),
    "x.zip": (zipped("rubric.yaml"), "an archive"),
    "x.pdf": (b"%PDF-1.7\n\x80", "a PDF file"),
    "x.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Office"),
}


@pytest.mark.parametrize(("raw", "said"), KINDS.values(), ids=list(KINDS))
def test_what_is_no_yaml_is_told_by_its_kind(raw: bytes, said: str) -> None:
    (finding,) = parse_yaml(raw, "x").findings
    assert finding.code == "F113"
    assert finding.line("en").startswith(f"x: it is {said}; ")


@pytest.mark.parametrize("raw", [b"", b"PK", b"%PD", "标题: 表".encode("gbk"), b"rubric: a", b"SQLite: 3"])
def test_text_is_of_no_other_kind(raw: bytes) -> None:
    assert other_kind(raw) is None
    assert all(finding.code != "F113" for finding in parse_yaml(raw, "x").findings)


@pytest.fixture
def scored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A round with one blank sheet, its result, and an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "en")
    assert main(["init", "r"]) == 0
    monkeypatch.chdir(tmp_path / "r")
    assert main(["template", "-r", "my-rubric", "-u", "Unit A", "-s", "Office"]) == 0
    assert main(["score"]) == 1
    (tmp_path / "r" / "empty").mkdir()
    capsys.readouterr()
    return tmp_path / "r"


RUBRIC = "rubrics/my-rubric.yaml"


def test_a_result_file_stands_for_the_rubric_that_it_holds(scored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "-r", "result.sqlite", "-u", "Unit B", "-o", "more"]) == 0
    assert len(list((scored / "more").rglob("*.xlsx"))) == 1
    assert main(["migrate", "--to", "result.sqlite"]) == 0
    text = (scored / RUBRIC).read_text("utf-8")
    (scored / "new.yaml").write_text(text.replace("2026.1", "2026.2").replace("First item", "Item one"), "utf-8")
    (scored / RUBRIC).unlink()
    capsys.readouterr()
    (scored / "assessment.yaml").rename(scored / "a.yaml")
    words = ["migrate", "sheets", "--to", "new.yaml"]
    assert main([*words, "--from", "result.sqlite"]) == 0
    assert "rows carried over: 4" in capsys.readouterr().out


def test_of_several_rubrics_one_is_to_be_named(scored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (scored / RUBRIC).read_text("utf-8")
    (scored / "rubrics" / "b.yaml").write_text(text.replace("my-rubric", "other"), "utf-8")
    assert main(["template", "-r", "rubrics", "-u", "x"]) == 2
    assert capsys.readouterr().err == (
        "gkpg: rubrics holds several rubrics (other 2026.1, my-rubric 2026.1); name the file or the id of one\n"
    )


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["validate", "rubric", "result.sqlite"], 1, "result.sqlite: it is a result file of gkpg; name the file of the rubric"),
        (["validate", "assessment", "result.sqlite"], 1, "result.sqlite: it is a result file of gkpg; name the file of the rubric or assessment"),
        (["validate", "rubric", "assessment.yaml"], 1, "assessment.yaml: it is an assessment file; a rubric is due here"),
        (["validate", "assessment", RUBRIC], 1, f"{RUBRIC}: it is a rubric; an assessment file is due here"),
        (["score", "--assessment", RUBRIC], 1, f"{RUBRIC}: it is a rubric; an assessment file is due here"),
        (["template", "-r", "empty", "-u", "x"], 2, "gkpg: there is no rubric empty: this folder has none (.yaml); at hand are my-rubric"),
        (["score", "sheets", "--assessment", "a", "-r", "empty"], 2, "gkpg: a: no such file"),
        (["template", "-r", "my-rubric", "--units", "result.sqlite"], 2, "gkpg: result.sqlite: it is a result file of gkpg; a list of units is a text file, one unit a line"),
        (["template", "-r", "my-rubric", "--units", "assessment.yaml"], 2, "gkpg: assessment.yaml: it is a YAML file; a list of units is a text file, one unit a line"),
        (["fmt", "--check", "result.sqlite"], 1, "result.sqlite: it is a result file of gkpg"),
    ],
)  # fmt: skip
def test_each_option_says_what_it_wants(
    words: list[str], status: int, said: str, scored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == status
    out, err = capsys.readouterr()
    assert (out + err).startswith(said)


def test_what_cannot_be_read_is_never_told_as_removed(scored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (scored / "x.yaml").write_bytes(KINDS["x.xlsx"][0])
    assert main(["diff", RUBRIC, "x.yaml"]) == 1
    out = capsys.readouterr().out
    assert "[F113]" in out
    assert "removed" not in out
    assert main(["diff", "x.yaml", RUBRIC]) == 0
    assert "a new rubric" not in capsys.readouterr().out


def test_a_list_of_units_is_read_whatever_else_its_name_says(scored: Path) -> None:
    (scored / "units.list").write_text("Unit C\n", "utf-8")
    assert main(["template", "-r", "my-rubric", "--units", "units.list", "-o", "c"]) == 0
