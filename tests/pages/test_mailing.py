"""A reader's own mail program begins the letter: whom it is for, and what it is about."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from handbook.pages.mailing import mail_href

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handbook.pages.page import Page

COACHES = """\
coaches:
  - id: hill
    name: Coach of the hill
    schools: [Hill School]
    email: hill@example.org
    hours: Mondays at noon
    booking: https://book.example.org/hill
"""


def letter_of(page: Page) -> dict[str, str]:
    """Return subject and body of the letter about a page."""
    address = urlsplit(str(page.meta["mail"]))
    assert (address.scheme, address.path) == ("mailto", "coaching@example.org")
    return {name: found for name, (found,) in parse_qs(address.query).items()}


def test_a_letter_cannot_get_another_head() -> None:
    """What stands in a subject or a body stays there, whatever signs it has."""
    href = mail_href("office@example.org", subject="a&bcc=x@y.org", body="1\r\n?cc=z")
    address = urlsplit(href)
    assert address.path == "office@example.org"
    assert parse_qs(address.query) == {"subject": ["a&bcc=x@y.org"], "body": ["1\r\n?cc=z"]}


def test_a_page_has_a_letter_about_it(
    small_handbook: Path, pages_of: Callable[[Path], dict[str, Page]]
) -> None:
    """The letter names the page and the edition; about a form, the code of its words as well."""
    pages = pages_of(small_handbook)
    letter = letter_of(pages["trust.md"])
    assert letter["subject"] == f"Instructional Coaching Handbook: {pages['trust.md'].title}"
    assert letter["body"].endswith(f"Page: {pages['trust.md'].title}\r\nEdition: 2026–27")
    form = letter_of(pages["forms/role-agreement-data-coach.md"])
    assert "\r\nText: " in form["body"]


def test_the_page_of_coaches(
    small_handbook: Path, pages_of: Callable[[Path], dict[str, Page]]
) -> None:
    """Each school has its coach, how to reach the coach, and a letter that is begun."""
    district = small_handbook / "district.yml"
    district.write_text(district.read_text(encoding="utf-8") + COACHES, encoding="utf-8")
    text = unescape(pages_of(small_handbook)["my-coach.md"].markdown)
    assert '<th scope="row">Hill School</th>' in text
    assert "Coach of the hill<br>[hill@example.org](mailto:hill@example.org?subject=" in text
    assert "Mondays at noon" in text
    assert "(https://book.example.org/hill)" in text


def test_the_page_without_coaches(
    small_handbook: Path, pages_of: Callable[[Path], dict[str, Page]]
) -> None:
    """Where the district names no coach, the page says who knows, and has no empty table."""
    text = pages_of(small_handbook)["my-coach.md"].markdown
    assert "Coaching Office knows who works at your school." in text
    assert "<table" not in text
