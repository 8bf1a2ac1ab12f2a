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


def test_entries_and_sections_are_renamed(editor: Editor) -> None:
    """A name is given, changed and taken away again; a section cannot be without one."""
    place = editor.home / "content" / "menu.yml"
    place.write_text(MENU, encoding="utf-8")
    press(editor, "rename", [1], title="Find: it")
    press(editor, "rename", [0], title="")
    press(editor, "rename", [2, "Start", 1], title="Bee")
    press(editor, "rename", [2], title="")
    press(editor, "rename", [2], title="Begin")
    assert read(editor.home, "content/menu.yml") == (
        '# Ours.\n- index.md\n- "Find: it": finder.md\n- Begin:\n    - a.md\n    # The second.\n'
        "    - Bee: b.md\n"
    )


def test_a_section_is_added_with_a_page_and_goes_with_its_last(editor: Editor) -> None:
    """A section without a page would be nothing in the menu."""
    place = editor.home / "content" / "menu.yml"
    place.write_text(MENU, encoding="utf-8")
    press(editor, "section", [2, "Start"], target="c.md", title="")
    assert read(editor.home, "content/menu.yml") == MENU
    press(editor, "section", [2, "Start"], target="c.md", title="More")
    assert read(editor.home, "content/menu.yml") == f"{MENU}    - More: [c.md]\n"
    press(editor, "remove", [2, "Start", 2, "More", 0])
    assert read(editor.home, "content/menu.yml") == MENU


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


def test_entries_are_called_as_readers_call_them(editor: Editor) -> None:
    """A page without a name of its own here has its title, and words of the district are said."""
    page = words(editor.get("/_edit/menu").text)
    assert "For educators for-teachers.md" in page
    assert "What partner work is" in page
    assert "{{" not in page
