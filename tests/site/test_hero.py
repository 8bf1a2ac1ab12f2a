"""The drawing on the first page stands beside its words, never under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTHS = (320, 390, 768, 820, 853, 885, 1024, 1199, 1200, 1280, 1440, 1920)

# The place of the drawing, and of every word of the band; a drawing that is not shown has none.
CROSSINGS = """() => {
  const hero = document.querySelector(".hb-hero");
  const drawn = getComputedStyle(hero, "::after");
  if (drawn.display === "none") { return { shown: false, crossed: [] }; }
  const band = hero.getBoundingClientRect();
  const left = band.right - parseFloat(drawn.right) - parseFloat(drawn.width);
  const range = document.createRange();
  const words = document.createTreeWalker(hero, NodeFilter.SHOW_TEXT);
  const crossed = [];
  while (words.nextNode()) {
    range.selectNodeContents(words.currentNode);
    for (const box of range.getClientRects()) {
      if (box.width > 1 && box.right > left) { crossed.push(words.currentNode.textContent.trim()); }
    }
  }
  return { shown: true, crossed };
}"""


def test_no_word_stands_on_the_drawing(browser: Browser, site_url: str) -> None:
    """At every width from a small phone to a large screen no word of the band meets the drawing."""
    page = browser.new_page(base_url=site_url)
    page.goto("")
    shown = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate(CROSSINGS)
        assert found["crossed"] == [], width
        shown[width] = found["shown"]
    page.close()
    assert shown[1280]
    assert not shown[768]


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_the_band_makes_nothing_scroll(browser: Browser, site_url: str, width: int) -> None:
    """The band reaches both edges of the window, and nobody has to scroll sideways for it."""
    page = browser.new_page(base_url=site_url, viewport={"width": width, "height": 900})
    page.goto("")
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide <= width
