"""Roster files as rows of text: CSV of several kinds, and Excel workbooks, one row at a time.

Owns delimiters, quoting and where the header is; does not know what a column means.
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from handbook.problems import HandbookError, Location, Problem
from handbook.roster.encoding import detect_encoding
from handbook.roster.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_CELL = 4 * 1024 * 1024
"""The most characters a cell may have; more means a quotation mark that is never closed."""

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_HEADER = 64 * 1024
_MOST_COLUMNS = 2000


class Row(NamedTuple):
    """One row of a roster."""

    number: int
    """Its number as a spreadsheet counts; the header is row 1 as a rule."""
    cells: list[str]
    """What stands in it, from left to right."""
    fault: str = ""
    """What is wrong with the row as a whole."""


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster that can be read as often as needed, always from the disk."""

    path: Path
    """The file."""
    name: str
    """What messages call it."""
    encoding: str
    """How its bytes are read, or 'xlsx'."""
    digest: str
    """The SHA-256 of the file."""
    delimiter: str
    """What stands between cells, or '' for a workbook."""
    header: tuple[str, ...]
    """The words above the columns."""
    header_row: int
    """The row they stand in."""
    warnings: tuple[Problem, ...]
    """What the person should know about how it was read."""

    def rows(self) -> Iterator[Row]:
        """Yield every row below the header that is not empty."""
        return _even_rows(self)


def open_roster(path: Path, *, name: str) -> Roster:
    """Find out how a roster is written, and read its header.

    Raises:
        HandbookError: It cannot be read, or has no header.
    """
    encoding = detect_encoding(path, name=name)
    delimiter, skipped = "", 0
    if encoding.name != "xlsx":
        delimiter, skipped = _find_delimiter(path, encoding=encoding.name)
    numbered = _read_cells(path, name=name, encoding=encoding.name, delimiter=delimiter)
    first = next(islice(numbered, skipped, None), None)
    if first is None or first.fault or not any(cell.strip() for cell in first.cells):
        message = (first.fault if first else "") or (
            f"row {skipped + 1} holds no column names. Write one above each column."
        )
        raise HandbookError([Problem(Location(name, skipped + 1), "", message)])
    return Roster(
        path=path,
        name=name,
        encoding=encoding.name,
        digest=encoding.digest,
        delimiter=delimiter,
        header=_without_empty_end(first.cells),
        header_row=skipped + 1,
        warnings=encoding.warnings,
    )


def collect_letters(roster: Roster) -> str:
    """Return every letter beyond ASCII that the roster holds, each one once, in order."""
    letters: set[str] = set()
    if roster.encoding == "xlsx":
        for row in roster.rows():
            letters.update(_beyond_ascii("".join(row.cells)))
    else:
        with roster.path.open(encoding=roster.encoding, newline="\n") as file:
            while text := file.readlines(_LONGEST_HEADER):
                letters.update(_beyond_ascii("".join(text)))
    return "".join(sorted(letters))


def _beyond_ascii(text: str) -> set[str]:
    if text.isascii():
        return set()
    return {letter for letter in set(unicodedata.normalize("NFC", text)) if letter > "\x7f"}


def _find_delimiter(path: Path, *, encoding: str) -> tuple[str, int]:
    """Return what stands between cells, and how many lines come before the header."""
    with path.open(encoding=encoding, newline="") as file:
        start = file.read(_LONGEST_HEADER)
    lines = start.splitlines(keepends=True)
    if lines and lines[0].strip().lower().startswith("sep=") and len(lines[0].strip()) > len("sep"):
        named = lines[0].strip()[len("sep=") :] or "\t"
        return named[0], 1
    widths = {mark: _header_width(lines, delimiter=mark) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: widths[mark]), 0


def _header_width(lines: list[str], *, delimiter: str) -> int:
    return len(next(csv.reader(lines, delimiter=delimiter), []))


def _without_empty_end(cells: list[str]) -> tuple[str, ...]:
    kept = [" ".join(cell.split()) for cell in cells[:_MOST_COLUMNS]]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _even_rows(roster: Roster) -> Iterator[Row]:
    """Yield rows with as many cells as the header, or with what is wrong."""
    width = len(roster.header)
    is_text = bool(roster.delimiter)
    numbered = _read_cells(
        roster.path, name=roster.name, encoding=roster.encoding, delimiter=roster.delimiter
    )
    for row in islice(numbered, roster.header_row, None):
        number, cells, fault = row
        if fault:
            yield row
        elif len(cells) == width:
            if any(map(str.strip, cells)):
                yield row
        elif any(map(str.strip, cells)):
            yield _evened(number, cells, width=width, is_text=is_text)


def _evened(number: int, cells: list[str], *, width: int, is_text: bool) -> Row:
    more = any(cell.strip() for cell in cells[width:])
    if more or (is_text and len(cells) < width):
        fault = (
            f"the row has {_cell_count(len(cells))}, the header {width}. "
            "Look for a missing or an unquoted comma."
        )
        return Row(number, cells, fault)
    return Row(number, (cells + [""] * width)[:width])


def _cell_count(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"


def _read_cells(path: Path, *, name: str, encoding: str, delimiter: str) -> Iterator[Row]:
    """Yield every row of the file, empty ones and the header included, numbered from 1."""
    if encoding == "xlsx":
        for number, cells in enumerate(read_workbook(path, name=name), start=1):
            yield Row(number, cells)
        return
    with path.open(encoding=encoding, newline="") as file:
        yield from _read_csv(file, delimiter=delimiter)


def _read_csv(file: Iterator[str], *, delimiter: str) -> Iterator[Row]:
    # The limit is the csv module's only guard against a quotation mark that is never closed.
    csv.field_size_limit(LONGEST_CELL)
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
            yield Row(number, [], fault)
            continue
        if cells is None:
            return
        yield Row(number, cells)
