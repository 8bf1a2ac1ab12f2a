"""The menu: every entry leads somewhere, and every page stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.addresses import leads_to_gone, left_out_uris
from handbook.checks.targets import is_elsewhere, is_on_the_web, page_like
from handbook.layers import is_own
from handbook.model.page import HandPage
from handbook.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Handbook
    from handbook.model.surroundings import MenuEntry, Surroundings


def check_menu(
    handbook: Handbook, *, surroundings: Surroundings, uris: frozenset[str]
) -> tuple[Problem, ...]:
    """Return what is wrong between the menu and the pages.

    Args:
        handbook: Every record, with what its district leaves out already gone.
        surroundings: The menu, and the files that are no records.
        uris: Every page of the site.
    """
    if surroundings.menu is None:
        return ()
    known = uris | surroundings.files
    left_out = left_out_uris(handbook)
    # A menu that the district did not write does without what is left out, and so does every
    # menu without the pages for editors.
    silent = frozenset(f"{name}.md" for _, name in handbook.unpublished)
    silent |= frozenset() if is_own(surroundings.menu_path) else left_out
    return (
        *(
            Problem(entry.location, surroundings.menu_field, message)
            for entry in surroundings.menu
            if not leads_to_gone(entry.target, gone=silent, uris=uris)
            and (message := _fault(entry.target, known=known, pages=uris, left_out=left_out))
        ),
        *_named_twice(surroundings.menu, field=surroundings.menu_field),
        *_pages_in_no_menu(handbook, surroundings=surroundings),
    )


_NOT_FOLLOWED = (
    "'{target}' is not published. Name a page's file, or an address that begins with https:, "
    "mailto: or tel:."
)


def _fault(  # noqa: PLR0911  (one return a fault)
    target: str, *, known: frozenset[str], pages: frozenset[str], left_out: frozenset[str]
) -> str:
    if is_on_the_web(target) or target in known:
        return ""
    if is_elsewhere(target):
        return _NOT_FOLLOWED.format(target=target)
    if target.endswith("/"):
        if any(uri.startswith(target) for uri in known):
            return ""
        return f"no page stands in the folder '{target}'. Correct the name or take the line out."
    if target in left_out:
        return f"the district leaves out the page '{target}'. Take the line out."
    if target.startswith("/"):
        return (
            f"the page '{target}' is named from the content folder, without the first slash. Write "
            f"'{target.lstrip('/')}'."
        )
    return f"no page has the file '{target}'.{page_like(target, among=pages)}"


def _named_twice(menu: tuple[MenuEntry, ...], *, field: str) -> Iterator[Problem]:
    first: dict[str, MenuEntry] = {}
    for entry in menu:
        earlier = first.setdefault(entry.target, entry)
        if earlier is not entry and not is_elsewhere(entry.target):
            message = (
                f"'{entry.target}' stands in the menu already, on line {earlier.location.line}. "
                "Keep one of the two."
            )
            yield Problem(entry.location, field, message, Severity.WARNING)


def _pages_in_no_menu(handbook: Handbook, *, surroundings: Surroundings) -> Iterator[Problem]:
    targets = tuple(entry.target for entry in surroundings.menu or ())
    folders = tuple(target for target in targets if target.endswith("/"))
    place = _place_of(surroundings)
    for file in handbook.files:
        page = file.record
        if (
            isinstance(page, HandPage)
            and not page.meta.menu
            and page.uri not in targets
            and not page.uri.startswith(folders)
        ):
            message = (
                f"the page stands in no menu, so that readers come upon it by links and search "
                f"alone. Add the line {place.format(uri=page.uri)}."
            )
            yield Problem(Location(file.origin.path), "", message, Severity.WARNING)


def _place_of(surroundings: Surroundings) -> str:
    """Return what puts a page into the menu, for the end of a sentence."""
    if not is_own(surroundings.menu_path):
        return "'menu:' to the top of the page, with the title of the section it belongs to"
    below = "below 'nav:' in" if surroundings.menu_field else "to"
    return f"'- {{uri}}' {below} {surroundings.menu_path}"
