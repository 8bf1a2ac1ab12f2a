"""Rosters in every usual shape become rows of text, and what cannot be read is said in words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from handbook.problems import HandbookError
from handbook.roster.reading import Reading, collect_letters, open_roster
from handbook.roster.text_table import LONGEST_CELL

FIXTURES = Path(__file__).parent / "fixtures" / "roster"


def rows_of(name: str) -> list[list[str]]:
    """Return the cells of a fixture's rows."""
    return [row.cells for row in open_roster(FIXTURES / name, name=name).rows()]


def fault_of(path: Path) -> str:
    """Return what is said about a roster that cannot be read."""
    with pytest.raises(HandbookError) as caught:
        list(open_roster(path, name=path.name).rows())
    return "\n".join(map(str, caught.value.problems))


@pytest.mark.parametrize(
    ("name", "header", "rows"),
    [
        (
            "comma.csv",
            ("Teacher", "School Year"),
            [["Nguyễn Văn An", "2026–27"], ["Ó Súilleabháin", "2026–27"]],
        ),
        ("byte-order-mark.csv", ("Teacher", "School Year"), [["Łukasz", "2026–27"]]),
        ("semicolon.csv", ("Teacher", "School Year", "Room"), [["Núñez, Ana", "2026–27", "B12"]]),
        ("semicolon-named.csv", ("Teacher", "School Year"), [["Núñez, Ana", "2026–27"]]),
        ("tab-utf-16.csv", ("Teacher", "School Year"), [["Keali\u02bbi", "2026–27"]]),
        ("windows-1252.csv", ("Teacher", "School Year"), [["José Núñez", "2026-27"]]),
        (
            "quoted-newlines.csv",
            ("Teacher", "The goal"),
            [["Ana\nBegaye", 'first line\nsecond "quoted" line'], ["Zoë", "short"]],
        ),
    ],
)
def test_every_usual_text_table_is_read(
    name: str, header: tuple[str, ...], rows: list[list[str]]
) -> None:
    """Delimiters, encodings, byte order marks and quoted line ends are found out."""
    roster = open_roster(FIXTURES / name, name=name)
    assert roster.header == header
    assert [row.cells for row in roster.rows()] == rows


def test_windows_1252_is_said() -> None:
    """A roster that is not UTF-8 is read as Windows-1252, with a warning at the telling byte."""
    roster = open_roster(FIXTURES / "windows-1252.csv", name="windows-1252.csv")
    assert [str(warning) for warning in roster.warnings] == [
        (
            "windows-1252.csv:2:1: warning: read as Windows-1252, because the byte 0xE9 "
            "here is not "
            "UTF-8 text. Look whether names with accents come out right; if not, save "
            "the roster as "
            "'CSV UTF-8'."
        )
    ]


def test_utf_8_is_not_said() -> None:
    """A roster in UTF-8 gives no warning."""
    assert open_roster(FIXTURES / "comma.csv", name="comma.csv").warnings == ()


def test_uneven_rows_are_located() -> None:
    """A row with too many cells carries what is wrong with it; cells left away are empty."""
    rows = list(open_roster(FIXTURES / "uneven.csv", name="uneven.csv").rows())
    assert [(row.number, row.fault) for row in rows] == [
        (
            2,
            "the row has 3 cells, the header 2. Look for a missing or an unquoted comma.",
        ),
        (3, ""),
        (4, ""),
    ]


def test_stray_quotation_marks_are_located() -> None:
    """A quotation mark in the wrong place spoils its row alone, unless it is never closed."""
    fault = (
        "a quotation mark opens or closes in the wrong place. Put the whole cell in quotation "
        "marks, and write each one inside it twice."
    )
    rows = list(open_roster(FIXTURES / "stray-quote.csv", name="stray-quote.csv").rows())
    assert [(row.number, row.fault) for row in rows] == [(2, fault), (3, ""), (4, fault)]


def test_an_endless_quotation_is_not_kept_in_memory(tmp_path: Path) -> None:
    """A cell that never ends is given up at a bound and reported like a stray quotation mark."""
    path = tmp_path / "endless.csv"
    path.write_text('Teacher\n"' + "x\n" * LONGEST_CELL, encoding="utf-8")
    first = next(iter(open_roster(path, name="endless.csv").rows()))
    assert first.number == 2
    assert first.fault.startswith("a quotation mark opens or closes in the wrong place.")


