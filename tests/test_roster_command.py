"""`handbook forms` says what it did and what is wrong, and ends with a telling status."""

from __future__ import annotations

import csv
import errno
import io
import json
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest
from click.testing import CliRunner, Result

from handbook.cli import main

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

FORM = "role-agreement"
ROWS = (
    ("Teacher", "Employee no."),
    ("Ana Begaye", "17"),
    ("Łukasz Wałęsa", "18"),
)


def run(*arguments: str | Path) -> Result:
    """Run the command; whatever it raises is a failure of the test."""
    result = CliRunner().invoke(main, ["forms", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def without_times(text: str) -> str:
    """Return a text with how long something took left out."""
    return re.sub(r"in [\d.]+ s(?: \([\d,]+ a second\))?", "in no time", text)


@pytest.fixture
def roster(small_project: Path) -> Path:
    """Return a roster beside the small handbook."""
    path = small_project.parent / "roster.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(ROWS)
    return path


def test_one_command_fills_in_everybodys_form(small_project: Path, roster: Path) -> None:
    """The command writes a form for each person, the manifest and the print run, and says so."""
    out = roster.parent / "out"
    result = run(
        *("--project", small_project, roster, "--form", FORM, "--out", out),
        *("--pattern", "{employee-no.}-{person}", "--merge", "--duplex"),
    )
    assert without_times(result.stdout) == (
        f"Wrote 2 forms in no time: {out}\n"
        f"Manifest: {out / 'manifest.csv'}\n"
        f"For the printer: {out / 'print-run.pdf'}\n"
    )
    assert result.stderr == ""
    assert result.exit_code == 0
    assert {path.name for path in out.iterdir()} == {
        "17-Ana Begaye.pdf",
        "18-Łukasz Wałęsa.pdf",
        "manifest.csv",
        "print-run.pdf",
        ".handbook",
    }


def test_a_finished_run_has_nothing_left_to_do(small_project: Path, roster: Path) -> None:
    """With --resume, a run that was finished leaves every form as it is."""
    out = roster.parent / "out"
    arguments = ("--project", small_project, roster, "--form", FORM, "--out", out)
    assert run(*arguments).exit_code == 0
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.pdf")}
    result = run(*arguments, "--resume")
    assert result.stdout.splitlines()[1:] == [
        "2 forms from before stayed as they were.",
        f"Manifest: {out / 'manifest.csv'}",
    ]
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.pdf")} == before


@pytest.mark.parametrize(
    ("begun", "remedy"),
    [
        (True, "with --resume: every form that is there is whole."),
        (False, "again; what was there before is as it was."),
    ],
)
def test_full_disk(
    small_project: Path, roster: Path, monkeypatch: pytest.MonkeyPatch, remedy: str, *, begun: bool
) -> None:
    """A run that stops because the disk is full says how to go on, where something was begun."""

    def fill(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    place = "_write" if begun else "_survey"
    monkeypatch.setattr(f"handbook.roster.running.{place}", fill)
    out = roster.parent / "out"
    result = run("--project", small_project, roster, "--form", FORM, "--out", out)
    again = "run the command again " if begun else "run the command "
    assert result.stderr.endswith(
        f"no space left on device. Make room on the disk and {again}{remedy}\n"
    )
    assert result.exit_code == 1


def test_bad_rows_stop_everything(small_project: Path, roster: Path) -> None:
    """Every bad cell is named, nothing is written, and the status is 1."""
    roster.write_text("Teacher,Employee no.\n,17\nBo\x07,18\n", encoding="utf-8")
    out = roster.parent / "out"
    result = run("--project", small_project, roster, "--form", FORM, "--out", out)
    name = roster.as_posix()
    assert result.stderr == (
        f"{name}:1:2: warning: Employee no.: the column fills no blank and is not used.\n"
        f"{name}:2:1: Teacher: the cell is empty, and the form needs a value. Fill it in.\n"
        f"{name}:3:1: Teacher: 'Bo<U+0007>' holds the character U+0007, which nobody can see. "
        "Delete it.\n"
        "2 problems in 2 of 2 rows; nothing was written. Correct the roster, or add --skip-bad to "
        "write the good rows and list the bad ones.\n"
    )
    assert result.exit_code == 1
    assert not out.exists()


def test_a_flood_of_problems_is_counted(small_project: Path, roster: Path) -> None:
    """Of many problems the first are shown in full, and the rest are counted by column."""
    roster.write_text("Teacher,Employee no.\n" + ",17\n" * 12_345, encoding="utf-8")
    result = run(
        *("--project", small_project, roster, "--form", FORM, "--out", roster.parent / "out")
    )
    lines = result.stderr.splitlines()
    assert len(lines) == 24
    assert lines[21:] == [
        "… and 12,325 more:",
        "  12,345 × Teacher",
        (
            "12,345 problems in 12,345 of 12,345 rows; nothing was written. Correct the "
            "roster, or add "
            "--skip-bad to write the good rows and list the bad ones."
        ),
    ]


def test_bad_rows_can_be_skipped(small_project: Path, roster: Path) -> None:
    """With --skip-bad the good rows are written and the bad ones listed in a file."""
    roster.write_text("Teacher,Employee no.\nAna,16\n,17\n", encoding="utf-8")
    out = roster.parent / "out"
    result = run("--project", small_project, roster, "--form", FORM, "--out", out, "--skip-bad")
    assert without_times(result.stdout) == (
        f"Wrote 1 form in no time: {out}\n"
        f"Manifest: {out / 'manifest.csv'}\n"
        f"Left out 1 row with something wrong: {out / 'bad-rows.csv'}\n"
    )
    assert result.exit_code == 0
    assert (out / "bad-rows.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "Row in the roster,What is wrong,Teacher,Employee no.",
        '3,"Teacher: the cell is empty, and the form needs a value. Fill it in.",,17',
    ]


def test_json_is_for_machines(small_project: Path, roster: Path) -> None:
    """With --json the whole report is one JSON value, and nothing else is printed."""
    out = roster.parent / "out"
    result = run("--project", small_project, roster, "--form", FORM, "--out", out, "--json")
    report = json.loads(result.stdout)
    assert report.pop("seconds") > 0
    assert report == {
        "rows": 2,
        "bad_rows": 0,
        "problem_count": 0,
        "forms": {"role-agreement-data-coach": 2},
        "problems": [
            {
                "path": roster.as_posix(),
                "line": 1,
                "column": 2,
                "field": "Employee no.",
                "message": "the column fills no blank and is not used.",
                "severity": "warning",
            }
        ],
        "written": 2,
        "already_there": 0,
        "manifest": (out / "manifest.csv").as_posix(),
        "bad_rows_file": None,
        "print_run": [],
    }
    assert result.stderr == ""


def test_templates_have_the_right_columns(small_project: Path, roster: Path) -> None:
    """A template, as CSV or as a workbook, is a roster without people."""
    for name in ("empty.csv", "empty.xlsx"):
        path = roster.parent / name
        result = run("--project", small_project, "--form", FORM, "--template", path)
        assert result.stdout == f"Wrote a roster with 1 column to fill in: {path}\n"
    text = (roster.parent / "empty.csv").read_text(encoding="utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [["Teacher"]]
    book = openpyxl.load_workbook(roster.parent / "empty.xlsx")
    assert book.sheetnames == ["Roster", "How to fill it in"]
    assert [cell.value for cell in book["Roster"][1]] == ["Teacher"]
    assert book["Roster"].column_dimensions["A"].number_format == "@"
    assert [cell.value for cell in book["How to fill it in"][2]] == ["Teacher", "yes", "Text", FORM]


def test_a_form_that_no_roster_fills_in(small_project: Path, roster: Path) -> None:
    """A form without such a blank has no template: a roster of no columns would help nobody."""
    path = roster.parent / "empty.csv"
    form = "confidentiality-agreement"
    result = run("--project", small_project, "--form", form, "--template", path)
    assert result.exit_code == 2
    assert result.stderr.endswith(
        "nothing on these forms is filled in from a roster. Name another form.\n"
    )
    assert not path.exists()


def test_what_is_left_out_of_a_workbook_is_said(small_project: Path, roster: Path) -> None:
    """Hidden rows and other sheets are named, and what is asked for is taken."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for name in ("Teacher", "Ana", "Bo", "Di", "Eli"):
        sheet.append([name])
    for number in (3, 4):
        sheet.row_dimensions[number].hidden = True
    book.create_sheet("Notes")
    path = roster.with_suffix(".xlsx")
    book.save(path)
    name = path.as_posix()
    asked = ("--project", small_project, path, "--form", FORM, "--out")
    result = run(*asked, roster.parent / "out")
    assert result.stderr == (
        f"{name}:1:1: warning: the sheet 'Sheet' is read; 'Notes' is not. "
        "Name another with --sheet.\n"
        f"{name}:3:1: warning: rows 3 and 4 are hidden or filtered away in the spreadsheet, and "
        "left out. Add --with-hidden to take hidden rows as well.\n"
    )
    assert result.stdout.startswith("Wrote 2 forms in ")
    result = run(*asked, roster.parent / "every", "--with-hidden", "--sheet", "Sheet")
    assert (result.stderr, result.stdout[:14]) == ("", "Wrote 4 forms ")


def test_a_template_that_may_be_filled_in_stays(small_project: Path, roster: Path) -> None:
    """A template is not written over a file that is there."""
    before = roster.read_bytes()
    result = run("--project", small_project, "--form", FORM, "--template", roster)
    assert result.exit_code == 1
    assert result.stderr == (
        f"'{roster}': file exists. Name a new one, or move that one elsewhere.\n"
    )
    assert roster.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("ROSTER", "--form", "role-agreemnt", "--out", "OUT"),
            "no form has the id 'role-agreemnt'. Did you mean 'role-agreement'?",
        ),
        (("ROSTER", "--form", FORM), "name the folder to write to with --out."),
        (("--form", FORM, "--out", "OUT"), "name a ROSTER, or make one with --template."),
        (
            ("ROSTER", "--form", FORM, "--out", "OUT", "--duplex"),
            "--duplex says how --merge prints; give both.",
        ),
        (("--form", FORM, "--template", "OUT.doc"), "the file's name must end in .csv or .xlsx."),
    ],
)
def test_wrong_usage_ends_with_2(
    small_project: Path, roster: Path, arguments: tuple[str, ...], message: str
) -> None:
    """Arguments that cannot be meant are refused in words before anything is done."""
    places = {"ROSTER": str(roster), "OUT": str(roster.parent / "out")}
    given = (places.get(argument, argument) for argument in arguments)
    result = run("--project", small_project, *given)
    assert message in result.stderr.replace("\n", " ")
    assert result.exit_code == 2
    assert not (roster.parent / "out").exists()


def test_a_pattern_without_such_a_column_is_a_problem(small_project: Path, roster: Path) -> None:
    """A pattern may name columns and blanks that are there, and no others."""
    result = run(
        *("--project", small_project, roster, "--form", FORM, "--out", roster.parent / "out"),
        *("--pattern", "{techer}"),
    )
    assert result.stderr.splitlines()[0] == (
        "--pattern:1:1: '{techer}': no column or field is called 'techer'. Did you mean 'teacher'?"
    )
    assert result.exit_code == 1


def test_a_roster_that_is_not_there_is_a_problem(small_project: Path, roster: Path) -> None:
    """A wrong file name gives a located problem and no traceback."""
    missing = roster.with_name("missing.csv")
    result = run(
        *("--project", small_project, missing, "--form", FORM, "--out", roster.parent / "out")
    )
    assert result.stderr == (
        f"{missing.as_posix()}:1:1: cannot be read: no such file or directory. Check the name.\n"
        "1 problem in 1 file.\n"
    )
    assert result.exit_code == 1
