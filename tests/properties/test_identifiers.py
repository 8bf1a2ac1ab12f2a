"""Ids: every suggestion is an id, and what is an id stays as it is."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from handbook.identifiers import LONGEST, PATTERN, identifier_fault, slugify

TEXTS = st.text(max_size=90) | st.from_regex(PATTERN, fullmatch=True)


@given(TEXTS)
def test_a_slug_is_an_id_or_nothing(text: str) -> None:
    """Whatever a text is made into may be used as an id."""
    slug = slugify(text)
    assert not slug or identifier_fault(slug) == ""


@given(TEXTS)
def test_a_slug_stays_itself(text: str) -> None:
    """Making an id twice changes nothing more."""
    assert slugify(slugify(text)) == slugify(text)


@given(st.from_regex(PATTERN, fullmatch=True))
def test_an_id_stays_itself(text: str) -> None:
    """A text that is an id already is its own slug."""
    assert identifier_fault(text) or slugify(text) == text


@given(TEXTS)
def test_what_is_refused_gets_a_suggestion_that_is_not(text: str) -> None:
    """The id that a message suggests is accepted, and the pattern of the schema agrees on shape."""
    fault = identifier_fault(text)
    if not fault:
        assert re.fullmatch(PATTERN, text)
        assert len(text) <= LONGEST
    elif text:
        suggested = re.search(r", such as '([^']*)'\.$", fault)
        assert (suggested[1] if suggested else "") == slugify(text)
