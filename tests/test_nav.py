"""Folders in the nav become their pages; each file in `pages/nav` is one example."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.nav import expand_nav
from handbook.pages.page import Page

CASES = sorted((Path(__file__).parent / "pages" / "nav").glob("*.yml"))


def make_page(entry: str | dict[str, str]) -> Page:
    """Return a page from its file alone, or from its file, title and parent."""
    known = {"uri": entry} if isinstance(entry, str) else entry
    uri = known["uri"]
    return Page(
        uri=uri,
        title=known.get("title", uri),
        markdown="",
        source_path="",
        parent_uri=known.get("parent", ""),
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_nav(path: Path) -> None:
    """The nav and the pages of the example make its menu."""
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    pages = [make_page(entry) for entry in case["pages"]]
    assert expand_nav(case["nav"], pages=pages) == case["menu"]
