"""Roster files as rows of text: CSV of several kinds, and Excel workbooks, one row at a time.

Owns delimiters, quoting and where the header is; does not know what a column means.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from handbook.problems import HandbookError, Location, Problem, Severity
from handbook.roster.composing import fill_made, is_chosen
from handbook.roster.encoding import WORKBOOK, detect_encoding
from handbook.roster.showing import fold_name
from handbook.roster.text_table import find_delimiter, read_table
from handbook.roster.workbook import choose_sheet, read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.roster.composing import Choice, MadeColumn
    from handbook.roster.workbook import Sheet

_BLOCK = 64 * 1024
_MOST_COLUMNS = 2000
_MOST_ABOVE = 20


class Row(NamedTuple):
    """One row of a roster."""

    number: int
    """Its number as a spreadsheet counts; the header is row 1 as a rule."""
    cells: list[str]
    """What stands in it, from left to right."""
    fault: str = ""
    """What is wrong with the row as a whole."""
    is_hidden: bool = False
    """Whether the spreadsheet hides it, and it is left out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the person said about how a roster is to be read."""

    sheet: str = ""
    """The sheet of a workbook; '' for the first that is not hidden."""
    encoding: str = ""
    """How a text is written; '' to find out."""
    takes_hidden: bool = False
    """Whether hidden rows count as well."""
    known: frozenset[str] = frozenset()
    """Folded names that columns may have, by which the header is found below titles."""


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
    sheet: Sheet | None = None
    """The sheet of a workbook."""
    takes_hidden: bool = False
    """Whether hidden rows count as well."""
    made: tuple[MadeColumn, ...] = ()
    """The last columns of the header, which are not in the file."""
    choices: tuple[Choice, ...] = ()
    """What rows must hold; all others are passed over."""
    used: frozenset[str] = frozenset()
    """Folded names of columns that made columns and choices read."""

    @property
    def width(self) -> int:
        """How many columns the file has."""
        return len(self.header) - len(self.made)

    def rows(self) -> Iterator[Row]:
        """Yield every wanted row below the header that is not empty."""
        if not (self.made or self.choices):
            return _even_rows(self)
        return _composed_rows(self)


def open_roster(path: Path, *, name: str, reading: Reading | None = None) -> Roster:
    """Find out how a roster is written, and read its header.

    Args:
        path: The file.
        name: What messages call it.
        reading: What the person said about how to read it.

    Raises:
        HandbookError: It cannot be read, or has no header.
    """
    reading = reading or Reading()
    encoding = detect_encoding(path, name=name, wanted=reading.encoding)
    delimiter, sheet, notes = "", None, encoding.warnings
    if encoding.name == WORKBOOK:
        sheet, more = choose_sheet(path, name=name, wanted=reading.sheet)
        notes = (*notes, *more)
    else:
        _refuse_sheet(reading, name=name)
        delimiter = find_delimiter(path, encoding=encoding.name)
    bare = Roster(
        path=path,
        name=name,
        encoding=encoding.name,
        digest=encoding.digest,
        delimiter=delimiter,
        header=(),
        header_row=0,
        warnings=(),
        sheet=sheet,
        takes_hidden=reading.takes_hidden,
    )
    header = _find_header(bare, known=reading.known)
    if header.number > header.first:
        notes = (*notes, _header_found(header, name=name))
    return replace(
        bare, header=_without_empty_end(header.cells), header_row=header.number, warnings=notes
    )


def _refuse_sheet(reading: Reading, *, name: str) -> None:
    if reading.sheet:
        message = "is a table in text and has no sheets. Leave --sheet out."
        raise HandbookError([Problem(Location(name), "", message)])


class _Header(NamedTuple):
    """The row with the names of the columns."""

    number: int
    cells: list[str]
    first: int
    """The first row that holds anything."""


def _find_header(roster: Roster, *, known: frozenset[str]) -> _Header:
    """Return the row with most known names, or the first as full as others: titles are not."""
    start = [row for row in islice(_read_cells(roster), _MOST_ABOVE) if _filled(row) or row.fault]
    rows = [row for row in start if not row.fault and not row.is_hidden]
    names = [sum(fold_name(cell) in known for cell in row.cells) for row in rows]
    counts = Counter(map(_filled, rows))
    usual = max(counts, key=lambda count: (counts[count], count), default=0)
    for row, count in zip(rows, names, strict=True):
        is_full = _filled(row) * 3 > usual * 2 and not row.cells[0].startswith("#")
        if count == max(names) and (count or is_full):
            return _Header(row.number, row.cells, start[0].number)
    fault = next((row for row in start if row.fault), Row(1, []))
    message = fault.fault or "no row holds column names. Write one above each column."
    raise HandbookError([Problem(Location(roster.name, fault.number), "", message)])


def _filled(row: Row) -> int:
    return sum(1 for cell in row.cells if cell.strip())


def _header_found(header: _Header, *, name: str) -> Problem:
    message = (
        f"row {header.number} is taken for the names of the columns; what stands above it is "
        "left out. If that is wrong, delete the rows above the names."
    )
    return Problem(Location(name, header.number), "", message, Severity.WARNING)


def collect_letters(roster: Roster) -> str:
    """Return every letter beyond ASCII that the roster holds, each one once, in order."""
    letters: set[str] = set()
    if roster.encoding == WORKBOOK:
        for row in roster.rows():
            letters.update(_beyond_ascii("".join(row.cells)))
    else:
        with roster.path.open(encoding=roster.encoding, newline="\n") as file:
            while text := file.readlines(_BLOCK):
                letters.update(_beyond_ascii("".join(text)))
    for column in roster.made:
        letters.update(
            _beyond_ascii("".join(part for part in column.parts if isinstance(part, str)))
        )
    return "".join(sorted(letters))


def _beyond_ascii(text: str) -> set[str]:
    if text.isascii():
        return set()
    return {letter for letter in set(unicodedata.normalize("NFC", text)) if letter > "\x7f"}


def _without_empty_end(cells: list[str]) -> tuple[str, ...]:
    kept = [" ".join(cell.split()) for cell in cells[:_MOST_COLUMNS]]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _composed_rows(roster: Roster) -> Iterator[Row]:
    for row in _even_rows(roster):
        if row.fault:
            yield row
        elif is_chosen(row, choices=roster.choices):
            yield fill_made(row, made=roster.made)


def _even_rows(roster: Roster) -> Iterator[Row]:
    """Yield rows with as many cells as the file has columns, or with what is wrong."""
    width = roster.width
    for row in _read_cells(roster):
        if row.number <= roster.header_row:
            continue
        if row.fault:
            yield row
        elif any(map(str.strip, row.cells)):
            yield row if len(row.cells) == width else _evened(row, width=width)


def _evened(row: Row, *, width: int) -> Row:
    """Return a row as wide as the header; spreadsheets leave empty cells at the end away."""
    cells = row.cells
    if any(cell.strip() for cell in cells[width:]):
        fault = (
            f"the row has {len(cells)} cells, the header {width}. "
            "Look for a missing or an unquoted comma."
        )
        return row._replace(fault=fault)
    return row._replace(cells=(cells + [""] * width)[:width])


def _read_cells(roster: Roster) -> Iterator[Row]:
    """Yield the rows of the file, the header included, by their numbers in a spreadsheet."""
    if roster.sheet:
        for number, cells, is_hidden in read_sheet(
            roster.path, name=roster.name, sheet=roster.sheet
        ):
            yield Row(number, cells, is_hidden=is_hidden and not roster.takes_hidden)
        return
    for number, cells, fault in read_table(
        roster.path, encoding=roster.encoding, delimiter=roster.delimiter
    ):
        yield Row(number, cells, fault)
