"""What is wrong leads to the field in which it is mended, whichever record it is in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from handbook.editing.places import field_address, told_problems
from handbook.problems import Location, Problem

if TYPE_CHECKING:
    from handbook.problems import FieldPath
    from tests.editing.conftest import Editor

RECORD = "/_edit/record?file="


@pytest.mark.parametrize(
    ("file", "field", "address"),
    [
        ("roles/data-coach.yml", ("name",), "roles%2Fdata-coach.yml#f-name"),
        (
            "roles/data-coach.yml",
            ("activities", 0, "standards", 1),
            "roles%2Fdata-coach.yml&at=activities%2F0#f-standards",
        ),
        ("roles/data-coach.yml", ("activities", 99, "text"), "roles%2Fdata-coach.yml"),
        ("district.yml", ("terms", "coach"), "district.yml&at=terms#f-coach"),
        ("district.yml", ("decisions", "posture"), "district.yml#f-decisions-posture"),
    ],
)
def test_a_value_stands_on_a_form(
    editor: Editor, file: str, field: FieldPath, address: str
) -> None:
    """The form is that of the item in which the value is, and the place is that of its field."""
    assert field_address(editor.workshop.documents[file], field) == f"{RECORD}{address}"


def test_problems_of_all_records_are_told_with_links(editor: Editor) -> None:
    """A record, a page, the menu and a file that is no record; what is too much is counted."""
    role = Problem(Location("base:roles/data-coach.yml"), "name", "is empty.")
    page = Problem(Location("content/why-coaching.md", 9), "", "leads nowhere.")
    menu = Problem(Location("content/menu.yml"), "", "has no page.")
    other = Problem(Location("mkdocs.yml"), "site_name", "is missing.")
    documents = editor.workshop.documents
    assert told_problems([role, page, menu, other], documents) == [
        ("Numbers Partner: name: is empty.", f"{RECORD}roles%2Fdata-coach.yml#f-name"),
        ("Why we walk: leads nowhere.", f"{RECORD}content%2Fwhy-coaching.md#f-body"),
        ("The menu: has no page.", "/_edit/menu"),
        ("mkdocs.yml:1:1: site_name: is missing.", ""),
    ]
    assert told_problems([other] * 23, documents)[-1] == (
        "And 3 more, which the check lists.",
        "",
    )


def test_a_fault_of_another_record_is_linked_from_the_form(editor: Editor) -> None:
    """Whoever opens a record sees what is wrong elsewhere, and goes there."""
    editor.send("roles/outdoor-partner.yml", name="")
    page = editor.get(editor.record("roles/data-coach.yml")).text
    told = re.findall(r'<a href="(/_edit/record[^"]+#f-name)">(.*?)</a>', page)
    assert told == [
        (
            f"{RECORD}roles%2Foutdoor-partner.yml#f-name",
            "outdoor-partner: name: is empty. Write a value or remove the line.",
        )
    ]


def test_a_draft_is_made_and_ended_by_a_button(editor: Editor) -> None:
    """The file says that it waits, with what was typed; the other button takes that out again."""
    place = editor.home / "roles" / "outdoor-partner.yml"
    before = place.read_bytes()
    editor.send("roles/outdoor-partner.yml", do="draft")
    assert place.read_bytes().count(b"draft: yes\n") == 1
    assert (
        "It is ready: no draft any more"
        in editor.get(editor.record("roles/outdoor-partner.yml")).text
    )
    editor.send("roles/outdoor-partner.yml", do="ready")
    assert place.read_bytes() == before


def test_what_is_not_the_district_s_own_is_no_draft(editor: Editor) -> None:
    """A shipped record, and the district's single files, have no such button."""
    for file in ("content/for-coaches.md", "district.yml"):
        assert "Keep it as a draft" not in editor.get(editor.record(file)).text
