"""Every page under the rules of axe: light and dark, wide and narrow, at rest and in use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.site.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser, Page

    from tests.site.conftest import Scheme

# The pages are dealt out to so many tests, which several processes share.
SHARES = 8
QUESTIONS = ".hb-finder__list"

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (1280, 320)
MODES = tuple((scheme, width) for scheme in SCHEMES for width in WIDTHS)

RULES = {
    "runOnly": {
        "type": "tag",
        "values": [
            "wcag2a",
            "wcag2aa",
            "wcag21a",
            "wcag21aa",
            "wcag22a",
            "wcag22aa",
            "best-practice",
        ],
    },
    # Off by themselves: one is new, the other asks that who says what is seen is understood.
    "rules": {
        "target-size": {"enabled": True},
        "label-content-name-mismatch": {"enabled": True},
    },
    "resultTypes": ["violations"],
    # No rule that runs asks for the style sheets as text.
    "preload": False,
}

COLOR_RULES = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""What else to ask in the dark, where nothing but the colors is another: a test holds it."""

# From the top, so that the header lies over nothing; two frames put new colors in place.
SETTLED = """() => new Promise(done => {
  scrollTo(0, 0);
  requestAnimationFrame(() => requestAnimationFrame(done));
})"""


@pytest.fixture
def still(browser: Browser, site_url: str) -> Iterator[Page]:
    """Open an empty page on which nothing moves, so that no color is met half way."""
    context = browser.new_context(base_url=site_url, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def sweep(
    page: Page, *, name: str, swept: str = "", modes: Iterable[tuple[Scheme, int]] = MODES
) -> list[str]:
    """Return what axe finds on a page that is open, as it is, in both schemes and widths.

    Args:
        page: The page.
        name: What it is called in what is found.
        swept: What is left out, since another sweep sees it as it is here: a selector.
        modes: The schemes and widths to look at it in.
    """
    page.evaluate(AXE_SCRIPT)
    return [
        f"{name} {scheme} {width}px: {found}"
        for scheme, width in modes
        for found in _violations(page, scheme=scheme, width=width, swept=swept)
    ]


def _violations(page: Page, *, scheme: Scheme, width: int, swept: str) -> Iterator[str]:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(SETTLED)
    where = {"include": [["html"]], "exclude": [[swept]] if swept else []}
    rules = COLOR_RULES if scheme == "dark" else RULES
    # Only what is wrong is handed over: all that was looked at is some megabytes a page.
    violations: list[dict[str, Any]] = page.evaluate(
        "async ([where, rules]) => (await axe.run(where, rules)).violations", [where, rules]
    )
    for violation in violations:
        for node in violation["nodes"]:
            yield f"{violation['id']} at {node['target']}"


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page(still: Page, page_urls: tuple[str, ...], share: int) -> None:
    """No page breaks a rule of WCAG 2.0 to 2.2, level A or AA, or a best practice."""
    found = []
    for url in page_urls[share::SHARES]:
        still.goto(url)
        found += sweep(still, name=url or "home")
    assert "\n".join(found) == ""


def _search(page: Page) -> None:
    page.get_by_role("button", name="Search the handbook").first.click()
    page.locator("#hb-search-query").fill("evaluation")
    expect(page.locator(".hb-hit__title").first).to_be_visible()


def _search_in_vain(page: Page) -> None:
    page.get_by_role("button", name="Search the handbook").first.click()
    page.locator("#hb-search-query").fill("zzyzx qwrtp")
    expect(page.locator("#hb-search-status")).to_contain_text("Nothing found")


def _menu(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    page.get_by_role("button", name="Menu").click()
    expect(page.locator("#hb-menu")).to_be_visible()


def _headings(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    page.get_by_role("button", name="On this page").click()
    expect(page.locator("#hb-toc-list")).to_be_visible()


def _scheme(page: Page) -> None:
    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("#hb-scheme")).to_be_visible()


def _finder(page: Page) -> None:
    page.get_by_label("Ask in your own words").fill("can my coach")
    expect(page.locator("[data-hb-finder-results] [data-verdict]").first).to_be_visible()


def _finder_in_doubt(page: Page) -> None:
    page.get_by_label("Ask in your own words").fill("privacy")
    expect(page.locator("[data-hb-finder-results] [data-verdict=none]")).to_be_visible()


def _open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


def _fill(page: Page) -> None:
    for field in page.locator(".hb-form :is(input[type=text], textarea)").all():
        field.fill("Ada")
    for box in page.locator(".hb-form :is([type=checkbox], [type=radio])").all():
        box.check()
    page.locator(".hb-form input[type=date]").first.fill("2026-09-01")


@pytest.mark.parametrize(
    ("url", "use"),
    [
        ("roles/data-coach/", _search),
        ("", _search_in_vain),
        ("roles/data-coach/", _menu),
        ("confidentiality/", _headings),
        ("", _scheme),
        ("finder/", _finder),
        ("finder/", _finder_in_doubt),
        ("finder/", _open_everything),
        ("forms/role-agreement-data-coach/", _fill),
        ("forms/observation-request/", _fill),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else value or "home",
)
def test_page_in_use(still: Page, url: str, use: Callable[[Page], None]) -> None:
    """A page breaks no rule while it is used."""
    still.goto(url)
    use(still)
    # Hundreds of questions below the answers are as they are on the page at rest.
    swept = QUESTIONS if use in (_finder, _finder_in_doubt) else ""
    assert "\n".join(sweep(still, name=url, swept=swept)) == ""


def test_sweep_finds_faults(still: Page) -> None:
    """The sweep would say so if a page lost its language, its contrast or the size of a button."""
    still.goto("about/")
    still.evaluate(
        """() => {
          document.documentElement.removeAttribute("lang");
          document.querySelector(".hb-article p").style.color = "rgb(120 120 120)";
          document.querySelector(".hb-article").insertAdjacentHTML(
            "beforeend", "<button>a</button><button>b</button>");
          document.querySelectorAll(".hb-article button").forEach(button => {
            Object.assign(button.style, {width: "9px", height: "9px", padding: 0, minHeight: 0});
          });
        }"""
    )
    found = sweep(still, name="about/")
    assert [line for line in found if line.startswith("about/ light 320px: html-has-lang")]
    assert [line for line in found if line.startswith("about/ light 1280px: color-contrast")]
    assert [line for line in found if line.startswith("about/ light 320px: target-size")]
    assert [line for line in found if line.startswith("about/ dark 320px: color-contrast")]


def test_the_dark_changes_colors_alone() -> None:
    """The dark sheet sets tokens and nothing else, so what is where is as it is in the light."""
    sheet = (PROJECT / "overrides" / "assets" / "dark.css").read_text(encoding="utf-8")
    (_, rule) = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL).strip().split("{")
    names = {line.partition(":")[0].strip() for line in rule.strip("}\n").split(";")} - {""}
    assert {name for name in names if not name.startswith("--hb-")} == {"color-scheme"}
