"""The whole handbook as one PDF, as the built site offers it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import page as validation
import pikepdf
import pypdfium2
import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def book_path(site_path: Path) -> Path:
    """Return the book of the built site."""
    return site_path / "handbook.pdf"


def test_the_book_is_accessible(book_path: Path) -> None:
    """The book passes every rule of PDF/UA-1."""
    report = validation.validate_pdf(str(book_path), profile="ua1")
    assert [failure.rule_id for failure in report.failures] == []


def test_the_book_has_bookmarks_for_every_part(book_path: Path) -> None:
    """The bookmarks are the menu's entries that have pages in the book, in their order."""
    with pikepdf.open(book_path) as book, book.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == [
        "Start here",
        "What coaching is",
        "What it is not",
        "Who sees what",
        "Forms",
        "Standards",
        "Reference",
    ]


def test_every_page_of_the_book_says_where_it_is(book_path: Path) -> None:
    """Below the cover every page carries its number, the number of pages, district and edition."""
    book = pypdfium2.PdfDocument(book_path)
    for number in range(1, len(book)):
        text = book[number].get_textpage().get_text_range()
        assert f"Page {number + 1} of {len(book)}" in text
        assert "Maple Valley Unified School District · 2026–27 edition" in text
    book.close()


def test_a_part_opens_with_its_chapters_and_their_pages(book_path: Path) -> None:
    """The first page of a part names each chapter and the page that it begins on."""
    book = pypdfium2.PdfDocument(book_path)
    pages = [" ".join(one.get_textpage().get_text_range().split()) for one in book]
    book.close()
    opening = next(text for text in pages if " Start here For teachers " in text)
    found = re.findall(r"(For teachers|For coaches|For principals) (\d+)", opening)
    assert [title for title, _ in found] == ["For teachers", "For coaches", "For principals"]
    for title, number in found:
        assert f"{title} " in pages[int(number) - 1]


def test_a_link_says_its_page(book_path: Path) -> None:
    """A printed link names the page that it leads to, and no page is named that is not there."""
    book = pypdfium2.PdfDocument(book_path)
    text = "".join(one.get_textpage().get_text_range() for one in book)
    pages = {int(number) for number in re.findall(r"\(p\.\s(\d+)\)", text)}
    assert len(pages) > 20
    assert max(pages) <= len(book)
    book.close()


def test_the_book_says_what_the_site_says(book_path: Path) -> None:
    """A sentence from each kind of page is in the book."""
    book = pypdfium2.PdfDocument(book_path)
    text = " ".join(
        " ".join(book[number].get_textpage().get_text_range().split())
        for number in range(len(book))
    )
    book.close()
    for heading in ("Data Coach", "Serving as a substitute teacher", "Reciprocity", "Crosswalk"):
        assert heading in text
