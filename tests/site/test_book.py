"""The whole handbook as one PDF, as the built site offers it."""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING

import page as validation
import pikepdf
import pypdfium2
import pytest

from handbook.published import BOOKS

if TYPE_CHECKING:
    from pathlib import Path


FOOT = 68
"""How far the foot reaches up a page, in points."""

TITLES = "Literata"
"""The typeface of titles."""


@pytest.fixture(scope="module")
def book_path(site_path: Path) -> Path:
    """Return the book of the built site."""
    return site_path / "handbook.pdf"


@pytest.fixture(params=BOOKS, ids=lambda name: name or "first")
def volume_path(site_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return each volume of the book in turn."""
    return site_path / BOOKS[request.param].uri


def test_every_volume_is_accessible(volume_path: Path) -> None:
    """Every volume passes every rule of PDF/UA-1."""
    report = validation.validate_pdf(str(volume_path), profile="ua1")
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
    found = re.findall(r"(For teachers|For principals|New to coaching) (\d+)", opening)
    assert [title for title, _ in found] == ["For teachers", "For principals", "New to coaching"]
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


def test_no_volume_is_long(volume_path: Path) -> None:
    """A volume stays one that people print."""
    with pikepdf.open(volume_path) as book:
        assert 5 < len(book.pages) < 120


def test_no_page_ends_with_what_leads_on(volume_path: Path) -> None:
    """The last line above the foot of a page is no title and ends with no colon.

    A part of one chapter opens with a page that holds its title alone.
    """
    book = pypdfium2.PdfDocument(volume_path)
    last = [_last_line(book[number].get_textpage()) for number in range(1, len(book))]
    book.close()
    with pikepdf.open(volume_path) as parts, parts.open_outline() as outline:
        openings = {item.title for item in outline.root}
    assert len(last) > 5
    assert [
        words
        for words, font in last
        if words not in openings and (words.endswith(":") or font.startswith(TITLES))
    ] == []


def _last_line(text: pypdfium2.PdfTextPage) -> tuple[str, str]:
    """Return the lowest line above the foot of a page, and the typeface that it begins in."""
    boxes = [text.get_rect(number) for number in range(text.count_rects())]
    left, bottom, _, top = min((box for box in boxes if box[1] > FOOT), key=lambda box: box[1])
    words = " ".join(text.get_text_bounded(0, bottom, text.page.get_width(), top).split())
    place = text.get_index(left, (bottom + top) / 2, 9, 9)
    name = ctypes.create_string_buffer(99)
    pypdfium2.raw.FPDFText_GetFontInfo(text, place, name, len(name), ctypes.c_int())
    return words, name.value.decode().partition("+")[2]


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