def test_empty_rows_are_passed_over_and_counted() -> None:
    """Rows without anything are left out, and the others keep the numbers a spreadsheet shows."""
    rows = list(open_roster(FIXTURES / "empty-rows.csv", name="empty-rows.csv").rows())
    assert [(row.number, row.cells) for row in rows] == [
        (3, ["Ana", "Westfield"]),
        (6, ["Bo", "Westfield"]),
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "no-header.csv",
            "no-header.csv:1:1: no row holds column names. Write one above each column.",
        ),
        (
            "empty.csv",
            "empty.csv:1:1: the file is empty. Start from the template: handbook forms --template.",
        ),
        (
            "neither.csv",
            (
                "neither.csv:3:1: is neither UTF-8 nor Windows-1252 text. Save it from the "
                "spreadsheet as 'CSV UTF-8' or as an Excel workbook (.xlsx)."
            ),
        ),
        (
            "zeroes.csv",
            (
                "zeroes.csv:1:1: is not a table in text. Save it from the spreadsheet as "
                "'CSV UTF-8' "
                "or as an Excel workbook (.xlsx)."
            ),
        ),
        (
            "cut-short.csv",
            (
                "cut-short.csv:2:1: is marked as UTF-16 text but is not. Save it from "
                "the spreadsheet "
                "as 'CSV UTF-8' or as an Excel workbook (.xlsx)."
            ),
        ),
        (
            "old.xls",
            "old.xls:1:1: is an old Excel workbook (.xls). Save it as .xlsx.",
        ),
        (
            "broken.xlsx",
            (
                "broken.xlsx:1:1: the workbook is cut off or damaged. Open it in Excel or "
                "LibreOffice and save it anew as .xlsx, or as CSV UTF-8."
            ),
        ),
        (
            "missing.csv",
            "missing.csv:1:1: cannot be read: no such file or directory. Check the name.",
        ),
    ],
)
def test_what_cannot_be_read_is_said(name: str, message: str) -> None:
    """A file that is no roster gives one problem that says what to do."""
    assert fault_of(FIXTURES / name) == message


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n", "is a PDF and no table"),
        (b"\xef\xbb\xbf <HTML><table>", "is a web page and no table"),
        (b'[{"Teacher": "Ana"}]', "is a JSON file and no table"),
        (b"<?xml version='1.0'?><a/>", "is an XML file and no table"),
        (b"{\\rtf1 Ana}", "is a text document and no table"),
        ("Teacher\nAna\n".encode("utf-32"), "is not a table in text"),
    ],
)
def test_files_of_another_kind(tmp_path: Path, content: bytes, what: str) -> None:
    """A file that begins as others do is called by what it is."""
    (tmp_path / "r.csv").write_bytes(content)
    assert fault_of(tmp_path / "r.csv") == (
        f"r.csv:1:1: {what}. Save it from the spreadsheet as 'CSV UTF-8' or as an Excel workbook "
        "(.xlsx)."
    )


