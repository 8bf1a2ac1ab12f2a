"""What surrounds the records: menu, links and files, checked against the pages there will be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.addresses import left_out_uris, sheet_uris, site_uris
from handbook.checks.files import check_files, used_files
from handbook.checks.headings import check_headings
from handbook.checks.links import Targets, check_links
from handbook.checks.menu import check_menu
from handbook.checks.stripped import check_stripped
from handbook.checks.templates import check_templates
from handbook.published import BOOKS, FIRST_DAYS_URI, YEAR_URI

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from handbook.model.handbook import Handbook
    from handbook.model.surroundings import Surroundings
    from handbook.problems import Problem

_MADE_FROM_FORMS = (".pdf", ".docx")


def check_site(
    handbook: Handbook,
    *,
    surroundings: Surroundings,
    bodies: Mapping[str, str],
    read: Callable[[str], bytes],
    anchors: Callable[[str], frozenset[str] | None],
) -> tuple[Problem, ...]:
    """Return what is wrong with the menu, the links and the files beside the records.

    Args:
        handbook: Every record, with what its district leaves out already gone.
        surroundings: The menu, and the files that are no records.
        bodies: The Markdown of the pages written by hand, by URI, with nothing left to fill in.
        read: Gives what the file of a URI holds.
        anchors: Gives the places on a page, or None where nobody knows them yet.
    """
    uris = site_uris(handbook)
    targets = Targets(
        pages=uris,
        files=surroundings.files | _made_files(uris) | sheet_uris(handbook).keys(),
        left_out=left_out_uris(handbook),
        names={name: kind for kind, name in handbook.entries},
        anchors=anchors,
    )
    printed = frozenset(filter(None, [handbook.district.logo]))
    used = used_files(handbook, surroundings=surroundings, bodies=bodies)
    if handbook.unpublished:
        # What pages for editors use is not seen without them; a check sees it.
        used |= surroundings.files
    return (
        *check_menu(handbook, surroundings=surroundings, uris=uris),
        *check_links(handbook, bodies=bodies, targets=targets),
        *check_headings(handbook, bodies=bodies),
        *check_stripped(handbook),
        *check_templates(handbook, surroundings=surroundings),
        *check_files(surroundings, used=used, printed=printed, read=read),
    )


def _made_files(uris: frozenset[str]) -> frozenset[str]:
    """Return the files that stand beside the pages without anyone having put them there."""
    forms = (uri.removesuffix(".md") for uri in uris if uri.startswith("forms/"))
    papers = {f"{form}{ending}" for form in forms for ending in _MADE_FROM_FORMS}
    books = {book.uri for book in BOOKS.values()}
    return frozenset({*books, "forms/roster.csv", FIRST_DAYS_URI, YEAR_URI, *papers})
