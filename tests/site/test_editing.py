"""A new editor's day in a real browser: from a sentence on a page to files that are right."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from handbook.cli import main
from handbook.editing.server import editing
from tests.site.conftest import PATIENCE
from tests.site.test_accessibility import MODES as ALL_MODES
from tests.site.test_accessibility import sweep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

DISTRICT = Path(__file__).parents[1] / "districts" / "lantern-bay"
PATIENT = 30_000
"""How many milliseconds a loaded machine may take."""

ROLE = "/_edit/record?file=roles/data-coach.yml"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a district's folder that stands on the shipped base."""
    return shutil.copytree(DISTRICT, tmp_path_factory.mktemp("day") / "lantern-bay")


@pytest.fixture(scope="module")
def editor(home: Path, browser: Browser) -> Iterator[Page]:
    """Open a browser at the editor; a word on its console, or a request elsewhere, is a failure."""
    words: list[str] = []
    asked: set[str] = set()

    def hear(message: ConsoleMessage) -> None:
        # Until the handbook is read for the first time, its pages say that they wait; and one
        # screen says that there is nothing.
        is_expected = any(code in message.text for code in ("404", "503"))
        if message.type in {"error", "warning"} and not is_expected:
            words.append(message.text)

    def note(request: Request) -> None:
        asked.add(request.url.partition("://")[2].partition("/")[0])

    with editing(home, port=0) as address:
        here = address.partition("/_edit/")[0]
        context = browser.new_context(base_url=here, viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.set_default_timeout(PATIENT)
        expect.set_options(timeout=PATIENT)
        page.on("console", hear)
        page.on("request", note)
        page.goto(address)
        yield page
        context.close()
    expect.set_options(timeout=PATIENCE)
    assert words == []
    assert asked == {here.removeprefix("http://")}


def save(page: Page) -> None:
    """Press the first of the two buttons that save, and see that it is said."""
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".he-told")).to_have_text("Saved.")


def find(page: Page, name: str, *, words: str = "") -> None:
    """Look a record up by its name, and open it."""
    page.goto("/_edit/")
    page.get_by_label("Search by name").fill(words or name)
    page.keyboard.press("Enter")
    page.locator(".he-things").get_by_role("link", name=name, exact=True).first.click()


def publish(home: Path, *, shown: dict[str, tuple[str, ...]]) -> None:
    """Build the handbook as whoever publishes does, and see what its pages say."""
    built = CliRunner().invoke(main, ["build", "--project", str(home)])
    assert built.exit_code == 0, built.output
    for name, words in shown.items():
        page = (home / "site" / name / "index.html").read_text(encoding="utf-8")
        assert [one for one in words if one not in page] == []


@pytest.mark.slow
def test_a_new_editor_s_day(editor: Page, home: Path) -> None:
    """The eight jobs of a day are done without a file being opened, and the handbook is right."""
    # Reword an activity, beginning with a sentence of the page that readers see.
    editor.goto(ROLE)
    preview = editor.frame_locator("#preview")
    expect(preview.locator("h1")).to_contain_text("Numbers Partner")
    editor.goto("/roles/data-coach/")
    editor.get_by_text("count what learners did").hover()
    editor.locator(".he-edit-this").click()
    expect(editor.locator("#f-text")).to_have_value(
        "{{ terms.A_coach }} and {{ terms.a_teacher }} count what {{ terms.students }} did."
    )
    editor.locator("#f-text").fill("We count what {{ terms.students }} built, together.")
    expect(editor.locator("#effect")).to_contain_text("This change touches")
    expect(
        editor.frame_locator("#preview").get_by_text("We count what learners built")
    ).to_be_visible()
    save(editor)

    # Add a school, and another word for a coach.
    find(editor, "The district and its decisions", words="district")
    editor.locator("#f-schools").press("Control+End")
    editor.keyboard.type("\nNew Cove: High School")
    save(editor)
    find(editor, "What people and things are called", words="called")
    editor.locator("#f-coach").fill("shore guide")
    save(editor)

    # A question with its answer.
    editor.goto("/_edit/record?file=content/questions/data.yml")
    editor.locator("#f-questions-new").fill("May we count shells together?")
    editor.get_by_role("button", name="Add to Questions").click()
    editor.get_by_role("group", name="For whom").get_by_label("teacher").check()
    editor.get_by_label("Where the answer stands").select_option("role:data-coach")
    editor.locator("#f-verdict").select_option("yes")
    editor.locator("#f-answer").fill("Your {{ terms.coach }} counts anything with you.")
    save(editor)

    # Leave a form out, and add a clause to another.
    find(editor, "Observation request", words="observation request")
    editor.get_by_role("button", name="Leave this out").click()
    expect(editor.locator(".he-told")).to_contain_text("Left out: Observation request.")
    editor.goto("/_edit/record?file=content/forms/confidentiality-agreement.yml")
    editor.locator("#f-sections li a").first.click()
    editor.locator("#f-clauses-new").fill("Shells that are found stay where they are.")
    editor.get_by_role("button", name="Add to Clauses").click()
    expect(editor.locator("#problems a")).to_contain_text("Text: is missing.")
    editor.locator("#f-text").fill("What is found on the shore stays on the shore.")
    save(editor)

    # Make a mistake, and mend it from the summary.
    editor.goto(ROLE)
    editor.locator("#f-name").fill("")
    expect(editor.locator("#problems p")).to_have_text("This is not saved yet.")
    save(editor)
    editor.get_by_role("link", name="Name: is empty. Write a value or remove the line.").click()
    expect(editor.locator("#f-name")).to_be_focused()
    editor.keyboard.type("Shell Partner")
    editor.keyboard.press("Enter")
    expect(editor.locator(".he-told")).to_have_text("Saved.")

    # What was done is told for whoever publishes, and is what readers get.
    editor.goto("/_edit/changes")
    expect(editor.locator("main")).to_contain_text("content/forms/confidentiality-agreement.yml")
    publish(
        home,
        shown={
            "roles/data-coach": ("Shell Partner", "built, together."),
            "finder": ("May we count shells together?", "Your shore guide counts anything"),
            "forms/confidentiality-agreement": ("What is found on the shore stays",),
        },
    )
    assert not (home / "site/forms/observation-request").exists()


