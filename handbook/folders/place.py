"""Where a folder may be written: said before any work is done.

Looks and decides; makes nothing and takes nothing away.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class FolderError(Exception):
    """A folder cannot be written, or must not be; the message says why and what to do."""


def check_place(place: Path, *, sources: Iterable[Path] = ()) -> None:
    """Refuse a place at which no folder can be made, or none should.

    Args:
        place: Where the folder is to be.
        sources: What the handbook is made from; nothing may be written there.

    Raises:
        FolderError: The place is not fit.
    """
    for path in (*reversed(place.parents), place):
        if path.is_file():
            raise FolderError(f"'{path}' is a file. Name a folder that can be made.")
    for source in sources:
        _check_apart(place, source=source)
    nearest = next(one for one in (place, *absolute(place).parents) if one.exists())
    _check_writable(nearest)


def check_own_place(place: Path) -> None:
    """Refuse a place at which a folder cannot be replaced by another as a whole.

    Raises:
        FolderError: The place is a link, a mounted drive, or somebody else's.
    """
    if _is_link(place):
        message = f"'{place}' is a link. Name the folder that it leads to, or a new one."
        raise FolderError(message)
    if not place.exists():
        return
    if os.path.ismount(place):
        message = (
            f"'{place}' is a mounted drive or volume, which cannot be replaced as a whole. "
            f"Name a folder in it, such as '{place / 'handbook'}'."
        )
        raise FolderError(message)
    if _is_somebody_elses(place):
        raise FolderError(f"'{place}' belongs to another user. Name a new folder.")
    _check_writable(absolute(place).parent)


def absolute(place: Path) -> Path:
    """Return a path from the top, its '..' taken away and no link followed."""
    return Path(os.path.abspath(place))  # noqa: PTH100  (Path keeps '..')


def _check_apart(place: Path, *, source: Path) -> None:
    if any(_is_same(above, source) for above in (place, *absolute(place).parents)):
        message = (
            f"'{place}' lies in '{source}', from which the handbook is made. "
            "Name a folder outside of it."
        )
        raise FolderError(message)
    if any(_is_same(above, place) for above in absolute(source).parents):
        message = f"'{place}' holds the handbook itself. Name a new folder in it."
        raise FolderError(message)


def _check_writable(folder: Path) -> None:
    if not os.access(folder, os.W_OK | os.X_OK):
        message = (
            f"nothing can be written to '{folder}': it is read-only or belongs to another user. "
            "Name a folder elsewhere."
        )
        raise FolderError(message)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _is_link(place: Path) -> bool:
    # Junctions of Windows are links, too; Python tells them apart from 3.12 on.
    return place.is_symlink() or getattr(place, "is_junction", bool)()


def _is_somebody_elses(place: Path) -> bool:
    """Say whether a folder has another owner; the administrator may replace anybody's."""
    own = getattr(os, "geteuid", lambda: 0)()
    return bool(own) and place.stat().st_uid != own
