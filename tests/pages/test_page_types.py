"""A template says of its pages where they stand, and what it says is the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.addresses import GENERATED_URIS
from handbook.model.kinds import KINDS
from handbook.page_types import PageType, page_type, page_types, template_body

if TYPE_CHECKING:
    from handbook.pages.page import Page


def test_what_a_template_says() -> None:
    """Its address, its title and whether it is in the book are read from its head."""
    assert page_type("finder.md") == PageType(
        template="finder.md",
        address="finder.md",
        title="Can my {{ terms.coach }} …?",
        in_book=False,
        glossed=False,
    )
    assert page_type("role.md") == PageType(template="role.md")


def test_the_head_is_no_part_of_the_page() -> None:
    """What is rendered begins behind the second line of hyphens; a template may have no head."""
    assert template_body("---\nin_book: no\n---\n# A\n\n---\n\nB\n") == "# A\n\n---\n\nB\n"
    assert template_body("# A\n\n---\n\nB\n") == "# A\n\n---\n\nB\n"


def test_addresses_belong_to_one_template() -> None:
    """A page of the whole handbook has an address and a title; lists have theirs from the kind."""
    whole = [one for one in page_types() if one.address]
    assert all(one.title for one in whole)
    assert len(set(GENERATED_URIS)) == len(GENERATED_URIS)
    assert not {one.template for one in whole} & {f"index-{kind}.md" for kind in KINDS}


def test_pages_are_as_their_templates_say(pages: dict[str, Page]) -> None:
    """The page of a template with an address is there, in the book or not."""
    for one in page_types():
        if one.address:
            assert pages[one.address].is_in_book is one.in_book
            assert pages[one.address].is_glossed is one.glossed