PASTED = """
<html><head><style>p { mso-x: y }</style></head><body><h2>In <b>winter</b></h2>
<p class="MsoNormal">The&nbsp;coach <b>walks</b> along.<o:p></o:p></p>
<ul><li>one</li><li><a href="https://example.org/">two</a></li></ul></body></html>
"""

PASTE = """(html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true,
    cancelable: true });
  document.getElementById("f-body").dispatchEvent(event);
}"""


@pytest.mark.slow
def test_a_page_s_text_is_helped_along(editor: Page) -> None:
    """Buttons put signs and links in, and what is pasted loses its wrappings."""
    page = editor
    page.goto("/_edit/record?file=content/why-coaching.md")
    text = page.locator("#f-body")
    text.fill("words")
    text.select_text()
    page.get_by_role("button", name="Bold").click()
    expect(text).to_have_value("**words**")
    text.fill("")
    page.get_by_label("Lead to").fill("Outdoor Partner")
    page.get_by_role("button", name="Put the link in").click()
    expect(text).to_have_value("[Outdoor Partner][role:outdoor-partner]")
    text.fill("")
    page.evaluate(PASTE, PASTED)
    expect(text).to_have_value(
        "## In **winter**\n\nThe coach **walks** along.\n\n- one\n- [two](https://example.org/)"
    )


# The handbook's own pages have a sweep of theirs, and hundreds of boxes to tick are like the few.
SWEPT = "#preview, #f-related .he-choices, #f-leave_out .he-choices"
# The colors are the same at every width.
MODES = tuple(mode for mode in ALL_MODES if mode != ("dark", 320))


def swept(page: Page, name: str) -> list[str]:
    """Return what axe finds on a screen of the editor."""
    return sweep(page, name=name, swept=SWEPT, modes=MODES)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "paper"),
    [
        (ROLE, "forms/role-agreement-data-coach.pdf"),
        (
            "/_edit/record?file=content/forms/confidentiality-agreement.yml&at=sections/0",
            "forms/confidentiality-agreement.pdf",
        ),
    ],
)
def test_a_record_leads_to_its_paper(editor: Page, address: str, paper: str) -> None:
    """Beside the form of a record stands the paper that is made of it, one click away."""
    button = editor.locator(f"#content button[value='paper {paper}']")
    editor.goto(address)
    # What papers there are is known when the handbook was read for the first time.
    for _ in range(60):
        if button.count():
            break
        editor.wait_for_timeout(1000)
        editor.goto(address)
    expect(button).to_contain_text("On paper: ")
    with editor.context.expect_event("response", lambda one: one.request.method == "POST") as sent:
        button.click()
    assert sent.value.headers["content-type"] == "application/pdf"
    for beside in editor.context.pages[1:]:
        beside.close()


