"""The fifteen jobs of whoever keeps a handbook, each done with the keyboard alone."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from PIL import Image
from playwright.sync_api import expect

from handbook.cache import open_cache
from handbook.editing.server import editing
from handbook.opening import check_project
from handbook.press import Press
from handbook.problems import has_errors
from tests.site.conftest import PATIENCE
from tests.site.test_editing import DISTRICT, PATIENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

FAR = 300
"""How many presses of Tab somebody might have the patience for."""

IS_HERE = "one => one === document.activeElement"
AGREEMENT = "content/forms/confidentiality-agreement.yml"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a district's folder that stands on the shipped base."""
    return shutil.copytree(DISTRICT, tmp_path_factory.mktemp("keys") / "lantern-bay")


@pytest.fixture(scope="module")
def page(home: Path, browser: Browser) -> Iterator[Page]:
    """Open a browser at the editor."""
    with editing(home, port=0) as address:
        context = browser.new_context(base_url=address.partition("/_edit/")[0])
        page = context.new_page()
        page.set_default_timeout(PATIENT)
        expect.set_options(timeout=PATIENT)
        page.goto(address)
        yield page
        context.close()
    expect.set_options(timeout=PATIENCE)


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the keyboard is at something."""
    element = target.first.element_handle()
    for _ in range(FAR):
        if element.evaluate(IS_HERE):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{target} is not reached")


def write(page: Page, field: str, words: str, *, keys: str = "Control+a") -> None:
    """Write into a field, over what is there or after other keys."""
    reach(page, page.locator(f"#{field}"))
    page.keyboard.press(keys)
    page.keyboard.insert_text(words)


def pick(page: Page, field: str, choice: str) -> None:
    """Pick from a list by typing how the choice begins."""
    reach(page, page.locator(f"#{field}"))
    page.keyboard.type(choice)


def press(page: Page, role: Literal["button", "link"], name: str) -> None:
    """Go to a button or a link, and press Enter."""
    reach(page, page.locator("main").get_by_role(role, name=name, exact=True))
    page.keyboard.press("Enter")


def done(page: Page, told: str) -> None:
    """See that something is said to be done."""
    expect(page.locator(".he-told")).to_have_text(told)


def save(page: Page) -> None:
    """Save what was typed."""
    page.wait_for_load_state("domcontentloaded")
    page.keyboard.press("Control+s")
    done(page, "Saved.")


def find(page: Page, name: str, *, words: str = "") -> None:
    """Look a record up by its name past the header, and open it."""
    page.goto("/_edit/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Search by name")).to_be_focused()
    page.keyboard.type(words or name)
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    press(page, "link", name)
    expect(page.locator("#form")).to_be_visible()


def offer(page: Page, field: str, path: Path) -> None:
    """Choose a file in the window that the space bar opens at its field."""
    reach(page, page.locator(f"#{field}"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(path)


@pytest.mark.slow
def test_the_district_is_changed(page: Page, home: Path) -> None:
    """Its name, the telephone of an office, a school, a word for a coach, and the edition."""
    find(page, "The district and its decisions", words="district")
    write(page, "f-name", "Lantern Cove Schools")
    write(page, "f-schools", "\nNew Cove: High School", keys="Control+End")
    write(page, "f-edition-label", "2031–32")
    save(page)
    press(page, "link", "Access Desk")
    write(page, "f-phone", "555-0177")
    save(page)
    find(page, "What people and things are called", words="called")
    write(page, "f-coach", "shore guide")
    save(page)
    text = (home / "district.yml").read_text(encoding="utf-8")
    for words in ("Lantern Cove Schools", "New Cove: High School", "2031–32", "555-0177", "guide"):
        assert words in text


@pytest.mark.slow
def test_a_long_list_is_narrowed(page: Page, home: Path) -> None:
    """Of hundreds of boxes those are left whose names hold what is typed."""
    page.goto("/_edit/record?file=district.yml")
    page.wait_for_load_state("domcontentloaded")
    left_out = page.get_by_role("group", name="Left out")
    reach(page, left_out.locator("summary"))
    page.keyboard.press("Enter")
    reach(page, left_out.get_by_label("Show only names with"))
    page.keyboard.type("co-teach (act")
    # The field has a label as well.
    expect(left_out.locator("details label:visible")).to_have_count(2)
    reach(page, left_out.get_by_label("Co-teach (activity)"))
    page.keyboard.press("Space")
    save(page)
    assert "  - co-teach\n" in (home / "district.yml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_role_is_changed_and_another_begun(page: Page, home: Path) -> None:
    """An activity is reworded and one is added; a new role begins with an example."""
    find(page, "Numbers Partner")
    press(page, "link", "Count together")
    write(page, "f-text", "We count what {{ terms.students }} built.")
    save(page)
    find(page, "Numbers Partner")
    write(page, "f-activities-new", "Sort shells")
    press(page, "button", "Add to Activities")
    done(page, "Added.")
    write(page, "f-text", "We sort shells by size.")
    save(page)
    page.goto("/_edit/")
    press(page, "link", "New role")
    write(page, "called", "Shell Partner")
    page.keyboard.press("Enter")
    done(page, "Made. Write over the example.")
    text = (home / "roles/data-coach.yml").read_text(encoding="utf-8")
    assert "We count what {{ terms.students }} built." in text
    assert "We sort shells by size." in text
    assert (home / "roles/shell-partner.yml").is_file()


@pytest.mark.slow
def test_a_question_is_added_with_its_answer(page: Page, home: Path) -> None:
    """With whom it is for, where its answer stands, and the verdict, picked from lists."""
    page.goto("/_edit/record?file=content/questions/data.yml")
    write(page, "f-questions-new", "May we count shells together?")
    press(page, "button", "Add to Questions")
    done(page, "Added.")
    reach(page, page.get_by_role("group", name="For whom").get_by_label("teacher"))
    page.keyboard.press("Space")
    pick(page, "f-see", "Role: Numbers")
    pick(page, "f-verdict", "yes")
    write(page, "f-answer", "Your {{ terms.coach }} counts anything with you.")
    save(page)
    text = (home / "content/questions/data.yml").read_text(encoding="utf-8")
    assert "May we count shells together?" in text
    assert "verdict: yes" in text


@pytest.mark.slow
def test_forms_are_changed(page: Page, home: Path) -> None:
    """One is left out; another gets a clause, a blank and a table."""
    find(page, "Observation request")
    press(page, "button", "Leave this out")
    expect(page.locator(".he-told")).to_contain_text("Left out: Observation request.")
    find(page, "Confidentiality agreement")
    press(page, "link", "What stays private")
    write(page, "f-clauses-new", "Shells that are found stay where they are.")
    press(page, "button", "Add to Clauses")
    done(page, "Added.")
    write(page, "f-text", "What is found on the shore stays on the shore.")
    save(page)
    find(page, "Confidentiality agreement")
    press(page, "link", "Who agrees")
    write(page, "f-fields-new", "Shell count")
    press(page, "button", "Add to Fields")
    done(page, "Added.")
    save(page)
    find(page, "Confidentiality agreement")
    press(page, "link", "What may be passed on")
    write(page, "f-table-label", "What was found")
    write(page, "f-table-rows", "3")
    write(page, "f-table-columns-new", "Day")
    press(page, "button", "Add to Columns")
    done(page, "Added.")
    save(page)
    text = (home / AGREEMENT).read_text(encoding="utf-8")
    for words in ("stays on the shore", "Shell count", "What was found", "label: Day"):
        assert words in text


@pytest.mark.slow
def test_a_page_is_made_and_led_to(page: Page, home: Path, tmp_path: Path) -> None:
    """From the menu and from another page; the logo is another; pasted words come clean."""
    page.goto("/_edit/")
    press(page, "link", "New page")
    write(page, "called", "Low tide")
    page.keyboard.press("Enter")
    done(page, "Made. Write over the example.")
    page.goto("/_edit/menu")
    pick(page, "target", "Low tide")
    press(page, "button", "Add the page")
    done(page, "Added.")
    assert "low-tide.md" in (home / "content/menu.yml").read_text(encoding="utf-8")
    page.goto("/_edit/record?file=content/why-coaching.md")
    reach(page, page.get_by_label("Lead to"))
    page.keyboard.type("Low tide")
    press(page, "button", "Put the link in")
    save(page)
    assert "[Low tide][page:low-tide]" in (home / "content/why-coaching.md").read_text("utf-8")
    logo = tmp_path / "Logo.png"
    drawn = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(drawn, "PNG")
    logo.write_bytes(drawn.getvalue())
    find(page, "The district and its decisions", words="district")
    press(page, "link", "Replace the logo")
    offer(page, "picture", logo)
    press(page, "button", "Use it as the logo")
    done(page, "The picture is in its place.")
    assert "logo: images/" in (home / "district.yml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_roster_is_printed(page: Page, tmp_path: Path) -> None:
    """Uploaded, its columns picked, and the forms of everyone in one file."""
    roster = tmp_path / "Fall.csv"
    roster.write_text(
        "Teacher,School,School year,Coach\nAda Reef,North Cliff Middle,2026-27,Nor Shell\n",
        encoding="utf-8",
    )
    page.goto("/_edit/roster")
    pick(page, "form", "Partner")
    offer(page, "roster", roster)
    press(page, "button", "Next: pick the columns")
    expect(page.locator("h1")).to_have_text("Which column fills which blank?")
    reach(page, page.get_by_role("button", name="Make the forms"))
    # The first paper of a run waits until the handbook was read.
    with page.expect_download(timeout=4 * PATIENT) as download:
        page.keyboard.press("Enter")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


@pytest.mark.slow
def test_the_handbook_is_right_after_it(page: Page, home: Path) -> None:
    """What was done stands in a list, and the check finds nothing wrong."""
    page.goto("/_edit/changes")
    expect(page.locator("main")).to_contain_text("Saved: ")
    assert not has_errors(check_project(home, press=Press(open_cache())))
