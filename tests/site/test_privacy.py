"""Nothing is asked of anyone else, nothing typed is sent, and a Content-Security-Policy holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from mkdocs.config import load_config
from playwright.sync_api import expect

from handbook.pages.site_facts import content_security_policy
from tests.site.visiting import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PROJECT = Path(__file__).parents[2]
POLICY = content_security_policy()
PUBLISH_PAGE = PROJECT / "content" / "using" / "publish.md"


def documented_headers() -> dict[str, str]:
    """Return the headers that the page on publishing tells a district to send."""
    text = PUBLISH_PAGE.read_text(encoding="utf-8")
    (block,) = re.findall(r"```http\n(.+?)```", text, re.DOTALL)
    return dict(line.split(": ", 1) for line in block.strip().splitlines())


@pytest.fixture
def visit(browser: Browser, site_url: str) -> Iterator[Visit]:
    """Open an empty page that is watched."""
    made = Visit(browser, site_url, headers={})
    yield made
    made.context.close()


@pytest.fixture
def guarded(browser: Browser, site_url: str) -> Iterator[Visit]:
    """Open an empty page that is watched, of a site that sends the documented headers."""
    made = Visit(browser, site_url, headers=documented_headers())
    yield made
    made.context.close()


def use_everything(page: Page) -> None:
    """Search, ask the finder, change the colors and fill in a form."""
    page.goto("")
    page.keyboard.press("Control+k")
    page.keyboard.type("substitute")
    expect(page.locator(".hb-hit__title").first).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Light or dark").click()
    page.get_by_role("radio", name="Dark").check()
    page.goto("finder/")
    page.get_by_label("Ask in your own words").fill("can my coach sub for me")
    expect(page.locator("[data-hb-finder-results] [data-verdict]").first).to_be_visible()
    page.goto("forms/observation-request/")
    fields = page.locator(".hb-form :is(input[type=text], textarea)")
    for field in fields.all():
        field.fill("secret words")
    fields.first.press("Enter")


def test_use_asks_nobody_else(visit: Visit) -> None:
    """Search, finder, colors and forms ask nothing of another host and break no policy."""
    use_everything(visit.page)
    assert visit.foreign == []
    assert visit.complaints == []


def test_typed_words_are_never_sent(visit: Visit) -> None:
    """What a person types stands in no request, and Enter in a form sends nothing."""
    use_everything(visit.page)
    assert [url for url in visit.requested if re.search("secret|substitute|sub%20for", url)] == []
    assert visit.page.url.endswith("forms/observation-request/")


def test_documented_headers_hold(guarded: Visit, page_urls: tuple[str, ...]) -> None:
    """With the headers that the page on publishing gives, every kind of page works as before."""
    for url in (*page_urls[::9], "forms/", "crosswalk/"):
        guarded.page.goto(url)
    use_everything(guarded.page)
    assert guarded.foreign == []
    assert guarded.complaints == []


def test_documented_policy_is_the_sites() -> None:
    """The header says what the pages say, and what only a header can: nobody may frame the site."""
    headers = documented_headers()
    expected = f"{POLICY}; frame-ancestors 'self'"
    assert headers["Content-Security-Policy"] == expected


def test_policy_forbids_what_is_inline() -> None:
    """The policy lets no inline script or style run, and nothing come from elsewhere."""
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "*" not in POLICY


def test_every_page_carries_the_policy(site_path: Path, page_urls: tuple[str, ...]) -> None:
    """The policy stands in each page before anything that it governs; scripts are files or data."""
    for url in page_urls:
        path = site_path / url / "index.html" if not url.endswith(".html") else site_path / url
        text = path.read_text(encoding="utf-8")
        policy = text.index(f'content="{POLICY}"')
        assert policy < text.index("<link"), url
        assert policy < text.index("<script"), url
        assert re.findall(r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>", text) == [], url
        assert re.findall(r"<style\b|<[^>]+\sstyle=", text) == [], url


@pytest.mark.parametrize(("command", "policy"), [("build", POLICY), ("serve", "")])
def test_editor_is_served_without_the_policy(
    command: Literal["build", "serve"], policy: str
) -> None:
    """MkDocs adds a script to each page it serves to an editor, which the policy would stop."""
    config = load_config(str(PROJECT / "mkdocs.yml"))
    plugin = config.plugins["handbook"]
    plugin.on_startup(command=command, dirty=False)
    plugin.on_config(config)
    assert config.extra["handbook"]["csp"] == policy


def test_policy_is_enforced(visit: Visit) -> None:
    """A script put into a page does not run, and is told of: the listening works."""
    visit.page.goto("about/")
    visit.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.hasRun = true";
          document.body.append(script);
          new Image().src = "https://elsewhere.example.org/pixel.png";
        }"""
    )
    assert visit.page.evaluate("window.hasRun") is None
    assert [line for line in visit.complaints if line.startswith("policy: script-src")]
    assert [line for line in visit.complaints if line.startswith("policy: img-src")]
    assert visit.foreign == []