def test_workbooks_are_read(tmp_path: Path) -> None:
    """A workbook's cells are read as what they show: dates, whole numbers, yes and no."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Teacher", "Start", "Room", "Consents", "Note"])
    sheet.append(["Nguyễn", dt.datetime(2026, 8, 31), 12.0, True, None])  # noqa: DTZ001
    sheet.append([None, None, None, None, None])
    sheet.append(["Bo", dt.date(2026, 9, 1), 1.5, False, "x"])
    book.save(tmp_path / "roster.xlsx")
    roster = open_roster(tmp_path / "roster.xlsx", name="roster.xlsx")
    assert roster.header == ("Teacher", "Start", "Room", "Consents", "Note")
    assert [tuple(row) for row in roster.rows()] == [
        (2, ["Nguyễn", "2026-08-31", "12", "yes", ""], "", False),
        (4, ["Bo", "2026-09-01", "1.5", "no", "x"], "", False),
    ]


@pytest.mark.parametrize(
    ("text", "header", "warnings"),
    [
        (
            "Maple Valley\nStaff list,printed 8/1/2026\n\nTeacher,School,Coach\nAna,Westfield,Bo\n",
            4,
            [
                (
                    "r.csv:4:1: warning: row 4 is taken for the names of the columns; what stands "
                    "above it is left out. If that is wrong, delete the rows above the names."
                )
            ],
        ),
        ("\n\nTeacher,School,Coach\nAna,Westfield,Bo\n", 3, []),
        (
            "# exported by the office, at noon, today\nTeacher,School,Coach\nAna,Westfield,Bo\n",
            2,
            [
                (
                    "r.csv:2:1: warning: row 2 is taken for the names of the columns; what stands "
                    "above it is left out. If that is wrong, delete the rows above the names."
                )
            ],
        ),
        ("sep=;\nTeacher;School;Coach\nAna;Westfield;Bo\n", 2, []),
        ("Teacher,School,Coach\nAna\nBo\n", 1, []),
        ("Teacher;Grade, subject, or team;Coach\nAna;4;Bo\nDi;5;Bo\n", 1, []),
    ],
)
def test_header_is_found(tmp_path: Path, text: str, header: int, warnings: list[str]) -> None:
    """Titles, notes and empty rows above the names of the columns are passed over, and said."""
    path = tmp_path / "r.csv"
    path.write_text(text, encoding="utf-8")
    roster = open_roster(path, name="r.csv")
    assert (roster.header_row, roster.header[0], len(roster.header)) == (header, "Teacher", 3)
    assert [str(warning) for warning in roster.warnings] == warnings
    assert next(iter(roster.rows())).cells[0] == "Ana"


READS_RIGHT = "Add --encoding with the one that reads right, or save the roster as 'CSV UTF-8'."


@pytest.mark.parametrize(
    ("encoding", "name", "readings"),
    [
        (
            "mac-roman",
            "García",
            "'Garc’a' in windows-1252, 'Garc’a' in windows-1250 or 'García' in mac-roman",
        ),
        (
            "windows-1250",
            "Kovač",
            "'Kovaè' in windows-1252, 'Kovač' in windows-1250 or 'KovaË' in mac-roman",
        ),
        (
            "windows-1252",
            "Hélène",
            "'Hélène' in windows-1252, 'Hélčne' in windows-1250 or 'HÈlËne' in mac-roman",
        ),
    ],
)
def test_encodings_that_can_be_mixed_up_are_asked_for(
    tmp_path: Path, encoding: str, name: str, readings: str
) -> None:
    """Where a word reads well in several encodings, nobody guesses; named, it is right."""
    path = tmp_path / "r.csv"
    path.write_text(f"Teacher,School\nAna,Westfield\n{name},Westfield\n", encoding=encoding)
    assert fault_of(path) == (
        f"r.csv:3:1: is not UTF-8 text, and a word here would be {readings}. {READS_RIGHT}"
    )
    roster = open_roster(path, name="r.csv", reading=Reading(encoding=encoding))
    assert [row.cells[0] for row in roster.rows()] == ["Ana", name]


def test_an_encoding_that_is_not_the_one_is_said(tmp_path: Path) -> None:
    """A named encoding that the file is not written in is refused at the telling byte."""
    path = tmp_path / "r.csv"
    path.write_text("Teacher\nHélène\n", encoding="windows-1252")
    with pytest.raises(HandbookError) as caught:
        open_roster(path, name="r.csv", reading=Reading(encoding="utf-8"))
    assert [str(problem) for problem in caught.value.problems] == [
        "r.csv:2:1: the byte 0xE9 here is not utf-8 text. Name another --encoding."
    ]


def test_a_text_has_no_sheets() -> None:
    """A sheet of a CSV file is asked for by mistake, and that is said."""
    with pytest.raises(HandbookError) as caught:
        open_roster(FIXTURES / "comma.csv", name="comma.csv", reading=Reading(sheet="Roster"))
    assert [str(problem) for problem in caught.value.problems] == [
        "comma.csv:1:1: is a table in text and has no sheets. Leave --sheet out."
    ]


def test_letters_are_collected_composed(tmp_path: Path) -> None:
    """The letters beyond ASCII are found, composed where they were typed in two steps."""
    path = tmp_path / "letters.csv"
    path.write_text(
        "Teacher\nKeali\u02bbi\nN\u0303un\u0303ez\nNguye\u0302\u0303n\n", encoding="utf-8"
    )
    assert collect_letters(open_roster(path, name="letters.csv")) == "Ññ\u02bbễ"


def test_reading_twice_gives_the_same() -> None:
    """A roster can be read as often as needed."""
    roster = open_roster(FIXTURES / "comma.csv", name="comma.csv")
    assert list(roster.rows()) == list(roster.rows()) != []
