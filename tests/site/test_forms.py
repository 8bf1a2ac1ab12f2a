"""The pages of forms in a browser: filled in, kept, cleared, printed, and never sent anywhere."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Dialog, Locator, Page, Request

    from tests.site.conftest import Scheme


FORMS = (
    "role-agreement-classroom-supporter",
    "role-agreement-instructional-supporter",
    "role-agreement-data-coach",
    "role-agreement-resource-provider",
    "partnership-agreement",
    "coach-principal-agreement",
    "confidentiality-agreement",
    "confidentiality-undertaking",
    "consent-to-share",
    "coaching-request",
    "observation-request",
    "coaching-cycle-plan",
    "contact-log",
    "coach-self-assessment",
)
each_form = pytest.mark.parametrize("form", FORMS)

TYPED = "Zzyzx Quillfeather"
DAY = "2027-03-09"
_AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}


def _open(page: Page, form: str) -> Locator:
    page.goto(f"forms/{form}/")
    return page.locator("[data-hb-form]")


def _fill(form: Locator) -> None:
    """Type in every blank and tick every box, at once."""
    form.evaluate(
        """(form, [words, day]) => {
            for (const blank of form.querySelectorAll("input, select, textarea")) {
                const isBox = ["checkbox", "radio"].includes(blank.type);
                if (isBox) { blank.checked = true; }
                if (!isBox) { blank.value = blank.type === "date" ? day : words; }
                blank.dispatchEvent(new Event("input", { bubbles: true }));
            }
        }""",
        [TYPED, DAY],
    )


def _write(page: Page, label: str, words: str) -> None:
    """Type as a person does: only then does a browser ask before leaving."""
    page.get_by_label(label, exact=True).first.press_sequentially(words)


def _values(form: Locator) -> list[list[str]]:
    found: list[list[str]] = form.evaluate(
        """form => Array.from(form.elements)
            .filter(one => one.type == "checkbox" || one.type == "radio" ? one.checked : one.value)
            .filter(one => one.name)
            .map(one => [one.name, one.value])"""
    )
    return found


def _kept(page: Page) -> list[str]:
    names: list[str] = page.evaluate(
        "Object.keys(localStorage).filter(name => name.startsWith('handbook-form/'))"
    )
    return names


def _asks_before_leaving(page: Page) -> bool:
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", note)
    page.goto("glossary/")
    page.remove_listener("dialog", note)
    assert asked in ([], ["beforeunload"])
    return bool(asked)


@each_form
def test_nothing_typed_leaves_the_page(page: Page, form: str) -> None:
    """Typing, keeping, ticking, Enter and printing ask the network for nothing at all.

    Then leaving asks for the next page, and no part of a request holds what was typed.
    """
    filled = _open(page, form)
    page.wait_for_load_state("networkidle")
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108  (a real function)
    page.get_by_label("Keep what I type on this device").check()
    _fill(filled)
    filled.locator("input[type=text]").first.press("Enter")
    page.emulate_media(media="print")
    page.pdf()
    page.emulate_media(media="screen")
    page.wait_for_timeout(200)
    assert [request.url for request in requests] == []
    assert "?" not in page.url
    page.goto("glossary/")
    assert requests
    for request in requests:
        sent = f"{request.url} {request.post_data} {request.all_headers()}"
        assert not re.search(r"(?i)zzyzx|quillfeather|2027-03-09", sent)


@each_form
def test_names_are_those_of_the_pdf(page: Page, site_path: Path, form: str) -> None:
    """What is typed on the web and what is typed into the PDF have the same names, in order."""
    names: list[str] = _open(page, form).evaluate(
        "form => Array.from(form.elements).map(one => one.name).filter(name => name)"
    )
    with pikepdf.open(site_path / "forms" / f"{form}.pdf") as pdf:
        fields = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    assert list(dict.fromkeys(names)) == fields


@each_form
def test_every_face_is_offered_with_its_size(page: Page, site_path: Path, form: str) -> None:
    """The page leads to the PDF and the Word copy, by its title, with the size they have."""
    _open(page, form)
    title = page.get_by_role("heading", level=1).inner_text().removesuffix("¶").strip()
    for face, suffix in ((r"PDF, \d pages?", "pdf"), ("Word copy", "docx")):
        path = site_path / "forms" / f"{form}.{suffix}"
        size = round(path.stat().st_size / 1024)
        link = page.get_by_role("link", name=re.compile(rf"^{face}, {size} KB of {title}$"))
        expect(link).to_have_attribute("href", f"../{form}.{suffix}")


def test_leaving_asks_only_when_something_typed_would_be_lost(page: Page) -> None:
    """Nothing typed, printed, cleared or kept: no question. Typed and not printed: one."""
    _open(page, "consent-to-share")
    assert not _asks_before_leaving(page)

    _open(page, "consent-to-share")
    _write(page, "School year", TYPED)
    assert _asks_before_leaving(page)

    _open(page, "consent-to-share")
    _write(page, "School year", TYPED)
    page.pdf()
    assert not _asks_before_leaving(page)

    _open(page, "consent-to-share")
    _write(page, "School year", TYPED)
    page.pdf()
    _write(page, "School", TYPED)
    assert _asks_before_leaving(page)

    _open(page, "consent-to-share")
    _write(page, "School year", TYPED)
    page.get_by_label("School year").clear()
    assert not _asks_before_leaving(page)

    _open(page, "consent-to-share")
    page.get_by_label("Keep what I type on this device").check()
    _write(page, "School year", TYPED)
    assert not _asks_before_leaving(page)


def test_nothing_is_kept_unless_asked(page: Page) -> None:
    """A form that was filled in is empty when the page is opened again."""
    form = _open(page, "consent-to-share")
    expect(page.get_by_label("Keep what I type on this device")).not_to_be_checked()
    _fill(form)
    assert _kept(page) == []
    page.pdf()
    page.reload()
    assert _values(form) == []


@pytest.mark.parametrize("form", ["consent-to-share", "contact-log"])
def test_kept_on_this_device(page: Page, form: str) -> None:
    """What is kept comes back, in this form alone; unticking forgets it and leaves the words."""
    filled = _open(page, form)
    _fill(filled)
    page.get_by_label("Keep what I type on this device").check()
    status = page.get_by_role("status").filter(has_text="is kept in this browser until")
    expect(status).to_have_count(1)
    before = _values(filled)
    page.reload()
    assert _values(filled) == before
    expect(page.get_by_label("Keep what I type on this device")).to_be_checked()
    expect(page.locator("[data-hb-status]")).to_have_text(
        "Filled in with what you kept on this device."
    )
    assert _values(_open(page, "observation-request")) == []
    _open(page, form)
    page.get_by_label("Keep what I type on this device").uncheck()
    assert _kept(page) == []
    assert _values(filled) == before


def test_a_name_is_asked_for_once(page: Page) -> None:
    """What is typed where a form asks who signs stands beside the signature, and back again."""
    form = _open(page, "partnership-agreement")
    first, second = form.locator("[name=teacher]").all()
    first.press_sequentially("Ana")
    expect(second).to_have_value("Ana")
    second.press("End")
    second.press_sequentially(" Ruiz")
    expect(first).to_have_value("Ana Ruiz")
    copies = form.locator(".hb-typed:not(:empty)")
    assert copies.all_text_contents() == ["Ana Ruiz", "Ana Ruiz"]


def test_several_answers_are_kept(page: Page) -> None:
    """Of a blank that takes several answers, exactly those that were ticked come back."""
    form = _open(page, "observation-request")
    page.get_by_label("Keep what I type on this device").check()
    page.get_by_label("A tally").check()
    page.get_by_label("Video", exact=True).check()
    page.reload()
    assert _values(form) == [["record", "A tally"], ["record", "Video"]]


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_tables_fit(page: Page, width: int) -> None:
    """No form's table needs scrolling sideways, and each of its blanks shows what it is for."""
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("confidentiality-agreement", "contact-log", "coaching-cycle-plan"):
        form = _open(page, name)
        for table in form.locator(".hb-table").all():
            wide, room = table.evaluate("one => [one.scrollWidth, one.clientWidth]")
            assert wide <= room


