"""A page that is made ahead of the others has links that lead where the site's own do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.cache import Cache
from handbook.editing.ahead import link_address, look_ahead
from handbook.layers import find_layers
from handbook.pages.papers import PaperFacts
from handbook.press import Press
from handbook.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../confidentiality.md", "/confidentiality/"),
        ("../confidentiality.md#rules", "/confidentiality/#rules"),
        ("index.md", "/roles/"),
        ("../index.md", "/"),
        ("#purpose", "#purpose"),
        ("https://example.org/a.md", "https://example.org/a.md"),
    ],
)
def test_links_lead_where_the_site_s_do(link: str, address: str) -> None:
    """A page names another by its file, and the browser asks for its address."""
    assert link_address(link, uri="roles/data-coach.md") == address


def test_one_page_is_made_of_a_changed_record(home: Path) -> None:
    """A role, a page and a form are made at once; an error, or a list, makes none."""
    press = Press(Cache())
    project = Project(find_layers(home), press, known_facts=lambda _: PaperFacts())
    for uri, words in (
        ("roles/data-coach.md", "Count together"),
        ("why-coaching.md", "</p>"),
        ("forms/confidentiality-agreement.md", "<form"),
    ):
        problems, html = look_ahead(project, like=project, uri=uri)
        assert problems == ()
        assert words in html
    assert look_ahead(project, like=project, uri="roles/index.md") == ((), "")
    (home / "roles" / "data-coach.yml").write_text("id: data-coach\nname: ''\n", encoding="utf-8")
    broken = Project(find_layers(home), press)
    problems, html = look_ahead(broken, like=project, uri="roles/data-coach.md")
    assert [str(one) for one in problems] == [
        "roles/data-coach.yml:2:7: name: is empty. Write a value or remove the line."
    ]
    assert html == ""
