"""The mark in a folder that this program wrote: a list of its files, each with its fingerprint.

Owns what counts as ours; a folder may be replaced only where everything in it is.
"""

from __future__ import annotations

import hashlib
import json
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handbook.folders.place import FolderError, absolute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MARK_NAME = ".handbook-made.json"
"""The file in the folder; a web server may hand it out, as it tells nothing but public names."""

_SYSTEMS_OWN = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
"""What Finder and Explorer put into a folder that is looked at."""


class Made(StrEnum):
    """What a folder that this program writes holds."""

    SITE = "a site"
    STAGE = "a staged site source"
    SCHEMAS = "schemas"
    DATA = "data"


class Mark(NamedTuple):
    """What this program wrote into a folder."""

    made: str
    """What that was."""
    files: Mapping[str, str]
    """The SHA-256 of each file, by its URI."""


def write_mark(folder: Path, *, made: Made, with_hidden: bool = True) -> None:
    """Mark everything in a folder as written by this program.

    Args:
        folder: The folder.
        made: What it holds.
        with_hidden: Whether files whose names begin with a dot are ours as well.
    """
    files = {
        uri: _fingerprint(path)
        for uri, path in sorted(_walk(folder))
        if with_hidden or not uri.startswith(".")
    }
    text = json.dumps({"made": made.value, "files": files}, indent=0, ensure_ascii=False)
    (folder / MARK_NAME).write_text(text, encoding="utf-8")


def read_mark(folder: Path) -> Mark | None:
    """Return the mark of a folder, or None where there is none that can be read."""
    try:
        data = json.loads((folder / MARK_NAME).read_text(encoding="utf-8"))
        return Mark(str(data["made"]), dict(data["files"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def check_unmarked_above(place: Path) -> None:
    """Refuse a place in a folder that is replaced as a whole whenever it is written.

    Raises:
        FolderError: The place is in such a folder.
    """
    for above in absolute(place).parents:
        if mark := read_mark(above):
            message = (
                f"'{place}' lies in '{above}', which holds {mark.made} and is replaced as a whole. "
                "Name a folder outside of it."
            )
            raise FolderError(message)


def check_replaceable(place: Path, *, made: Made, derived: Iterable[str] = ()) -> None:
    """Refuse to replace a folder that holds anything this program did not write.

    Args:
        place: The folder; it may be missing or empty.
        made: What is to be put there.
        derived: Folders in it that other programs make anew from what we wrote.

    Raises:
        FolderError: Something would be lost; the message says what.
    """
    if not place.is_dir():
        return
    mark = read_mark(place)
    if (place / ".git").exists():
        raise FolderError(_a_checkout(place))
    if mark is None:
        if any(_walk(place)):
            raise FolderError(_unmarked(place))
    elif mark.made != made:
        message = f"'{place}' holds {mark.made}, which would be lost. Name a new folder."
        raise FolderError(message)
    else:
        _check_files(place, mark=mark, derived=tuple(f"{name}/" for name in derived))


def _check_files(place: Path, *, mark: Mark, derived: tuple[str, ...]) -> None:
    for uri, path in sorted(_walk(place)):
        if uri.startswith(derived):
            continue
        if uri not in mark.files:
            message = (
                f"'{path}' was put there by somebody else and would be lost. "
                "Move it elsewhere, or name a new folder."
            )
            raise FolderError(message)
        if _fingerprint(path) != mark.files[uri]:
            message = (
                f"'{path}' was changed after it was written, and the change would be lost. "
                "Keep a copy where you need one and delete the file, or name a new folder."
            )
            raise FolderError(message)


def _unmarked(place: Path) -> str:
    if (place / "404.html").is_file():
        return (
            f"'{place}' holds a site that an earlier version or another program built. "
            "If nothing in it is needed, delete the folder and build again; or name a new folder."
        )
    return f"'{place}' holds other files, which would be lost. Name a new folder."


def _a_checkout(place: Path) -> str:
    return (
        f"'{place}' is a checkout of Git, which would be lost. "
        "Name a new folder, and copy what is built into the checkout."
    )


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file, link and mounted folder in a folder, with its URI."""
    for above, folders, files in os.walk(folder, onerror=_refuse_to_guess):
        here = Path(above)
        others = [name for name in folders if _is_elsewhere(here / name)]
        folders[:] = sorted({*folders} - {*others})
        for path in (here / name for name in (*files, *others)):
            uri = path.relative_to(folder).as_posix()
            if uri != MARK_NAME and path.name.lower() not in _SYSTEMS_OWN:
                yield uri, path


def _refuse_to_guess(error: OSError) -> None:
    raise FolderError(f"'{error.filename}' cannot be looked into. Name a new folder.") from error


def _is_elsewhere(folder: Path) -> bool:
    return folder.is_symlink() or os.path.ismount(folder)


def _fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file; a link is no file of ours."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
