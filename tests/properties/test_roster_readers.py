"""Whatever bytes a roster is made of, it is read or refused in words, and nothing else happens."""

from __future__ import annotations

import csv
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from handbook.problems import HandbookError
from handbook.roster.dates import parse_date, possible_dates
from handbook.roster.number_formats import is_date_format, show_number
from handbook.roster.reading import collect_letters, open_roster
from handbook.roster.western import first_doubt

HEADER = ("Teacher", "School", "Start")
SIGNS = st.sampled_from(("\n", '"', ",", ";", "\t", "é", "\x00", "sep=", "#", "’", "Łukasz"))
CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS).filter(lambda row: any(map(str.strip, row))))
CODES = st.lists(st.sampled_from(("AM/PM", "General", *'0#.,%?;[]mdyh@E+/_*$-"\\ '))).map("".join)


def read(content: bytes, *, name: str = "r.csv") -> list[list[str]]:
    """Read a roster from bytes; return its rows, or none where it is refused."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        try:
            roster = open_roster(path, name=name)
            collect_letters(roster)
            return [row.cells for row in roster.rows()]
        except HandbookError:
            return []


def workbook() -> bytes:
    """Return a small workbook."""
    book, out = Workbook(), io.BytesIO()
    for row in (HEADER, ("Ana", "A", 46265), ("Bo", "B", 1.5)):
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


BOOK = workbook()
with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
    PARTS = {name: archive.read(name) for name in archive.namelist()}


@given(st.binary(max_size=300) | st.lists(SIGNS).map("".join).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """No text is too odd to be a roster or to be told that it is none."""
    read(content)


@given(ROWS)
def test_what_is_written_is_read(rows: list[tuple[str, str, str]]) -> None:
    """A table that a program writes as CSV comes back cell by cell."""
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    assert [tuple(cells) for cells in read(text.getvalue().encode())] == rows


@given(st.integers(0, len(BOOK) - 1), st.binary(min_size=1, max_size=4))
def test_a_workbook_with_other_bytes_is_read_or_refused(at: int, new: bytes) -> None:
    """A workbook that was spoiled anywhere is still read, or said to be damaged."""
    read(BOOK[:at] + new + BOOK[at + len(new) :], name="r.xlsx")


@given(
    st.sampled_from(sorted(PARTS)),
    st.integers(0, 3000),
    st.integers(0, 60),
    st.sampled_from((b"", b"<", b">", b'"', b"9", b"-1", b"<row>", b"</c>", b"&x;", b"\xff", b"A")),
)
def test_a_workbook_with_another_part_is_read_or_refused(
    name: str, at: int, size: int, new: bytes
) -> None:
    """A workbook whose packing is whole and whose words are not is read, or said to be damaged."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, content in PARTS.items():
            start = at % len(content)
            changed = content[:start] + new + content[start + size :]
            archive.writestr(part, changed if part == name else content)
    read(out.getvalue(), name="r.xlsx")


@given(st.integers(-(10**12), 10**12).map(lambda number: Decimal(number).scaleb(-4)), CODES)
def test_any_format_shows_something_or_says_that_it_cannot(value: Decimal, code: str) -> None:
    """No format of a cell is too odd to be shown or to be refused."""
    shown = "" if is_date_format(code) else show_number(value, code)
    assert shown is None or shown == shown.strip()


@given(st.text(st.sampled_from("0123456789-/.: ,AMaugsept"), max_size=20))
def test_a_date_is_one_day_or_none(text: str) -> None:
    """What is read as a date is one of the days that the text can mean."""
    date = parse_date(text)
    assert date is None or "/" in text or possible_dates(text) == (date,)


@given(st.text(max_size=20))
def test_a_doubt_is_a_word_of_the_text(text: str) -> None:
    """The word that is asked about stands in the text."""
    assert first_doubt(text) in text