def test_clear(page: Page) -> None:
    """Clearing asks, then empties every blank, forgets what was kept, and unticks the box."""
    form = _open(page, "consent-to-share")
    page.get_by_label("Keep what I type on this device").check()
    _fill(form)
    filled = _values(form)
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Clear the form").click()
    assert _values(form) == filled
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.once("dialog", accept)
    page.get_by_role("button", name="Clear the form").click()
    assert asked == [
        "Empty every blank of this form, and delete what is kept on this device?",
    ]
    assert _values(form) == []
    assert _kept(page) == []
    assert form.locator(".hb-typed:not(:empty)").count() == 0
    expect(page.get_by_label("Keep what I type on this device")).not_to_be_checked()
    expect(page.locator("[data-hb-status]")).to_have_text(
        "Every blank is empty, and nothing is kept on this device."
    )
    page.reload()
    assert _values(form) == []


def test_words_that_changed_since_are_said(page: Page) -> None:
    """What was kept under other words comes back under today's, with a warning to read again."""
    form = _open(page, "consent-to-share")
    page.evaluate(
        """localStorage.setItem("handbook-form/consent-to-share-0000000000000000",
            JSON.stringify([["teacher", "Zzyzx"], ["gone", "x"], ["how", "Copy given"]]))"""
    )
    page.reload()
    assert _values(form) == [["teacher", "Zzyzx"], ["how", "Copy given"], ["teacher", "Zzyzx"]]
    expect(page.locator("[data-hb-status]")).to_have_text(
        "The words of this form have changed since you filled it in. "
        "Read them again before you sign."
    )
    today = form.get_attribute("data-hb-form")
    assert _kept(page) == [f"handbook-form/{today}"]


