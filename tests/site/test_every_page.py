"""Every page of the site, opened once: whom it asks, how its headings are read out, its print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.paper import Paper, squeeze
from tests.site.visiting import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

SCREEN_ONLY = (
    "Search the handbook",
    "Skip to the page",
    "Print this page",
    "On this page",
    "Previous",
    "No tracking",
    "You are here",
)


@dataclass(frozen=True)
class Round:
    """What a walk over every page found."""

    pages: int
    requested: int
    foreign: list[str]
    """What was asked of another host."""
    complaints: list[str]
    """What broke the policy, and errors."""
    headings: list[str]
    """Headings that are read out wrong."""
    prints: list[str]
    """What is wrong on paper."""


@pytest.fixture(scope="module")
def walked(browser: Browser, site_url: str, page_urls: tuple[str, ...]) -> Round:
    """Open every page once, and look at all that can be seen of it."""
    visit = Visit(browser, site_url, headers={})
    session = visit.context.new_cdp_session(visit.page)
    headings, prints = list[str](), list[str]()
    for url in page_urls:
        visit.page.goto(url)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        headings += [f"{url}: {fault}" for fault in _heading_faults(nodes)]
        prints += [f"{url}: {fault}" for fault in _print_faults(visit)]
    asked, complaints = visit.foreign, visit.complaints
    visit.context.close()
    return Round(len(page_urls), len(visit.requested), asked, complaints, headings, prints)


def _heading_faults(nodes: list[dict[str, Any]]) -> Iterator[str]:
    shown = [node for node in nodes if not node["ignored"] and node["role"]["value"] == "heading"]
    for node in shown:
        name = node["name"]["value"]
        if "¶" in name or not name.strip():
            yield repr(name)
    levels = [
        one["value"]["value"]
        for node in shown
        for one in node.get("properties", ())
        if one["name"] == "level"
    ]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of level 1"


def _print_faults(visit: Visit) -> Iterator[str]:
    page = visit.page
    paper = Paper(page.pdf(prefer_css_page_size=True))
    # A page about the site may name its parts; they are then words of its own.
    own = squeeze("".join(page.locator("article li").all_text_contents()))
    for words in SCREEN_ONLY:
        if squeeze(words) not in own and squeeze(words) in paper.words:
            yield words
    yield from paper.outside()[:3]
    if squeeze(page.locator("h1").inner_text().replace("¶", "")) not in paper.words:
        yield "its heading is missing"


def test_every_page_asks_nobody_else(walked: Round) -> None:
    """No page asks anything of another host, breaks the policy or reports an error."""
    assert walked.foreign == []
    assert walked.complaints == []
    assert walked.requested > walked.pages


def test_names_of_headings_are_clean(walked: Round) -> None:
    """No heading is read out with the sign of its permalink, none is empty, and h1 stands once."""
    assert "\n".join(walked.headings) == ""


def test_nothing_of_the_screen_is_printed(walked: Round) -> None:
    """No page prints its menu, its buttons or the site's foot, or puts a letter off the sheet."""
    assert "\n".join(walked.prints) == ""
