"""What a handbook is made from on disk: its files and folders, and a digest of all they hold."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from handbook.model.places import (
    AGENCY_FILE,
    CONFIG_NAME,
    DISTRICT_FILE,
    FOLDERS,
    LOCK_NAME,
    LOOK_FOLDER,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_INHERITS = b"INHERIT"


def watched_paths(*roots: Path) -> tuple[Path, ...]:
    """Return the files and folders whose change makes another handbook."""
    return tuple(
        path
        for root in roots
        for path in (root / name for name in (DISTRICT_FILE, AGENCY_FILE, *FOLDERS))
        if path.exists()
    )


def source_paths(*roots: Path) -> tuple[Path, ...]:
    """Return the files and folders that a handbook is made from, its look and menu included."""
    looks = (root / name for root in roots for name in (LOOK_FOLDER, CONFIG_NAME, LOCK_NAME))
    return (*watched_paths(*roots), *looks)


def digest_inputs(*roots: Path) -> str:
    """Return a digest of everything that a handbook is made from, by names and bytes.

    It is '' where that would not tell all: where something is a link or cannot be read, and where
    the site's settings go on in a file elsewhere.
    """
    digest = hashlib.sha256()
    try:
        for number, root in enumerate(roots):
            for top in source_paths(root):
                for path in _files(str(top)):
                    # A pipe would be waited for.
                    if os.path.islink(path) or not os.path.isfile(path):  # noqa: PTH113, PTH114  (paths as text: hundreds, each time)
                        return ""
                    with open(path, "rb") as file:  # noqa: PTH123  (the same)
                        content = file.read()
                    if path.endswith(CONFIG_NAME) and _INHERITS in content:
                        return ""
                    name = os.path.relpath(path, root)
                    digest.update(f"{number} {name}\0".encode("utf-8", "surrogateescape"))
                    digest.update(hashlib.sha256(content).digest())
    except OSError:
        return ""
    return digest.hexdigest()


def _files(path: str) -> Iterator[str]:
    """Yield a file, or every file in a folder and the folders in it, and links; sorted."""
    if not os.path.isdir(path) or os.path.islink(path):  # noqa: PTH112, PTH114  (as above)
        if os.path.lexists(path):
            yield path
        return
    with os.scandir(path) as inside:
        names = sorted(entry.path for entry in inside)
    for name in names:
        yield from _files(name)
