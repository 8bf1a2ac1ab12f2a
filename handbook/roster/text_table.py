"""Tables in text, as CSV of several kinds: what stands between cells, and the rows one by one.

Owns delimiters and quoting; does not know where the header is.
"""

from __future__ import annotations

import csv
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_CELL = 4 * 1024 * 1024
"""The most characters a cell may have; more means a quotation mark that is never closed."""

_DELIMITERS = (",", ";", "\t", "|")
_NAMED = "sep="
_SAMPLE, _MOST_ROWS = 64 * 1024, 50


class TextRow(NamedTuple):
    """One row of a table in text."""

    number: int
    """Its number as a spreadsheet counts."""
    cells: list[str]
    """What stands in it."""
    fault: str = ""
    """What is wrong with its quotation marks."""


def find_delimiter(path: Path, *, encoding: str) -> str:
    """Return what stands between cells: named in the first line, or what makes rows even."""
    with path.open(encoding=encoding, newline="") as file:
        lines = file.read(_SAMPLE).splitlines(keepends=True)
    if lines and _is_name(lines[0]):
        return (lines[0].strip()[len(_NAMED) :] or "\t")[0]
    return max(_DELIMITERS, key=lambda mark: _evenness(lines, delimiter=mark))


def read_table(path: Path, *, encoding: str, delimiter: str) -> Iterator[TextRow]:
    """Yield every row of the file, empty ones included, numbered from 1."""
    # The limit is the csv module's only guard against a quotation mark that is never closed.
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader, None)
            except csv.Error:
                fault = (
                    "a quotation mark opens or closes in the wrong place. Put the whole cell in "
                    "quotation marks, and write each one inside it twice."
                )
                yield TextRow(number, [], fault)
                continue
            if cells is None:
                return
            is_name = number == 1 and _is_name(delimiter.join(cells))
            yield TextRow(number, [] if is_name else cells)


def _is_name(line: str) -> bool:
    """Say whether a line names the delimiter, as Excel understands it."""
    return line.strip().lower().startswith(_NAMED) and len(line.rstrip("\r\n")) == len(_NAMED) + 1


def _evenness(lines: list[str], *, delimiter: str) -> tuple[bool, float, int]:
    """Return whether most rows have several cells, how many agree, and how many the widest has."""
    rows = islice(csv.reader(lines, delimiter=delimiter), _MOST_ROWS)
    widths = Counter(len(row) for row in rows if row)
    usual = max(widths, key=lambda width: (widths[width], width), default=1)
    agreed = widths[usual] / widths.total() if usual > 1 else 0
    return usual > 1, agreed, max(widths, default=1)
