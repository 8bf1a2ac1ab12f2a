"""A built site is looked through: what leads nowhere, stands twice or is fetched is told."""

from __future__ import annotations

import pytest

from handbook.acceptance.built_pages import BuiltPage, parse_built_page
from handbook.acceptance.built_site import check_site
from handbook.problems import summarize

FILES = ("index.html", "roles/index.html", "assets/site.css")


def page_of(body: str, *, uri: str = "index.html", head: str = "<title>A</title>") -> BuiltPage:
    """Return a page with a heading and the given body."""
    html = f'<!doctype html>\n<html lang="en">\n<head>{head}</head>\n<body>\n<h1>A</h1>\n{body}\n'
    return parse_built_page(html.encode(), uri=uri)


def problems_of(*pages: BuiltPage, home: str = "") -> list[str]:
    """Return everything that is wrong with a site of these pages."""
    trials = check_site(pages, uris=FILES, home=home)
    return [str(problem) for trial in trials for problem in trial.problems]


def test_a_page_is_read() -> None:
    """The words of a page are what a reader sees; its links, ids and files have their lines."""
    page = page_of(
        '<p id="a">Two <b>words</b></p>\n<script src="x.js">no()</script>\n<a href="#a">b</a>'
    )
    assert page.words == "A Two words b"
    assert [(one.text, one.line) for one in page.ids] == [("a", 6)]
    assert [(one.text, one.line) for one in page.links] == [("#a", 8)]
    assert [(one.text, one.line) for one in page.loads] == [("x.js", 7)]
    assert (page.language, page.title, page.headings, page.url) == ("en", "A", 1, "")


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#a",
        "roles/",
        "roles/index.html",
        "roles/#b",
        "assets/site.css",
        "?q=1",
        "./#q=can%20I",
        "https://example.org/x",
        "mailto:a@example.org",
        "tel:+15550100",
        "roles/#:~:text=word",
    ],
)
def test_a_link_that_leads_somewhere(link: str) -> None:
    """A link to a page, a place, a file or another site is fine."""
    roles = page_of('<p id="b">B</p>', uri="roles/index.html")
    assert problems_of(page_of(f'<p id="a"><a href="{link}">x</a></p>'), roles) == []


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("gone/", "leads to 'gone/index.html', which is no file of the site"),
        ("#gone", "leads to '#gone', which is no place on 'index.html'"),
        ("roles/#a", "leads to '#a', which is no place on 'roles/index.html'"),
        ("../up.html", "leads to 'up.html', which is no file of the site"),
        ("roles", "leads to 'roles', which is no file of the site"),
    ],
)
def test_a_link_that_leads_nowhere(link: str, told: str) -> None:
    """A link to what is not there is told with its line."""
    roles = page_of("", uri="roles/index.html")
    assert problems_of(page_of(f'<p id="a">\n<a href="{link}">x</a>'), roles) == [
        f"site/index.html:7:1: the link '{link}' {told}. Change or remove it."
    ]


@pytest.mark.parametrize(("count", "also"), [(2, "One more does."), (4, "3 more do.")])
def test_a_missing_page_is_told_once(count: int, also: str) -> None:
    """However many links lead to a page that is missing, one of them is told, and how many."""
    assert problems_of(page_of('<a href="gone/">x</a>' * count)) == [
        (
            "site/index.html:6:1: the link 'gone/' leads to 'gone/index.html', which is no file "
            f"of the site. {also} Change or remove it."
        )
    ]


def test_a_site_under_a_path() -> None:
    """Where a site lies under a path, a link from the server's top leads to the same pages."""
    links = '<a href="/coaching/roles/#b">x</a> <a href="roles/">y</a>'
    page = page_of(links, uri="404.html")
    roles = page_of('<p id="b">B</p>', uri="roles/index.html")
    assert problems_of(page, roles, home="/coaching/") == []


def test_ids_are_unique_and_known() -> None:
    """An id that stands twice, and one that is only named, are told once each."""
    body = '<p id="a"></p><p id="a"></p>\n<label for="b">B</label>'
    assert problems_of(page_of(body)) == [
        "site/index.html:6:1: the id 'a' stands there more than once. Give one another.",
        "site/index.html:7:1: the id 'b' is named and stands nowhere. Look at your overrides.",
    ]


def test_files_come_from_the_site() -> None:
    """A script of another host, a missing file and a picture without description are told."""
    body = '<script src="https://example.org/x.js"></script>\n<img src="gone.png">'
    assert problems_of(page_of(body)) == [
        (
            "site/index.html:6:1: the page would fetch 'https://example.org/x.js' from another "
            "host. Put the file into content."
        ),
        (
            "site/index.html:7:1: 'gone.png' leads to 'gone.png', which is no file of the site. "
            "Add the file."
        ),
        (
            "site/index.html:7:1: the picture 'gone.png' is not described. Write what it shows in "
            "its brackets."
        ),
    ]


def test_a_page_has_one_heading_a_title_and_a_language() -> None:
    """What every page must have is asked for."""
    page = parse_built_page(b"<html><body><h1>A</h1><h1>B</h1>", uri="index.html")
    assert problems_of(page) == [
        ("site/index.html:1:1: the page does not say its language. Look at your overrides."),
        "site/index.html:1:1: the page has no title. Give it one in its front matter.",
        (
            "site/index.html:1:1: the page has 2 headings of the first rank. Start it with one "
            "'# Heading', and use '##' below it."
        ),
    ]


def test_everything_is_counted() -> None:
    """Each trial says how much it looked at, and whether it passed."""
    page = page_of('<a href="gone">x</a>')
    trials = check_site([page], uris=FILES)
    assert [str(trial) for trial in trials] == [
        "passed   pages: 1 pages",
        "failed   links: 1 links on 1 pages",
        "passed   ids: 0 ids on 1 pages",
        "passed   files: 0 files for 1 pages",
    ]
    assert summarize(trials[1].problems) == "1 problem in 1 file."
