"""What stands around a handbook's records: the site's menu, and the files that are no records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from handbook.model.places import CONFIG_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.problems import Location

NavItem: TypeAlias = "str | dict[str, str | list[NavItem]]"
"""An entry of MkDocs' nav: a page's file, or a title with a file or a list of entries."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of the menu that leads somewhere."""

    target: str
    """A page's file, a folder with a slash at its end, or a web address."""
    location: Location
    """Where it stands."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The menu and the other files."""

    menu: tuple[MenuEntry, ...] | None = None
    """What the menu leads to; None where there is no menu, or none that can be read."""
    menu_path: str = CONFIG_NAME
    """The file that the menu stands in."""
    nav: Sequence[NavItem] = ()
    """The menu as site engines take it, its folders not yet replaced by their pages."""
    words: tuple[tuple[str, Location], ...] = ()
    """The names of the placeholders in the menu's titles, each where it stands."""
    files: frozenset[str] = frozenset()
    """The URI of every file of the content folder that is neither page nor record."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """What stands before the path of each such file that is not the district's own."""
    templates: frozenset[str] = frozenset()
    """The templates that a page can name, by their files."""
    strays: tuple[str, ...] = ()
    """The other files of the handbook's folders that are no records, by their paths."""

    @property
    def menu_field(self) -> str:
        """The field of its file that the menu is."""
        return menu_field(self.menu_path)


def menu_field(path: str) -> str:
    """Return the field that a menu is in its file, or '' where it is the whole file."""
    return "nav" if path == CONFIG_NAME else ""
