"""The handbook bound as a book: its pages in the order of the menu, behind a cover."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.book import Cover, build_book
from handbook.nav import outline_nav
from handbook.pages.desk import plain
from handbook.pdf.faults import PaperError
from handbook.press import printing_time
from handbook.problems import HandbookError, Location, Problem
from handbook.spelling import spell_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handbook.book import Part
    from handbook.model.district import District
    from handbook.nav import NavItem
    from handbook.pages.article import Article
    from handbook.press import Press
    from handbook.project import SiteSource
_DISTRICT = "district.yml"


def bind_book(
    site: SiteSource,
    *,
    articles: Mapping[str, Article],
    nav: Sequence[NavItem],
    press: Press,
) -> bytes:
    """Return the whole handbook as a PDF, its pages in the order of the menu.

    Args:
        site: The site source.
        articles: Its pages as HTML, by URI.
        nav: The menu, expanded.
        press: Typesets the book.

    Raises:
        HandbookError: A page cannot be typeset.
    """
    pages = {page.uri: page for page in site.pages if page.is_in_book}
    titles = {uri: page.title for uri, page in pages.items()}
    outline = outline_nav(nav, titles=titles)
    chapters = {uri: articles[uri].html for uri in titles}
    parts = build_book(outline, articles=chapters, titles=titles)
    district = site.handbook.district
    cover, made_at = _cover(district, logo=site.logo), printing_time(district.edition)
    try:
        return press.book(parts, cover=cover, made_at=made_at)
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
    """Yield the pages that cannot be typeset: each is tried alone, since the engine names none."""
    for part in parts:
        for chapter in part.chapters:
            try:
                press.book((replace(part, chapters=(chapter,)),), cover=cover, made_at=0)
            except PaperError as error:
                yield chapter.uri, error


def _cover(district: District, *, logo: bytes) -> Cover:
    return Cover(
        title=plain(district.handbook_title),
        district=plain(district.name),
        edition=plain(district.edition.label),
        effective=spell_day(district.edition.effective),
        web_address=district.web_address or "",
        logo=logo,
        color=district.colors.brand,
        paper=district.paper,
        language=district.language,
    )
