"""What is taken out of a file goes alone, and what it leaves empty goes with it."""

from __future__ import annotations

import pytest

from handbook.taking import without_body, without_fields

ROLE = """# Ours.
id: data-coach
name: Numbers Partner  # as people say
activities:
  - id: one
    name: First  # keep
    text: Ours.
  - {id: two, name: Second}
agreement:
  coach_commits:
    - {id: asks, text: Asks.}
asks: {add: [a]}
"""


@pytest.mark.parametrize(
    ("fields", "gone"),
    [
        ([("name",)], "name: Numbers Partner  "),
        ([("activities", 1, "name")], "  - {id: two, name: Second}\n"),
        (
            [("agreement", "coach_commits", 0, "text")],
            "agreement:\n  coach_commits:\n    - {id: asks, text: Asks.}\n",
        ),
        ([("asks",)], "asks: {add: [a]}\n"),
    ],
)
def test_a_field_goes_alone(fields: list[tuple[str | int, ...]], gone: str) -> None:
    """All other bytes stay; an item that says nothing more goes, and so does its list."""
    assert without_fields(ROLE, fields, path="roles/x.yml") == ROLE.replace(gone, "")


def test_several_go_at_once() -> None:
    """Items before and after others go, whatever their order."""
    fields = [
        ("activities", 0, "name"),
        ("activities", 1, "name"),
        ("activities", 0, "text"),
        ("name",),
    ]
    left = without_fields(ROLE, fields, path="roles/x.yml")
    assert "activities" not in left
    assert left.startswith("# Ours.\nid: data-coach\n")
    assert left.endswith(
        "agreement:\n  coach_commits:\n    - {id: asks, text: Asks.}\nasks: {add: [a]}\n"
    )


def test_a_file_of_nothing_more_goes() -> None:
    """Where only the id and the day of reading are left, the file has nothing to say."""
    text = "id: data-coach\nname: N\nreviewed: 2026-07-15\n"
    assert without_fields(text, [("name",)], path="roles/x.yml") == ""


def test_a_page_without_its_text() -> None:
    """The top lines of a page stay as they are; a page without any goes."""
    text = "---\r\ntitle: T\r\n---\r\nOurs.\r\n"
    assert without_body(text, path="content/x.md") == "---\r\ntitle: T\r\n---\r\n"
    assert without_body("Ours.\n", path="content/x.md") == ""