def test_names_go_along_to_the_next_form_when_asked(page: Page) -> None:
    """What each form needs is typed once; nothing else goes along, and clearing forgets it."""
    _open(page, "consent-to-share")
    _write(page, "School year", TYPED)
    page.once("dialog", lambda dialog: dialog.accept())
    _open(page, "observation-request")
    expect(page.get_by_label("School year")).to_have_value("")
    _write(page, "School year", TYPED)
    _write(page, "Room", TYPED)
    page.get_by_label("Fill in the same names in my next form").check()
    expect(page.locator("[data-hb-status]")).to_have_text(
        "The next form you open in this tab has these names already."
    )
    page.once("dialog", lambda dialog: dialog.accept())
    _open(page, "consent-to-share")
    expect(page.get_by_label("School year")).to_have_value(TYPED)
    kept = json.loads(page.evaluate("sessionStorage.getItem('handbook-names')"))
    assert {name for name, value in kept.items() if value} == {"school-year"}
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear the form").click()
    assert page.evaluate("sessionStorage.getItem('handbook-names')") is None


def test_a_browser_that_keeps_nothing(page: Page) -> None:
    """Where a browser refuses, the form works and the page says what to do."""
    page.add_init_script(
        """Object.defineProperty(window, "localStorage", { get() { throw new Error("no"); } })"""
    )
    _open(page, "consent-to-share")
    expect(page.get_by_label("Keep what I type on this device")).to_be_disabled()
    expect(page.locator("[data-hb-status]")).to_have_text(
        "This browser keeps nothing for this page. Print the form before you leave."
    )
    _write(page, "School year", TYPED)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear the form").click()
    expect(page.get_by_label("School year")).to_have_value("")


def test_words_typed_are_words(page: Page) -> None:
    """Markup that someone types, or that was kept, never becomes part of the page."""
    markup = "<img src=x onerror=\"document.title='taken'\">"
    form = _open(page, "consent-to-share")
    page.get_by_label("Keep what I type on this device").check()
    page.get_by_label("School year").fill(markup)
    page.reload()
    expect(page.get_by_label("School year")).to_have_value(markup)
    assert form.locator("img").count() == 0
    assert page.title().startswith("Consent to Share")


def test_print_buttons_open_the_printing(page: Page) -> None:
    """Both buttons, above and below the form, print the page."""
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; }")
    _open(page, "consent-to-share")
    buttons = page.get_by_role("button", name="Print this form")
    expect(buttons).to_have_count(2)
    for button in buttons.all():
        button.click()
    assert page.evaluate("window.printed") == 2


@pytest.mark.parametrize("form", ["consent-to-share", "contact-log", "partnership-agreement"])
def test_every_control_is_reached_by_keyboard(page: Page, form: str) -> None:
    """Tab reaches every blank in order, a group of answers as one, then the button to print."""
    blanks = _open(page, form)
    names: list[str] = blanks.evaluate(
        "form => [...new Set(Array.from(form.elements).map(one => one.name).filter(Boolean))]"
    )
    page.locator("[data-hb-keep], [data-hb-carry]").last.focus()
    reached: list[str] = []
    for _ in range(5 * len(names) + 10):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.name || document.activeElement.textContent")
        )
        if reached[-1] == "Print this form":
            break
    assert reached[0] == "Clear the form"
    assert reached[-1] == "Print this form"
    assert [name for name in dict.fromkeys(reached) if name in names] == names


@pytest.mark.parametrize("form", ["consent-to-share", "contact-log"])
def test_accessible_when_filled_in(page: Page, form: str) -> None:
    """Axe finds nothing, light or dark, wide or narrow, with every blank filled in."""
    _fill(_open(page, form))
    page.get_by_label("Keep what I type on this device").check()
    looks: list[tuple[Scheme, int]] = [
        ("light", 1280),
        ("light", 320),
        ("dark", 320),
        ("dark", 1280),
    ]
    for scheme, width in looks:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, options=_AXE)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def _printed(page: Page, *, place: Path) -> tuple[str, int]:
    """Return what a printed page says, without spaces, and how many sheets it takes."""
    page.pdf(path=place, prefer_css_page_size=True)
    pdf = pypdfium2.PdfDocument(place)
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)
    sheets = len(pdf)
    pdf.close()
    return re.sub(r"\s+", "", text), sheets


