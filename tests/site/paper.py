"""A page on paper: its words, and where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterator


class Paper:
    """What a page is on paper: its words, where they stand, and how it looks."""

    def __init__(self, pdf: bytes) -> None:
        self.document = pypdfium2.PdfDocument(pdf)
        self.texts = [page.get_textpage().get_text_range() for page in self.document]
        self.words = squeeze("".join(self.texts))

    def sizes(self) -> set[tuple[int, int]]:
        """Return the sizes of the sheets, in points."""
        return {(round(page.get_width()), round(page.get_height())) for page in self.document}

    def outside(self) -> list[str]:
        """Return the letters that stand, wholly or in part, off the sheet."""
        return [
            f"page {number}: {letter!r}"
            for number, page in enumerate(self.document, start=1)
            for letter in _outside(page)
        ]

    def brightness(self) -> float:
        """Return how bright the first sheet is, from 0 for black to 255 for white."""
        dots = bytes(self.document[0].render(scale=0.2, grayscale=True).buffer)
        return sum(dots) / len(dots)


def _outside(page: Any) -> Iterator[str]:
    text = page.get_textpage()
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        is_on_sheet = 0 <= left <= right <= page.get_width()
        if not (is_on_sheet and 0 <= bottom <= top <= page.get_height()):
            yield text.get_text_range(place, 1)


def squeeze(text: str) -> str:
    """Return the text without spaces and without the hyphens that ends of lines bring."""
    return re.sub(r"[\s\u00ad\ufffe\u0002-]+", "", text)
