"""Glossary words explained where they stand: each page's first mention leads to the glossary."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import escape

from handbook.crossreferences import parse_cross_reference
from handbook.glossing import gloss_words
from handbook.pages.desk import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.model.reference import Term
    from handbook.pages.desk import Desk
    from handbook.pages.page import Page

_EDITORS_FOLDER = "using/"


def gloss_pages(pages: Iterable[Page], *, desk: Desk) -> Iterator[Page]:
    """Yield the pages, those for readers with their first mention of each term as a link."""
    for page in pages:
        is_for_readers = page.is_glossed and not page.uri.startswith(_EDITORS_FOLDER)
        yield _gloss_page(page, desk=desk) if is_for_readers else page


def _gloss_page(page: Page, *, desk: Desk) -> Page:
    terms = {
        term.id: term
        for term in desk.handbook.glossary
        if not _explains(page, term=term, desk=desk)
    }

    def link(name: str, text: str) -> str:
        href = desk.linker.href("term", name, page_uri=page.uri)
        meaning = escape(" ".join(plain(terms[name].text).split()))
        return f'<a class="hb-term" href="{href}" data-hb-term="{meaning}">{text}</a>'

    words = {word: term.id for term in terms.values() for word in _words(term)}
    return replace(page, markdown=gloss_words(page.markdown, words=words, replace=link))


def _words(term: Term) -> Iterator[str]:
    """Yield what a term is found by: its name, and those of its other words that have capitals.

    Its other common words mean too many things to point at them everywhere.
    """
    name = plain(term.name)
    others = (word for word in map(plain, term.also) if word != word.lower())
    for word in (name.lower() if name[1:].islower() else name, *others):
        yield word
        yield f"{word}s"


def _explains(page: Page, *, term: Term, desk: Desk) -> bool:
    """Say whether a page is where a term leads, or is about it."""
    references = filter(None, map(parse_cross_reference, term.see))
    places = (desk.linker.address(reference.kind, reference.id) for reference in references)
    return plain(term.name).lower() == page.title.lower() or any(
        place is not None and place.uri == page.uri for place in places
    )
