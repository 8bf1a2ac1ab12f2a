"""Which pages a handbook has, all of them, in menu order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.addresses import FINDER_URI, entry_address, site_uris
from handbook.model.form import Form
from handbook.model.kinds import KIND_OF, KINDS
from handbook.model.page import HandPage
from handbook.page_types import page_types
from handbook.pages.directed import mark_directions
from handbook.pages.edition_pages import CHANGED_URI, EDITIONS_URI, make_edition_pages
from handbook.pages.finder_page import make_finder_page
from handbook.pages.form_pages import make_form_pages
from handbook.pages.glossed import gloss_pages
from handbook.pages.hand_pages import make_hand_page, make_hand_pages
from handbook.pages.reading import fill_in_reading_times
from handbook.pages.record_pages import make_list_pages, make_record_page, make_record_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handbook.pages.desk import Desk
    from handbook.pages.page import Page
    from handbook.schema import ModelDescription


_FORM = KIND_OF[Form].name

_MADE_APART = frozenset({FINDER_URI, EDITIONS_URI, CHANGED_URI})
"""The pages of the whole handbook that take more than its data."""


def build_pages(
    desk: Desk, *, bodies: Mapping[str, str], field_reference: Sequence[ModelDescription]
) -> tuple[Page, ...]:
    """Return every page of the handbook.

    Args:
        desk: Makes the pages.
        bodies: The Markdown of the pages written by hand, by URI.
        field_reference: What every file of a handbook may hold.
    """
    pages = (
        *make_hand_pages(desk, bodies=bodies),
        make_finder_page(desk),
        *make_edition_pages(desk),
        *make_list_pages(desk),
        *_make_whole_pages(desk, field_reference=field_reference),
        *make_record_pages(desk),
        *make_form_pages(desk),
    )
    told = fill_in_reading_times(gloss_pages(pages, desk=desk), desk=desk)
    return tuple(map(_with_directions, told))


def make_page_ahead(desk: Desk, uri: str) -> Page | None:
    """Return one page before the others are made, or None where it takes the others.

    Its terms are not marked, and it says no reading times.
    """
    for file in desk.handbook.files:
        if isinstance(page := file.record, HandPage) and page.uri == uri:
            body, _ = desk.templates.render_text(
                page.body, path=file.origin.path, first_line=page.first_line
            )
            return make_hand_page(page, body=body, path=file.origin.path, desk=desk)
    for entry in desk.handbook.entries.values():
        has_page = KINDS[entry.kind].has_page and entry.kind != _FORM
        if has_page and entry_address(entry).uri == uri:
            return make_record_page(entry, desk=desk)
    return next((page for page in make_form_pages(desk) if page.uri == uri), None)


def _with_directions(page: Page) -> Page:
    """Return a page with its words from right to left marked."""
    marked = mark_directions(page.markdown)
    return page if marked is page.markdown else replace(page, markdown=marked)


def _make_whole_pages(desk: Desk, *, field_reference: Sequence[ModelDescription]) -> Iterator[Page]:
    """Yield the pages made from the whole handbook: one for each template with an address."""
    for shown in page_types():
        is_whole = shown.address and shown.address not in _MADE_APART
        if is_whole and shown.address in site_uris(desk.handbook):
            yield desk.make_page(
                shown.address,
                title=desk.titles[shown.address],
                template=shown.template,
                field_reference=field_reference,
            )
