"""Pages, sentences and examples tell the same story as the code."""

from __future__ import annotations

import re
import string
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gkpg.authoring.cases import with_rubric_cases
from gkpg.base.text import LANGS
from gkpg.base.version import __version__
from gkpg.cli.main import main
from gkpg.cli.messages import MESSAGES
from gkpg.findings import codes
from gkpg.findings.codes import CODES
from gkpg.findings.gallery import load_gallery
from gkpg.results.store import load_results
from gkpg.rubric import load_rubric
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT))
from examples.make_examples import MISTAKES
from tools.make_docs import pages
from tools.make_screenshots import MOST_BYTES

if TYPE_CHECKING:
    from gkpg.base.text import Lang, Text
    from gkpg.scoring import Results

GENERATED = [
    "docs/findings.md",
    "docs/commands.md",
    "docs/outputs.md",
    "docs/outputs.zh-CN.md",
    "examples/mistakes/FINDINGS.md",
    "schemas/rubric.schema.json",
    "schemas/assessment.schema.json",
]
SOURCES = sorted((ROOT / "src").rglob("*.py"))


@pytest.mark.parametrize("path", GENERATED)
def test_generated_pages_are_fresh(path: str) -> None:
    """If this fails: `make docs`."""
    assert (ROOT / path).read_text("utf-8") == pages()[ROOT / path]


def names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def every_text() -> list[Text]:
    each = [text for code in CODES.values() for text in (code.message, code.meaning, code.remedy, code.at_large)]
    return [*filter(None, each), *MESSAGES.values()]


def test_every_sentence_is_in_both_languages_with_the_same_names() -> None:
    for text in every_text():
        assert names(text.zh) == names(text.en), text
        assert bool(text.zh) == bool(text.en), text


def test_every_saying_is_used() -> None:
    source = "".join(path.read_text("utf-8") for path in SOURCES if path.parent.name != "sayings")
    made = {"counts", *(key for key in MESSAGES if key.partition(".")[0] in {"label", "severity"})}
    assert [
        key for key in MESSAGES if key not in made and not re.search(rf"""["']{re.escape(key)}["']""", source)
    ] == []


def test_every_code_is_made_somewhere_and_has_an_example() -> None:
    source = "".join(path.read_text("utf-8") for path in SOURCES if path.parent != Path(codes.__file__).parent)
    assert [code for code in CODES if f'"{code}"' not in source] == []
    assert set(load_gallery()) == set(CODES)


@pytest.mark.parametrize("lang", LANGS)
def test_what_to_do_about_a_code_is_told_in_words(lang: Lang, capsys: pytest.CaptureFixture[str]) -> None:
    """Names in braces stand in messages alone; an example in YAML keeps its own braces, once."""
    pages_ = (ROOT / "docs" / "findings.md").read_text("utf-8")
    for name, code in CODES.items():
        assert (code.at_large is None) == (not names(code.remedy.zh)), name
        advice = code.advice.say(lang)
        assert re.findall(r"\{\w+\}|\{\{", advice) == [], name
        assert advice[1:] in pages_
        assert main(["code", name, "--lang", lang]) == 0
        assert f": {advice or '—'}\n" in capsys.readouterr().out
    assert '{"1": [9, 8]}' in CODES["C107"].advice.say(lang)
    assert "{{" not in pages_


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_every_rubric_in_the_docs_is_sound(path: Path, tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(rubric:.*?)```", path.read_text("utf-8"), re.DOTALL)
    for number, block in enumerate(blocks):
        rubric = tmp_path / f"{number}.yaml"
        rubric.write_text(block, "utf-8")
        loaded = with_rubric_cases(load_rubric(rubric))
        assert loaded.rubric is not None, [finding.line("en") for finding in loaded.findings]


@pytest.mark.parametrize(
    "path", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]), ids=lambda path: path.name
)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
        assert (path.parent / link).exists(), link


def test_pictures_are_shown_and_small() -> None:
    """If one is stale or missing: `make pictures`."""
    pages_ = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    linked = {link for page in pages_ for link in re.findall(r"images/([\w-]+\.png)", page.read_text("utf-8"))}
    pictures = list((ROOT / "docs" / "images").iterdir())
    assert {picture.name for picture in pictures} == linked
    assert all(picture.stat().st_size <= MOST_BYTES for picture in pictures)


def test_the_changelog_knows_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "## Unreleased" in text or f"## {__version__}" in text


def test_the_example_round_has_what_its_file_says(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One sheet late, one missing, one dispute decided and one open, one item not applicable, one unit on site."""
    example = ROOT / "examples" / "shanghai-2022"
    assert main(["score", "--assessment", str(example), "-o", str(tmp_path / "r.sqlite"), "--lang", "zh"]) == 1
    said = capsys.readouterr().out
    found = re.findall(r"^(.*)\[([A-Z]\d+)\]$", said.split("【")[0], re.MULTILINE)
    assert [
        (code, next(unit for unit in ("庚区", "样例三局", "己区", "丙区") if unit in line)) for line, code in found
    ] == [
        ("L113", "庚区"),
        ("L120", "样例三局"),
        ("L118", "己区"),
        ("L121", "丙区"),
    ]
    results = load_results(tmp_path / "r.sqlite")
    units = {unit.name: (group, unit) for group in results.groups for unit in group.units}
    assert len(units) == 36
    assert [name for name, (_, unit) in units.items() if unit.total is None] == ["庚区", "样例三局"]
    assert results.inapplicable(*units["戊区"]) == {"4.2"}
    assert results.points(*units["丙区"])["1.1"] == (6 + third_party(results, "丙区", "1.1")) / 2
    on_site = [sheet.identity.unit for sheet in results.ledger.sheets if sheet.identity.source == "联合检查组"]
    assert on_site == ["丁区"]
    assert all(unit.own for _, unit in units.values())


def third_party(results: Results, unit: str, item: str) -> Fraction:
    """What the third party gave an item."""
    (sheet,) = (
        sheet for sheet in results.ledger.sheets if sheet.identity[:2] == (unit, "第三方评估") and not sheet.decides
    )
    return next(Fraction(entry.points or 0) for entry in sheet.entries if entry.item == item)


def test_every_mistake_is_named_once_at_its_cell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One error or note a mistake, in the file that is named after it."""
    main(["score", str(ROOT / "examples" / "mistakes"), "-o", str(tmp_path / "r.sqlite"), "--lang", "zh"])
    found = re.findall(r"^(.区) (\S+)\.xlsx(?: 评分表!(\w+))?.*\[(\w+)\]$", capsys.readouterr().out, re.MULTILINE)
    assert sorted(found) == sorted(
        [
            ("甲区", "得分超过分值", "G6", "S101"),
            ("乙区", "漏填一项", "G17", "S102"),
            ("丙区", "填了负分", "G25", "S104"),
            ("丁区", "用√代替得分", "G32", "S105"),
            ("戊区", "得分格成了日期", "G38", "S106"),
            ("己区", "公式出错", "G22", "S108"),
            ("庚区", "公式没有计算", "G42", "S109"),
            ("辛区", "全角数字带分字", "G47", "S110"),
            ("壬区", "改了分值", "F7", "S205"),
            ("癸区", "删掉了一行", "", "S203"),
            ("子区", "拿别的单位的表改名", "C3", "S306"),
            ("丑区", "去年版本的表", "", "S303"),
            ("寅区", "交了两份（一）", "", "L101"),
            ("寅区", "交了两份（二）", "", "L101"),
            ("卯区", "没有传完", "", "S401"),
        ]
    )
    assert len(MISTAKES) == 12
