"""A roster that is uploaded fills a form in, by the columns that somebody picks, and is gone."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.editing.test_app import words

if TYPE_CHECKING:
    from pathlib import Path

    from werkzeug.test import TestResponse

    from tests.editing.conftest import Editor

ROSTER = "/_edit/roster"
FORM = "partnership-agreement"
TEXT = """Teachr,School,School year,Learning partner,Remark
Ada Reef,Harbor Light Primary,2026-27,Nor Shell,x
Bo Tide,North Cliff Middle,2026-27,Nor Shell,y
"""
PICKED = {
    "blank teacher": "Teachr",
    "blank school": "School",
    "blank school-year": "School year",
    "blank coach": "Learning partner",
}


def upload(editor: Editor, text: str = TEXT, *, form: str = FORM) -> TestResponse:
    """Choose a form and a file, and go on."""
    file = (io.BytesIO(text.encode()), "Fall roster.csv")
    return editor.post(ROSTER, do="read", form=form, roster=file)


def picked(page: str) -> dict[str, str]:
    """Return the column that a page has for each blank."""
    found = {}
    for name, inside in re.findall(
        r'<select [^>]*name="blank ([^"]+)">(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r"<option selected>(.*?)</option>", inside)
        found[name] = chosen[1] if chosen else ""
    return found


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which whatever is temporary is kept."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_a_column_is_proposed_for_each_blank(editor: Editor) -> None:
    """Words that mean a blank are taken, and a misspelled one is proposed."""
    page = upload(editor).text
    assert {name: column for name, column in picked(page).items() if column} == {
        "teacher": "Teachr",
        "school": "School",
        "school-year": "School year",
        "coach": "Learning partner",
    }


def test_the_forms_are_handed_out_and_nothing_is_kept(editor: Editor, scratch: Path) -> None:
    """One PDF for the printer, or one for each row in a ZIP; no file is left behind."""
    upload(editor)
    answer = editor.post(ROSTER, do="print", **{"as": "pdf"}, **PICKED)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Fall roster.pdf"'
    with pikepdf.open(io.BytesIO(answer.data)) as merged:
        assert len(merged.pages) > 1
    answer = editor.post(ROSTER, do="print", **{"as": "zip"}, **PICKED)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.namelist() == [
            f"{FORM}/00002-Ada Reef.pdf",
            f"{FORM}/00003-Bo Tide.pdf",
            "manifest.csv",
        ]
    assert list(scratch.rglob("*roster*")) == []


def test_a_column_that_nobody_picked_fills_nothing(editor: Editor) -> None:
    """Even where its name means a blank."""
    upload(editor, TEXT.replace("Remark", "Goal 2"))
    answer = editor.post(ROSTER, do="print", **{**PICKED, "as": "zip", "blank goal-1": "Goal 2"})
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        content = archive.read(f"{FORM}/00002-Ada Reef.pdf")
    with pikepdf.open(io.BytesIO(content)) as form:
        values = {str(one.T): str(one.get("/V", "")) for one in form.Root.AcroForm.Fields}
    assert (values["goal-1"], values["goal-2"]) == ("x", "")


def test_a_bad_row_is_told_and_the_columns_stay_picked(editor: Editor) -> None:
    """What is wrong stands above the columns in the words of the command."""
    upload(editor, f"{TEXT}Cy Cove,Nowhere at all,2026-27,Nor Shell,z\n")
    answer = editor.post(ROSTER, do="print", **{"as": "pdf"}, **PICKED)
    assert "Row 4: School: " in words(answer.text)
    assert picked(answer.text)["teacher"] == "Teachr"


def test_a_needed_blank_without_a_column_is_told(editor: Editor) -> None:
    """By what the form calls it, before a row is looked at."""
    upload(editor)
    answer = editor.post(ROSTER, do="print", **{**PICKED, "as": "pdf", "blank coach": ""})
    assert "Learning partner: this form cannot do without it. Pick a column." in words(answer.text)


def test_no_roster_is_told(editor: Editor) -> None:
    """Without a file, or with one that is none, the first page says so."""
    answer = editor.post(ROSTER, do="read", form=FORM)
    assert "Choose a roster: a CSV file, or an Excel workbook" in words(answer.text)
    answer = upload(editor, "\x00\x01\x02")
    assert "There is a problem" in words(answer.text)
