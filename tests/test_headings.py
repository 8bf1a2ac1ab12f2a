"""Headings of pages written by hand are told where they cannot be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.headings import check_headings
from handbook.loading import load_handbook

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "content/trust.md"


def problems_of(root: Path, body: str) -> list[str]:
    """Return what is said of the headings of a page with this text."""
    (root / PAGE).write_text(f"---\ntitle: Trust\n---\n{body}\n", encoding="utf-8")
    handbook = load_handbook(root)[0]
    bodies = {page.uri: page.body for page in handbook.pages}
    return [str(problem) for problem in check_headings(handbook, bodies=bodies)]


def test_a_second_title(small_handbook: Path) -> None:
    """A page has one title; a second is told, with the heading that it can be."""
    assert problems_of(small_handbook, "# Trust\n\nA.\n\n# Again #\n\n## More\n") == [
        (f"{PAGE}:8:1: a page has one heading with a single '#', its title. Write '## Again'.")
    ]


def test_a_heading_without_words(small_handbook: Path) -> None:
    """A heading that says nothing is told where it stands; one of code says something."""
    assert problems_of(small_handbook, "# Trust\n\n## `code`\n\n##\n\nA.\n") == [
        (
            f"{PAGE}:8:1: the heading has no words. Write them behind its signs, "
            "or take the line out."
        )
    ]


def test_signs_in_code_are_no_headings(small_handbook: Path) -> None:
    """What stands in a block of code is no heading."""
    assert problems_of(small_handbook, "# Trust\n\n```\n# A note\n#\n```\n") == []