@each_form
def test_paper_has_the_form_and_what_was_typed(
    page: Page, site_path: Path, tmp_path: Path, form: str
) -> None:
    """Printed, the page is the form: every value, no button, at most a sheet more than the PDF."""
    filled = _open(page, form)
    blank, blank_sheets = _printed(page, place=tmp_path / "blank.pdf")
    _fill(filled)
    text, sheets = _printed(page, place=tmp_path / "filled.pdf")
    official = pypdfium2.PdfDocument(site_path / "forms" / f"{form}.pdf")
    assert blank_sheets == len(official)
    assert sheets - len(official) in {0, 1}
    official.close()
    written = [value for _, value in _values(filled) if value == TYPED]
    assert text.count("ZzyzxQuillfeather") == len(written) > 0
    days = [value for _, value in _values(filled) if value == DAY]
    assert text.count("3/9/2027") == len(days)
    assert "mm/dd/yyyy" not in blank
    for unwanted in ("Keepwhat", "Clearthe", "Printthis", "KB", "Searchthe"):
        assert unwanted not in text
    imprint = filled.locator(".hb-form__foot").inner_text()
    assert text.count(re.sub(r"\s+", "", imprint)) == sheets + 1


def test_long_words_are_never_cut(page: Page, tmp_path: Path) -> None:
    """A line, a box and a cell grow on paper until all that was typed is there."""
    words = [f"word{place}" for place in range(60)]
    _open(page, "confidentiality-agreement")
    page.get_by_label("School", exact=True).fill(" ".join(words))
    page.locator("[name='consents-1-item']").fill(" ".join(words))
    text, _ = _printed(page, place=tmp_path / "long.pdf")
    for word in words:
        assert text.count(word) >= 2
    _open(page, "coaching-cycle-plan")
    page.locator("textarea").first.fill("\n".join(words))
    text, _ = _printed(page, place=tmp_path / "lines.pdf")
    assert [word for word in words if word not in text] == []


def test_paper_has_lines_and_boxes(page: Page) -> None:
    """Empty blanks have a black line below, and boxes are black, also where the screen is dark."""
    page.emulate_media(media="print", color_scheme="dark")
    form = _open(page, "consent-to-share")
    for blank in form.locator("input[type=text], input[type=date], textarea").all():
        assert (
            blank.evaluate("one => getComputedStyle(one).borderBottom") == "1px solid rgb(0, 0, 0)"
        )
    for box in form.locator("[type=checkbox], [type=radio]").all():
        sides = box.evaluate(
            """one => ["top", "right", "bottom", "left"].map(side => ["style", "color"].map(part =>
                getComputedStyle(one).getPropertyValue(`border-${side}-${part}`)).join(""))"""
        )
        assert sides == ["solidrgb(0, 0, 0)"] * 4


def test_index_shows_every_face_of_every_form(page: Page) -> None:
    """Each form says whom it is for, when to use it, how long it takes and its pages."""
    page.goto("forms/")
    cards = page.locator(".hb-form-card")
    expect(cards.last).to_be_visible()
    for card in cards.all():
        expect(card.get_by_text(re.compile(r"^For .+ · takes \d+ minutes?"))).to_have_count(1)
        expect(card.get_by_text(re.compile(r"^Use it: \S"))).to_have_count(1)
    for form in FORMS:
        for address in (f"{form}/", f"{form}.pdf", f"{form}.docx"):
            link = cards.locator(f".md-button[href='{address}']")
            expect(link).to_have_count(1)
    expect(
        cards.first.get_by_role("link", name="Open and fill in Data Coach Agreement")
    ).to_be_visible()
    expect(page.get_by_text(re.compile(r"^PDF, \d pages?, \d+ KB"))).to_have_count(
        cards.locator("[href$='.pdf']").count()
    )


def test_pages_lead_to_their_forms(page: Page) -> None:
    """A role leads to its agreement, a non-role names its clause, confidentiality its form."""
    page.goto("roles/data-coach/")
    page.get_by_role("link", name="Data Coach Agreement", exact=True).click()
    expect(page).to_have_url(re.compile(r"/forms/role-agreement-data-coach/$"))
    page.goto("not/evaluation/")
    expect(page.get_by_role("heading", name=re.compile("Where this is promised"))).to_be_visible()
    page.goto("confidentiality/")
    link = page.locator(".hb-article").get_by_role("link", name="confidentiality agreement")
    expect(link.first).to_have_attribute("href", "../forms/confidentiality-agreement/")
