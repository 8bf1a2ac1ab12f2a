"""Pages on paper: numbered, without what only a screen needs, and with every column of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.site.paper import Paper, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

FOOT = "Maple Valley Unified School District · 2026–27"
TABLES = ("crosswalk/", "confidentiality/", "compare/mentoring/", "compare/supervision/")

# The words of each cell, a table at a time.
CELLS = """() => [...document.querySelectorAll(".hb-article table")].map(table =>
  [...table.querySelectorAll("th, td")].map(cell => cell.innerText))"""


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
