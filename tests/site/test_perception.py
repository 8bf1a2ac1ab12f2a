"""What axe cannot see: edges of fields, names of headings, reflow, spacing, forced colors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.site.conftest import Scheme

SHARES = 2
CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")

# WCAG 2.1, 1.4.12: a reader may set at least so much space, and nothing may be lost.
SPACING = """* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""

# Elements that hide a part of what is in them; those that are there for ears only are left out.
CLIPPED = """() => [...document.querySelectorAll("body *")].filter(element => {
  const isForEars = node => Boolean(node) && node !== document.documentElement
    && (getComputedStyle(node).clipPath === "inset(50%)" || isForEars(node.parentElement));
  const style = getComputedStyle(element);
  const isHiding = way => way === "hidden" || way === "clip";
  const isCut = (isHiding(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
    || (isHiding(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
  return isCut && element.checkVisibility({visibilityProperty: true}) && !isForEars(element)
    && element.matches(":not(body, .hb-main, svg, svg *)");
}).map(element => element.outerHTML.slice(0, 100))"""

# Words that stand outside the window, where no region that scrolls holds them.
OUTSIDE = """() => [...document.querySelectorAll("body *")].filter(element => {
  if (element.closest(".hb-table, .hb-hidden, .hb-skip, svg, thead")) { return false; }
  const hasWords = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const box = element.getBoundingClientRect();
  return hasWords && element.checkVisibility({visibilityProperty: true})
    && box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
}).map(element => element.outerHTML.slice(0, 100))"""

# Fields whose edge is missing, or has too little contrast with what is in it or around it.
FAINT_EDGES = """() => {
  const fields = document.querySelectorAll(
    "input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea");
  return [...fields].filter(field => {
    const style = getComputedStyle(field);
    const isDrawn = parseFloat(style.borderBottomWidth) >= 1 && style.borderBottomStyle === "solid";
    return !isDrawn || contrast(style.borderBottomColor, groundOf(field.parentElement)) < 3
      || contrast(style.borderBottomColor, groundOf(field)) < 3;
  }).map(field => field.outerHTML.slice(0, 120));
}"""

IS_SCROLLING_SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def free(browser: Browser, site_url: str) -> Iterator[Page]:
    """Open an empty page at 320 pixels, on which a reader's own style sheet is let in."""
    context = browser.new_context(
        base_url=site_url,
        bypass_csp=True,
        reduced_motion="reduce",
        viewport={"width": 320, "height": 900},
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("share", range(SHARES))
def test_narrow_page_scrolls_one_way(free: Page, page_urls: tuple[str, ...], share: int) -> None:
    """At 320 pixels, the width of 400 % zoom, no page scrolls sideways and no word is outside."""
    found = []
    for url in page_urls[share::SHARES]:
        free.goto(url)
        if free.evaluate(IS_SCROLLING_SIDEWAYS):
            found.append(f"{url}: scrolls sideways")
        found += [f"{url}: {element}" for element in free.evaluate(OUTSIDE)]
    assert "\n".join(found) == ""


@pytest.mark.parametrize("share", range(SHARES))
def test_spaced_words_are_not_cut(free: Page, page_urls: tuple[str, ...], share: int) -> None:
    """With a reader's own spacing, wide or narrow, no page scrolls sideways or cuts its words."""
    found = []
    for url in page_urls[share::SHARES]:
        free.goto(url)
        free.add_style_tag(content=SPACING)
        for width in (320, 1280):
            free.set_viewport_size({"width": width, "height": 900})
            if free.evaluate(IS_SCROLLING_SIDEWAYS):
                found.append(f"{url} {width}px: scrolls sideways")
            found += [f"{url} {width}px: {element}" for element in free.evaluate(CLIPPED)]
    assert "\n".join(found) == ""


@pytest.mark.parametrize("url", ["", "roles/data-coach/", "crosswalk/", "forms/contact-log/"])
def test_page_zoomed_to_400_percent(browser: Browser, site_url: str, url: str) -> None:
    """On 1280 × 1024 pixels zoomed to 400 %, the page reflows and no header is in the way."""
    context = browser.new_context(
        base_url=site_url, viewport={"width": 320, "height": 256}, device_scale_factor=4
    )
    page = context.new_page()
    page.goto(url)
    heading = page.get_by_role("heading", level=1)
    heading.scroll_into_view_if_needed()
    box = heading.bounding_box()
    assert box is not None
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert 0 <= box["x"] < box["x"] + box["width"] <= 320
    assert (
        page.locator(".hb-header").evaluate("each => getComputedStyle(each).position") == "static"
    )
    context.close()


@pytest.mark.parametrize(
    "url", ["", "roles/data-coach/", "confidentiality/", "forms/contact-log/", "finder/"]
)
def test_doubled_letters_fit(free: Page, url: str) -> None:
    """With letters twice as large, a page still scrolls one way."""
    free.goto(url)
    free.add_style_tag(content="html { font-size: 200% !important }")
    free.set_viewport_size({"width": 640, "height": 900})
    assert not free.evaluate(IS_SCROLLING_SIDEWAYS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_field_has_an_edge(
    browser: Browser, site_url: str, page_urls: tuple[str, ...], scheme: Scheme
) -> None:
    """The edge of every field has a contrast of 3 to 1 with what is in it and around it."""
    context = browser.new_context(base_url=site_url, color_scheme=scheme)
    page = context.new_page()
    found, count = [], 0
    for url in page_urls:
        if url.startswith(("forms/", "finder/")):
            page.goto(url)
            count += page.locator("input").count()
            found += [
                f"{url}: {field}"
                for field in page.evaluate(f"() => {{ {CONTRAST} return ({FAINT_EDGES})() }}")
            ]
    context.close()
    assert "\n".join(found) == ""
    assert count > 100


def test_forced_colors_keep_meaning(browser: Browser, site_url: str) -> None:
    """With forced colors, the shapes for yes and no are drawn, and so are edges and focus."""
    context = browser.new_context(base_url=site_url, forced_colors="active")
    page = context.new_page()
    page.goto("")
    for side in ("is", "is-not"):
        shape, color, ink = page.locator(f".hb-{side} li").first.evaluate(
            """item => {
              const style = getComputedStyle(item, "::before");
              return [style.maskImage, style.backgroundColor, getComputedStyle(item).color];
            }"""
        )
        assert (shape[:9], color) == ('url("data', ink)
    edges = page.locator(".hb-split > *").evaluate_all(
        "boxes => boxes.map(box => getComputedStyle(box).borderLeftStyle)"
    )
    assert edges == ["solid", "solid"]
    page.goto("confidentiality/")
    expect(page.locator(".hb-access--sees").first).to_contain_text("Sees it")
    page.goto("finder/")
    field = page.get_by_label("Ask in your own words")
    field.focus()
    assert field.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    context.close()


@pytest.mark.parametrize("url", ["", "roles/data-coach/", "finder/", "forms/observation-request/"])
def test_stillness_is_kept(browser: Browser, site_url: str, url: str) -> None:
    """For who asked for less motion, nothing is animated and the page does not glide."""
    context = browser.new_context(
        base_url=site_url, reduced_motion="reduce", viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    page.goto(url)
    page.get_by_role("button", name="Menu", exact=True).click()
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    context.close()
