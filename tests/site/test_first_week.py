"""A new coach's first week: each of its jobs is a few clicks, or one search, from the home page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.test_search import ASK_ALL

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass(frozen=True)
class Job:
    """Something to do, and the two ways to what it takes."""

    links: tuple[str, ...]
    """What is clicked on the desk, one after another."""
    uri: str
    """Where that leads."""
    asks: tuple[str, ...]
    """What else may be typed into the search."""


JOBS = {
    "see what can be offered": Job(
        ("The coaching menu",), "coaching-menu/", ("coaching menu", "what can I offer a teacher")
    ),
    "plan a first meeting": Job(
        ("First meeting",),
        "protocols/first-meeting/",
        ("first meeting", "how do I plan a first meeting with a teacher"),
    ),
    "pick questions for a reluctant start": Job(
        ("Questions to ask",), "prompts/", ("questions for a reluctant teacher",)
    ),
    "prepare a data talk": Job(
        ("Data talk",),
        "protocols/data-talk/",
        ("data talk", "prepare a data meeting"),
    ),
    "answer a principal who asks": Job(
        ("A principal asks how a teacher is doing",),
        "hard-conversations/#asked-how-a-teacher-is-doing",
        (
            "my principal asks me about a teacher",
            "principal wants to know how a teacher is doing what do I say",
        ),
    ),
    "log the week": Job(("Contact log",), "forms/contact-log/", ("log my week", "contact log")),
    "total the month": Job(
        ("Month in totals",), "forms/month-totals/", ("total the month", "monthly report")
    ),
}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("job", JOBS.values(), ids=list(JOBS))
def test_a_job_is_found_from_the_desk(page: Page, site_url: str, job: Job, width: int) -> None:
    """From the home page the coaches' page is a click, and the tool one more."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("")
    page.get_by_role("main").get_by_role("link", name="I am a coach").click()
    for name in job.links:
        page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()
    expect(page).to_have_url(site_url + job.uri)


@pytest.mark.parametrize(("width", "height", "screens"), [(1280, 800, 1), (390, 844, 2)])
def test_the_desk_is_seen_at_once(page: Page, width: int, height: int, screens: int) -> None:
    """Every tool of the desk stands on the first screen of a laptop, and on two of a phone."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto("for-coaches/")
    assert page.locator("#your-desk a").count() > len(JOBS)
    end = page.locator("#your-desk").evaluate("it => it.getBoundingClientRect().bottom + scrollY")
    assert end <= screens * height


def test_a_job_is_found_by_asking(page: Page, site_url: str) -> None:
    """Whatever a new coach calls it, the tool is among the first three that are found."""
    page.goto("about/")
    page.get_by_role("button", name="Search the handbook").first.click()
    page.locator("#hb-search-query").fill("evaluation")
    expect(page.locator(".hb-hit__title").first).to_be_visible()
    asks = [(ask, job.uri.partition("#")[0]) for job in JOBS.values() for ask in job.asks]
    found = page.evaluate(ASK_ALL, [ask for ask, _ in asks])
    missed = [
        (ask, hits)
        for (ask, uri), hits in zip(asks, found, strict=True)
        if site_url + uri not in {hit.partition("#")[0] for hit in hits}
    ]
    assert missed == []


def test_questions_for_a_reluctant_start_are_picked(page: Page) -> None:
    """On a phone, one choice leaves the questions for a reluctant start, and no other."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("prompts/")
    page.get_by_label("When").select_option("A reluctant start")
    shown = page.locator("[data-hb-prompt]:visible")
    expect(shown.first).to_be_visible()
    moments = {one.get_attribute("data-moment") for one in shown.all()}
    assert moments == {"reluctant-start"}


def test_the_month_is_totaled_from_the_log(page: Page) -> None:
    """The log has a place for the minutes of each contact, and the month one for their totals."""
    page.goto("forms/contact-log/")
    expect(page.locator("main :is(input, textarea)").filter(visible=True).first).to_be_visible()
    minutes = re.compile("minutes", re.IGNORECASE)
    expect(page.get_by_label(minutes).first).to_be_visible()
    page.goto("forms/month-totals/")
    expect(page.get_by_label(minutes).first).to_be_visible()
