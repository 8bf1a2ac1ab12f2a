"""The editor lets one browser in, saves what it types where it belongs, and loses nothing."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from werkzeug.test import Client

from handbook.cache import Cache
from handbook.editing.app import LARGEST_FORM, App
from handbook.editing.workshop import Workshop

if TYPE_CHECKING:
    from pathlib import Path

    from tests.editing.conftest import Editor

ROLE = "roles/data-coach.yml"
ORIGIN = "http://127.0.0.1:8001"


def words(page: str) -> str:
    """Return what a page says, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def read(home: Path, name: str) -> str:
    """Return a file with its own line ends."""
    return (home / name).read_bytes().decode()


def test_nobody_else_is_let_in(home: Path) -> None:
    """Without the cookie nothing is shown; the address works once, and only the right one."""
    workshop = Workshop(home, site_url="", cache=Cache())
    app = App(workshop, hosts=["127.0.0.1:8001"])
    entry = app.guard.entry
    other = Client(app)
    for path in ("/", "/_edit/", "/_edit/edit.css", "/_edit/open?token=x", "/_edit/open"):
        assert other.get(path, base_url=ORIGIN).status_code == 403
    first = Client(app).get(f"/_edit/open?token={entry}", base_url=ORIGIN)
    assert (first.status_code, first.headers["Location"]) == (303, "/_edit/")
    cookie = first.headers["Set-Cookie"]
    assert cookie.endswith("; HttpOnly; Path=/; SameSite=Strict")
    again = other.get(f"/_edit/open?token={entry}", base_url=ORIGIN)
    assert "each one works once" in words(again.text)
    workshop.close()


def test_another_name_for_the_machine_is_refused(editor: Editor) -> None:
    """A page elsewhere that has its own name lead here is not answered."""
    answer = editor.client.get("/_edit/", base_url="http://handbook.example.org:8001")
    assert answer.status_code == 400
    assert "This editor answers at http://127.0.0.1:8001/ alone." in words(answer.text)


@pytest.mark.parametrize(
    ("token", "origin"),
    [("", ORIGIN), ("x", ORIGIN), (None, ""), (None, "http://elsewhere.example.org")],
)
def test_a_form_of_somebody_else_is_refused(editor: Editor, token: str | None, origin: str) -> None:
    """A form needs the token that it was given, and comes from this very server."""
    answer = editor.client.post(
        editor.record(ROLE),
        base_url=ORIGIN,
        data={"form_token": editor.token if token is None else token, "do": "save"},
        headers={"Origin": origin},
    )
    assert answer.status_code == 403
    assert "This form does not come from this editor." in words(answer.text)


def test_too_much_is_refused(editor: Editor) -> None:
    """A form of more than 4 MiB is not read."""
    answer = editor.post(editor.record(ROLE), name="x" * LARGEST_FORM)
    assert answer.status_code == 413
    assert "larger than 4 MiB" in words(answer.text)


def test_pages_load_nothing_foreign(editor: Editor) -> None:
    """The editor's pages keep to the site's policy; only their own forms and pages are more."""
    rules = editor.get("/_edit/").headers["Content-Security-Policy"].split("; ")
    assert rules == [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-src 'self'",
        "frame-ancestors 'self'",
    ]


def test_records_are_found_by_name(editor: Editor) -> None:
    """The list says what is the district's own, and a word leaves what has it in its name."""
    page = words(editor.get("/_edit/?q=numbers").text)
    assert "1 record with “numbers” in the name" in page
    assert "Numbers Partner yours" in page


def test_a_field_is_saved_and_nothing_else(editor: Editor) -> None:
    """What is typed into one field changes that value in the district's file alone."""
    before = read(editor.home, ROLE)
    answer = editor.send(ROLE, name="Number: Partner")
    assert answer.status_code == 303
    assert read(editor.home, ROLE) == before.replace(
        "name: Numbers Partner", 'name: "Number: Partner"'
    )


