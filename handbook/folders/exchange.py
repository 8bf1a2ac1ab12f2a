"""A new folder takes the place of an old one, in one step where the system has such a step."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HERE = -100  # AT_FDCWD of Linux: paths are seen from the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS


def put_in_place(fresh: Path, *, place: Path, aside: Path) -> None:
    """Put a folder at its place; what was there is put aside, and back where that fails.

    Args:
        fresh: The new folder.
        place: Where it belongs.
        aside: Where the old one goes; nothing is there. All three are on one disk.
    """
    if not place.exists():
        fresh.rename(place)
    elif _exchange(fresh, place):
        fresh.rename(aside)
    else:
        place.rename(aside)
        try:
            fresh.rename(place)
        except BaseException:
            aside.rename(place)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders at once; say whether the system could."""
    paths = (os.fsencode(one), os.fsencode(other))
    try:
        if sys.platform == "linux":
            status = ctypes.CDLL(None).renameat2(_HERE, paths[0], _HERE, paths[1], _EXCHANGE)
        elif sys.platform == "darwin":
            status = ctypes.CDLL(None).renamex_np(*paths, _EXCHANGE)
        else:
            return False
    except (AttributeError, OSError):
        return False
    return bool(status == 0)
