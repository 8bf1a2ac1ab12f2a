"""Whatever stands in the files, and whatever is asked, is answered in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editing.test_app import words

if TYPE_CHECKING:
    from tests.editing.conftest import Editor

BROKEN: dict[str, tuple[str, bytes]] = {
    "a district that cannot be read": ("district.yml", b"name: 'x\n"),
    "a district of other shapes": (
        "district.yml",
        b"name: [a]\nschools: {a: b}\nterms: x\ndecisions: [1]\nleave_out: a\n",
    ),
    "a base that is not there": ("district.yml", b"base: ../nowhere\n"),
    "a role of other shapes": (
        "roles/data-coach.yml",
        b"id: data-coach\nactivities: x\nname: {a: b}\nagreement: [a]\n",
    ),
    "a role with a tab": ("roles/data-coach.yml", b"id: data-coach\n\tx"),
    "a role that is no UTF-8": ("roles/data-coach.yml", b"id: data-coach\nname: caf\xe9\n"),
    "a menu that cannot be read": ("content/menu.yml", b"- a: 'x\n"),
}
ADDRESSES = (
    "/_edit/",
    "/_edit/changes",
    "/_edit/menu",
    "/_edit/new?kind=x",
    "/_edit/find?page=/x&words=%F0%9F%8E%88",
    "/_edit/record",
    "/_edit/record?file=district.yml&at=terms",
    "/_edit/record?file=roles/data-coach.yml",
    "/_edit/record?file=roles/data-coach.yml&at=activities/99",
    "/_edit/record?file=roles/data-coach.yml&at=name",
    "/_edit/rename?file=roles/data-coach.yml&at=name",
    "/_edit/delete?file=district.yml",
)
BUTTONS = (
    "save",
    "up zz/0",
    "add name",
    "remove activities/77",
    "down activities/x",
    "back no",
    "",
)


@pytest.mark.parametrize("case", BROKEN)
def test_broken_files_are_told_of(editor: Editor, case: str) -> None:
    """No page of the editor breaks on a file that is broken, and the file stays as it is."""
    name, content = BROKEN[case]
    path = editor.home / name
    path.write_bytes(content)
    answers = [editor.get(address) for address in ADDRESSES]
    assert [one.status_code for one in answers if one.status_code >= 500] == []
    assert all("Traceback" not in words(one.text) for one in answers)
    assert path.read_bytes() == content


@pytest.mark.parametrize("button", BUTTONS)
def test_buttons_that_are_none_do_no_harm(editor: Editor, button: str) -> None:
    """A form made up by hand, with a button for what is not there, changes no other record."""
    before = (editor.home / "district.yml").read_bytes()
    answer = editor.send("roles/data-coach.yml", do=button)
    assert answer.status_code in {200, 303, 404}
    assert (editor.home / "district.yml").read_bytes() == before
