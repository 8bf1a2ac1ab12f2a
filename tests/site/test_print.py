"""Pages on paper: numbered, without what only a screen needs, and with every column of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

FOOT = "Maple Valley Unified School District · 2026–27"
SCREEN_ONLY = (
    "Search the handbook",
    "Skip to the page",
    "Print this page",
    "On this page",
    "Previous",
    "No tracking",
    "You are here",
)
TABLES = ("crosswalk/", "confidentiality/", "compare/mentoring/", "compare/supervision/")

# The words of each cell, a table at a time.
CELLS = """() => [...document.querySelectorAll(".hb-article table")].map(table =>
  [...table.querySelectorAll("th, td")].map(cell => cell.innerText))"""


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


@pytest.fixture
def printed(page: Page) -> Callable[[str], Paper]:
    """Give the function that prints a page of the site."""

    def make(url: str) -> Paper:
        page.goto(url)
        return Paper(page.pdf(prefer_css_page_size=True))

    return make


@pytest.mark.parametrize("url", ["", "roles/data-coach/", "forms/role-agreement/", *TABLES])
def test_pages_are_numbered_and_named(printed: Any, url: str) -> None:
    """Each sheet says which of how many it is, and whose handbook and edition it belongs to."""
    paper = printed(url)
    count = len(paper.texts)
    for number, text in enumerate(paper.texts, start=1):
        assert squeeze(f"Page {number} of {count}") in squeeze(text)
        assert squeeze(FOOT) in squeeze(text)


def test_nothing_of_the_screen_is_printed(page: Page, page_urls: tuple[str, ...]) -> None:
    """No page prints its menu, its buttons or the site's foot, or puts a letter off the sheet."""
    found = []
    for url in page_urls:
        page.goto(url)
        paper = Paper(page.pdf(prefer_css_page_size=True))
        # A page about the site may name its parts; they are then words of its own.
        own = squeeze("".join(page.locator("article li").all_text_contents()))
        screen_only = (words for words in SCREEN_ONLY if squeeze(words) not in own)
        found += [f"{url}: {words}" for words in screen_only if squeeze(words) in paper.words]
        found += [f"{url}: {letter}" for letter in paper.outside()[:3]]
        heading = squeeze(page.locator("h1").inner_text().replace("¶", ""))
        if heading not in paper.words:
            found.append(f"{url}: its heading is missing")
    assert "\n".join(found) == ""


@pytest.mark.parametrize("url", TABLES)
def test_every_cell_is_printed(page: Page, printed: Any, url: str) -> None:
    """No column of a table is cut: the words of every cell, heads included, stand on the paper."""
    paper = printed(url)
    cells = [cell for table in page.evaluate(CELLS) for cell in table]
    missing = [cell for cell in cells if squeeze(cell) not in paper.words]
    assert missing == []
    assert paper.outside() == []
    assert len(cells) > 20


def test_widest_table_is_printed_lying(printed: Any) -> None:
    """The crosswalk is printed on sheets that lie; a page of text on sheets that stand."""
    assert printed("crosswalk/").sizes() == {(792, 612)}
    assert printed("roles/data-coach/").sizes() == {(612, 792)}


def test_head_of_a_table_is_printed_on_every_sheet(printed: Any) -> None:
    """Where a table goes on to the next sheet, its head does too."""
    head = squeeze("Kind of information Teacher Coach Other coaches Principal, evaluators")
    sheets = [squeeze(text) for text in printed("confidentiality/").texts]
    assert [number for number, text in enumerate(sheets, start=1) if head in text] == [1, 2]


def test_dark_colors_stay_on_the_screen(browser: Browser, site_url: str) -> None:
    """For who reads light words on dark, paper is white all the same."""
    context = browser.new_context(base_url=site_url, color_scheme="dark")
    page = context.new_page()
    page.goto("principles/voice/")
    paper = Paper(page.pdf(prefer_css_page_size=True))
    context.close()
    assert paper.brightness() > 230


def test_what_is_folded_is_printed_open(page: Page, printed: Any) -> None:
    """The finder prints each answer, which is folded on the screen and stays so."""
    paper = printed("finder/")
    answers = page.locator(".hb-find__answer").evaluate_all(
        "found => found.map(each => each.textContent)"
    )
    assert [answer for answer in answers if squeeze(answer) not in paper.words] == []
    assert len(answers) > 30
    assert page.locator("details[open]").count() == 0


def test_addresses_are_printed_after_links(printed: Any) -> None:
    """A link that leaves the handbook is printed with its address."""
    assert "(http://piic.pacoaching.org/" in printed("sources/").words
