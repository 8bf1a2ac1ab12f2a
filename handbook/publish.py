"""All or nothing on disk: a folder is made beside its place and put there only when it is whole."""

from __future__ import annotations

import os
import shutil
import zipfile
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from handbook.folders.exchange import put_in_place
from handbook.folders.lock import hold_lock
from handbook.folders.mark import (
    MARK_NAME,
    Made,
    check_replaceable,
    check_unmarked_above,
    write_mark,
)
from handbook.folders.place import FolderError, absolute, check_own_place, check_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_READABLE_FILE, _READABLE_FOLDER = 0o444, 0o555
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive knows; what was packed when would be another archive each time."""

_PLAIN_FILE = 0o100644
_LOCK, _FRESH, _ASIDE = "lock", "new", "old"

MANUAL_VARIABLE = "HANDBOOK_MANUAL"
"""The variable of the environment that has the pages for editors published, if it is `yes`."""


class SiteError(Exception):
    """A site engine could not build the site; the message is for the editor."""


def publishes_manual() -> bool:
    """Say whether whoever builds the site asked for the pages for editors."""
    return os.environ.get(MANUAL_VARIABLE, "") == "yes"


@contextmanager
def replace_folder(
    place: Path,
    *,
    made: Made = Made.SITE,
    sources: Iterable[Path] = (),
    derived: Iterable[str] = (),
) -> Iterator[Path]:
    """Give a new folder to fill; put it at its place when the block ends well.

    When the block fails, the new folder is removed and what was at the place stays as it was.
    The new folder is made beside the place, so that moving it there is one step; what a run left
    there that was killed goes with the next one.

    Args:
        place: Where the folder belongs. What is there is replaced as a whole, where this program
            wrote all of it.
        made: What the folder holds.
        sources: What the handbook is made from; nothing may be written there.
        derived: Folders in it that other programs make anew from what is written.

    Raises:
        FolderError: The place is not fit, or something there would be lost.
    """
    derived = tuple(derived)
    check_place(place, sources=sources)
    check_own_place(place)
    check_unmarked_above(place)
    check_replaceable(place, made=made, derived=derived)
    with _scratch_beside(place) as scratch:
        fresh = scratch / _FRESH
        fresh.mkdir()
        yield fresh
        write_mark(fresh, made=made)
        _open_to_readers(fresh)
        # What was put there meanwhile is nobody's to lose either.
        check_replaceable(place, made=made, derived=derived)
        put_in_place(fresh, place=absolute(place), aside=scratch / _ASIDE)


@contextmanager
def start_folder(place: Path) -> Iterator[Path]:
    """Give a folder to fill for a place at which nothing is yet; it is there whole, or not at all.

    Raises:
        FolderError: Something is there, or the place is not fit.
    """
    check_place(place)
    whole = absolute(place)
    if whole.exists() and any(whole.iterdir()):
        raise FolderError(f"'{place}' holds files already. Name a new folder, or an empty one.")
    with _scratch_beside(place) as scratch:
        fresh = scratch / _FRESH
        fresh.mkdir()
        yield fresh
        if whole.exists():
            # An empty folder stays the one that it is: somebody may stand in it.
            for path in sorted(fresh.iterdir()):
                path.rename(whole / path.name)
        else:
            fresh.rename(whole)


def write_files(files: Mapping[str, bytes], *, folder: Path) -> None:
    """Write files by their URIs below a folder."""
    for uri, content in files.items():
        path = folder / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def write_archive(folder: Path, *, place: Path) -> None:
    """Pack a folder that this program made as a ZIP file; the same files give the same bytes.

    Args:
        folder: The folder; the archive unpacks to a folder of its name.
        place: Where the archive belongs; one packed before is replaced.

    Raises:
        FolderError: Something else is at the place.
    """
    check_archive(place)
    fresh = place.with_name(f".{place.name}.handbook")
    try:
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
                archive.writestr(_entry(name), path.read_bytes())
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)


def check_archive(place: Path) -> None:
    """Refuse to replace what is no archive of a folder that this program made.

    Raises:
        FolderError: Something else is at the place.
    """
    if not place.exists() and not place.is_symlink():
        return
    message = f"'{place}' is a file of somebody else's and would be lost. Move it elsewhere."
    try:
        with zipfile.ZipFile(place) as archive:
            is_ours = any(name.endswith(f"/{MARK_NAME}") for name in archive.namelist())
    except (OSError, zipfile.BadZipFile):
        is_ours = False
    if not is_ours or place.is_symlink():
        raise FolderError(message)


def _entry(name: str) -> zipfile.ZipInfo:
    """Return the head of a file in an archive: dated alike, and open to readers."""
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _PLAIN_FILE << 16
    return entry


@contextmanager
def _scratch_beside(place: Path) -> Iterator[Path]:
    """Give a folder beside a place to work in, cleared of what a killed run left; then remove it.

    Raises:
        FolderError: Another run, which lives, works there.
    """
    whole = absolute(place)
    _make_above(whole.parent)
    scratch = whole.with_name(f".{whole.name}.handbook")
    if scratch.is_symlink():
        raise FolderError(f"'{scratch}' is a link, where unfinished work belongs. Delete it.")
    scratch.mkdir(exist_ok=True)
    busy = f"another run is writing '{place}' now. Wait until it is done, or name another folder."
    try:
        with hold_lock(scratch / _LOCK, busy=busy):
            _clear(scratch, place=whole)
            try:
                yield scratch
            finally:
                _clear(scratch, place=whole)
    finally:
        with suppress(OSError):
            scratch.rmdir()


def _clear(scratch: Path, *, place: Path) -> None:
    """Remove unfinished and replaced folders; put back one whose place is empty."""
    if not place.exists() and (scratch / _ASIDE).exists():
        (scratch / _ASIDE).rename(place)
    for name in (_FRESH, _ASIDE):
        shutil.rmtree(scratch / name, ignore_errors=True)


def _make_above(folder: Path) -> None:
    """Make the folders above a place, open to readers whatever the user's own files are."""
    if not folder.exists():
        _make_above(folder.parent)
        folder.mkdir(exist_ok=True)
        _add_mode(folder, _READABLE_FOLDER)


def _open_to_readers(folder: Path) -> None:
    """Let a web server read what is published, which runs as another user."""
    _add_mode(folder, _READABLE_FOLDER)
    for path in folder.rglob("*"):
        _add_mode(path, _READABLE_FOLDER if path.is_dir() else _READABLE_FILE)


def _add_mode(path: Path, mode: int) -> None:
    path.chmod(path.stat().st_mode | mode)
