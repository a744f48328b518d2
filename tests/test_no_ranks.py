"""A round without ranks: no output has one, and no order tells one."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

import gkpg
from gkpg.explanation.explainer import Explainer
from gkpg.explanation.text import render_text
from gkpg.explanation.words import page_of_unit
from gkpg.reports.data.folder import make_files
from gkpg.reports.disclosure import AUDIENCES, disclosure_to
from gkpg.reports.formats import FORMATS
from gkpg.reports.report import Report
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from gkpg.reports.disclosure import Audience

CASE = next(path for path in CASES if path.name == "no-ranks-quota-by-totals")
#: What may stand there: that there are no ranks, how figures of an item are compared, what no reader sees.
MAY_STAND = re.compile(
    r"名次(?:\W|<[^>]+>|td|class|words|value)*不排名次|不排名次|按名次得|在 \d 个单位中排第 \d|The tools above a ranking|\"ranked\""
)
RANKS = re.compile(r"第 ?\d+ ?名|排名|名次|排第|\b[Rr]ank(?:s|ed|ing)?\b")


def ranks_in(text: str) -> list[str]:
    return [text[max(match.start() - 20, 0) : match.end() + 20] for match in RANKS.finditer(MAY_STAND.sub("", text))]


def texts(content: bytes) -> str:
    """All text of a report, of a package that of its parts."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
    return "\n".join(re.sub("<[^>]+>", " ", part) for part in parts)


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", FORMATS)
def test_no_report_has_a_rank(name: str, audience: Audience) -> None:
    results = scored(CASE)
    kinds = ("notice", "internal") if name == "docx" and audience == "internal" else ("notice",)
    for kind in kinds:
        out = io.BytesIO()
        FORMATS[name].renderer.write(Report(results, "zh", disclosure=disclosure_to(results, audience), kind=kind), out)
        assert not ranks_in(texts(out.getvalue()))


def test_open_data_have_no_column_of_ranks() -> None:
    results = scored(CASE)
    files = make_files(Report(results, "zh", disclosure=disclosure_to(results, "public")))
    headings = bytes(files["units.csv"]).decode("utf-8-sig").splitlines()[0].split(",")
    assert "total" in headings
    assert "rank" not in headings


def test_no_explanation_has_a_rank() -> None:
    explainer = Explainer(scored(CASE))
    for unit in ("甲局", "丙局"):
        explanation = explainer.find(unit)
        assert explanation is not None
        text = render_text(page_of_unit(explanation, "zh", with_steps=True))
        assert not ranks_in(text)
        assert "等次\n" in text


def test_units_stand_grade_by_grade_in_the_order_of_the_assessment() -> None:
    assert [(row.unit, row.grade, row.rank) for row in gkpg.ranking(scored(CASE))] == [
        ("丙局", "优秀", None),
        ("甲局", "合格", None),
        ("乙局", "合格", None),
        ("丁局", "不合格", None),
    ]


def test_the_quota_is_told_all_the_same() -> None:
    results = scored(CASE)
    (group,) = results.groups
    missed = {unit.name: tuple(results.missed(group, unit)) for unit in group.units}
    assert missed == {"丙局": (), "甲局": (), "乙局": (("优秀", 1),), "丁局": ()}
