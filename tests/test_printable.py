"""Whatever paper cannot take is a located problem, found before any paper is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.opening import check_project, open_site
from handbook.press import Press
from handbook.problems import HandbookError

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.forms.structure import FormDocument

pytestmark = pytest.mark.slow


class Unused(Press):
    """Stands in for a press that must not run, but for counting pages."""

    def page_count(self, document: FormDocument, *, made_at: int) -> int:
        """Return one."""
        return 1


REMEDY = "which the fonts for printing do not have. Write it with other letters"

CASES = {
    "a letter in the district": (
        ("district.yml", "short_name: Small Valley", "short_name: Small ཀ Valley"),
        [f"district.yml:2:13: short_name: holds 'ཀ' (U+0F40), {REMEDY}."],
    ),
    "a letter in a heading of a page": (
        ("content/trust.md", "What is", "## ཀཁ\n\nWhat is"),
        [
            (
                "content/trust.md:5:4: holds 'ཀ' (U+0F40), 'ཁ' (U+0F41), "
                f"{REMEDY}. Or keep the page out of the book with the line 'in_book: no'."
            )
        ],
    ),
    "a letter that Markdown makes": (
        ("content/trust.md", "What is", "A &#x0F40; B. What is"),
        [
            (
                f"content/trust.md:5:1: holds 'ཀ' (U+0F40), {REMEDY}. "
                "Or keep the page out of the book with the line 'in_book: no'."
            )
        ],
    ),
    "emphasis in emphasis": (
        (
            "roles/data-coach.yml",
            "To decide together what",
            f"To {'*' * 40}c{'*' * 40} what",
        ),
        [
            (
                "roles/data-coach.yml:4:10: purpose: more than 16 marks of emphasis or links stand "
                "inside each other. Take some away."
            )
        ],
    ),
    "a form that names a letter in a role": (
        ("roles/data-coach.yml", "The coach asks first", "The coach asks ཀ first"),
        [
            (
                "roles/data-coach.yml:19:30: agreement.coach_commits.0.text: holds 'ཀ' (U+0F40), "
                f"{REMEDY}."
            )
        ],
    ),
    "a logo that is damaged": (
        ("content/assets/logo.svg", "</svg>", ""),
        [
            (
                "district.yml:3:7: logo: the file 'assets/logo.svg' is damaged. "
                "Save the picture again as a plain SVG, or as a PNG."
            )
        ],
    ),
}


@pytest.mark.parametrize(("change", "problems"), CASES.values(), ids=CASES)
def test_check_and_build_say_the_same(
    small_handbook: Path, change: tuple[str, str, str], problems: list[str]
) -> None:
    """The check finds it without making a paper, and a build refuses with the same words."""
    name, old, new = change
    path = small_handbook / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = check_project(small_handbook, press=Unused())
    assert [str(problem) for problem in found] == problems
    with pytest.raises(HandbookError) as caught:
        open_site(small_handbook, press=Press())
    assert caught.value.problems == found


def test_signs_that_only_a_screen_shows(small_handbook: Path) -> None:
    """A sign that is hidden from listeners is not in the book, nor is a page that says so."""
    page = small_handbook / "content" / "trust.md"
    hidden = '---\ntitle: Trust\n---\n\n<span aria-hidden="true">●</span> Yes.\n'
    page.write_text(hidden, encoding="utf-8")
    assert check_project(small_handbook, press=Unused()) == ()
    page.write_text("---\ntitle: Trust\nin_book: no\n---\n\n教练\n", encoding="utf-8")
    assert check_project(small_handbook, press=Unused()) == ()
