"""From folders to a finished site source: loading, checking, adopting, rendering, in this order.

Nothing is written here; the hosts (the MkDocs plugin, `handbook stage`) put it where it belongs.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.book import build_book
from handbook.checks import check_handbook
from handbook.forms.document import build_form_documents
from handbook.inline import render_plain
from handbook.loading import load_handbook, load_logo
from handbook.model.adoption import adopt_handbook
from handbook.model.walking import walk_words
from handbook.nav import outline_nav
from handbook.pages.article import ArticleRenderer
from handbook.pages.catalogue import build_pages
from handbook.pages.colors import render_district_css
from handbook.pages.desk import Desk, pdf_uri, plain, word_uri
from handbook.pages.hand_pages import render_bodies
from handbook.pages.vocabulary import spell_day
from handbook.pdf import MissingLetterError
from handbook.pdf.book import Cover
from handbook.problems import HandbookError, Problem, Severity, dotted, has_errors
from handbook.roster.assembly import district_names
from handbook.roster.template import render_template_csv, template_columns
from handbook.schema import describe_models
from handbook.word import render_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from handbook.forms.structure import FormDocument
    from handbook.model.district import District
    from handbook.model.handbook import Handbook
    from handbook.nav import NavItem
    from handbook.pages.article import Article
    from handbook.pages.desk import Printer
    from handbook.pages.page import Page
    from handbook.pdf.book import BookPrinter
    from handbook.site_config import MarkdownSettings

DISTRICT_CSS_URI = "assets/district.css"
ROSTER_URI = "forms/roster.csv"

_MOST_PAGES = 2
"""How many pages a form may have without a word about it: both sides of one sheet."""

_STARTED_AT = int(time.time())


@dataclass(frozen=True, slots=True)
class SiteSource:
    """Everything a site engine needs, beside the theme."""

    handbook: Handbook
    """The handbook, as adopted."""
    pages: tuple[Page, ...]
    """Every page, in menu order."""
    files: Mapping[str, bytes]
    """Every other file made from data, by its URI: forms as PDF and for Word, colours."""
    logo: bytes
    """The file of the district's logo, or nothing."""
    warnings: tuple[Problem, ...]
    """What is worth a look and keeps nothing from being built."""


def open_site(*roots: Path, printer: Printer, has_directory_urls: bool = True) -> SiteSource:
    """Read the handbook in the given folders and make its whole site source.

    Args:
        roots: The base folder, then any overlays.
        printer: Typesets the forms; it remembers what it typeset.
        has_directory_urls: Whether a page `a/b.md` is published as `a/b/`.

    Raises:
        HandbookError: Something keeps it from being built; all problems and warnings are in it.
    """
    desk, bodies, problems = _prepare(
        *roots, printer=printer, has_directory_urls=has_directory_urls
    )
    if desk is None or has_errors(problems):
        raise HandbookError(problems)
    pages = build_pages(desk, bodies=bodies, field_reference=describe_models())
    pdfs = {pdf_uri(document): printer.render(document) for document in desk.documents}
    css = render_district_css(desk.handbook.district)
    files = {
        **pdfs,
        **desk.word_copies,
        DISTRICT_CSS_URI: css.encode(),
        ROSTER_URI: _empty_roster(desk),
    }
    logo = load_logo(desk.handbook, *roots)
    return SiteSource(desk.handbook, pages, files, logo, problems)


def _empty_roster(desk: Desk) -> bytes:
    """Return a roster to fill in, for the forms that everyone who is coached signs."""
    chosen = [
        (form.id, tuple(document for document in desk.documents if document.form_id == form.id))
        for form in desk.handbook.forms
        if form.for_each or form.kind == "confidentiality"
    ]
    return render_template_csv(template_columns(chosen, names=district_names(desk.handbook)))


def render_articles(site: SiteSource, *, settings: MarkdownSettings) -> dict[str, Article]:
    """Return every page as HTML, by its URI: each is rendered once, for all that read it."""
    renderer = ArticleRenderer(settings)
    return {page.uri: renderer.render(page.markdown) for page in site.pages}


