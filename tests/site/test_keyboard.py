"""The handbook by keyboard alone: focus is always seen, kept where it belongs, and given back."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.conftest import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


# A desktop, a small window, two phones, and a desktop of 1280 × 1024 read at 400 %.
SCREENS: dict[str, dict[str, Any]] = {
    "1280": {"viewport": {"width": 1280, "height": 900}},
    "900": {"viewport": {"width": 900, "height": 900}},
    "390": {"viewport": {"width": 390, "height": 844}},
    "320": {"viewport": {"width": 320, "height": 568}},
    "400 %": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
}
NARROW = tuple(name for name in SCREENS if name != "1280")
CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
PAGES = ("", "roles/data-coach/", "confidentiality/", "crosswalk/", "forms/observation-request/")
MOST_STOPS = 400
SHARES = 2

# Where focus is: its name, whether it is in view with nothing on top of it, and whether it is in
# the menu. A link of several lines has several boxes; the first is looked at.
FOCUS = """() => {
  const at = document.activeElement;
  const [box] = at.getClientRects();
  const name = at.getAttribute("aria-label") || at.textContent.trim() || at.id || at.name || "";
  const inMenu = Boolean(at.closest("#hb-menu"));
  const isBody = at === document.body;
  if (!box || isBody) { return {name, isBody, inMenu, isSeen: false}; }
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1);
  const isInView = box.right > 0 && box.left < innerWidth
    && box.bottom > 0 && box.top < innerHeight;
  const top = document.elementFromPoint(x, y);
  return {name: name.slice(0, 60), isBody, inMenu,
    isSeen: isInView && Boolean(top) && (at.contains(top) || top.contains(at))};
}"""

# Every stop, in both schemes, whose outline (its own or its card's) is thin or hard to see.
FAINT_FOCUS = """() => {
  const isMarked = element => {
    const style = getComputedStyle(element);
    const isLine = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return isLine && contrast(style.outlineColor, groundOf(element.parentElement)) >= 3;
  };
  const stops = document.querySelectorAll(
    "a[href]:not([tabindex='-1']), button, input, select, textarea, summary, [tabindex='0']");
  return [...stops].filter(stop => {
    if (!stop.checkVisibility({visibilityProperty: true}) || stop.disabled) { return false; }
    stop.focus();
    return !isMarked(stop) && !(stop.closest("li") && isMarked(stop.closest("li")));
  }).map(stop => stop.outerHTML.slice(0, 120));
}"""


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest, browser: Browser, site_url: str) -> Iterator[Page]:
    """Open an empty page on a screen, where nothing glides."""
    context = browser.new_context(
        base_url=site_url, reduced_motion="reduce", **SCREENS[request.param]
    )
    yield context.new_page()
    context.close()


def focus_on(page: Page) -> dict[str, Any]:
    """Return what is known of the element that has focus."""
    found: dict[str, Any] = page.evaluate(FOCUS)
    return found


def tab_round(page: Page) -> list[dict[str, Any]]:
    """Press Tab through the whole page, and return every stop."""
    stops: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = focus_on(page)
        if stop["isBody"]:
            return stops
        stops.append(stop)
    pytest.fail(f"after {MOST_STOPS} presses of Tab the page has no end")


@pytest.mark.parametrize("url", PAGES, ids=lambda url: url or "home")
def test_focus_is_never_lost(screen: Page, url: str) -> None:
    """Each press of Tab shows what it leads to: in view, under nothing, never in a closed menu."""
    screen.goto(url)
    stops = tab_round(screen)
    is_wide = int(screen.evaluate("innerWidth")) >= 1200
    assert [stop["name"] for stop in stops if not stop["isSeen"]] == []
    assert [stop["name"] for stop in stops if stop["inMenu"] and not is_wide] == []
    assert len(stops) > 10


@pytest.mark.parametrize("share", range(SHARES))
def test_focus_is_seen_on_every_page(page: Page, page_urls: tuple[str, ...], share: int) -> None:
    """Whatever can take focus has an outline of two pixels or more and a contrast of 3 to 1."""
    found = []
    for url in page_urls[share::SHARES]:
        page.goto(url)
        page.keyboard.press("Tab")
        for width, scheme in product((1280, 320), SCHEMES):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            faint = page.evaluate(f"() => {{ {CONTRAST} return ({FAINT_FOCUS})() }}")
            found += [f"{url}, {width}, {scheme}: {stop}" for stop in faint]
    assert "\n".join(found) == ""


def test_skip_link_comes_first(screen: Page) -> None:
    """The first stop is a link past the header, which shows itself and works."""
    screen.goto("roles/data-coach/")
    screen.keyboard.press("Tab")
    assert focus_on(screen)["name"] == "Skip to the page"
    assert focus_on(screen)["isSeen"]
    screen.keyboard.press("Enter")
    expect(screen.locator("#hb-content")).to_be_focused()
    screen.keyboard.press("Tab")
    assert screen.evaluate("document.querySelector('#hb-content').contains(document.activeElement)")


@pytest.mark.parametrize("screen", NARROW, indirect=True)
def test_menu_keeps_focus_and_gives_it_back(screen: Page) -> None:
    """The menu opens and closes by key; while it is open, Tab goes round in it and nowhere else."""
    screen.goto("roles/data-coach/")
    button = screen.get_by_role("button", name="Menu", exact=True)
    button.focus()
    expect(button).to_have_attribute("aria-expanded", "false")
    screen.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    first = focus_on(screen)
    assert (first["name"], first["isSeen"]) == ("Close the menu", True)
    stops = [first]
    while len(stops) < MOST_STOPS:
        screen.keyboard.press("Tab")
        stops.append(focus_on(screen))
        if stops[-1]["name"] == first["name"]:
            break
    assert [stop for stop in stops if not (stop["inMenu"] and stop["isSeen"])] == []
    assert len(stops) > 10
    screen.keyboard.press("Shift+Tab")
    assert focus_on(screen)["inMenu"]
    screen.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(screen.locator("#hb-menu")).to_be_hidden()


@pytest.mark.parametrize("screen", NARROW, indirect=True)
def test_menu_leads_to_a_page(screen: Page) -> None:
    """A page chosen in the menu opens, with the menu closed."""
    screen.goto("")
    screen.get_by_role("button", name="Menu", exact=True).press("Enter")
    screen.locator("#hb-menu").get_by_role("link", name="Forms", exact=True).press("Enter")
    expect(screen.get_by_role("heading", level=1, name="Forms", exact=True)).to_be_visible()
    expect(screen.locator("#hb-menu")).to_be_hidden()


@pytest.mark.parametrize("screen", NARROW, indirect=True)
def test_page_behind_the_menu_is_out_of_reach(screen: Page) -> None:
    """While the menu is open, nothing else can be reached, by key or by screen reader."""
    screen.goto("roles/data-coach/")
    screen.get_by_role("button", name="Menu", exact=True).press("Enter")
    session = screen.context.new_cdp_session(screen)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    heard = {node["name"]["value"] for node in nodes if not node["ignored"]}
    assert {"Handbook", "Close the menu", "Data Coach"} <= heard
    assert {"Skip to the page", "Search the handbook", "What your coach does"} & heard == set()


def test_menu_of_a_wide_screen_needs_no_button(page: Page) -> None:
    """Where there is room, the menu stands there, and there is no button for it."""
    page.goto("roles/data-coach/")
    expect(page.get_by_role("button", name="Menu", exact=True)).to_be_hidden()
    expect(page.locator("#hb-menu").get_by_role("link", name="Data Coach")).to_have_attribute(
        "aria-current", "page"
    )


def test_search_by_keyboard(screen: Page) -> None:
    """Search opens by key with focus in its field, keeps it in view, and gives it back."""
    screen.goto("roles/data-coach/")
    button = screen.get_by_role("button", name="Search the handbook").first
    button.focus()
    screen.keyboard.press("Enter")
    expect(screen.locator("#hb-search-query")).to_be_focused()
    screen.keyboard.type("evaluation")
    expect(screen.locator(".hb-hit__title").first).to_be_visible()
    names = set()
    for _ in range(60):
        screen.keyboard.press("Tab")
        stop = focus_on(screen)
        is_inside = screen.evaluate("Boolean(document.activeElement.closest('#hb-search'))")
        # A dialog lets go of focus once on its way round: to the browser itself.
        assert stop["isBody"] or (is_inside and stop["isSeen"]), stop
        names.add(stop["name"])
    assert "Close search" in names
    screen.keyboard.press("Escape")
    expect(screen.locator("#hb-search")).to_be_hidden()
    expect(button).to_be_focused()


def test_search_result_by_arrow_and_enter(screen: Page) -> None:
    """Arrows lead from the field through the answers to the first result, and Enter opens it."""
    screen.goto("")
    screen.keyboard.press("Control+k")
    screen.keyboard.type("substitute")
    expect(screen.locator(".hb-hit__title").first).to_contain_text("substitute")
    for _ in range(screen.locator("#hb-search [data-hb-answers] :is(a, button)").count() + 1):
        screen.keyboard.press("ArrowDown")
    expect(screen.locator(".hb-hit__title").first).to_be_focused()
    assert focus_on(screen)["isSeen"]
    screen.keyboard.press("Enter")
    name = "Serving as a substitute teacher"
    expect(screen.get_by_role("heading", level=1, name=name, exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("query", "said"),
    [("substitute", r"^\d+ pages for “substitute”"), ("zzyzx", r"^Nothing found for “zzyzx”\.")],
)
def test_count_of_results_is_said(page: Page, query: str, said: str) -> None:
    """How many pages were found is put into a live region, and so is that none was."""
    page.goto("")
    page.keyboard.press("Control+k")
    page.keyboard.type(query)
    expect(page.get_by_role("status").and_(page.locator("#hb-search-status"))).to_have_text(
        re.compile(said)
    )


def test_colors_by_keyboard(screen: Page) -> None:
    """Light or dark is chosen by key and kept on the next page; Escape gives focus back."""
    screen.goto("")
    button = screen.get_by_role("button", name="Light or dark")
    button.press("Enter")
    screen.keyboard.press("Tab")
    expect(screen.get_by_role("radio", name="Like my device")).to_be_focused()
    assert focus_on(screen)["isSeen"]
    screen.get_by_role("radio", name="Dark").press("Space")
    screen.keyboard.press("Escape")
    expect(button).to_be_focused()
    screen.goto("about/")
    ground = screen.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(20, 26, 26)"


@pytest.mark.parametrize("screen", NARROW, indirect=True)
def test_headings_by_keyboard(screen: Page) -> None:
    """The list of headings opens by key and leads to a heading, which is not covered."""
    screen.goto("confidentiality/")
    button = screen.get_by_role("button", name="On this page")
    button.press("Enter")
    screen.get_by_role("link", name="If a confidence is broken").press("Enter")
    heading = screen.locator("h2:target")
    expect(heading).to_be_in_viewport()
    top = heading.evaluate(
        """heading => {
          const box = heading.getBoundingClientRect();
          return document.elementFromPoint(box.left + 5, box.top + box.height / 2) === heading;
        }"""
    )
    assert top
