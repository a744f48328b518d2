"""The Markdown report, read back by another program: its numbers are those of the result, its texts are no markup."""

from __future__ import annotations

import io
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction
from itertools import count
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import pytest
from markdown_it import MarkdownIt

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE
from gkpg.base.text import LANGS
from gkpg.cli.main import main
from gkpg.ledger.submissions import find_files
from gkpg.reports.disclosure import INTERNAL, Disclosure
from gkpg.reports.markdown import document
from gkpg.reports.report import Report
from gkpg.scoring import score
from tests.conftest import ROOT, filled, gather, library_of
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it.token import Token

    from gkpg.base.text import Lang
    from gkpg.rubric import Rubric
    from gkpg.scoring import GroupResult, Results, UnitResult

Rows = list[list[str]]
READER = MarkdownIt("commonmark").enable("table")
HEADINGS = {
    "zh": ["等次", "排名", "总分分布", "各指标得分情况", "失分最多的项", "各单位各指标得分", "接近上一等次的单位"],
    "en": ["Grades", "Ranking", "How the totals lie", "Indicators", "Items that cost the most", "Units by indicators",
           "Units near a grade line"],
}  # fmt: skip
GRADES, RANKING, TOTALS, INDICATORS, COSTS, POINTS, NEAR = range(7)


class Section(NamedTuple):
    """What stands below a heading: tables with their headings first, then the entries of lists."""

    tables: list[Rows]
    lines: list[str]


def written(results: Results, lang: Lang = "zh", disclosure: Disclosure = INTERNAL) -> str:
    document.write(Report(results, lang, disclosure=disclosure), out := io.BytesIO())
    return out.getvalue().decode()


def text_of(token: Token) -> str:
    """The text that a reader sees; anything but text is told by its type."""
    children = token.children or []
    return "".join(each.content if each.type == "text" else f"<{each.type}>" for each in children)


def read(text: str) -> dict[str, dict[str, Section]]:
    """The sections of the chapters, by their headings; those of the whole are under ""."""
    chapters: dict[str, dict[str, Section]] = {"": {}}
    section = Section([], [])
    tokens = READER.parse(text)
    for before, token in zip([tokens[0], *tokens], tokens, strict=False):
        if before.type == "heading_open" and before.tag == "h2":
            section = Section([], [])
            chapters[text_of(token)] = {"": section}
        elif before.type == "heading_open":
            section = chapters[next(reversed(chapters))].setdefault(text_of(token), Section([], []))
        elif token.type == "table_open":
            section.tables.append([])
        elif token.type == "tr_open":
            section.tables[-1].append([])
        elif before.type in {"th_open", "td_open"}:
            section.tables[-1][-1].append(text_of(token))
        elif token.type == "inline":
            section.lines.append(text_of(token))
    return chapters


def shown(results: Results, value: Fraction | Decimal | None) -> str:
    """A figure with the decimals of the round, rounded by its rule; worked out beside the program."""
    if value is None:
        return "—"
    rule = results.round.rounding("total")
    assert rule is not None
    modes = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "up": ROUND_UP, "down": ROUND_DOWN}
    exact = Decimal(Fraction(value).numerator) / Decimal(Fraction(value).denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-rule.places), modes[rule.mode])
    return str(rounded or abs(rounded))


def points_of(group: GroupResult, part: int, unit: UnitResult) -> dict[str, Fraction]:
    if not unit.parts or not unit.parts[part].points:
        return {}
    pairs = zip(group.parts[part].rubric.ids, unit.parts[part].points.split(), strict=True)
    return {item: Fraction(word) for item, word in pairs if word not in {NO_POINTS, NOT_APPLICABLE}}


@pytest.mark.parametrize("case", [*CASES, ROOT / "examples" / "shanghai-2022"], ids=lambda case: case.name)
def test_every_number_is_that_of_the_result(case: Path) -> None:
    results = scored(case)
    chapters = list(read(written(results)).values())[1:-1]
    assert len(chapters) == len(results.groups)
    for group, chapter in zip(results.groups, chapters, strict=True):
        sections = [chapter.get(heading, Section([], [])) for heading in HEADINGS["zh"]]
        _check_ranking(results, group, sections[RANKING])
        _check_grades(group, sections[GRADES])
        _check_totals(results, group, sections[TOTALS])
        _check_indicators(results, group, sections[INDICATORS], sections[COSTS])
        _check_points(results, group, sections[POINTS])
        _check_near(group, sections[NEAR])