def test_a_field_of_the_base_becomes_the_district_s_own(editor: Editor) -> None:
    """A file is begun with the id and the one field; going back takes it out again."""
    file = "roles/instructional-supporter.yml"
    assert not (editor.home / file).exists()
    editor.send(file, purpose="Our purpose.")
    assert read(editor.home, file) == "id: instructional-supporter\npurpose: Our purpose.\n"
    editor.send(file, do="back purpose")
    assert read(editor.home, file) == "id: instructional-supporter\n"


def test_a_faulty_save_is_kept_and_said(editor: Editor) -> None:
    """What is wrong stands in a summary with a link to its field, and the file is as typed."""
    answer = editor.send(ROLE, name="")
    page = editor.get(answer.headers["Location"]).text
    assert '<a href="#f-name">Name: is empty. Write a value or remove the line.</a>' in page
    assert "It is saved as it is." in page
    assert "name: ''" in read(editor.home, ROLE) or 'name: ""' in read(editor.home, ROLE)


def test_a_file_changed_meanwhile_is_never_overwritten(editor: Editor) -> None:
    """Who saves after somebody else sees both, and chooses; the file has what the other wrote."""
    page = editor.get(editor.record(ROLE)).text
    digest = re.findall(r'name="digest" value="(\w+)"', page)[0]
    theirs = read(editor.home, ROLE).replace("Numbers Partner", "Their Partner")
    (editor.home / ROLE).write_bytes(theirs.encode())
    answer = editor.post(
        editor.record(ROLE), do="save", digest=digest, shown="name", name="My Partner"
    )
    said = words(answer.text)
    assert "The file was changed meanwhile by somebody else. Nothing was overwritten" in said
    assert "What you wrote My Partner What the file has now Their Partner" in said
    assert read(editor.home, ROLE) == theirs


def test_a_file_broken_by_hand_meanwhile_is_left_alone(editor: Editor) -> None:
    """A file that cannot be read any more is not written, and what is wrong is said."""
    page = editor.get(editor.record(ROLE)).text
    digest = re.findall(r'name="digest" value="(\w+)"', page)[0]
    (editor.home / ROLE).write_text("id: data-coach\nname: 'open\n", encoding="utf-8")
    answer = editor.post(editor.record(ROLE), do="save", digest=digest, shown="name", name="Mine")
    assert answer.status_code == 200
    assert read(editor.home, ROLE) == "id: data-coach\nname: 'open\n"


def test_a_file_gone_meanwhile_is_not_made_again(editor: Editor) -> None:
    """A record of the district's own that was deleted is not brought back by a save."""
    file = "roles/outdoor-partner.yml"
    page = editor.get(editor.record(file)).text
    digest = re.findall(r'name="digest" value="(\w+)"', page)[0]
    (editor.home / file).unlink()
    answer = editor.post(editor.record(file), do="save", digest=digest, shown="name", name="Mine")
    assert answer.status_code == 404
    assert not (editor.home / file).exists()


def test_items_are_added_moved_and_taken_out(editor: Editor) -> None:
    """The buttons of a list change the district's file as merging has it."""
    file = "roles/instructional-supporter.yml"
    fields = {"new activities": "Walk along"}
    answer = editor.send(file, do="add activities", **fields)
    assert "at=activities%2F" in answer.headers["Location"]
    assert "- id: walk-along\n    name: Walk along\n" in read(editor.home, file)
    editor.send(file, do="down activities/0")
    editor.send(file, do="remove activities/1")
    assert "leave_out:" in read(editor.home, file)


def test_a_school_is_added(editor: Editor) -> None:
    """Lines are typed one to a line, and only the new one is another in the file."""
    before = read(editor.home, "district.yml")
    schools = "Harbor Light Primary\r\nNorth Cliff Middle\r\nNew Cove: High"
    editor.send("district.yml", schools=schools)
    after = read(editor.home, "district.yml")
    assert '  - "New Cove: High"\n' in after
    assert after.replace('  - "New Cove: High"\n', "") == before