@pytest.mark.slow
def test_axe_finds_nothing_on_any_screen(editor: Page, home: Path) -> None:
    """No rule of axe is broken, light or dark, wide or narrow, with a fault and without."""
    screens = {
        "list": "/_edit/",
        "district": "/_edit/record?file=district.yml",
        "page": "/_edit/record?file=content/why-coaching.md",
        "form": "/_edit/record?file=content/forms/confidentiality-agreement.yml&at=sections/0",
        "new": "/_edit/new?kind=role",
        "menu": "/_edit/menu",
        "rename": "/_edit/rename?file=roles/outdoor-partner.yml",
        "delete": "/_edit/delete?file=roles/outdoor-partner.yml",
        "changes": "/_edit/changes",
        "picture": "/_edit/picture?file=content/why-coaching.md",
        "roster": "/_edit/roster",
        "nothing": "/_edit/nothing",
    }
    found = []
    for name, address in screens.items():
        editor.goto(address)
        found += swept(editor, name)
    editor.goto("/_edit/roster")
    roster = home.parent / "Fall.csv"
    roster.write_text("Teacher,School\nAda Reef,North Cliff Middle\n", encoding="utf-8")
    editor.get_by_label("Roster").set_input_files(roster)
    editor.get_by_role("button", name="Next: pick the columns").click()
    expect(editor.locator("h1")).to_have_text("Which column fills which blank?")
    found += swept(editor, "columns")
    # Somebody else saves the file that is open here.
    editor.goto(ROLE)
    place = home / "roles" / "data-coach.yml"
    before = place.read_bytes()
    place.write_bytes(before + b"# Theirs.\n")
    editor.locator("#f-name").fill("")
    editor.get_by_role("button", name="Save", exact=True).first.click()
    expect(editor.get_by_text("Nothing was overwritten")).to_be_visible()
    found += swept(editor, "conflict")
    place.write_bytes(before)
    editor.goto(ROLE)
    editor.locator("#f-name").fill("")
    editor.get_by_role("button", name="Check and preview").click()
    expect(editor.locator("#problems")).to_be_visible()
    found += swept(editor, "fault")
    assert found == []


@pytest.mark.slow
def test_nothing_is_cut_off_or_wider_than_the_screen(editor: Page) -> None:
    """At 320 pixels, and with letters twice as large, nothing has to be scrolled sideways."""
    for width, size in ((320, "100%"), (640, "200%")):
        for address in ("/_edit/", ROLE, "/_edit/record?file=district.yml", "/_edit/changes"):
            editor.set_viewport_size({"width": width, "height": 900})
            editor.goto(address)
            editor.evaluate(f"document.documentElement.style.fontSize = '{size}'")
            assert editor.evaluate("document.documentElement.scrollWidth") <= width, address
    editor.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.slow
def test_it_works_without_scripts(home: Path, browser: Browser) -> None:
    """Typed, checked, saved and undone in a browser that runs no script."""
    with editing(home, port=0) as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.set_default_timeout(PATIENT)
        page.goto(address)
        here = address.partition("/_edit/")[0]
        page.goto(f"{here}{ROLE}")
        page.locator("#f-purpose").fill("Without a script.")
        page.get_by_role("button", name="Check and preview").click()
        expect(page.locator("#f-purpose")).to_have_value("Without a script.")
        page.get_by_role("button", name="Save", exact=True).first.click()
        expect(page.locator(".he-told")).to_have_text("Saved.")
        page.goto(f"{here}/_edit/changes")
        page.get_by_role("button", name="Undo the last change").click()
        expect(page.locator(".he-told")).to_have_text(re.compile("^Undone: Saved: "))
        context.close()


@pytest.mark.slow
def test_the_page_is_shown_as_wide_as_a_reader_has_it(editor: Page) -> None:
    """On a phone and on a desktop, whatever room there is beside the form."""
    editor.goto(ROLE)
    preview = editor.frame_locator("#preview").locator("body")
    for name, width in (("a phone", 390), ("a desktop", 1280)):
        editor.get_by_label(name).check()
        expect(preview).to_be_visible()
        assert preview.evaluate("() => innerWidth") == width
    assert editor.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.slow
def test_what_takes_long_is_said(editor: Page) -> None:
    """After a second, until the answer is there."""
    editor.goto("/_edit/roster")
    editor.evaluate("document.forms[0].addEventListener('submit', (one) => one.preventDefault())")
    editor.evaluate("document.forms[0].noValidate = true")
    editor.get_by_role("button", name="Next: pick the columns").click()
    expect(editor.locator("#working")).to_have_text("This takes a moment …")
