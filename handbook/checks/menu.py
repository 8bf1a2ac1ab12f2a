"""The menu: every entry leads somewhere, and every page stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.addresses import left_out_uris
from handbook.checks.targets import is_elsewhere, page_like
from handbook.model.places import CONTENT_FOLDER
from handbook.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Handbook
    from handbook.model.surroundings import MenuEntry, Surroundings

_FIELD = "nav"


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
    return (
        *(
            Problem(entry.location, _FIELD, message)
            for entry in surroundings.menu
            if (message := _fault(entry.target, known=known, pages=uris, left_out=left_out))
        ),
        *_named_twice(surroundings.menu),
        *_pages_in_no_menu(handbook, surroundings=surroundings),
    )


def _fault(
    target: str, *, known: frozenset[str], pages: frozenset[str], left_out: frozenset[str]
) -> str:
    if is_elsewhere(target) or target in known:
        return ""
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


def _named_twice(menu: tuple[MenuEntry, ...]) -> Iterator[Problem]:
    first: dict[str, MenuEntry] = {}
    for entry in menu:
        earlier = first.setdefault(entry.target, entry)
        if earlier is not entry and not is_elsewhere(entry.target):
            message = (
                f"'{entry.target}' stands in the menu already, on line {earlier.location.line}. "
                "Keep one of the two."
            )
            yield Problem(entry.location, _FIELD, message, Severity.WARNING)


def _pages_in_no_menu(handbook: Handbook, *, surroundings: Surroundings) -> Iterator[Problem]:
    targets = tuple(entry.target for entry in surroundings.menu or ())
    folders = tuple(target for target in targets if target.endswith("/"))
    for page in handbook.pages:
        if page.uri not in targets and not page.uri.startswith(folders):
            message = (
                f"the page stands in no menu, so that readers come upon it by links and search "
                f"alone. Add the line '- {page.uri}' below 'nav:' in {surroundings.menu_path}."
            )
            place = Location(f"{CONTENT_FOLDER}/{page.uri}")
            yield Problem(place, "", message, Severity.WARNING)
