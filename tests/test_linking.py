"""Cross-references become links that hold from any page, in Markdown and in HTML."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from handbook.addresses import Address
from handbook.pages.linking import Linker, relative_uri

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook


@pytest.mark.parametrize(
    ("markdown", "page_uri", "linked"),
    [
        ("[it][role:data-coach]", "index.md", "[it](roles/data-coach.md)"),
        ("[it][role:data-coach]", "roles/index.md", "[it](data-coach.md)"),
        ("[it][role:data-coach]", "forms/a.md", "[it](../roles/data-coach.md)"),
        ("[it][role:data-coach]", "a/b/c.md", "[it](../../roles/data-coach.md)"),
        ("[it][role:data-coach]", "roles/data-coach.md", "[it](data-coach.md)"),
        ("[it][function:tlms-5a]", "index.md", "[it](standards/tlms-5.md#tlms-5a)"),
        ("[it][function:tlms-5a]", "standards/tlms-5.md", "[it](tlms-5.md#tlms-5a)"),
        ("[it][activity:co-teach]", "index.md", "[it](roles/classroom-supporter.md#co-teach)"),
        ("[it][term:term-mentoring]", "not/index.md", "[it](../glossary.md#term-mentoring)"),
        ("[it][cycle:coaching-cycle]", "index.md", "[it](cycle/index.md)"),
        (
            "[it][kind:observation-notes]",
            "forms/a.md",
            "[it](../confidentiality.md#observation-notes)",
        ),
        ("[it][page:coaching/trust]", "coaching/data.md", "[it](trust.md)"),
        ("[it][page:index]", "coaching/data.md", "[it](../index.md)"),
        ("[it][file:forms/a.pdf]", "forms/a.md", "[it](a.pdf)"),
    ],
)
def test_link_from_page_to_page(
    shipped: Handbook, markdown: str, page_uri: str, linked: str
) -> None:
    """A link is the way from the page's file to the other file, with the anchor."""
    assert Linker(shipped).link_markdown(markdown, page_uri=page_uri) == linked


def test_words_of_a_link_stay(shipped: Handbook) -> None:
    """The words of a cross-reference, and those around it, stay as they are."""
    markdown = "See the **[Data *Coach*][role:data-coach]**, or [us](mailto:us@example.org)."
    assert Linker(shipped).link_markdown(markdown, page_uri="index.md") == (
        "See the **[Data *Coach*](roles/data-coach.md)**, or [us](mailto:us@example.org)."
    )


def test_left_out_records_become_words(shipped: Handbook) -> None:
    """A cross-reference to what the district leaves out becomes its words, in Markdown and HTML."""
    handbook = replace(shipped, left_out=frozenset({("role", "data-coach")}))
    linker = Linker(handbook)
    assert linker.link_markdown("Ask a [coach][role:data-coach].", page_uri="index.md") == (
        "Ask a coach."
    )
    assert linker.href("role", "data-coach", page_uri="index.md") is None


@pytest.mark.parametrize("page", ["roles/data-coach", "forms/role-agreement-data-coach"])
def test_pages_of_left_out_records_become_words(shipped: Handbook, page: str) -> None:
    """A reference to the page of a left-out record, or of a form made for it, becomes its words."""
    handbook = replace(shipped, left_out=frozenset({("role", "data-coach")}))
    assert Linker(handbook).link_markdown(f"[it][page:{page}]", page_uri="index.md") == "it"


@pytest.mark.parametrize(
    "markdown",
    [
        "`[it][role:data-coach]`",
        "```\n[it][role:data-coach]\n```",
        "~~~ markdown\n\n[it][role:data-coach]\n\n~~~",
        "``a ` [it][role:data-coach]``",
    ],
)
def test_code_is_left_alone(shipped: Handbook, markdown: str) -> None:
    """A cross-reference in code stays as it is, so that a page can show how one is written."""
    assert Linker(shipped).link_markdown(markdown, page_uri="index.md") == markdown


@pytest.mark.parametrize(
    ("uri", "page_uri", "folder_href", "file_href"),
    [
        ("roles/data-coach.md", "index.md", "roles/data-coach/", "roles/data-coach.html"),
        (
            "roles/data-coach.md",
            "forms/a.md",
            "../../roles/data-coach/",
            "../roles/data-coach.html",
        ),
        ("roles/data-coach.md", "roles/index.md", "data-coach/", "data-coach.html"),
        ("roles/data-coach.md", "roles/data-coach.md", "./", "data-coach.html"),
        ("index.md", "index.md", "./", "index.html"),
        ("index.md", "roles/data-coach.md", "../../", "../index.html"),
        ("roles/index.md", "roles/data-coach.md", "../", "index.html"),
        ("glossary.md", "forms/a.md", "../../glossary/", "../glossary.html"),
        ("forms/a.pdf", "forms/a.md", "../a.pdf", "a.pdf"),
        ("forms/a.pdf", "index.md", "forms/a.pdf", "forms/a.pdf"),
    ],
)
def test_published_address(
    shipped: Handbook, uri: str, page_uri: str, folder_href: str, file_href: str
) -> None:
    """In HTML a link is the way between published pages, which are folders or files."""
    folders = Linker(shipped, has_directory_urls=True)
    files = Linker(shipped, has_directory_urls=False)
    assert folders.page_href(Address(uri), page_uri=page_uri) == folder_href
    assert files.page_href(Address(uri), page_uri=page_uri) == file_href


def test_published_address_with_an_anchor(shipped: Handbook) -> None:
    """The anchor stands behind the published address."""
    href = Linker(shipped).href("function", "tlms-5a", page_uri="forms/role-agreement.md")
    assert href == "../../standards/tlms-5/#tlms-5a"


def test_address_of_nothing(shipped: Handbook) -> None:
    """An id that no record has leads nowhere."""
    assert Linker(shipped).address("role", "nobody") is None


def test_relative_uri_to_the_own_page() -> None:
    """A link to a place on the same page names the page, as MkDocs wants it."""
    assert relative_uri(Address("glossary.md", "term-a"), start="glossary.md") == (
        "glossary.md#term-a"
    )
