"""The finder in a browser: while typing, by keyboard, by ear, by address, without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _ask(page: Page, question: str) -> None:
    page.goto("finder/")
    page.get_by_label("Ask in your own words").fill(question)


@pytest.mark.parametrize(
    ("question", "asked", "headline"),
    [
        (
            "can my principal make the coach cover a class",
            "Can my principal ask my coach to cover my class?",
            "No — this is serving as a substitute teacher",
        ),
        ("coach grade my papers", "Can my coach grade my papers?", "No — this is scoring"),
        ("help me read my unit test", "make sense of my unit test", "Yes — Data Coach does this"),
        ("wil my principle find out what i sayd", "tell my principal", "Only if you agree"),
        ("isnt coaching the same as mentoring", "Isn't coaching the same", "Not so — “Coaching is"),
        ("co-teaching", "Co-teach", "Yes — Classroom Supporter does this"),
    ],
)
def test_first_answer(page: Page, question: str, asked: str, headline: str) -> None:
    """The first card has the question that was meant, and its verdict in words."""
    _ask(page, question)
    card = page.locator(".hb-finder__answers > li").first
    expect(card.get_by_role("heading")).to_contain_text(asked)
    expect(card).to_contain_text(headline)


def test_answer_leads_on(page: Page) -> None:
    """A card leads to the page behind it and to its form."""
    _ask(page, "can my coach sub for me")
    card = page.locator(".hb-finder__answers > li").first
    expect(card).to_contain_text("Instead: Ask the school office for a substitute")
    expect(card.get_by_role("link", name="Coach–principal agreement")).to_be_visible()
    card.get_by_role("link", name="Read more about Serving as a substitute teacher").click()
    title = page.get_by_role("heading", level=1, name="Serving as a substitute teacher", exact=True)
    expect(title).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Ask in your own words")).to_have_value("can my coach sub for me")
    expect(page.locator(".hb-finder__answers > li").first).to_contain_text("No —")


def test_result_is_announced(page: Page) -> None:
    """How many answers there are, and the best one, is said; the address leads back to them."""
    _ask(page, "can my coach sub for me")
    status = page.get_by_role("status").and_(page.locator("#hb-finder-status"))
    expect(status).to_contain_text("Can my coach sub for me? No — this is serving as a substitute")
    expect(page).to_have_url(re.compile(r"/finder/#q=can%20my%20coach%20sub%20for%20me$"))
    count = page.locator(".hb-finder__answers > li").count()
    assert status.inner_text().startswith("1 answer." if count == 1 else f"{count} answers,")


def test_address_asks(page: Page) -> None:
    """A link with a question opens its answers, and another one changes them."""
    page.goto("finder/#q=can+my+coach+grade+my+papers%3F")
    first = page.locator(".hb-finder__answers > li").first
    expect(first).to_contain_text("No — this is scoring student assessments")
    page.evaluate("location.hash = '#q=co-plan a lesson'")
    expect(first).to_contain_text("Yes — Classroom Supporter does this")


def test_keyboard_reaches_everything(page: Page) -> None:
    """Enter goes to the first answer, Tab to its links; an example is a button."""
    page.goto("finder/")
    example = page.locator("[data-hb-example]").nth(1)
    text = example.inner_text()
    example.focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("Ask in your own words")
    expect(field).to_be_focused()
    expect(field).to_have_value(text)
    page.keyboard.press("Enter")
    expect(page.locator(".hb-finder__asked").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".hb-finder__answers a").first).to_be_focused()


def test_clearing_brings_the_list_back(page: Page) -> None:
    """Clear empties the field, keeps focus in it, and shows examples and the list."""
    _ask(page, "sub")
    heading = page.get_by_role("heading", name="What coaches do", exact=True)
    expect(heading).to_be_hidden()
    page.get_by_role("button", name="Clear").click()
    expect(heading).to_be_visible()
    expect(page.get_by_label("Ask in your own words")).to_be_focused()
    expect(page.get_by_text("For example")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/finder/$"))


def test_miss_says_so_and_keeps_the_list(page: Page) -> None:
    """What nothing answers is said, and the list stays."""
    _ask(page, "zzyzx qwrtp")
    expect(page.locator("#hb-finder-status")).to_have_text(
        "No answer for “zzyzx qwrtp”. Try other words, or look through the list below."
    )
    expect(page.get_by_role("heading", name="What coaches do", exact=True)).to_be_visible()


def test_typed_markup_stays_text(page: Page) -> None:
    """What looks like a tag is shown as it was typed."""
    _ask(page, "<img src=zzyzx>")
    expect(page.locator("#hb-finder-status")).to_contain_text("“<img src=zzyzx>”")
    assert page.locator("#hb-finder-status img").count() == 0


def test_search_takes_the_question_over(page: Page) -> None:
    """The search of the whole handbook opens with what was asked."""
    _ask(page, "can my coach sub")
    page.get_by_role("button", name="Search the whole handbook").click()
    expect(page.locator("#hb-search-query")).to_have_value("can my coach sub")


def test_list_is_complete_without_a_script(browser: Browser, site_url: str) -> None:
    """Without a script every question is there, under its answer, and leads to a page."""
    context = browser.new_context(base_url=site_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("finder/")
    assert page.locator(".hb-find__questions a").count() > 600
    expect(page.locator("form[data-hb-finder]")).to_be_hidden()
    page.locator("summary", has_text="Serving as a substitute teacher").click()
    question = page.get_by_role("link", name="Can my coach sub for me?")
    expect(question).to_be_visible()
    question.click()
    title = page.get_by_role("heading", level=1, name="Serving as a substitute teacher", exact=True)
    expect(title).to_be_visible()
    context.close()


def test_works_from_a_folder(browser: Browser, site_path: Path) -> None:
    """Opened as a file, the finder answers."""
    page = browser.new_page()
    page.goto((site_path / "finder" / "index.html").as_uri())
    page.get_by_label("Ask in your own words").fill("can my coach sub for me")
    expect(page.locator(".hb-finder__answers > li").first).to_contain_text("No — this is serving")
    page.close()


def test_first_keystroke_is_answered_at_once(page: Page) -> None:
    """The answers stand in the same turn in which a letter is typed."""
    page.goto("finder/")
    count = page.evaluate(
        """() => {
          const field = document.querySelector("#hb-question");
          field.value = "substitute";
          field.dispatchEvent(new Event("input"));
          return document.querySelectorAll(".hb-finder__answers > li").length;
        }"""
    )
    assert count > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("question", ["", "can my coach sub for me", "privacy"])
def test_axe_finds_nothing(
    browser: Browser, site_url: str, scheme: str, width: int, question: str
) -> None:
    """No rule of axe is broken, the list open or answers shown."""
    context = browser.new_context(
        base_url=site_url, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto("finder/")
    page.evaluate(
        "document.querySelectorAll('details').forEach((d, i) => { d.open = i % 9 === 0 })"
    )
    page.get_by_label("Ask in your own words").fill(question)
    page.wait_for_timeout(500)
    results = Axe().run(
        page, options={"runOnly": _RULES, "rules": {"target-size": {"enabled": True}}}
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [(v["id"], v["nodes"][0]["html"]) for v in results.response["violations"]] == []
    context.close()