def _check_ranking(results: Results, group: GroupResult, section: Section) -> None:
    headings, *rows = section.tables[0]
    names = [heading.partition("（")[0] for heading in headings]
    told = [dict(zip(names, row, strict=True)) for row in rows]
    assert [(row["名次"], row["单位"], row["总分"], row["表数"]) for row in told] == [
        (str(unit.rank or "—"), unit.name, "—" if unit.total is None else str(unit.total), str(unit.sheets))
        for unit in group.units
    ]
    if "等次" in names:
        assert [row["等次"] for row in told] == [unit.band or "—" for unit in group.units]
    if any(unit.converted is not None for unit in group.units):
        converted = ["—" if unit.converted is None else str(unit.converted) for unit in group.units]
        assert [row["折算分"] for row in told] == converted
    remarked = {unit.name for unit in group.units if unit.why or unit.tie or unit.vetoes}
    assert remarked <= {line.partition("：")[0] for line in section.lines}


def _check_grades(group: GroupResult, section: Section) -> None:
    told = {row[0]: int(row[1]) for table in section.tables for row in table[1:]}
    bands = [band.name for band in group.rules.grades.bands] if group.rules else []
    counts = {band: sum(unit.band == band for unit in group.units) for band in bands}
    without = sum(unit.band is None for unit in group.units)
    assert told == counts | ({"未评定等次": without} if without and bands else {})


def _check_totals(results: Results, group: GroupResult, section: Section) -> None:
    totals = [Fraction(unit.total) for unit in group.units if unit.total is not None]
    if not totals:
        assert section.tables == []
        return
    spread, *others = section.tables
    values = (max(totals), sum(totals) / len(totals), median(totals), min(totals))
    assert spread[1] == [shown(results, value) for value in values]
    for bins in others:
        ranges = [(*map(Fraction, row[0].split(" — ")), int(row[1])) for row in bins[1:]]
        last = ranges[-1][1]
        assert [size for *_, size in ranges] == [
            sum(low <= total < high or (total == high == last) for total in totals) for low, high, _ in ranges
        ]
        assert sum(size for *_, size in ranges) == len(totals) > len(ranges)


def _check_indicators(results: Results, group: GroupResult, section: Section, costs: Section) -> None:
    known: dict[tuple[str, ...], tuple[Fraction | None, list[Fraction]]] = {}
    units = group.rules.units if group.rules else ()
    for number, part in enumerate(group.parts):
        got = [points_of(group, number, unit) for unit in group.units]
        for item in part.rubric.walk():
            whose = f"（{'、'.join(filter(part.is_for, units))}）" if part.units is not None else ""
            name = (f"{part.title}{whose}", item.label) if len(group.parts) > 1 else (item.label,)
            known[name] = (item.max, [each[item.id] for each in got if item.id in each])
    width = 2 if len(group.parts) > 1 else 1
    for row in (row for table in section.tables for row in table[1:]):
        most, points = known[tuple(row[:width])]
        assert row[width] == "—" if most is None else Fraction(row[width]) == most
        mean = sum(points) / len(points) if points else None
        values = (max(points), median(points), min(points)) if points else (None, None, None)
        assert row[width + 1] == shown(results, mean)
        assert row[width + 3 :] == [shown(results, value) for value in values]
        if mean is not None and most:
            assert abs(Fraction(row[width + 2].rstrip("%")) - mean / most * 100) <= Fraction(1, 20)
    lost = []
    for row in (row for table in costs.tables for row in table[1:]):
        most, points = known[tuple(row[:width])]
        assert most is not None
        assert row[width + 1] == shown(results, most - Fraction(sum(points)) / len(points))
        lost.append(Fraction(row[width + 2] if row[width + 2] != "—" else row[width + 1]))
    assert lost == sorted(lost, reverse=True)
    assert len(lost) <= 10


def _check_points(results: Results, group: GroupResult, section: Section) -> None:
    for headings, *rows in section.tables:
        assert [row[0] for row in rows] == [unit.name for unit in group.units]
        for unit, row in zip(group.units, rows, strict=True):
            known = {
                f"{item.label}": shown(results, points_of(group, number, unit).get(item.id))
                for number, part in enumerate(group.parts)
                if part.is_for(unit.name)
                for item in (*part.rubric.indicators, *(block.as_item() for block in part.rubric.beside))
            }
            known |= {name: shown(results, value) for name, value in results.choices(group, unit).items()}
            for heading, cell in zip(headings[1:], row[1:], strict=True):
                name = heading.rpartition("（")[0] if heading.endswith("）") else heading
                if len(group.parts) == 1:
                    assert known.get(heading, known.get(name)) == cell


