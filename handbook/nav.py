"""The menu: folders named in the site's nav, like `roles/`, become the pages that are in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handbook.pages.page import Page

NavItem: TypeAlias = "str | dict[str, str | list[NavItem]]"
"""An entry of MkDocs' nav: a page's file, or a title with a file or a list of entries."""


def expand_nav(nav: Sequence[NavItem], *, pages: Iterable[Page]) -> list[NavItem]:
    """Return the nav with every folder entry replaced by the folder's pages.

    `Roles: roles/` becomes a section of its index and its pages, in the order in which they are
    given; a bare `roles/` in a list becomes its pages in place. A page that names a parent stands
    in a section under it.
    """
    return _expand(nav, by_folder=_by_folder(pages))


def nav_uris(nav: Sequence[NavItem]) -> set[str]:
    """Return the files of every page that the nav names."""
    found: set[str] = set()
    for item in nav:
        for entry in [item] if isinstance(item, str) else item.values():
            found |= {entry} if isinstance(entry, str) else nav_uris(entry)
    return found


def _by_folder(pages: Iterable[Page]) -> dict[str, list[Page]]:
    folders: dict[str, list[Page]] = {}
    for page in pages:
        folders.setdefault(page.uri.rpartition("/")[0], []).append(page)
    return folders


def _expand(nav: Sequence[NavItem], *, by_folder: dict[str, list[Page]]) -> list[NavItem]:
    expanded: list[NavItem] = []
    for item in nav:
        if isinstance(item, str):
            expanded.extend(_pages_in(item, by_folder=by_folder) or [item])
        else:
            expanded.append({title: _entry(e, by_folder=by_folder) for title, e in item.items()})
    return expanded


def _entry(
    entry: str | list[NavItem], *, by_folder: dict[str, list[Page]]
) -> str | list[NavItem]:
    if isinstance(entry, str):
        return _pages_in(entry, by_folder=by_folder) or entry
    return _expand(entry, by_folder=by_folder)


def _pages_in(entry: str, *, by_folder: dict[str, list[Page]]) -> list[NavItem]:
    if not entry.endswith("/"):
        return []
    pages = by_folder.get(entry.removesuffix("/"), [])
    index = [page.uri for page in pages if page.uri == f"{entry}index.md"]
    parents = {page.parent_uri for page in pages}
    top = [page for page in pages if not page.parent_uri and page.uri not in index]
    sections: list[NavItem] = [
        {page.title: _section(page, pages=pages)} if page.uri in parents else page.uri
        for page in top
    ]
    return [*index, *sections]


def _section(parent: Page, *, pages: list[Page]) -> list[NavItem]:
    return [parent.uri, *(page.uri for page in pages if page.parent_uri == parent.uri)]
