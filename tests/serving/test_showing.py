"""A good state is shown, a bad one is told, and papers are made when somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.cache import Cache
from handbook.serving.showing import Showing

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture
def showing(small_project: Path) -> Showing:
    """Return what is shown of the small handbook, which nobody has read yet."""
    return Showing(small_project, site_url="http://127.0.0.1:8000/", cache=Cache())


def text_of(showing: Showing, path: str) -> str:
    """Return a page."""
    found = showing.read(path)
    assert found is not None
    return found[0].decode()


def test_a_day(showing: Showing, small_project: Path) -> None:
    """A save changes the page; a fault is told and the page stays; mended, the page follows."""
    assert not showing.has_site
    showing.read_again()
    assert (showing.has_site, showing.generation, showing.problems) == (True, 1, ())
    assert "What is private?" in text_of(showing, "trust/")
    page = small_project / "content" / "trust.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(good.replace("What is private?", "{{ distric.name }}"), encoding="utf-8")
    showing.read_again()
    assert [str(problem) for problem in showing.problems] == [
        "content/trust.md:5:4: nothing is called 'distric'. Did you mean 'district'?"
    ]
    assert "What is private?" in text_of(showing, "trust/")
    page.write_text(good.replace("What is private?", "Who sees this?"), encoding="utf-8")
    showing.read_again()
    assert showing.problems == ()
    assert "Who sees this?" in text_of(showing, "trust/")


def test_what_is_overtaken_is_not_shown(small_project: Path) -> None:
    """Who types meanwhile keeps the good state; the first one is read to its end all the same."""
    showing = Showing(
        small_project,
        site_url="http://127.0.0.1:8000/",
        cache=Cache(),
        is_outdated=lambda: True,
    )
    assert showing.read_again()
    first = showing.project
    assert (showing.has_site, showing.generation) == (True, 1)
    assert not showing.read_again()
    assert (showing.project, showing.generation) == (first, 1)


def test_a_start_with_a_fault(showing: Showing, small_project: Path) -> None:
    """A handbook that begins with a fault has no site until it is mended."""
    role = small_project / "roles" / "data-coach.yml"
    good = role.read_text(encoding="utf-8")
    role.write_text("id: [\n", encoding="utf-8")
    showing.read_again()
    assert not showing.has_site
    assert {problem.location.path for problem in showing.problems} == {"roles/data-coach.yml"}
    role.write_text(good, encoding="utf-8")
    showing.read_again()
    assert showing.has_site


@pytest.mark.parametrize(
    ("config", "problem"),
    [
        ("site_name: [", "mkdocs.yml"),
        ("site_name: Ours\nplugins: []\ndocs_dir: content\n", "does not name the plugin"),
        ("site_name: Ours\ntheme: nothing\ndocs_dir: content\nplugins: [handbook]\n", "theme"),
    ],
    ids=["no YAML", "without the plugin", "unknown theme"],
)
def test_a_config_with_a_fault(
    showing: Showing, small_project: Path, config: str, problem: str
) -> None:
    """What is wrong with the site's own file is told like any other problem."""
    (small_project / "mkdocs.yml").write_text(config, encoding="utf-8")
    showing.read_again()
    assert not showing.has_site
    assert problem in " ".join(map(str, showing.problems))


def test_papers(showing: Showing) -> None:
    """Pages tell a paper's size from when it was made; the book is made when asked for."""
    showing.read_again()
    before = text_of(showing, "forms/confidentiality-agreement/")
    assert ("KB" in before, showing.knows_more) == (False, False)
    paper = showing.read("forms/confidentiality-agreement.pdf")
    assert paper is not None
    assert (paper[0][:5], paper[1]) == (b"%PDF-", "application/pdf")
    assert (showing.knows_more, showing.generation) == (True, 1)
    showing.read_again()
    assert (showing.knows_more, showing.generation) == (False, 2)
    assert "KB" in text_of(showing, "forms/confidentiality-agreement/")
    showing.read("forms/confidentiality-agreement.pdf")
    assert not showing.knows_more
    book = showing.read("handbook.pdf")
    assert book is not None
    assert book[0].startswith(b"%PDF-")


def test_a_page_has_its_policy(showing: Showing) -> None:
    """What a browser may load is limited here as on the published site."""
    showing.read_again()
    assert "Content-Security-Policy" in text_of(showing, "trust/")


def test_what_is_not_there(showing: Showing) -> None:
    """An address of nothing gives nothing, and there is the site's own page to say so."""
    showing.read_again()
    assert showing.read("nothing/") is None
    assert b"<html" in showing.read_missing()
