"""A workbook that is written row by row: where there is no room it says so, and leaves nothing behind."""

from __future__ import annotations

import gc
import io
import tempfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.workbooks.streamed_workbook import streamed_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xlsxwriter import Workbook


class FullDisk(io.BytesIO):
    """A file on a disk that has no room at first."""

    is_full = True

    def write(self, content: Any, /) -> int:
        if self.is_full:
            self.is_full = False
            raise OSError(28, "No space left on device")
        return super().write(content)


def fill(workbook: Workbook) -> None:
    page = workbook.add_worksheet("表")
    for row in range(100):
        page.write_string(row, 0, "=1+1")


def fail(workbook: Workbook) -> None:
    fill(workbook)
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("written", "write"), [(FullDisk, fill), (io.BytesIO, fail)])
def test_no_room_is_an_error_of_the_system(
    written: Callable[[], io.BytesIO],
    write: Callable[[Workbook], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = written()
    with pytest.raises(OSError, match="No space left"), streamed_workbook(file) as workbook:
        write(workbook)
    gc.collect()  # what XlsxWriter left open is closed while its file is there
    assert list(tmp_path.iterdir()) == []


def test_texts_stay_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    written = io.BytesIO()
    with streamed_workbook(written) as workbook:
        fill(workbook)
    cell = openpyxl.load_workbook(written)["表"]["A100"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert list(tmp_path.iterdir()) == []
