"""The page on which the menu is changed, and what its buttons do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from handbook.editing.menutree import change_of, read_rows
from handbook.layers import find_layers
from handbook.menu import parse_menu
from handbook.model.places import CONFIG_NAME, MENU_FILE
from handbook.problems import refuse_errors
from handbook.splicing.editing import edit_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.editing.screens import Screens
    from handbook.editing.workshop import Workshop
    from handbook.problems import FieldPath

ADDRESS = "/_edit/menu"
_DONE = {
    "up": "Moved.",
    "down": "Moved.",
    "remove": "Taken out.",
    "add": "Added.",
    "section": "Added.",
    "rename": "Renamed.",
}
_NOT_DONE = "Nothing was changed. A section needs a name."
_MEANWHILE = "The menu was changed by somebody else meanwhile. Nothing was overwritten."


def answer_menu(
    workshop: Workshop,
    screens: Screens,
    *,
    asked: Mapping[str, str],
    answers: Mapping[str, Sequence[str]] | None,
) -> str:
    """Return the page of the menu, or where to go after a change of it.

    Raises:
        LookupError: The menu has no such entry any more.
        HandbookError: It cannot be read, or not be changed without losing something.
    """
    text, is_own = _menu_text(workshop)
    _, problems = parse_menu(text.encode(), path=MENU_FILE)
    refuse_errors(problems)
    rows = read_rows(text)
    digest = workshop.digest(MENU_FILE)
    if answers is not None:
        given = {name: next(iter(values), "") for name, values in answers.items()}
        if given.get("digest", "") != digest:
            return f"{ADDRESS}?{urlencode({'told': _MEANWHILE})}"
        action = given.get("do", "")
        changes = change_of(
            action,
            _field(given.get("at", "[]")),
            rows=rows,
            target=given.get("target", ""),
            title=given.get("title", "").strip(),
        )
        if changes:
            fresh = edit_text(text, *changes, path=MENU_FILE)
            workshop.keep({MENU_FILE: fresh.encode()}, what="Changed: the menu")
        told = _DONE.get(action, _NOT_DONE) if changes else _NOT_DONE
        return f"{ADDRESS}?{urlencode({'told': told})}"
    titles = _titles(workshop)
    return screens.render(
        "menu.html",
        rows=rows,
        titles=titles,
        pages=sorted(titles.items(), key=lambda one: one[1].casefold()),
        digest=digest,
        is_own=is_own,
        has_nav=parse_menu(workshop.text(CONFIG_NAME).encode(), path=CONFIG_NAME)[0] is not None,
        told=asked.get("told", ""),
    )


def _titles(workshop: Workshop) -> dict[str, str]:
    """Return what each page is called that a menu can name, by its file.

    Until the handbook was read for the first time, these are the pages that somebody wrote.
    """
    made = workshop.saved_project.pages if workshop.saved_project else ()
    titles = {one.uri: one.title for one in made if not one.is_for_editors}
    written = (one for one in workshop.handbook.pages if not one.is_for_editors)
    return {**{one.uri: one.meta.title for one in written}, **titles}


def _menu_text(workshop: Workshop) -> tuple[str, bool]:
    """Return the menu that is used, and whether it is the district's own."""
    own = workshop.text(MENU_FILE)
    if own:
        return own, True
    for layer in reversed(find_layers(workshop.home)):
        path = layer / MENU_FILE
        if path.is_file():
            return path.read_bytes().decode("utf-8"), False
    return "", False


def _field(at: str) -> FieldPath:
    try:
        steps = json.loads(at)
    except ValueError as error:
        raise LookupError(at) from error
    return tuple(steps) if isinstance(steps, list) else ()
