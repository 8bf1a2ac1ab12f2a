"""The real handbook, built once a run, served on this machine and opened in a real Chromium."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import pytest
from filelock import FileLock
from playwright.sync_api import expect, sync_playwright

from handbook.mkdocs_run import build_site
from handbook.publish import MANUAL_VARIABLE, replace_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PROJECT = Path(__file__).parents[2]

Scheme: TypeAlias = Literal["light", "dark"]
"""One of the two schemes of colors."""

SCHEMES: tuple[Scheme, ...] = ("light", "dark")

_BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "chrome",
    "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page asks of another host is asked in vain.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


# A busy machine is slow and not wrong: what is waited for may take this long.
PATIENCE = 20_000
"""For how many milliseconds something is waited for."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def run_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of this run that all the processes that run tests share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site_path(run_path: Path) -> Path:
    """Build the shipped handbook, once for all the processes that run tests."""
    with FileLock(run_path / "site.lock"):
        place = run_path / "site"
        return place if place.exists() else _build(place)


@pytest.fixture(scope="session")
def folder_path(run_path: Path) -> Path:
    """Build it for a folder without a server, under a name with a space, once for all as well."""
    place = run_path / "shared drive" / "Coaching handbook"
    with FileLock(run_path / "folder.lock"):
        if not place.exists():
            place.parent.mkdir()
            with replace_folder(place) as fresh:
                build_site(
                    PROJECT / "mkdocs.yml", site_path=fresh, is_strict=False, is_offline=True
                )
    return place


@pytest.fixture(scope="session")
def site_url(site_path: Path) -> Iterator[str]:
    """Serve the built site on the loopback address; give its address, with a slash at the end."""
    handler = functools.partial(_QuietHandler, directory=str(site_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="session")
def page_urls(site_path: Path) -> tuple[str, ...]:
    """Give the address of every page, relative to the site's: '' is the home page."""
    found = (path.relative_to(site_path).as_posix() for path in site_path.rglob("*.html"))
    return tuple(sorted(uri.removesuffix("index.html") for uri in found))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium of this machine."""
    arguments = [*_QUIET, "--no-sandbox"] if _is_root() else [*_QUIET]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_browser_path(), args=arguments)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """Open an empty page whose relative addresses are those of the site."""
    context = browser.new_context(base_url=site_url, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _build(place: Path) -> Path:
    # The manual is looked at like every other page; a published site is without it.
    with pytest.MonkeyPatch.context() as patch, replace_folder(place) as fresh:
        patch.setenv(MANUAL_VARIABLE, "yes")
        config = PROJECT / "mkdocs.yml"
        warnings = build_site(config, site_path=fresh, is_strict=False, is_offline=False)
        # No counsel has read these forms, and the handbook says so; nothing else is amiss.
        assert [warning for warning in warnings if "DRAFT" not in warning] == []
    return place


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    # One connection for all the files of a page.
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _browser_path() -> str:
    named = os.environ.get("HANDBOOK_BROWSER")
    found = named or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        pytest.fail("no Chromium was found. Run ./scripts/test, which installs one or says how.")
    return found


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
