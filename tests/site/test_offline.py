"""The handbook as a folder on a shared drive: opened from a file, with search and every link."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from handbook.pages.site_facts import content_security_policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Request

PROJECT = Path(__file__).parents[2]
POLICY = content_security_policy(is_in_folder=True)


class Links(HTMLParser):
    """The ids of a page, what it links to, and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element is called and where it leads."""
        values = dict(attrs)
        if values.get("rel") == "canonical":
            return  # Where the handbook is published on the web: told, and not loaded.
        self.ids.add(values.get("id") or "")
        (self.links if tag == "a" else self.loaded).append(values.get("href") or "")
        self.loaded.append(values.get("src") or "")


@pytest.fixture(scope="module")
def documents(folder_path: Path) -> dict[Path, Links]:
    """Read every page of the folder but the one that a server shows for a missing address."""
    found = {}
    for path in set(folder_path.rglob("*.html")) - {folder_path / "404.html"}:
        found[path] = Links()
        found[path].feed(path.read_text(encoding="utf-8"))
    return found


@pytest.fixture
def opened(browser: Browser, folder_path: Path) -> Iterator[Page]:
    """Open the handbook as a double click does, without a network; a complaint is a fault."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("requestfailed", lambda request: faults.extend(_fault(request)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((folder_path / "index.html").as_uri())
    yield page
    context.close()
    assert faults == []


def _fault(request: Request) -> list[str]:
    """Return what failed, unless the reader left the page before it came."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.url}: {request.failure}"]


def test_home_page_opens(opened: Page) -> None:
    """The home page stands there with its styles and its picture of the district."""
    expect(opened.get_by_role("heading", level=1)).to_be_visible()
    ground = opened.evaluate(
        "getComputedStyle(document.querySelector('.hb-header')).backgroundColor"
    )
    assert ground == "rgb(29, 78, 74)"
    assert opened.locator(".hb-mark").first.evaluate("mark => mark.naturalWidth > 0 || !mark.src")


def test_search_works(opened: Page) -> None:
    """Search finds the page, from the home page and from a page in a folder, and leads to it."""
    for place in ("", "roles/data-coach.html"):
        if place:
            opened.goto(urljoin(opened.url.partition("not/")[0], place))
        opened.keyboard.press("Control+k")
        opened.keyboard.type("can my coach sub for me")
        hit = opened.locator(".hb-hit__title").first
        expect(hit).to_contain_text("substitute")
        hit.click()
        expect(opened.get_by_role("heading", level=1)).to_contain_text("substitute teacher")
        opened.wait_for_load_state()


def test_menu_leads_on(opened: Page) -> None:
    """The menu leads to a page file, and from there back home."""
    opened.get_by_role("navigation", name="Parts of the handbook").get_by_role(
        "link", name="Forms"
    ).click()
    expect(opened).to_have_url(re.compile(r"^file:.*/forms/index\.html$"))
    opened.get_by_role("link", name="Home", exact=True).first.click()
    expect(opened).to_have_url(re.compile(r"^file:.*/Coaching%20handbook/index\.html$"))


def test_every_link_leads_to_a_file(folder_path: Path, documents: dict[Path, Links]) -> None:
    """Every link within the handbook names a file of the folder, and a place that is in it."""
    links = [
        (path, link)
        for path, document in documents.items()
        for link in filter(None, (*document.links, *document.loaded))
        if urlsplit(urljoin(path.as_uri(), link)).scheme == "file"
    ]
    broken = [
        f"{path.relative_to(folder_path)}: {link}"
        for path, link in links
        if not _is_there(urlsplit(urljoin(path.as_uri(), link)), documents=documents)
    ]
    assert broken == []
    assert len(links) > 1000


def _is_there(address: SplitResult, *, documents: dict[Path, Links]) -> bool:
    target, place = Path(unquote(address.path)), unquote(address.fragment)
    if not place or target not in documents:
        return target.is_file()
    return place in documents[target].ids


def test_nothing_is_loaded_from_elsewhere(documents: dict[Path, Links]) -> None:
    """No page loads anything from another host, and each has the policy of pages in a folder."""
    foreign = {
        url for document in documents.values() for url in document.loaded if urlsplit(url).netloc
    }
    assert foreign == set()
    for path in documents:
        text = path.read_text(encoding="utf-8")
        assert text.count(f'content="{POLICY}"') == 1, path
        assert text.index(POLICY) < text.index("<link"), path


def test_policy_is_enforced(browser: Browser, folder_path: Path) -> None:
    """A script put into a page that is opened from a folder does not run, nor does a fetch."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto((folder_path / "about.html").as_uri())
    has_run = page.evaluate(
        """async () => {
          const script = document.createElement("script");
          script.textContent = "window.hasRun = true";
          document.body.append(script);
          await fetch("index.html").catch(() => null);
          return window.hasRun;
        }"""
    )
    context.close()
    assert has_run is None
    assert [text for text in complaints if "script-src" in text]
    assert [text for text in complaints if "connect-src" in text]
