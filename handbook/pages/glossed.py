"""Glossary words explained where they stand: each page's first mention leads to the glossary."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import escape

from handbook.crossreferences import parse_cross_reference
from handbook.glossing import gloss_words
from handbook.pages.desk import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handbook.model.reference import Term
    from handbook.pages.desk import Desk
    from handbook.pages.page import Page


def gloss_pages(pages: Iterable[Page], *, desk: Desk) -> Iterator[Page]:
    """Yield the pages, those for readers with their first mention of each term as a link."""
    terms = [_FoundTerm(term, desk=desk) for term in desk.handbook.glossary]
    for page in pages:
        is_for_readers = page.is_glossed and not page.is_for_editors
        yield _gloss_page(page, terms=terms, desk=desk) if is_for_readers else page


class _FoundTerm:
    """A term, what it is found by, and the pages that explain it themselves."""

    def __init__(self, term: Term, *, desk: Desk) -> None:
        self.id, self.name = term.id, plain(term.name).lower()
        self.words = tuple(_words(term))
        self.meaning = escape(" ".join(plain(term.text).split()))
        references = filter(None, map(parse_cross_reference, term.see))
        places = (desk.linker.address(reference.kind, reference.id) for reference in references)
        self.explained_on = frozenset(place.uri for place in places if place is not None)

    def is_explained_on(self, page: Page) -> bool:
        """Say whether a page is where the term leads, or is about it."""
        return self.name == page.title.lower() or page.uri in self.explained_on


def _gloss_page(page: Page, *, terms: Sequence[_FoundTerm], desk: Desk) -> Page:
    meanings = {term.id: term.meaning for term in terms}

    def link(name: str, text: str) -> str:
        href = desk.linker.href("term", name, page_uri=page.uri)
        return f'<a class="hb-term" href="{href}" data-hb-term="{meanings[name]}">{text}</a>'

    own = {term.id for term in terms if term.is_explained_on(page)}
    # Two terms may share a word, which then leads to the one that is not explained here.
    words = {
        word: term.id
        for term in sorted(terms, key=lambda one: one.id not in own)
        for word in term.words
    }
    glossed = gloss_words(page.markdown, words=words, replace=link, unwanted=own)
    return replace(page, markdown=glossed)


def _words(term: Term) -> Iterator[str]:
    """Yield what a term is found by: its name, and those of its other words that have capitals.

    Its other common words mean too many things to point at them everywhere.
    """
    name = plain(term.name)
    others = (word for word in map(plain, term.also) if word != word.lower())
    for word in (name.lower() if name[1:].islower() else name, *others):
        yield word
        yield f"{word}s"
