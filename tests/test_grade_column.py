"""The column of grades in the Excel report is as wide as the longest name of a grade."""

from __future__ import annotations

from types import SimpleNamespace

from gkpg.reports.unit_fields import FIELDS

GRADE = next(field for field in FIELDS if field.key == "grade")


def view(*names):
    bands = [SimpleNamespace(name=name, en=None) for name in names]
    rules = SimpleNamespace(grades=SimpleNamespace(bands=bands))
    return SimpleNamespace(group=SimpleNamespace(rules=rules), say=lambda text: text and text.en)


def test_a_long_name_has_room_and_short_ones_change_nothing():
    assert GRADE.width_for(view("Requires improvement", "Good")) == len("Requires improvement") + 2
    assert GRADE.width_for(view("A", "B")) == GRADE.width
    assert GRADE.width_for(view()) == GRADE.width
