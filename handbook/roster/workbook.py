"""Excel workbooks as rows of text, streamed; only this module and the template know openpyxl.

Dates become ISO dates and numbers what a cell shows; a formula counts by its last result.
"""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from typing import TYPE_CHECKING

from handbook.problems import HandbookError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LARGEST_UNPACKED = 4 * 1024**3
_MIDNIGHT = dt.time()


def read_workbook(path: Path, *, name: str) -> Iterator[list[str]]:
    """Yield the rows of the first sheet, empty ones included.

    Raises:
        HandbookError: It is no workbook, or unpacks to an unreasonable size.
    """
    _check_size(path, name=name)
    import openpyxl  # noqa: PLC0415  (slow to import, and most rosters are CSV)

    try:
        # openpyxl warns about decorations it does not read; none of them is data.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise _not_a_workbook(name) from error
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True):
            yield [_cell_text(value) for value in row]
    except IndexError as error:
        raise _not_a_workbook(name) from error
    finally:
        book.close()


def _check_size(path: Path, *, name: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise _not_a_workbook(name) from error
    if size > _LARGEST_UNPACKED:
        message = "the workbook unpacks to more than 4 GiB. Save the sheet as CSV UTF-8."
        raise HandbookError([Problem(Location(name), "", message)])


def _not_a_workbook(name: str) -> HandbookError:
    message = "cannot be read as an Excel workbook. Save it anew as .xlsx, or as CSV UTF-8."
    return HandbookError([Problem(Location(name), "", message)])


def _cell_text(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    match value:
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() == _MIDNIGHT:
            return value.date().isoformat()
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case _:
            return str(value)
