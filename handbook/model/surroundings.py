"""What stands around a handbook's records: the site's menu, and the files that are no records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.problems import Location


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
    menu_path: str = "mkdocs.yml"
    """The file that the menu stands in."""
    files: frozenset[str] = frozenset()
    """The URI of every file of the content folder that is neither page nor record."""
    strays: tuple[str, ...] = ()
    """The other files of the handbook's folders that are no records, by their paths."""
