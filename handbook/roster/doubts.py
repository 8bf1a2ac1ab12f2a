"""What spreadsheets make of what people type: 3-5 becomes a date, 100000 becomes 1.00E+05.

Owns what is said about it; each sentence follows the value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.roster.cells import Cell

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = f"(?:{'|'.join(_MONTHS)})"
_DAY_AND_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})-(?P<month>{_NAME})|(?P<early>{_NAME})-(?P<late>\d{{2}})",
    re.ASCII | re.IGNORECASE,
)
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d{2,}", re.ASCII)
_SHORT_DATE = len("25-Mar")


def say_date_in_text(cell: Cell) -> str:
    """Say that a date stands where words belong, and what it most often was before."""
    _, month, day = cell[:10].split("-")
    guess = f" Was '{int(month)}-{int(day)}' meant?" if len(cell.shown) <= _SHORT_DATE else ""
    return (
        f"is a date for the spreadsheet, and the blank is for words.{guess} "
        "Format the column as Text, and type what should be printed."
    )


def find_doubt(text: str) -> str:
    """Return what a spreadsheet may have made of a text before it was saved as CSV, or ''."""
    if found := _DAY_AND_MONTH.fullmatch(text):
        day, month = found["day"] or found["late"], found["month"] or found["early"]
        number = _MONTHS.index(month.casefold()) + 1
        what = f"looks like '{number}-{int(day)}' after a spreadsheet took it for a date."
    elif _SHORTENED.fullmatch(text):
        what = "looks like a number that a spreadsheet shortened."
    else:
        return ""
    return f"{what} It is printed as it stands; format the column as Text to keep what is typed."