def test_a_word_is_changed_everywhere(editor: Editor) -> None:
    """What a coach is called stands in a form of its own."""
    editor.send("district.yml", "terms", student="pupil")
    assert "  student: pupil\n" in read(editor.home, "district.yml")


def test_a_record_is_left_out(editor: Editor) -> None:
    """The button adds a record's id to what the district leaves out."""
    editor.send("content/forms/observation-request.yml", do="out")
    assert "  - observation-request\n" in read(editor.home, "district.yml")


def test_the_text_of_a_page_is_saved_below_its_top_lines(editor: Editor) -> None:
    """A page of the base gets a file of the district's with its title and the new text."""
    editor.send("content/for-coaches.md", body="# Coaches\r\n\r\nOurs.\r\n")
    text = read(editor.home, "content/for-coaches.md")
    assert text.startswith("---\ntitle: ")
    assert text.endswith("---\n# Coaches\n\nOurs.\n")


def test_a_page_that_adds_keeps_to_what_it_adds(editor: Editor) -> None:
    """Of a page of sections for a shipped one, only its own are edited and saved."""
    place = editor.home / "content" / "for-coaches.md"
    top = "---\ntitle: For coaches\nbody: adds\n---\n\n"
    place.write_text(f"{top}## In summer\n\nWe swim.\n", encoding="utf-8")
    page = editor.get(editor.record("content/for-coaches.md")).text
    text = re.findall(r'<textarea id="f-body".*?>\n(.*?)</textarea>', page, re.DOTALL)
    assert text == ["\n## In summer\n\nWe swim.\n"]
    editor.send("content/for-coaches.md", body="\r\n## In summer\r\n\r\nWe sail.\r\n")
    assert read(editor.home, "content/for-coaches.md") == f"{top}## In summer\n\nWe sail.\n"


def test_something_new_begins_with_an_example(editor: Editor) -> None:
    """A new role has its name, an id made from it, and a file; a name that is taken is refused."""
    answer = editor.post("/_edit/new?kind=role", called="Café Coach (أحمد) 🎈")
    assert answer.status_code == 303
    (made,) = [one for one in (editor.home / "roles").iterdir() if "cafe" in one.name]
    assert "name: Café Coach (أحمد) 🎈" in made.read_text(encoding="utf-8")
    again = editor.post("/_edit/new?kind=role", called="Café Coach (أحمد) 🎈")
    assert "There is one called" in words(again.text)


def test_a_name_cannot_lead_out_of_the_folder(editor: Editor) -> None:
    """Slashes and dots in a name are no way to another folder."""
    editor.post("/_edit/new?kind=page", called="../../etc/passwd")
    assert (editor.home / "content" / "etc-passwd.md").is_file()
    assert editor.get(editor.record("../../../etc/passwd")).status_code == 404


def test_the_last_change_is_undone(editor: Editor) -> None:
    """Undoing gives the file back to the byte, and refuses where somebody wrote since."""
    before = read(editor.home, ROLE)
    editor.send(ROLE, name="Mine")
    assert "Saved: Numbers Partner" in words(editor.get("/_edit/changes").text)
    editor.post("/_edit/undo")
    assert read(editor.home, ROLE) == before
    editor.send(ROLE, name="Mine")
    (editor.home / ROLE).write_text("id: data-coach\n", encoding="utf-8")
    answer = editor.post("/_edit/undo")
    assert "Nothing+was+undone" in answer.headers["Location"]
    assert read(editor.home, ROLE) == "id: data-coach\n"


def test_what_was_there_is_kept_where_no_git_does(editor: Editor) -> None:
    """Without git, each file is copied to a dated folder before it is changed."""
    before = read(editor.home, ROLE)
    editor.send(ROLE, name="Mine")
    (copy,) = (editor.home / ".history").glob(f"*/{ROLE}")
    assert copy.read_bytes().decode() == before


