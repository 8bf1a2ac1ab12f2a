"""The menu is changed entry by entry, and keeps its notes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from handbook.editing.menutree import Row, read_rows
from tests.editing.test_app import read, words

if TYPE_CHECKING:
    from tests.editing.conftest import Editor

MENU = """\
# Ours.
- Home: index.md
- finder.md
- Start:
    - a.md
    # The second.
    - B: b.md
"""


def test_rows_say_where_entries_stand() -> None:
    """Pages with and without a name of their own, and sections with what is in them."""
    assert read_rows(MENU) == (
        Row((0,), "Home", "index.md", 0, is_first=True, is_last=False),
        Row((1,), "", "finder.md", 0, is_first=False, is_last=False),
        Row((2,), "Start", "", 0, is_first=False, is_last=True),
        Row((2, "Start", 0), "", "a.md", 1, is_first=True, is_last=False),
        Row((2, "Start", 1), "B", "b.md", 1, is_first=False, is_last=True),
    )


def press(editor: Editor, action: str, at: list[object], **more: str) -> None:
    """Press a button of the menu as it stands."""
    page = editor.get("/_edit/menu").text
    digest = re.findall(r'name="digest" value="(\w*)"', page)[0]
    editor.post("/_edit/menu", do=action, at=json.dumps(at), digest=digest, **more)


def test_entries_are_added_moved_and_taken_out(editor: Editor) -> None:
    """Each button changes the district's own menu, in which the notes stay."""
    (editor.home / "content" / "menu.yml").write_text(MENU, encoding="utf-8")
    press(editor, "add", [2, "Start"], target="c.md", title="C: see")
    press(editor, "up", [2, "Start", 1])
    press(editor, "remove", [1])
    assert read(editor.home, "content/menu.yml") == (
        "# Ours.\n- Home: index.md\n- Start:\n    - B: b.md\n    # The second.\n    - a.md\n"
        '    - "C: see": c.md\n'
    )


def test_the_shipped_menu_becomes_the_district_s_own(editor: Editor) -> None:
    """The first change makes a copy, and says so before."""
    assert "This is the shipped menu." in words(editor.get("/_edit/menu").text)
    press(editor, "remove", [1])
    assert (editor.home / "content" / "menu.yml").is_file()
    assert "This is the shipped menu." not in words(editor.get("/_edit/menu").text)


def test_a_menu_changed_meanwhile_is_left_alone(editor: Editor) -> None:
    """What somebody else wrote stays."""
    (editor.home / "content" / "menu.yml").write_text(MENU, encoding="utf-8")
    answer = editor.post("/_edit/menu", do="remove", at="[0]", digest="older")
    assert "Nothing+was+overwritten" in answer.headers["Location"]
    assert read(editor.home, "content/menu.yml") == MENU
