"""The menu: folders named in the site's nav, like `roles/`, become the pages that are in them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from handbook.addresses import leads_to_gone
from handbook.placeholders import fill_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from handbook.model.surroundings import NavItem
    from handbook.pages.page import Page


def expand_nav(
    nav: Sequence[NavItem], *, pages: Iterable[Page], gone: Collection[str] = ()
) -> list[NavItem]:
    """Return the nav with every folder entry replaced by the folder's pages.

    `Roles: roles/` becomes a section of its index and every page below it, in the order in which
    they are given; a bare `roles/` in a list becomes its pages in place. A page that names a parent
    stands in a section under it. A page that the nav names itself stands there alone; one that it
    does not name goes to the end of the section that the page itself names.

    Args:
        nav: The menu.
        pages: Every page.
        gone: The pages that are left out: an entry that has nothing else goes with them.
    """
    pages = tuple(pages)
    uris = frozenset(page.uri for page in pages)
    nav = list(_without(nav, is_gone=partial(leads_to_gone, gone=gone, uris=uris)))
    named = set(_named(nav))
    free = [page for page in pages if page.uri not in named]
    menu = list(_expand(nav, pages=free))
    placed = set(_named(menu))
    for page in free:
        if page.menu and page.uri not in placed:
            menu = _add_to_section(menu, page=page) or [*menu, page.uri]
    return menu


def _without(nav: Sequence[NavItem], *, is_gone: Callable[[str], bool]) -> Iterator[NavItem]:
    for item in nav:
        if isinstance(item, str):
            if not is_gone(item):
                yield item
        else:
            kept = {title: _kept(entry, is_gone=is_gone) for title, entry in item.items()}
            if left := {title: entry for title, entry in kept.items() if entry}:
                yield left


def _kept(entry: str | list[NavItem], *, is_gone: Callable[[str], bool]) -> str | list[NavItem]:
    if isinstance(entry, str):
        return "" if is_gone(entry) else entry
    return list(_without(entry, is_gone=is_gone))


def worded_nav(nav: Sequence[NavItem], *, words: Mapping[str, str]) -> list[NavItem]:
    """Return the nav with the district's words in its titles."""
    return [
        item
        if isinstance(item, str)
        else {
            fill_in(title, words=words): entry
            if isinstance(entry, str)
            else worded_nav(entry, words=words)
            for title, entry in item.items()
        }
        for item in nav
    ]


def outline_nav(
    nav: Sequence[NavItem], *, titles: Mapping[str, str]
) -> list[tuple[str, list[tuple[str, int]]]]:
    """Return the menu's top entries, each with its pages and how deep they stand, from 2 on.

    A page stands once, where the menu names it first.

    Args:
        nav: The menu, expanded.
        titles: The title of each page, by its file.
    """
    found: list[tuple[str, list[tuple[str, int]]]] = []
    for item in nav:
        if isinstance(item, str):
            found.append((titles.get(item, item), [(item, 2)]))
        else:
            found.extend((title, list(_levels(entry, level=2))) for title, entry in item.items())
    return _each_once(found)


def _each_once(
    outline: Sequence[tuple[str, Sequence[tuple[str, int]]]],
) -> list[tuple[str, list[tuple[str, int]]]]:
    seen: set[str] = set()
    found: list[tuple[str, list[tuple[str, int]]]] = []
    for title, pages in outline:
        fresh: list[tuple[str, int]] = []
        for uri, level in pages:
            if uri not in seen:
                seen.add(uri)
                fresh.append((uri, level))
        found.append((title, fresh))
    return [part for part in found if part[1]]


def _levels(entry: str | Sequence[NavItem], *, level: int) -> Iterator[tuple[str, int]]:
    if isinstance(entry, str):
        yield entry, level
        return
    for item in entry:
        if isinstance(item, str):
            yield item, level
        else:
            for inner in item.values():
                yield from _section_levels(inner, level=level)


def _section_levels(entry: str | Sequence[NavItem], *, level: int) -> Iterator[tuple[str, int]]:
    """Let a section's first page open it, and the others stand below."""
    pages = list(_levels(entry, level=level))
    for place, (uri, depth) in enumerate(pages):
        yield uri, min(depth + bool(place), 3)


def _named(nav: Sequence[NavItem]) -> Iterator[str]:
    for item in nav:
        for entry in [item] if isinstance(item, str) else item.values():
            if isinstance(entry, str):
                yield entry
            else:
                yield from _named(entry)


def _expand(nav: Sequence[NavItem], *, pages: list[Page]) -> Iterator[NavItem]:
    for item in nav:
        if isinstance(item, str):
            yield from _pages_in(item, pages=pages) or [item]
        else:
            yield {title: _entry(entry, pages=pages) for title, entry in item.items()}


def _add_to_section(nav: Sequence[NavItem], *, page: Page) -> list[NavItem]:
    """Return the nav with the page at the end of its section, or nothing if no section is it."""
    for place, item in enumerate(nav):
        for title, inside in item.items() if isinstance(item, dict) else ():
            if isinstance(inside, str):
                continue
            is_it = title == page.menu
            found = [*inside, page.uri] if is_it else _add_to_section(inside, page=page)
            if found:
                section: NavItem = {**item, title: found}  # type: ignore[dict-item]
                return [*nav[:place], section, *nav[place + 1 :]]
    return []


def _entry(entry: str | list[NavItem], *, pages: list[Page]) -> str | list[NavItem]:
    if isinstance(entry, str):
        return _pages_in(entry, pages=pages) or entry
    return list(_expand(entry, pages=pages))


def _pages_in(entry: str, *, pages: list[Page]) -> list[NavItem]:
    if not entry.endswith("/"):
        return []
    inside = [page for page in pages if page.uri.startswith(entry)]
    index = f"{entry}index.md"
    # A page whose parent stands elsewhere in the menu must not get lost.
    uris = {page.uri for page in inside}
    top = [page for page in inside if page.parent_uri not in uris and page.uri != index]
    first: list[NavItem] = [index] if index in uris else []
    return first + [_with_children(page, pages=inside) for page in top]


def _with_children(page: Page, *, pages: list[Page]) -> NavItem:
    children = [child.uri for child in pages if child.parent_uri == page.uri]
    return {page.title: [page.uri, *children]} if children else page.uri
