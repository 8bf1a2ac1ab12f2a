"""Files that only their owner can read, and that are there whole or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from handbook.folders.place import FolderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO
    from pathlib import Path

_FOLDER = 0o700
_FILE = 0o600
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def make_private_folder(path: Path) -> None:
    """Make a folder, and those above it that are missing, for its owner alone."""
    if not path.is_dir():
        make_private_folder(path.parent)
        path.mkdir(mode=_FOLDER, exist_ok=True)


def open_private(path: Path | str, *, is_appended: bool = False) -> FileIO:
    """Open a file for writing, for its owner alone."""
    return open(path, "ab" if is_appended else "wb", buffering=0, opener=_open_private)


@contextmanager
def write_whole(path: Path, *, scratch: Path) -> Iterator[FileIO]:
    """Give a file to write; it takes its place when the block ends well, and else is gone."""
    try:
        with open_private(scratch) as file:
            yield file
        scratch.replace(path)
    finally:
        with suppress(FileNotFoundError):
            scratch.unlink()


class FolderWriter:
    """Writes many small files below a folder, each one whole or not at all."""

    def __init__(self, folder: Path, *, scratch: Path) -> None:
        """Write below a folder that is there; nobody else may use the same scratch file."""
        self._folder = str(folder)
        self._scratch = str(scratch)
        self._made = {""}
        self._path = folder

    def write(self, uri: str, *parts: bytes) -> None:
        """Write the parts of a file, one after the other.

        Raises:
            FolderError: A file is there that holds something else.
        """
        above = uri.rpartition("/")[0]
        if above not in self._made:
            make_private_folder(self._path / above)
            self._made.add(above)
        path = f"{self._folder}/{uri}"
        if os.path.lexists(path):
            _check_nothing_is_lost(self._path / uri, whole=b"".join(parts))
        # A file object costs more than what it does for files of this size.
        file = os.open(self._scratch, _ANEW, _FILE)
        try:
            _write_all(file, b"".join(parts))
        finally:
            os.close(file)
        os.replace(self._scratch, path)  # noqa: PTH105  (a Path costs more)


def _check_nothing_is_lost(path: Path, *, whole: bytes) -> None:
    """Refuse to write over a file, unless it is what will be written or the torn beginning of it.

    A power cut may leave a file short, or filled up with zeros.
    """
    there = path.read_bytes() if path.is_file() and not path.is_symlink() else None
    if there is None or not whole.startswith(there.rstrip(b"\x00")):
        message = (
            f"'{path}' was changed after it was written, and the change would be lost. "
            "Move it elsewhere, and run the command again."
        )
        raise FolderError(message)


def _write_all(file: int, data: bytes) -> None:
    written = os.write(file, data)
    while written < len(data):
        data = data[written:]
        written = os.write(file, data)


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, _FILE)
