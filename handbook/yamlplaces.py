"""What a YAML file says as plain data, and the place of every value, kept small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from handbook.problems import Location

Data: TypeAlias = "str | tuple[Data, ...] | dict[str, Data]"
"""A value as written: a text, a list or a mapping. There is no other kind, and never None."""

_COLUMN_BITS = 21
_COLUMN_MASK = (1 << _COLUMN_BITS) - 1


@dataclass(frozen=True, slots=True)
class Branch:
    """Where a list or mapping stands, its keys, and its parts."""

    start: int
    """The place of the first character; a place is a line and a column kept in one number."""
    keys: dict[str | int, int]
    """The place of each key; empty for a list."""
    parts: dict[str | int, Places]
    """Where each value stands, by key or by its place in the list."""


Places: TypeAlias = int | Branch
"""Where a value stands: one place for a text, a branch for a list or mapping."""


def place_of(line: int, column: int) -> int:
    """Pack a line and a column, both counted from 0, into one number."""
    return line << _COLUMN_BITS | column


def place_to_location(place: int, *, path: str) -> Location:
    """Unpack a place into a line and a column, both counted from 1."""
    return Location(path, (place >> _COLUMN_BITS) + 1, (place & _COLUMN_MASK) + 1)