def bind_book(
    site: SiteSource,
    *,
    articles: Mapping[str, Article],
    nav: Sequence[NavItem],
    printer: BookPrinter,
) -> bytes:
    """Return the whole handbook as a PDF, its pages in the order of the menu.

    Args:
        site: The site source.
        articles: Its pages as HTML, by URI.
        nav: The menu, expanded.
        printer: Typesets the book; it remembers what it typeset last.
    """
    titles = {page.uri: page.title for page in site.pages if page.is_in_book}
    outline = outline_nav(nav, titles=titles)
    chapters = {uri: articles[uri].html for uri in titles}
    parts = build_book(outline, articles=chapters, titles=titles)
    return printer.render(parts, cover=_cover(site.handbook.district, logo=site.logo))


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


def check_project(*roots: Path, printer: Printer) -> tuple[Problem, ...]:
    """Return every problem and warning of the handbook in the given folders."""
    _, _, problems = _prepare(*roots, printer=printer, has_directory_urls=True)
    return problems


def open_forms(*roots: Path) -> tuple[Handbook, tuple[FormDocument, ...]]:
    """Read the handbook in the given folders for its forms alone.

    Returns:
        The handbook, as adopted, and its forms.

    Raises:
        HandbookError: Something keeps it from being built; all problems and warnings are in it.
    """
    handbook, problems = load_handbook(*roots)
    found = {*problems, *check_handbook(handbook, is_whole=not has_errors(problems))}
    if has_errors(found):
        raise HandbookError(found)
    adopted = adopt_handbook(handbook)
    return adopted, build_form_documents(adopted, logo=load_logo(adopted, *roots))


def build_timestamp() -> int:
    """Return the time a build says it was made at, in seconds: SOURCE_DATE_EPOCH where set.

    Otherwise it is when the program started, so that a site served anew makes no form anew.
    """
    return int(os.environ.get("SOURCE_DATE_EPOCH", _STARTED_AT))


def _prepare(
    *roots: Path, printer: Printer, has_directory_urls: bool
) -> tuple[Desk | None, Mapping[str, str], tuple[Problem, ...]]:
    """Return what makes pages, the text of the pages written by hand, and every problem.

    Where the handbook could not be read, there is nothing to make pages with.
    """
    handbook, problems = load_handbook(*roots)
    found = {*problems, *check_handbook(handbook, is_whole=not has_errors(problems))}
    if has_errors(problems):
        return None, {}, tuple(sorted(found))
    adopted = adopt_handbook(handbook)
    # A form that names what is not there cannot be made; pages are still worth reading.
    logo = b"" if has_errors(found) else load_logo(adopted, *roots)
    documents = () if has_errors(found) else build_form_documents(adopted, logo=logo)
    found.update(_unprintable(documents, handbook=handbook, printer=printer))
    if has_errors(found):
        documents = ()
    made_at = build_timestamp()
    copies = {
        word_uri(document): render_word(document, timestamp=made_at) for document in documents
    }
    desk = Desk(adopted, documents, printer, has_directory_urls, copies)
    bodies, faults = render_bodies(desk)
    return desk, bodies, tuple(sorted({*found, *faults}))


def _unprintable(
    documents: Iterable[FormDocument], *, handbook: Handbook, printer: Printer
) -> Iterator[Problem]:
    """Print every form once, and yield what cannot be printed or is long, with the form's file."""
    for document in documents:
        form = handbook.entries["form", document.form_id]
        try:
            count = printer.page_count(document)
        except MissingLetterError as error:
            yield _missing_letter(error, document=document, handbook=handbook)
            continue
        if count > _MOST_PAGES:
            message = (
                f"'{render_plain(document.title)}' prints on {count} pages, "
                "and people expect one sheet. Shorten clauses, or take away rows and lines."
            )
            yield Problem(form.location, "", message, Severity.WARNING)


def _missing_letter(
    error: MissingLetterError, *, document: FormDocument, handbook: Handbook
) -> Problem:
    """Return the problem where such a letter stands first in the form, or in the role it is for."""
    for key in (("form", document.form_id), ("role", document.role_id)):
        for field, words in walk_words(handbook.entries[key].record) if key[1] else ():
            if not set(error.letters).isdisjoint(words):
                location = handbook.entries[key].file.origin.locate(field)
                return Problem(location, dotted(field), str(error))
    return Problem(handbook.entries["form", document.form_id].location, "", str(error))
