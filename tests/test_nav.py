"""Folders in the nav become their pages; each file in `pages/nav` is one example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from handbook.nav import expand_nav, outline_nav, worded_nav
from handbook.pages.page import Page

if TYPE_CHECKING:
    from handbook.model.surroundings import NavItem

CASES = sorted((Path(__file__).parent / "pages" / "nav").glob("*.yml"))


def make_page(entry: str | dict[str, str]) -> Page:
    """Return a page from its file alone, or from its file, title, parent and section."""
    known = {"uri": entry} if isinstance(entry, str) else entry
    uri = known["uri"]
    return Page(
        uri=uri,
        title=known.get("title", uri),
        markdown="",
        source_path="",
        parent_uri=known.get("parent", ""),
        menu=known.get("menu", ""),
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_nav(path: Path) -> None:
    """The nav and the pages of the example make its menu."""
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    pages = [make_page(entry) for entry in case["pages"]]
    assert expand_nav(case["nav"], pages=pages) == case["menu"]


def test_titles_say_the_districts_words() -> None:
    """A title at any depth has its placeholders filled in; files are left alone."""
    nav: list[NavItem] = [
        "index.md",
        {"What {{ terms.coaching }} is": ["a.md", {"The {{ terms.coaching }} cycle": "cycle/"}]},
    ]
    assert worded_nav(nav, words={"terms.coaching": "partnering"}) == [
        "index.md",
        {"What partnering is": ["a.md", {"The partnering cycle": "cycle/"}]},
    ]


def test_outline_of_a_menu() -> None:
    """Each top entry is a part with its pages; the first page of a section opens it."""
    nav: list[NavItem] = [
        "index.md",
        {"Roles": ["roles/index.md", {"Data Coach": ["roles/a.md", "forms/a.md"]}, "roles/b.md"]},
        {"About": "about.md"},
        {"Deep": [{"One": [{"Two": ["x.md", {"Three": ["y.md", "z.md"]}]}]}]},
    ]
    assert outline_nav(nav, titles={"index.md": "Welcome"}) == [
        ("Welcome", [("index.md", 2)]),
        ("Roles", [("roles/index.md", 2), ("roles/a.md", 2), ("forms/a.md", 3), ("roles/b.md", 2)]),
        ("About", [("about.md", 2)]),
        ("Deep", [("x.md", 2), ("y.md", 3), ("z.md", 3)]),
    ]


def test_outline_of_a_page_without_a_title() -> None:
    """A page whose title nobody knows is called by its file."""
    assert outline_nav(["a.md"], titles={}) == [("a.md", [("a.md", 2)])]


def test_book_has_each_page_once() -> None:
    """A page that stands in the menu twice is a chapter of the book where it is named first."""
    nav: list[NavItem] = [
        "trust.md",
        {"Roles": ["roles/a.md", "trust.md"]},
        {"Again": ["trust.md"]},
    ]
    assert outline_nav(nav, titles={}) == [
        ("trust.md", [("trust.md", 2)]),
        ("Roles", [("roles/a.md", 2)]),
    ]
