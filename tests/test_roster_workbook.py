"""What a cell of a workbook shows is what is taken; what is hidden or missing is said."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.chart import BarChart

from handbook.problems import HandbookError
from handbook.roster.cells import Cell
from handbook.roster.reading import Reading, open_roster

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from handbook.roster.reading import Roster

ANEW = "Open it in Excel or LibreOffice and save it anew as .xlsx, or as CSV UTF-8."
DAMAGED = f"r.xlsx:1:1: the workbook is cut off or damaged. {ANEW}"
SHEET = "xl/worksheets/sheet1.xml"


def save(path: Path, *rows: Sequence[object], change: Callable[[Workbook], object] = id) -> Path:
    """Save a workbook with rows on its first sheet."""
    book = openpyxl.Workbook()
    for row in (("Teacher", "School"), *rows):
        book.worksheets[0].append(row)
    change(book)
    book.save(path)
    return path


def open_book(path: Path, reading: Reading | None = None) -> Roster:
    """Open a workbook as a roster."""
    return open_roster(path, name="r.xlsx", reading=reading)


def rewrite(path: Path, part: str, change: Callable[[str], str | None]) -> None:
    """Change the text of a part of a workbook; None takes the part away."""
    old = shutil.move(path, path.with_suffix(".old"))
    with zipfile.ZipFile(old) as before, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            changed = change(text.decode()) if name == part else text
            if changed is not None:
                after.writestr(name, changed)


def fault_of(path: Path) -> str:
    """Return what is said about a workbook that cannot be read."""
    with pytest.raises(HandbookError) as caught:
        list(open_book(path).rows())
    return "\n".join(map(str, caught.value.problems))


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (7, "000", "007"),
        (97123, "00000", "97123"),
        (0.1 + 0.2, "General", "0.3"),
        (12.0, "General", "12"),
        (0.25, "0%", "25%"),
        (1234.5, "$#,##0.00", "$1,234.50"),
        (5551234567, "(000) 000-0000", "(555) 123-4567"),
        (-5, "0;(0)", "(5)"),
        (4, '"Grade "0', "Grade 4"),
        (dt.time(14, 30), "h:mm AM/PM", "2:30 PM"),
        (True, "General", "yes"),
        ("007", "@", "007"),
        ("line_x000D_", "@", "line\r"),
    ],
)
def test_cells_are_taken_as_shown(tmp_path: Path, value: object, code: str, shown: str) -> None:
    """A number is taken with the zeros, signs and words that its format shows."""

    def form(book: Workbook) -> None:
        book.worksheets[0]["B2"].number_format = code

    path = save(tmp_path / "r.xlsx", ("Ana", value), change=form)
    (row,) = open_book(path).rows()
    assert row.cells == ["Ana", shown]


@pytest.mark.parametrize(
    ("value", "code", "text", "shown"),
    [
        (dt.date(2026, 3, 5), "d-mmm", "2026-03-05", "5-Mar"),
        (dt.date(2012, 9, 1), "mmm-yy", "2012-09-01", "Sep-12"),
        (dt.datetime(2026, 8, 31), "m/d/yyyy", "2026-08-31", "8/31/2026"),  # noqa: DTZ001
        (
            dt.datetime(2026, 8, 31, 9, 5),  # noqa: DTZ001
            "mmmm d, yyyy h:mm",
            "2026-08-31 09:05:00",
            "August 31, 2026 9:05",
        ),
    ],
)
def test_dates_are_known_as_dates(
    tmp_path: Path, value: object, code: str, text: str, shown: str
) -> None:
    """A date is a date whatever its cell shows, and what it shows is kept."""

    def form(book: Workbook) -> None:
        book.worksheets[0]["B2"].number_format = code

    path = save(tmp_path / "r.xlsx", ("Ana", value), change=form)
    cell = next(iter(open_book(path).rows())).cells[1]
    assert isinstance(cell, Cell)
    assert (cell, cell.shown, cell.is_date) == (text, shown, True)


@pytest.mark.parametrize(
    ("value", "code", "trouble"),
    [
        (
            "=1+1",
            "General",
            (
                "the cell is a formula, and the file does not hold its result. Open the workbook "
                "in Excel or LibreOffice, save it, and run the command again."
            ),
        ),
        (
            0.5,
            "# ?/?",
            (
                "the cell has the number format '# ?/?', which cannot be shown here. "
                "Format the column as Text and type the cell anew."
            ),
        ),
        (9e9, "m/d/yyyy", "9000000000 days are no date. Type the cell anew, as 2026-08-31."),
    ],
)
def test_cells_that_cannot_be_taken_say_so(
    tmp_path: Path, value: object, code: str, trouble: str
) -> None:
    """Nothing is made up for a cell whose text is not known."""

    def form(book: Workbook) -> None:
        book.worksheets[0]["B2"].number_format = code

    path = save(tmp_path / "r.xlsx", ("Ana", value), change=form)
    cell = next(iter(open_book(path).rows())).cells[1]
    assert isinstance(cell, Cell)
    assert cell.trouble == trouble


def test_a_number_that_is_none_is_said(tmp_path: Path) -> None:
    """A cell that says it holds a number and does not is named in words."""
    path = save(tmp_path / "r.xlsx", ("Ana", 7))
    rewrite(path, SHEET, lambda text: text.replace("<v>7</v>", "<v>abc</v>"))
    cell = next(iter(open_book(path).rows())).cells[1]
    assert isinstance(cell, Cell)
    assert cell.trouble == ("'abc' stands in the file where a number belongs. Type the cell anew.")


def test_hidden_rows_are_known(tmp_path: Path) -> None:
    """Rows that are hidden or filtered away are marked, unless they are asked for."""

    def hide(book: Workbook) -> None:
        book.worksheets[0].row_dimensions[3].hidden = True

    path = save(tmp_path / "r.xlsx", ("Ana", "A"), ("Bo", "B"), ("Di", "C"), change=hide)
    assert [row.is_hidden for row in open_book(path).rows()] == [False, True, False]
    every = open_book(path, Reading(takes_hidden=True)).rows()
    assert [row.is_hidden for row in every] == [False, False, False]


def more_sheets(book: Workbook) -> None:
    """Put a hidden sheet first, and others behind."""
    book.worksheets[0].title = "Staff"
    hidden = book.create_sheet("Old list", 0)
    hidden.append(["Not this one"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Notes").append(["Teacher", "School"])
    book["Notes"].append(["Eli", "D"])
    book.create_sheet("How to fill it in")


def test_other_sheets_are_named(tmp_path: Path) -> None:
    """The first sheet that is not hidden is read, and those that are not read are named."""
    path = save(tmp_path / "r.xlsx", ("Ana", "A"), change=more_sheets)
    roster = open_book(path)
    assert [row.cells for row in roster.rows()] == [["Ana", "A"]]
    assert [str(warning) for warning in roster.warnings] == [
        (
            "r.xlsx:1:1: warning: the sheet 'Staff' is read; 'Old list' and 'Notes' are not. "
            "Name another with --sheet."
        )
    ]


def test_a_sheet_can_be_named(tmp_path: Path) -> None:
    """A sheet is found by its name whatever its case, hidden or not; no other is guessed."""
    path = save(tmp_path / "r.xlsx", ("Ana", "A"), change=more_sheets)
    roster = open_book(path, Reading(sheet="notes"))
    assert [row.cells for row in roster.rows()] == [["Eli", "D"]]
    assert roster.warnings == ()
    with pytest.raises(HandbookError) as caught:
        open_book(path, Reading(sheet="Staf"))
    assert [str(problem) for problem in caught.value.problems] == [
        "r.xlsx:1:1: no sheet is called 'Staf'. Did you mean 'Staff'?"
    ]


def test_a_chart_comes_first(tmp_path: Path) -> None:
    """A sheet that is a chart alone is passed over."""

    def chart(book: Workbook) -> None:
        book.create_chartsheet("Chart", 0).add_chart(BarChart())

    path = save(tmp_path / "r.xlsx", ("Ana", "A"), change=chart)
    assert [row.cells for row in open_book(path).rows()] == [["Ana", "A"]]


def test_a_workbook_named_csv_is_read(tmp_path: Path) -> None:
    """What a file is decides how it is read, and the name is remarked on."""
    path = save(tmp_path / "r.xlsx", ("Ana", "A")).rename(tmp_path / "r.csv")
    roster = open_roster(path, name="r.csv")
    assert [row.cells for row in roster.rows()] == [["Ana", "A"]]
    assert [str(warning) for warning in roster.warnings] == [
        "r.csv:1:1: warning: is a workbook in spite of its name, and is read as one. Call it .xlsx."
    ]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, "</sheetData>", "</sheetdata>"),
        (SHEET, "</worksheet>", ""),
        (SHEET, 'r="A2"', 'r="!!"'),
        (SHEET, 'r="A2"', 'r="ZZZ2"'),
        (SHEET, 'r="B2"', 'r="A2"'),
        (SHEET, '<row r="2"', '<row r="99999999999"'),
        (SHEET, '<row r="2"', '<row r="two"'),
        (SHEET, "<worksheet", '<!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet'),
        ("xl/styles.xml", "<cellXfs", "<cellXfs <"),
        ("xl/workbook.xml", "<sheets", "<sheets <"),
    ],
)
def test_damaged_parts_are_one_sentence(tmp_path: Path, part: str, old: str, new: str) -> None:
    """Whatever is wrong within a workbook, at opening or while reading, is said in a sentence."""
    path = save(tmp_path / "r.xlsx", ("Ana", "A"))

    def spoil(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    rewrite(path, part, spoil)
    assert fault_of(path) == DAMAGED


def test_a_missing_part_is_one_sentence(tmp_path: Path) -> None:
    """A workbook that lacks the sheet it names is damaged."""
    path = save(tmp_path / "r.xlsx", ("Ana", "A"))
    rewrite(path, SHEET, lambda _: None)
    assert fault_of(path) == DAMAGED


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_off_workbook_is_one_sentence(tmp_path: Path, share: float) -> None:
    """A workbook that was not copied whole is damaged, wherever it ends."""
    path = save(tmp_path / "r.xlsx", ("Ana", "A"))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert fault_of(path) == DAMAGED


def test_a_spoiled_byte_is_one_sentence(tmp_path: Path) -> None:
    """A byte that changed within the packed rows is noticed before a form is made of them."""
    path = save(tmp_path / "r.xlsx", *((f"Ana {number}", "A") for number in range(5000)))
    with zipfile.ZipFile(path) as archive:
        middle = archive.getinfo(SHEET).header_offset + archive.getinfo(SHEET).compress_size // 2
    content = bytearray(path.read_bytes())
    content[middle] ^= 0xFF
    path.write_bytes(content)
    assert fault_of(path) == DAMAGED


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["mimetype", "content.xml"], "is an OpenDocument spreadsheet (.ods)."),
        (["xl/workbook.bin"], "is a binary workbook (.xlsb)."),
        (["word/document.xml"], "is a Word document and no workbook."),
        (["letters.txt"], "is a ZIP archive and no Excel workbook."),
    ],
)
def test_other_archives_are_told_apart(tmp_path: Path, names: list[str], message: str) -> None:
    """A file of another kind is called what it is."""
    with zipfile.ZipFile(tmp_path / "r.xlsx", "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    assert fault_of(tmp_path / "r.xlsx") == f"r.xlsx:1:1: {message} {ANEW}"


def test_a_password_is_said(tmp_path: Path) -> None:
    """A workbook that is locked is told from an old one."""
    path = tmp_path / "r.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(900) + "EncryptedPackage".encode("utf-16-le"))
    assert fault_of(path) == (
        "r.xlsx:1:1: the workbook has a password. Save it without one, as .xlsx."
    )


def test_a_workbook_that_swells_is_refused(tmp_path: Path) -> None:
    """A small file that unpacks to a huge one is refused before it is unpacked."""
    path = save(tmp_path / "r.xlsx", ("Ana", "A"))
    rewrite(path, SHEET, lambda text: text.replace("<sheetData>", " " * 70_000_000 + "<sheetData>"))
    assert path.stat().st_size < 1_000_000
    assert fault_of(path) == (
        "r.xlsx:1:1: the workbook unpacks to an unreasonable size. "
        "Copy the rows that count into a new one, or save the sheet as CSV UTF-8."
    )


SHARED_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


def share_text(path: Path, text: str, *, place: int = 0) -> None:
    """Keep the text of cell B2 apart, as Excel does."""
    relation = f'<Relationship Id="rId99" Type="{SHARED_KIND}" Target="sharedStrings.xml"/>'
    rewrite(
        path,
        "xl/_rels/workbook.xml.rels",
        lambda old: old.replace("</Relationships>", f"{relation}</Relationships>"),
    )
    cell = f'<c r="B2" t="s"><v>{place}</v></c>'
    inline = '<c r="B2" t="inlineStr"><is><t>A</t></is></c>'
    rewrite(path, SHEET, lambda old: old.replace(inline, cell))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", text)


def test_shared_texts(tmp_path: Path) -> None:
    """Runs of one text come together, and reading aids stay out."""
    path = save(tmp_path / "r.xlsx", ("Ana", "A"))
    runs = "<r><t>Mill </t></r><r><t>Creek</t></r><rPh><t>aid</t></rPh>"
    share_text(path, f"<x:sst xmlns:x='x'><x:si>{runs}</x:si></x:sst>")
    assert [row.cells for row in open_book(path).rows()] == [["Ana", "Mill Creek"]]


@pytest.mark.parametrize(
    ("text", "place"),
    [("<sst><si><t>A</t></si></sst>", 7), ("<sst><si><t>A</t></so></sst>", 0), ("", 0)],
)
def test_shared_texts_that_are_damaged(tmp_path: Path, text: str, place: int) -> None:
    """A text that is not there, or not well formed, makes the workbook a damaged one."""
    path = save(tmp_path / "r.xlsx", ("Ana", "A"))
    share_text(path, text, place=place)
    assert fault_of(path) == DAMAGED


def test_days_are_counted_from_either_year(tmp_path: Path) -> None:
    """A workbook that counts days from 1904, as on an old Mac, gives the same days."""

    def count_from_1904(book: Workbook) -> None:
        book.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001
        book.worksheets[0]["B2"] = dt.date(2026, 8, 31)

    path = save(tmp_path / "r.xlsx", ("Ana", None), change=count_from_1904)
    assert next(iter(open_book(path).rows())).cells[1] == "2026-08-31"
