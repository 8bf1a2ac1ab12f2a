"""A record is renamed everywhere, and deleted only after a look at what names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.layers import find_layers
from handbook.loading import load_handbook
from tests.editing.test_app import read, words

if TYPE_CHECKING:
    from tests.editing.conftest import Editor

FILE = "roles/outdoor-partner.yml"


def test_a_record_is_renamed_everywhere(editor: Editor) -> None:
    """Its file, its id and every place that names it change together; the old id leads on."""
    home = editor.home
    page = home / "content" / "shore.md"
    page.write_text("---\ntitle: Shore\n---\n\nSee [it][role:outdoor-partner].\n", encoding="utf-8")
    editor.send("district.yml", leave_out=["outdoor-partner", "mentoring"])
    address = f"/_edit/rename?file={FILE}"
    assert "places name it. They are changed along." in words(editor.get(address).text)
    answer = editor.post(address, to="shore-partner")
    assert answer.status_code == 303
    assert not (home / FILE).exists()
    text = read(home, "roles/shore-partner.yml")
    assert text.startswith("id: shore-partner\n")
    assert "formerly: [outdoor-partner]\n" in text
    assert "[it][role:shore-partner]" in page.read_text(encoding="utf-8")
    assert "  - mentoring\n  - shore-partner\n" in read(home, "district.yml")
    editor.post("/_edit/undo")
    assert (home / FILE).exists()
    assert not (home / "roles" / "shore-partner.yml").exists()


def test_a_page_is_renamed_with_the_links_to_it(editor: Editor) -> None:
    """A page's file changes, and its old address leads to the new one."""
    home = editor.home
    (home / "content" / "shore.md").write_text(
        "---\ntitle: Shore\n---\n\nHere.\n", encoding="utf-8"
    )
    (home / "content" / "bay.md").write_text(
        "---\ntitle: Bay\nrelated: [page:shore]\n---\n\n[There][page:shore].\n", encoding="utf-8"
    )
    editor.post("/_edit/rename?file=content/shore.md", to="places/shore")
    assert read(home, "content/places/shore.md") == (
        "---\ntitle: Shore\nformerly: [shore]\n---\n\nHere.\n"
    )
    assert read(home, "content/bay.md") == (
        '---\ntitle: Bay\nrelated: ["page:places/shore"]\n---\n\n[There][page:places/shore].\n'
    )
    assert load_handbook(*find_layers(home))[1] == ()


def test_a_name_that_is_none_is_refused(editor: Editor) -> None:
    """The new name has to be one, and nobody else's."""
    address = f"/_edit/rename?file={FILE}"
    assert "There is one called 'data-coach' already." in words(
        editor.post(address, to="data-coach").text
    )
    answer = words(editor.post(address, to="../Shore Partner").text)
    assert "There is a problem" in answer
    assert (editor.home / FILE).exists()


def test_what_the_base_has_is_neither_renamed_nor_deleted(editor: Editor) -> None:
    """A shipped record has no buttons for it, and a request for it finds nothing."""
    file = "roles/data-coach.yml"
    page = editor.get(editor.record(file)).text
    assert "Delete it" not in page
    assert "Change its name in addresses" not in page
    assert editor.post(f"/_edit/delete?file={file}").status_code == 404
    assert editor.post(f"/_edit/rename?file={file}", to="other").status_code == 404


def test_a_file_is_deleted_and_comes_back(editor: Editor) -> None:
    """What names a record is told first; a deleted file comes back whole."""
    before = read(editor.home, FILE)
    page = words(editor.get(f"/_edit/delete?file={FILE}").text)
    assert "Delete Outdoor Partner ?" in page
    editor.post(f"/_edit/delete?file={FILE}")
    assert not (editor.home / FILE).exists()
    editor.post("/_edit/undo")
    assert read(editor.home, FILE) == before
