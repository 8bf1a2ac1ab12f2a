"""YAML texts change value by value, and what is beside the value stays as it was."""

from __future__ import annotations

import pytest

from handbook.problems import HandbookError
from handbook.splicing.changes import Change, Insert, Move, Put, Remove, Rename
from handbook.splicing.editing import edit_text, find_splice

ROLE = """\
# The role that looks at data.
id: data-coach  # never changes
name: Data Coach

# What teachers read first.
summary: >-
  Looks at student work and results with a teacher, who then decides
  what to teach next.
quoted: "a: b"
standards: [tlms-2b, 'tlms-5d']
asks:
  - Can you help me?
  # The next one is asked in May.
  - What now?
activities:
  - id: first
    text: One.

  - id: second  # new this year
    text: Two.
"""

CASES: dict[str, tuple[Change, str, str]] = {
    "a plain text": (Put(("name",), "Literacy Coach"), "Data Coach", "Literacy Coach"),
    "a text with a note behind it": (
        Put(("id",), "a: b"),
        "data-coach  # never changes",
        '"a: b"  # never changes',
    ),
    "a folded text": (
        Put(("summary",), "Short now."),
        "Looks at student work and results with a teacher, who then decides\n  what to teach next.",
        "Short now.",
    ),
    "quotes that stay": (Put(("quoted",), "plain"), '"a: b"', '"plain"'),
    "one between brackets": (Put(("standards", 0), "a, b"), "tlms-2b,", '"a, b",'),
    "a plain text that grows long": (
        Put(("name",), "word " * 30 + "end"),
        "name: Data Coach\n",
        f"name: >-\n  {'word ' * 18}word\n  {'word ' * 10}word end\n",
    ),
    "an item of one more": (
        Insert(("asks", 1), "Who: you?"),
        "  - Can you help me?\n",
        '  - Can you help me?\n  - "Who: you?"\n',
    ),
    "an item at the end, apart as the others are": (
        Insert(("activities", 2), {"id": "third", "text": "Three."}),
        "    text: Two.\n",
        "    text: Two.\n\n  - id: third\n    text: Three.\n",
    ),
    "an item in brackets": (Insert(("standards", 1), "new"), "tlms-2b,", "tlms-2b, new,"),
    "an item less": (Remove(("asks", 0)), "  - Can you help me?\n", ""),
    "an item less, whose note stays": (
        Remove(("activities", 1)),
        "  - id: second  # new this year\n    text: Two.\n",
        "  # new this year\n",
    ),
    "a first key less": (
        Remove(("activities", 1, "id")),
        "  - id: second  # new this year\n    text: Two.\n",
        "  # new this year\n  - text: Two.\n",
    ),
    "items in another order, notes between them staying": (
        Move(("asks", 0), 1),
        "  - Can you help me?\n  # The next one is asked in May.\n  - What now?\n",
        "  - What now?\n  # The next one is asked in May.\n  - Can you help me?\n",
    ),
    "a key in its place": (
        Put(("order",), "30", order=("id", "name", "order", "summary")),
        "name: Data Coach\n",
        "name: Data Coach\n\norder: 30\n",
    ),
    "a key under another name": (Rename(("quoted",), "said"), "quoted:", "said:"),
    "a key away": (Remove(("quoted",)), 'quoted: "a: b"\n', ""),
    "a text that becomes a list": (
        Put(("quoted",), ("A line of words.", "Another: one")),
        'quoted: "a: b"\n',
        'quoted:\n  - A line of words.\n  - "Another: one"\n',
    ),
    "a mapping and its key at once": (
        Put(("agreement", "title"), "Ours", order=()),
        "    text: Two.\n",
        "    text: Two.\nagreement:\n  title: Ours\n",
    ),
    "one part of a list that is given whole": (
        Put(("activities",), ({"id": "first", "text": "1."}, {"id": "second", "text": "Two."})),
        "text: One.",
        "text: 1.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_only_the_changed_value_is_another(case: str) -> None:
    """Each sort of change writes what is looked for in one place, and nothing anywhere else."""
    change, old, new = CASES[case]
    assert ROLE.count(old) == 1
    assert edit_text(ROLE, change, path="roles/data-coach.yml") == ROLE.replace(old, new)


def test_a_key_comes_back_below_its_note() -> None:
    """A key that was taken out is written again where its note still stands."""
    text = "# The name.\nname: Ours\n\n# The logo.\nlogo: a.svg\n\n# The colors.\nbrand: red\n"
    without = edit_text(text, Remove(("logo",)), path="district.yml")
    assert without == text.replace("logo: a.svg\n", "")
    put = Put(("logo",), "a.svg", order=("name", "logo", "brand"))
    assert edit_text(without, put, path="district.yml") == text


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    """A file from Windows stays one: new lines end as the others do."""
    text = "\ufeffname: Ours\r\nlist:\r\n  - a\r\n"
    edited = edit_text(text, Insert(("list", 1), "b"), Put(("name",), "Theirs"), path="x.yml")
    assert edited == "\ufeffname: Theirs\r\nlist:\r\n  - a\r\n  - b\r\n"


def test_front_matter_is_changed_and_the_page_is_not() -> None:
    """What stands between the fences of a page is YAML; a page without fences gets them."""
    page = "---\ntitle: Old  # short\n---\n\n# Old\n\ntitle: Old\n"
    assert edit_text(page, Put(("title",), "New"), path="content/a.md") == page.replace(
        "title: Old  #", "title: New  #"
    )
    bare = "# Old\n"
    assert edit_text(bare, Put(("title",), "New"), path="content/a.md") == (
        "---\ntitle: New\n---\n# Old\n"
    )


def test_a_file_without_a_key_gets_its_first() -> None:
    """The first key of a file stands below the notes at its top."""
    assert edit_text("# Notes.\n", Put(("name",), "Ours"), path="district.yml") == (
        "# Notes.\nname: Ours\n"
    )


def test_the_menu_is_a_list_at_the_top() -> None:
    """A file that holds a list is changed like any other."""
    text = "# The menu.\n- Home: index.md\n- Start:\n    - a.md\n"
    assert edit_text(text, Insert((1, "Start", 1), "b.md"), path="content/menu.yml") == (
        "# The menu.\n- Home: index.md\n- Start:\n    - a.md\n    - b.md\n"
    )


def test_an_empty_value_is_filled() -> None:
    """A key that has lost its value, which 'check' complains of, can be given one."""
    assert edit_text("name:\nother: x\n", Put(("name",), "Ours"), path="district.yml") == (
        "name: Ours\nother: x\n"
    )


def test_undoing_gives_the_text_back() -> None:
    """The stretch in which two texts differ leads from the new one to the old one."""
    after = edit_text(ROLE, Put(("summary",), "Short now."), path="roles/data-coach.yml")
    assert find_splice(ROLE, after).undo(after) == ROLE


REFUSED: dict[str, tuple[str, Change, str]] = {
    "what is not there": (
        "name: a\n",
        Put(("list", 3), "x"),
        (
            "x.yml:1:1: list.3: is not in the file any more. Read it again, and make the change "
            "once more.\n1 problem in 1 file."
        ),
    ),
    "a list in a list": (
        "list:\n  - - a\n    - b\n",
        Insert(("list", 0, 0), "x"),
        (
            "x.yml:2:7: list.0.0: cannot be changed from here without losing something that stands "
            "beside it. Change it in the file itself.\n1 problem in 1 file."
        ),
    ),
    "a file that cannot be read": (
        "name: 'a\n",
        Put(("name",), "x"),
        (
            "x.yml:1:7: the quote that opens here is never closed. Close it at the end of the text."
            "\n1 problem in 1 file."
        ),
    ),
    "a text that is used again elsewhere": (
        "a: &x one\nb: *x\n",
        Put(("a",), "two"),
        (
            "x.yml:1:4: a: '&x' marks a text for reuse, which is not supported. Delete it, or put "
            "quotes round text that starts with '&'.\n"
            "x.yml:2:4: b: '*x' reuses a text from elsewhere, which is not supported. Write the "
            "text again here, or put quotes round text that starts with '*'.\n2 problems in 1 file."
        ),
    ),
    "a file that would be too large": (
        "a: b\n",
        Put(("a",), "x" * 1024 * 1024),
        (
            "x.yml:1:1: a: the file would be larger than 1 MiB. Split it into several files."
            "\n1 problem in 1 file."
        ),
    ),
    "a name that another key has": (
        "a: one\nb: two\n",
        Rename(("a",), "b"),
        (
            "x.yml:1:4: a: is not in the file any more. Read it again, and make the change "
            "once more.\n1 problem in 1 file."
        ),
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_would_lose_something_is_refused(case: str) -> None:
    """A change that cannot be made as it is meant is refused at its place."""
    text, change, message = REFUSED[case]
    with pytest.raises(HandbookError) as refused:
        edit_text(text, change, path="x.yml")
    assert str(refused.value) == message
