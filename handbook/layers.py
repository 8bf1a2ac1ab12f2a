"""Which folders a handbook is laid together from: the base, an agency's if there is one, its own.

The lowest comes first. What a handbook stands on is said by `base:` in district.yml alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.model.places import AGENCY_FILE, DISTRICT_FILE, DISTRICT_FOLDER
from handbook.problems import HandbookError, Location, Problem, shown
from handbook.shipped import BASE

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = "shipped"
HERE = "."

_BASE_LINE = re.compile(r"^base:[ \t]*['\"]?([^'\"#\r\n]*)", re.MULTILINE)

BASE_MARK, AGENCY_MARK = "base:", "agency:"
"""What stands before the path of a file that is not the district's own."""


def find_layers(home: Path) -> tuple[Path, ...]:
    """Return the folders of a handbook: base, agency if there is one, and the folder itself.

    Args:
        home: The folder that holds district.yml; one whose district.yml cannot be read stands on
            the shipped base, and what is wrong is said by whoever reads it as a whole.

    Raises:
        HandbookError: What it names as its base is not there, or is no base.
    """
    named, place = _named_base(home / DISTRICT_FILE)
    if named in {"", SHIPPED}:
        return (home,) if home.resolve() == BASE else (BASE, home)
    if named == HERE:
        return (home,)
    return (*_below_agency(home / named, named=named, place=place), home)


def mark_layers(roots: tuple[Path, ...]) -> tuple[str, ...]:
    """Return what stands before the paths of each folder's files in problems: '' for one's own."""
    return (*(BASE_MARK, AGENCY_MARK)[: len(roots) - 1], "")


def is_of_district(name: str) -> bool:
    """Say whether a file of a folder, by its path from there, is never a base for others."""
    return name == DISTRICT_FILE or name.startswith(DISTRICT_FOLDER)


def is_own(path: str) -> bool:
    """Say whether a path, as problems show it, leads to a file of the district itself."""
    return not path.startswith((BASE_MARK, AGENCY_MARK))


def unmarked(path: str) -> str:
    """Return a path, as problems show it, from the top of its own layer."""
    return path if is_own(path) else path.partition(":")[2]


def _below_agency(agency: Path, *, named: str, place: Location) -> tuple[Path, ...]:
    """Return the agency's base and the agency."""
    if not _is_file(agency / AGENCY_FILE):
        message = (
            f"there is no agency's handbook in {shown(named)}: it has no {AGENCY_FILE}. Write "
            f"'{SHIPPED}', or the path to a folder that has one."
        )
        raise HandbookError([Problem(place, "base", message)])
    below, _ = _named_base(agency / AGENCY_FILE)
    if below == HERE:
        return (agency,)
    if below not in {"", SHIPPED}:
        message = (
            f"the agency's handbook in '{named}' stands on '{below}', and one agency's cannot "
            f"stand on another's. Write 'base: {SHIPPED}' in its {AGENCY_FILE}."
        )
        raise HandbookError([Problem(place, "base", message)])
    return (BASE, agency)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # no file can have such a name
        return False


def _named_base(path: Path) -> tuple[str, Location]:
    """Return what a layer's file names as its base, and where; '' where it names none.

    The line is looked for as text, so that a file with a fault still stands on what it names.
    """
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    found = _BASE_LINE.search(text)
    if found is None:
        return "", Location(path.name)
    line = text.count("\n", 0, found.start()) + 1
    return found[1].strip(), Location(path.name, line, found.start(1) - found.start() + 1)
