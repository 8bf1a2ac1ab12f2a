"""The finder in a browser: while typing, by keyboard, by ear, by address, without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page


def _ask(page: Page, question: str) -> None:
    page.goto("finder/")
    page.get_by_label("Ask in your own words").fill(question)


@pytest.mark.parametrize(
    ("question", "asked", "verdict"),
    [
        ("can the coach sub for me", "Can my coach sub for me?", "no"),
        ("Can my coach grade papers?", "Can my coach grade my papers?", "no"),
        ("can my coach help me with data", "Can my coach help me with data?", "yes"),
        ("wil my prinicpal find out what i said", "Will my principal find out", "if-you-agree"),
        ("how do i get a coach", "How do I get a coach?", "fact"),
    ],
)
def test_matched_question_gives_its_verdict(
    page: Page, question: str, asked: str, verdict: str
) -> None:
    """What asks a question of the handbook gets that question's card, and its verdict."""
    _ask(page, question)
    card = page.locator("[data-hb-answers] [data-verdict]")
    expect(card).to_have_count(1)
    expect(card).to_have_attribute("data-verdict", verdict)
    expect(card.get_by_role("heading")).to_contain_text(asked)


def test_near_questions_are_offered(page: Page) -> None:
    """What is only near gets no verdict: up to three questions to choose from, each with one."""
    _ask(page, "can my coach grade half my papers")
    box = page.locator("[data-hb-answers] [data-verdict]")
    expect(box).to_have_attribute("data-verdict", "none")
    expect(box.get_by_role("heading")).to_have_text("Did you mean")
    expect(box.get_by_role("button")).to_have_count(3)
    box.get_by_role("button", name="Can my coach grade my papers?").click()
    expect(page.locator("[data-hb-answers] [data-verdict]")).to_have_attribute("data-verdict", "no")
    expect(page.locator("[data-hb-answers] h3")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/finder/#can-my-coach-grade-my-papers$"))


def test_what_is_far_is_not_answered(page: Page) -> None:
    """What the handbook does not answer is said so, with the office to ask."""
    _ask(page, "What is the weather in Paris?")
    box = page.locator("[data-hb-answers] [data-verdict]")
    expect(box).to_have_attribute("data-verdict", "none")
    expect(box).to_contain_text("The handbook does not answer this.")
    expect(box.get_by_role("link", name="Office of Instructional Coaching")).to_be_visible()


def test_harm_goes_first(page: Page) -> None:
    """Where a person may come to harm, the exception is told, whatever else was asked."""
    _ask(page, "A student told me his dad hits him. Can my coach keep it private?")
    card = page.locator("[data-hb-answers] [data-verdict]")
    expect(card).to_have_attribute("data-verdict", "fact")
    expect(card).to_contain_text("call emergency services first")


def test_answer_leads_on(page: Page) -> None:
    """A card leads to the page behind it, to its form, and has an address of its own."""
    _ask(page, "can my coach sub for me")
    card = page.locator("[data-hb-answers] .hb-answer")
    expect(card).to_contain_text("Ask the school office for a substitute")
    expect(card.get_by_role("link", name="Coach–principal agreement")).to_be_visible()
    own = card.get_by_role("link", name="Link to this answer")
    expect(own).to_have_attribute("href", re.compile(r"/finder/#can-my-coach-sub-for-me$"))
    card.get_by_role("link", name="Read more: Serving as a substitute teacher").click()
    title = page.get_by_role("heading", level=1, name="Serving as a substitute teacher", exact=True)
    expect(title).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Ask in your own words")).to_have_value("can my coach sub for me")
    expect(page.locator("[data-hb-answers] .hb-answer")).to_contain_text("No")


def test_result_is_announced(page: Page) -> None:
    """Once typing stops the answer is said in a status, and the address leads back to it."""
    _ask(page, "can my coach sub for me")
    status = page.get_by_role("status").and_(page.locator("#hb-finder-status"))
    expect(status).to_have_text(
        "Can my coach sub for me? No. A coach does not cover classes. "
        "Ask the school office for a substitute."
    )
    expect(page).to_have_url(re.compile(r"/finder/#q=can%20my%20coach%20sub%20for%20me$"))


def test_address_asks(page: Page) -> None:
    """A link with a question opens its answer, and another one changes it."""
    page.goto("finder/#q=can+my+coach+grade+my+papers%3F")
    card = page.locator("[data-hb-answers] [data-verdict]")
    expect(card).to_have_attribute("data-verdict", "no")
    page.evaluate("location.hash = '#q=can my coach help me plan a lesson'")
    expect(card).to_have_attribute("data-verdict", "yes")


def test_address_of_an_answer_opens_it(page: Page) -> None:
    """The address of one answer shows it in the list, unfolded."""
    page.goto("finder/#can-my-coach-sub-for-me")
    answer = page.locator("#can-my-coach-sub-for-me")
    expect(answer).to_be_visible()
    expect(answer).to_be_in_viewport()


def test_contents_follow_what_is_shown(page: Page) -> None:
    """While answers are shown, no contents lead into the hidden list; the question stays."""
    page.goto("finder/")
    contents = page.get_by_role("navigation", name="On this page")
    expect(contents).to_be_visible()
    page.get_by_label("Ask in your own words").fill("can my coach sub for me")
    expect(contents).to_be_hidden()
    page.get_by_label("Ask in your own words").press("Escape")
    expect(page.get_by_label("Ask in your own words")).to_have_value("")
    expect(contents).to_be_visible()


def test_keyboard_reaches_everything(page: Page) -> None:
    """Enter goes to the answer, with a ring, and Tab to its links; an example is a button."""
    page.goto("finder/")
    example = page.locator("[data-hb-example]").nth(1)
    text = example.inner_text()
    example.focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("Ask in your own words")
    expect(field).to_be_focused()
    expect(field).to_have_value(text)
    page.keyboard.press("Enter")
    heading = page.locator("[data-hb-answers] h3")
    expect(heading).to_be_focused()
    assert heading.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    expect(page.locator("[data-hb-answers] a").first).to_be_focused()


def test_clearing_brings_the_list_back(page: Page) -> None:
    """Clear empties the field, keeps focus in it, and shows examples and the list."""
    _ask(page, "sub")
    heading = page.get_by_role("heading", name="Covering classes", exact=True)
    expect(heading).to_be_hidden()
    page.get_by_role("button", name="Clear").click()
    expect(heading).to_be_visible()
    expect(page.get_by_label("Ask in your own words")).to_be_focused()
    expect(page.get_by_text("For example", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/finder/$"))


def test_typed_markup_stays_text(page: Page) -> None:
    """What looks like a tag is shown as it was typed."""
    _ask(page, "<img src=zzyzx>")
    expect(page.locator("[data-hb-answers] [data-verdict]")).to_be_visible()
    assert page.locator("[data-hb-finder-results] img, #hb-finder-status img").count() == 0


def test_search_takes_the_question_over(page: Page) -> None:
    """The search of the whole handbook opens with what was asked."""
    _ask(page, "can my coach sub")
    page.get_by_role("button", name="Search the whole handbook").click()
    expect(page.locator("#hb-search-query")).to_have_value("can my coach sub")


def test_list_is_complete_without_a_script(browser: Browser, site_url: str) -> None:
    """Without a script every question is there, with its answer, and leads to a page."""
    context = browser.new_context(base_url=site_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("finder/")
    assert page.locator(".hb-find__name").count() > 600
    expect(page.locator("form[data-hb-finder]")).to_be_hidden()
    page.locator("summary", has_text="Can my coach sub for me?").click()
    link = page.get_by_role("link", name="Read more: Serving as a substitute teacher").first
    expect(link).to_be_visible()
    link.click()
    title = page.get_by_role("heading", level=1, name="Serving as a substitute teacher", exact=True)
    expect(title).to_be_visible()
    context.close()


def test_works_from_a_folder(browser: Browser, site_path: Path) -> None:
    """Opened as a file, the finder answers."""
    page = browser.new_page()
    page.goto((site_path / "finder" / "index.html").as_uri())
    page.get_by_label("Ask in your own words").fill("can my coach sub for me")
    expect(page.locator("[data-hb-answers] .hb-answer")).to_contain_text("No")
    page.close()


def test_first_keystroke_is_answered_at_once(page: Page) -> None:
    """The answers stand in the same turn in which a letter is typed."""
    page.goto("finder/")
    count = page.evaluate(
        """() => {
          const field = document.querySelector("#hb-question");
          field.value = "substitute";
          field.dispatchEvent(new Event("input"));
          return document.querySelectorAll("[data-hb-answers] [data-verdict]").length;
        }"""
    )
    assert count > 0


def test_reading_the_questions_does_not_hold_the_page_up(page: Page) -> None:
    """The questions are read in steps, and the page takes its turns between them."""
    page.goto("finder/")
    turns = page.evaluate(
        """async () => {
          const gate = new HandbookGate(HandbookQuestions);
          let turns = 0;
          let isOver = false;
          const reading = gate.prepare().then(() => { isOver = true; });
          while (!isOver) {
            turns += 1;
            await new Promise(resolve => { setTimeout(resolve); });
          }
          await reading;
          return [turns, gate.isReady];
        }"""
    )
    assert turns[0] > 10
    assert turns[1]


@pytest.mark.parametrize("question", ["", "can my coach sub for me", "privacy"])
def test_nothing_is_wider_than_a_phone(page: Page, question: str) -> None:
    """With its list open and answers shown, the page scrolls one way at 320 pixels."""
    page.set_viewport_size({"width": 320, "height": 900})
    _ask(page, question)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
