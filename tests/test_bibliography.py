"""Sources are cited as readers expect, and what is unknown about one is said so."""

from __future__ import annotations

from typing import Any

import pytest

from handbook.model.reference import Source
from handbook.pages.bibliography import cite_source, render_bibliography_entry, sorting_key


def source(**fields: Any) -> Source:
    """Return a source with a title and whatever else is given."""
    given = {"id": "a-source", "type": "book", "title": "A Book", **fields}
    return Source.model_validate(given)


ONE = {"family": "Berg", "given": "J."}
TWO = {"family": "Stone", "given": "B."}
OFFICE = {"literal": "Office of Education"}


@pytest.mark.parametrize(
    ("fields", "mention"),
    [
        ({"author": (ONE,), "issued": "2018"}, "Berg 2018"),
        ({"author": (ONE,), "issued": "1996-03-01"}, "Berg 1996"),
        ({"author": (ONE, TWO), "issued": "1980"}, "Berg & Stone 1980"),
        ({"author": (ONE, TWO, OFFICE), "issued": "1980"}, "Berg et al. 1980"),
        ({"author": (OFFICE,)}, "Office of Education"),
        ({"issued": "2001"}, "“A Book” 2001"),
        ({}, "“A Book”"),
        ({"title": "*Emphasis* in a title"}, "“Emphasis in a title”"),
        (
            {"title": "A title: with much more behind the colon than a mention should have"},
            "“A title”",
        ),
        (
            {"title": "A title that goes on", "title-short": "A title"},
            "“A title”",
        ),
    ],
)
def test_mention(fields: dict[str, Any], mention: str) -> None:
    """A mention is who and when, and the title where nobody is named."""
    assert cite_source(source(**fields)) == mention


def test_full_entry() -> None:
    """An entry gives everything that is known, in the usual order."""
    assert (
        render_bibliography_entry(
            source(
                author=(ONE, TWO),
                issued="1996",
                container_title="A Journal",
                volume="53",
                issue="6",
                page="12–16",
                publisher="A Press",
                publisher_place="Town",
                URL="https://example.org/a",
            )
        )
        == "Berg, J., Stone, B. 1996. *A Journal* 53(6), 12–16. Town: A Press. "
        "[https://example.org/a](https://example.org/a)."
    )


def test_gaps_are_honest() -> None:
    """An author and a date that are unknown are said to be unknown; the rest is left out."""
    assert render_bibliography_entry(source()) == "Not known here: author and date."


def test_days_are_spelled() -> None:
    """A day is written as readers write one, and a law needs no author."""
    law = source(type="statute", issued="2011-10-03")
    assert render_bibliography_entry(law) == "October 3, 2011."


def test_full_stops_do_not_pile_up() -> None:
    """An initial at the end of the authors brings its own full stop."""
    assert render_bibliography_entry(source(author=(ONE,), issued="2018")) == "Berg, J. 2018."


def test_order() -> None:
    """A bibliography sorts by author or title, whatever their case and article, then by year."""
    entries = [
        source(title="The Zebra"),
        source(author=(ONE,), issued="2018"),
        source(author=(ONE,), issued="2007"),
        source(title="an Apple"),
    ]
    assert [entry.issued or entry.title for entry in sorted(entries, key=sorting_key)] == [
        "an Apple",
        "2007",
        "2018",
        "The Zebra",
    ]
