"""The handbook bound as a book: its pages in the order of the menu, behind a cover."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.book import build_book
from handbook.nav import outline_nav
from handbook.pdf.faults import PaperError
from handbook.problems import HandbookError, Location, Problem
from handbook.published import BOOKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handbook.book import Cover, Part
    from handbook.model.surroundings import NavItem
    from handbook.pages.article import Article
    from handbook.press import Press
    from handbook.site_source import SiteSource

_DISTRICT = "district.yml"
_ELSEWHERE = "does not exist in the document"
"""What the engine says of a link to a place that is not set."""


def bind_books(
    site: SiteSource,
    *,
    articles: Mapping[str, Article],
    nav: Sequence[NavItem],
    press: Press,
) -> dict[str, bytes]:
    """Return every volume of the handbook as a PDF, by its file; see `bind_book`."""
    return {
        BOOKS[name].uri: bind_book(site, volume=name, articles=articles, nav=nav, press=press)
        for name in site.volumes
    }


def bind_book(
    site: SiteSource,
    *,
    volume: str,
    articles: Mapping[str, Article],
    nav: Sequence[NavItem],
    press: Press,
) -> bytes:
    """Return a volume of the handbook as a PDF, its pages in the order of the menu.

    Args:
        site: The site source.
        volume: Which, by its name.
        articles: Its pages as HTML, by URI.
        nav: The menu, expanded.
        press: Typesets the book.

    Raises:
        HandbookError: A page cannot be typeset.
    """
    pages = {page.uri: page for page in site.pages if page.is_in_book and page.volume == volume}
    titles = {uri: page.title for uri, page in pages.items()}
    outline = outline_nav(nav, titles=titles)
    chapters = {uri: articles[uri].html for uri in titles}
    parts = build_book(outline, articles=chapters, titles=titles)
    cover = replace(site.cover, volume=site.volumes[volume])
    try:
        return press.book(parts, cover=cover, made_at=site.made_at)
    except PaperError as error:
        faults = dict(_chapter_faults(parts, press=press, cover=cover)) or {"": error}
        raise HandbookError(
            Problem(
                Location(pages[uri].source_path or _DISTRICT) if uri else Location(_DISTRICT),
                "",
                fault.about(f"the page '{uri}'" if uri else "the book"),
            )
            for uri, fault in faults.items()
        ) from error


def _chapter_faults(
    parts: Sequence[Part], *, press: Press, cover: Cover
) -> Iterator[tuple[str, PaperError]]:
    """Yield the pages that cannot be typeset: each is tried alone, since the engine names none.

    Alone, a page has links to others that are not there, and that is no fault of its own.
    """
    for part in parts:
        for chapter in part.chapters:
            try:
                press.book((replace(part, chapters=(chapter,)),), cover=cover, made_at=0)
            except PaperError as error:
                if _ELSEWHERE not in str(error):
                    yield chapter.uri, error
