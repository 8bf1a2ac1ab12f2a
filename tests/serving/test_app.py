"""Requests are answered for this machine's own pages alone, each page with its script."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from werkzeug.test import Client

from handbook.problems import HandbookError, Location, Problem, Severity
from handbook.publish import SiteError
from handbook.serving.app import App

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = "127.0.0.1:8000"
PAGE = b"<!doctype html><html><body><p>Trust</p></body></html>"
FAULT = Problem(Location("roles/a.yml", 2, 3), "name", "'<b>' is no name. Write one.")
WARNING = Problem(Location("roles/a.yml", 5, 1), "", "is long.", Severity.WARNING)


class Shown:
    """Stands in for what is shown: a page, a style sheet and a broken form."""

    def __init__(self, *problems: Problem, has_site: bool = True, page: bytes = PAGE) -> None:
        self.problems, self.has_site, self.page = problems, has_site, page
        self.generation = 3

    def read(self, path: str) -> tuple[bytes, str] | None:
        """Return the page or the style sheet."""
        if path == "forms/broken.pdf":
            raise HandbookError([FAULT])
        if path == "handbook.pdf":
            message = "There is no menu."
            raise SiteError(message)
        places = {
            "": (self.page, "text/html; charset=utf-8"),
            "trust/": (self.page, "text/html; charset=utf-8"),
            "style.css": (b"p{}", "text/css; charset=utf-8"),
        }
        return places.get(path)

    def read_missing(self) -> bytes:
        """Return the page for missing addresses."""
        return b"<html><body>Not here</body></html>"

    def wait(self, generation: int, *, seconds: float) -> None:
        """Return at once."""


@pytest.fixture
def client_of() -> Callable[..., Client]:
    """Return the function that makes a client for what is shown."""
    return lambda shown: Client(App(shown, hosts=[HOST]))


def get(client: Client, path: str, **more: object) -> tuple[int, str]:
    """Ask for an address; return the status and the text."""
    answer = client.get(path, base_url=f"http://{HOST}/", **more)
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, answer.get_data(as_text=True)


def test_a_page_has_the_script(client_of: Callable[..., Client]) -> None:
    """The script stands at a page's end and names the page as it was; files are as they are."""
    status, text = get(client_of(Shown()), "/trust/")
    digest = hashlib.sha256(PAGE).hexdigest()
    assert status == 200
    assert text == PAGE.decode().replace(
        "</body>",
        '<link rel="stylesheet" href="/_handbook/reload.css">'
        f'<script src="/_handbook/reload.js" data-page="{digest}"></script></body>',
    )
    assert get(client_of(Shown()), "/style.css") == (200, "p{}")


@pytest.mark.parametrize("name", ["reload.js", "reload.css"])
def test_the_servers_own_files(client_of: Callable[..., Client], name: str) -> None:
    """The script and its style sheet are files of ours, which a policy lets through."""
    status, text = get(client_of(Shown()), f"/_handbook/{name}")
    assert status == 200
    assert "hbs-banner" in text
    assert get(client_of(Shown()), "/_handbook/app.py")[0] == 404


def test_addresses(client_of: Callable[..., Client]) -> None:
    """A page without its slash leads to the page; where nothing is, the site's own page says so."""
    answer = client_of(Shown()).get("/trust", base_url=f"http://{HOST}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/trust/")
    status, text = get(client_of(Shown()), "/nothing")
    assert status == 404
    assert text.startswith("<html><body>Not here")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example"])
@pytest.mark.parametrize("path", ["/", "/_handbook/wait", "/style.css"])
def test_another_name(client_of: Callable[..., Client], host: str, path: str) -> None:
    """A page of somebody else that found its way to this machine reads nothing."""
    answer = client_of(Shown()).get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert answer.get_data(as_text=True) == f"This server answers at http://{HOST}/ alone."


def test_only_asking(client_of: Callable[..., Client]) -> None:
    """Nothing can be sent."""
    assert client_of(Shown()).post("/", base_url=f"http://{HOST}/").status_code == 405


def test_before_the_first_good_site(client_of: Callable[..., Client]) -> None:
    """Where there is no site yet, the page says what is wrong, and nothing of it is markup."""
    status, text = get(client_of(Shown(FAULT, has_site=False)), "/trust/")
    assert status == 503
    assert "1 problem in 1 file. Correct what is listed and save: this page follows." in text
    assert "<li>roles/a.yml:2:3: name: &#39;&lt;b&gt;&#39; is no name. Write one.</li>" in text
    status, text = get(client_of(Shown(has_site=False)), "/")
    assert "It is being read. This page follows by itself." in text


def test_a_paper_that_cannot_be_made(client_of: Callable[..., Client]) -> None:
    """What keeps a paper from being made is said in its place."""
    status, text = get(client_of(Shown()), "/forms/broken.pdf")
    assert status == 500
    assert "roles/a.yml:2:3: name:" in text
    assert get(client_of(Shown()), "/handbook.pdf") == (500, "There is no menu.")


def news(client: Client, page: str) -> dict[str, object]:
    """Ask for news of a page."""
    query = {"generation": "3", "path": "/trust/", "page": page}
    answer = client.get("/_handbook/wait", base_url=f"http://{HOST}/", query_string=query)
    found: dict[str, object] = answer.get_json()
    return found


def test_news(client_of: Callable[..., Client]) -> None:
    """A page learns all problems, and whether it has become another page."""
    text = get(client_of(Shown()), "/trust/")[1]
    (page,) = re.findall(r'data-page="(\w+)"', text)
    assert news(client_of(Shown(FAULT, WARNING)), page) == {
        "generation": 3,
        "is_other": False,
        "summary": "1 problem and 1 warning in 1 file.",
        "problems": [
            {"text": str(FAULT), "is_error": True},
            {"text": str(WARNING), "is_error": False},
        ],
    }
    assert news(client_of(Shown(page=PAGE + b"<!-- new -->")), page)["is_other"] is True