def _check_near(group: GroupResult, section: Section) -> None:
    """A unit near a line has the total that it would have to have, less what it is short of."""
    totals = {unit.name: unit.total for unit in group.units}
    bands = [band.name for band in group.rules.grades.bands] if group.rules else []
    held = {unit.name: unit.band for unit in group.units}
    for row in (row for table in section.tables for row in table[1:]):
        assert Decimal(row[2]) == totals[row[0]]
        assert Fraction(row[3]) >= 0
        own = held[row[0]]
        assert own is None or bands.index(row[1]) < bands.index(own)


HOSTILE = "# <script>alert(1)</script> | **a** `b` [c](http://d) ~~e~~ &lt; _f_ $x$ \\ 1. @g"


@pytest.fixture
def hostile(smallest: Rubric, tmp_path: Path) -> Results:
    """Units of which one has a name that is full of markup, and one that would begin a list."""
    names = count()
    for unit, points in ((HOSTILE, 1), ("1. 区", 9), ("- 区", 9)):
        filled(smallest, tmp_path / "sheets", {"G6": points}, unit, name=f"{next(names)}.xlsx")
    return score(gather(find_files([tmp_path / "sheets"]), library_of(smallest)))


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_becomes_markup(hostile: Results, lang: Lang) -> None:
    text = written(hostile, lang)
    chapter = list(read(text).values())[1]
    ranking = chapter[HEADINGS[lang][RANKING]]
    assert {row[1] for row in ranking.tables[0][1:]} == {HOSTILE, "1. 区", "- 区"}
    assert sum(line.startswith(("1. 区", "- 区")) for line in ranking.lines) == 2
    allowed = {"text", "html_block", "inline"}
    opened = {token.type for token in READER.parse(text)} - allowed
    assert opened == {
        f"{name}_{end}"
        for name in ("heading", "paragraph", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td")
        for end in ("open", "close")
    }


def test_the_sections_are_those_of_both_languages(hostile: Results) -> None:
    example = scored(ROOT / "examples" / "shanghai-2022")
    for lang in LANGS:
        first, second = list(read(written(example, lang)).values())[1:3]
        assert list(first) == list(second) == ["", *HEADINGS[lang]]
        assert read(written(hostile, lang))


def test_the_public_sees_no_evidence_and_without_scores_no_score() -> None:
    """Names by grade alone, in the order of the assessment, and no figure from which a score follows."""
    example = scored(ROOT / "examples" / "shanghai-2022")
    public = written(example, disclosure=Disclosure("public"))
    assert "L113" not in public
    assert "表数" not in public
    assert "接近上一等次的单位" not in public
    assert "94.96" in public
    names = written(example, disclosure=Disclosure("public", scores=False))
    group = example.groups[0]
    for unit in group.units:
        assert unit.total is None or str(unit.total) not in names
    chapter = read(names)[group.name]
    assert list(chapter) == ["", "等次"]
    rows = chapter["等次"].tables[1]
    assert rows[0] == ["单位", "等次"]
    order = list(group.rules.units if group.rules else ())
    best = [row[0] for row in rows if row[1] == "优秀"]
    assert best == sorted(best, key=order.index)
    assert sorted(row[0] for row in rows[1:]) == sorted(order)


def test_an_edited_report_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result, path = str(ROOT / "examples" / "shanghai-2022" / "result.sqlite"), tmp_path / "r.md"
    assert main(["report", result, "-o", str(path)]) == 0
    assert main(["report", result, "-o", str(path)]) == 0
    path.write_text(path.read_text("utf-8").replace("94.96", "95.96"), "utf-8")
    assert main(["report", result, "-o", str(path)]) == 2
    assert "95.96" in path.read_text("utf-8")
    assert main(["report", result, "-o", str(path), "--force"]) == 0
    path.write_text("# 我的说明\n", "utf-8")
    assert main(["report", result, "-o", str(path), "--force"]) == 2
    assert capsys.readouterr().err
