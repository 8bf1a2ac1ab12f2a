"""An editor's day in a real browser: saves, faults, and what stays where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from handbook.serving.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page

PATIENT = 60_000
"""How many milliseconds a loaded machine may take."""

LONG = "\n\n".join(
    f"Paragraph {number} of a page that is longer than a screen." for number in range(80)
)


@pytest.fixture
def trust(small_project: Path) -> Path:
    """Return a page that has something to type into, and is long."""
    path = small_project / "content" / "trust.md"
    path.write_text(f"---\ntitle: Trust\n---\n\n# Trust\n\nFirst.\n\n{LONG}\n", encoding="utf-8")
    return path


@pytest.fixture
def editor(small_project: Path, trust: Path, browser: Browser) -> Iterator[Page]:
    """Open a browser at the served small handbook; a word on its console is a failure."""
    assert trust.is_file()
    words: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "503" not in message.text:
            words.append(f"{message.text} {message.location}")

    with serving(small_project, host="127.0.0.1", port=0, told=lambda _: None) as port:
        context = browser.new_context(base_url=f"http://127.0.0.1:{port}")
        page = context.new_page()
        page.set_default_timeout(PATIENT)
        page.on("console", hear)
        yield page
        context.close()
    assert words == []


def change(path: Path, old: str, new: str) -> None:
    """Save a file with other words."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def wait_until(page: Page, expression: str) -> None:
    """Wait until something is so on a page, whose policy keeps Playwright's own waiting out."""
    for _ in range(PATIENT // 100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"it never came true: {expression}")


def banner_says(page: Page, text: str) -> None:
    """Wait until the banner has a text."""
    expect(page.locator(".hbs-banner")).to_contain_text(text, timeout=PATIENT)


def test_a_save_is_shown_where_the_reader_was(editor: Page, trust: Path) -> None:
    """The page follows a save, and stays where it was scrolled to."""
    editor.goto("/trust/")
    expect(editor.locator("article")).to_contain_text("First.", timeout=PATIENT)
    editor.evaluate("scrollTo({ top: 900, behavior: 'instant' })")
    change(trust, "First.", "Second.")
    expect(editor.locator("article")).to_contain_text("Second.", timeout=PATIENT)
    wait_until(editor, "Math.abs(scrollY - 900) < 5")


def test_a_fault_is_told_above_the_last_good_page(editor: Page, trust: Path) -> None:
    """A fault comes as a banner with every located problem; the page below it stays as it was."""
    editor.goto("/trust/")
    expect(editor.locator("article")).to_contain_text("First.", timeout=PATIENT)
    change(trust, "First.", "{{ distric.name }} and {{ terms.coch }}.")
    banner_says(
        editor, "content/trust.md:7:4: nothing is called 'distric'. Did you mean 'district'?"
    )
    banner_says(editor, "content/trust.md:7:33: nothing is called 'coch'. Did you mean 'Coach'?")
    banner_says(editor, "2 problems in 1 file. Below is the page as it was before.")
    expect(editor.get_by_role("alert")).to_have_count(1)
    expect(editor.locator("article")).to_contain_text("First.")
    editor.goto("/")
    banner_says(editor, "2 problems in 1 file.")
    editor.go_back()
    change(trust, "{{ distric.name }} and {{ terms.coch }}.", "Mended.")
    expect(editor.locator("article")).to_contain_text("Mended.", timeout=PATIENT)
    expect(editor.locator(".hbs-banner")).to_have_count(0)


def test_what_was_typed_stays(editor: Page, small_project: Path) -> None:
    """A form that is being filled in keeps its words and ticks when the page is shown anew."""
    editor.goto("/forms/confidentiality-agreement/")
    field = editor.locator("form input[type=text]").first
    field.fill("Room 12")
    expect(field).to_be_focused()
    form = small_project / "content" / "forms" / "confidentiality-agreement.yml"
    change(form, "title: Confidentiality Agreement", "title: Agreement on Trust")
    expect(editor.locator("html")).to_contain_text("Agreement on Trust", timeout=PATIENT)
    expect(editor.locator("form input[type=text]").first).to_have_value("Room 12")
    expect(editor.locator("form input[type=text]").first).to_be_focused()


def test_a_page_that_did_not_change_stays(editor: Page, trust: Path) -> None:
    """A save of another page leaves this one alone."""
    editor.goto("/")
    expect(editor.locator("article")).to_contain_text("Welcome", timeout=PATIENT)
    editor.evaluate("window.isTheSame = true")
    with editor.expect_response(lambda answer: "/_handbook/wait?" in answer.url) as news:
        change(trust, "First.", "Second.")
    assert news.value.json()["is_other"] is False
    other = "fetch('/trust/').then(page => page.text())"
    wait_until(editor, f"{other}.then(text => text.includes('Second.'))")
    assert editor.evaluate("window.isTheSame") is True


def test_a_start_with_a_fault(small_project: Path, browser: Browser) -> None:
    """Started with a fault, the server says it, and shows the page once it is mended."""
    role = small_project / "roles" / "data-coach.yml"
    change(role, "stages: [identify-goal]", "stages: [goals]")
    with serving(small_project, host="127.0.0.1", port=0, told=lambda _: None) as port:
        context = browser.new_context(base_url=f"http://127.0.0.1:{port}")
        page = context.new_page()
        page.goto("/trust/")
        expect(page.locator("main")).to_contain_text("no stage has the id 'goals'", timeout=PATIENT)
        change(role, "stages: [goals]", "stages: [identify-goal]")
        expect(page.locator("article")).to_contain_text("What is private?", timeout=PATIENT)
        context.close()