def test_a_try_tells_faults_and_saves_nothing(editor: Editor) -> None:
    """While somebody types, the same problems as check finds come back for their fields."""
    before = read(editor.home, ROLE)
    answer = editor.send(ROLE, do="try", name="", as_data="yes")
    assert answer.json == {
        "faults": [["Name", "is empty. Write a value or remove the line.", "f-name", True]],
        "html": "",
    }
    assert read(editor.home, ROLE) == before


def test_edit_this_leads_to_the_field_behind_a_sentence(editor: Editor) -> None:
    """A sentence of a page leads to the record and the field that say it."""
    answer = editor.get(
        "/_edit/find?page=/roles/data-coach/&words=To help you talk about data in a way that leads "
        "to a decision about teaching."
    )
    assert answer.headers["Location"] == "/_edit/record?file=roles%2Fdata-coach.yml#f-purpose"


def test_an_unknown_field_changes_nothing(editor: Editor) -> None:
    """What no form showed is not taken up."""
    before = read(editor.home, ROLE)
    editor.send(ROLE, colour="red")
    assert read(editor.home, ROLE) == before


def test_a_folder_that_cannot_be_written_is_said(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is changed where nothing can be written, and the file is named."""
    place = str(editor.home / ROLE)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", place)

    monkeypatch.setattr("handbook.editing.keeping.tempfile.mkstemp", refuse)
    before = read(editor.home, ROLE)
    answer = editor.send(ROLE, name="Mine")
    assert words(answer.text).endswith(f"{place}: permission denied. Nothing was changed.")
    assert read(editor.home, ROLE) == before


def test_records_are_called_as_readers_call_them(editor: Editor) -> None:
    """No name in the list, and no heading, holds a placeholder."""
    page = editor.get("/_edit/").text
    assert "{{" not in page


def test_a_list_within_a_group_is_added_to(editor: Editor) -> None:
    """The columns of a table are made like the items of every other list."""
    file = "content/forms/confidentiality-agreement.yml"
    fields = {"table/label": "Shells", "new table/columns": "Day"}
    answer = editor.send(file, "sections/0", do="add table/columns", **fields)
    assert "table%2Fcolumns%2F0" in answer.headers["Location"]
    assert "table:\n      label: Shells\n      columns:\n        - id: day\n" in read(
        editor.home, file
    )


def test_what_is_chosen_stands_before_what_can_be(editor: Editor) -> None:
    """Hundreds of boxes are folded away, and those that are ticked are seen without them."""
    page = editor.get(editor.record("district.yml")).text
    inside = page.partition('id="f-leave_out"')[2].partition("</fieldset>")[0]
    chosen, _, others = inside.partition("<details>")
    assert " checked>" in chosen
    assert " checked>" not in others
    assert "Choose from " in others


def test_a_hint_shows_code_as_code(editor: Editor) -> None:
    """No backtick is left in what is said of a field."""
    page = editor.get(editor.record("district.yml")).text
    hints = re.findall(r'<p class="he-hint"[^>]*>(.*?)</p>', page)
    assert any("<code>" in hint for hint in hints)
    assert not any("`" in hint for hint in hints)


def test_a_paper_shows_what_is_typed(editor: Editor) -> None:
    """The PDF is made of the form as it stands, and nothing is saved by it."""
    file = "content/forms/confidentiality-agreement.yml"
    paper = "paper forms/confidentiality-agreement.pdf"
    answer = editor.send(file, do=paper, title="Agreement of the Shore")
    assert answer.headers["Content-Disposition"] == "inline; filename=confidentiality-agreement.pdf"
    page = pypdfium2.PdfDocument(answer.data)[0]
    assert "Agreement of the Shore" in page.get_textpage().get_text_range()
    assert not (editor.home / file).exists()


def test_a_paper_that_cannot_be_made_says_why(editor: Editor) -> None:
    """The form comes back with the fault at its field."""
    file = "content/forms/confidentiality-agreement.yml"
    answer = editor.send(file, do="paper forms/confidentiality-agreement.pdf", title="")
    assert "Title: is empty. Write a value or remove the line." in words(answer.text)
    assert editor.send(file, do="paper forms/nothing.pdf").status_code == 404
