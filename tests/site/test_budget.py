"""What a first visit weighs, as a server that packs sends it."""

from __future__ import annotations

import gzip
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from handbook.assets import STAMP

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

    from tests.site.conftest import Scheme

MOST_BYTES = 100 * 1024
PACKED_ALREADY = (".woff2", ".png")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_home_page_is_light(browser: Browser, site_url: str, scheme: Scheme) -> None:
    """The home page, with all it loads, weighs at most 100 KiB, and loads no search index."""
    context = browser.new_context(base_url=site_url, color_scheme=scheme)
    page = context.new_page()
    answered: list[Response] = []
    # Playwright takes a function of Python, and no method of a list.
    page.on("response", lambda response: answered.append(response))  # noqa: PLW0108
    page.goto("", wait_until="networkidle")
    sizes = {
        response.url.removeprefix(site_url): _packed(response.url, response.body())
        for response in answered
    }
    context.close()
    listing = "\n".join(f"{size:7} {url}" for url, size in sorted(sizes.items()))
    assert sum(sizes.values()) <= MOST_BYTES, listing
    assert [url for url in sizes if url.startswith("search/")] == []
    assert "assets/handbook.css" in {STAMP.sub("", url) for url in sizes}


def _packed(url: str, body: bytes) -> int:
    if PurePosixPath(url).suffix in PACKED_ALREADY:
        return len(body)
    return len(gzip.compress(body, mtime=0))
