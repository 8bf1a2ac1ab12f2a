"""Words explained where they stand, and paths that are followed from page to page, in a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from tests.site.conftest import Scheme

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _open_term(page: Page) -> tuple[Locator, str]:
    page.goto("confidentiality/")
    link = page.locator("a.hb-term").first
    return link, link.get_attribute("data-hb-term") or ""


def test_term_is_explained_on_focus(page: Page) -> None:
    """Focus shows the meaning, names it as a description, and Escape sends it away."""
    link, meaning = _open_term(page)
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    box = page.get_by_role("tooltip")
    expect(box).to_have_text(meaning)
    expect(link).to_have_accessible_description(meaning)
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(link).to_be_focused()
    assert len(meaning) > 40


def test_meaning_stays_under_the_pointer(page: Page) -> None:
    """The pointer may move from the word onto its meaning, and away from both hides it."""
    link, meaning = _open_term(page)
    link.hover()
    box = page.get_by_role("tooltip")
    expect(box).to_have_text(meaning)
    box.hover()
    page.wait_for_timeout(500)
    expect(box).to_be_visible()
    page.get_by_role("heading", level=1).hover()
    expect(box).to_be_hidden()


def test_first_tap_explains_and_second_leads_on(browser: Browser, site_url: str) -> None:
    """On a phone the meaning comes first, inside the screen, and the glossary after it."""
    context = browser.new_context(
        base_url=site_url, has_touch=True, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()
    page.goto("confidentiality/")
    link = page.locator("a.hb-term").first
    link.tap()
    box = page.get_by_role("tooltip")
    expect(box).to_be_visible()
    place = box.bounding_box()
    assert place is not None
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 320
    link.tap()
    expect(page).to_have_url(re.compile(r"/glossary/#term-"))
    context.close()


def test_term_is_a_link_without_a_script(browser: Browser, site_url: str) -> None:
    """Without a script the word leads to its place in the glossary."""
    context = browser.new_context(base_url=site_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("confidentiality/")
    href = page.locator("a.hb-term").first.get_attribute("href") or ""
    page.locator("a.hb-term").first.click()
    anchor = href.partition("#")[2]
    assert page.locator(f"#{anchor}").count() == 1
    context.close()


def test_path_is_followed(page: Page) -> None:
    """From a path page, previous and next lead through its steps and back."""
    page.goto("for-teachers/")
    steps = page.locator("ol.hb-paths > li > a:first-of-type")
    titles = steps.all_inner_texts()
    steps.first.click()
    turn = page.get_by_role("navigation", name="Previous and next step of the path")
    for place, following in enumerate(titles[1:], start=1):
        expect(turn).to_contain_text(f"Step {place} of {len(titles)} on the path “For teachers”")
        expect(page.get_by_role("navigation", name="Previous and next page")).to_be_hidden()
        turn.get_by_role("link", name=f"Next step {following}").click()
    expect(turn).to_contain_text(f"Step {len(titles)} of {len(titles)}")
    turn.get_by_role("link", name="End of the path: back to For teachers").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("For teachers")


def test_path_can_be_left(page: Page) -> None:
    """Leaving the path brings the site's own previous and next back, with focus on them."""
    page.goto("for-principals/")
    page.locator("ol.hb-paths > li > a:first-of-type").nth(1).click()
    page.get_by_role("button", name="Leave this path").click()
    usual = page.get_by_role("navigation", name="Previous and next page")
    expect(usual).to_be_visible()
    expect(usual.get_by_role("link").first).to_be_focused()
    page.reload()
    expect(usual).to_be_visible()


def test_page_off_the_path_has_the_usual_links(page: Page) -> None:
    """A page that is no step of the path keeps the site's own previous and next."""
    page.goto("for-teachers/")
    page.locator("ol.hb-paths > li > a:first-of-type").first.click()
    page.goto("glossary/")
    expect(page.get_by_role("navigation", name="Previous and next page")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, site_url: str, scheme: Scheme) -> None:
    """No rule of axe is broken by an open meaning and a followed path."""
    context = browser.new_context(
        base_url=site_url, color_scheme=scheme, viewport={"width": 320, "height": 700}
    )
    page = context.new_page()
    page.goto("for-teachers/")
    page.locator("ol.hb-paths > li > a", has_text="Who sees what").click()
    page.locator("a.hb-term").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    options = {"runOnly": _RULES, "rules": {"target-size": {"enabled": True}}}
    results = Axe().run(page, options=options)
    assert [(v["id"], v["nodes"][0]["html"]) for v in results.response["violations"]] == []
    context.close()
