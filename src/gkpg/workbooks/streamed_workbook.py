"""A streamed workbook: written by XlsxWriter row by row, with temporary files of which nothing is left."""

from __future__ import annotations

import contextlib
import tempfile
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO


@contextlib.contextmanager
def streamed_workbook(written: BinaryIO | Any) -> Iterator[Any]:
    """A workbook that goes into an open file at the end. Texts stay texts. Raises OSError where there is no room."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with tempfile.TemporaryDirectory() as folder:
        workbook = xlsxwriter.Workbook(written, {**options, "tmpdir": folder})
        try:
            yield workbook
            workbook.close()
        except FileCreateError as error:
            raise _cause(error) from None
        finally:
            _close_rows(workbook)


def _close_rows(workbook: Any) -> None:
    """Close the temporary files that hold rows; what cannot be written there any more is not wanted."""
    for sheet in workbook.worksheets():
        with contextlib.suppress(OSError):
            sheet.row_data_fh.close()


def _cause(error: FileCreateError) -> OSError:
    """The error of the system that XlsxWriter puts into one of its own."""
    found = error.args[0] if error.args else None
    return found if isinstance(found, OSError) else OSError(str(error))
