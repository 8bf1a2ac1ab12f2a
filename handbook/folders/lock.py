"""A lock that ends with the process that holds it, so that nobody waits for the dead."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from handbook.folders.place import FolderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

_OWNER_ALONE = 0o600


@contextmanager
def hold_lock(path: Path, *, busy: str) -> Iterator[None]:
    """Hold a lock file while the block runs, and take it away afterwards.

    Args:
        path: The file, made where it is missing.
        busy: What to say where another process holds it.

    Raises:
        FolderError: Another process, which lives, holds it or is just letting go of it.
    """
    file = _take(path)
    if file is None:
        raise FolderError(busy)
    try:
        yield
    finally:
        if sys.platform == "win32":
            # Windows takes no file away that is open.
            file.close()
        with suppress(OSError):
            path.unlink()
        file.close()


def _take(path: Path) -> BinaryIO | None:
    try:
        file = open(path, "ab", opener=_open_private)  # noqa: SIM115  (held by the caller)
    except FileNotFoundError:
        return None
    if _lock(file) and _is_at(path, file=file):
        return file
    file.close()
    return None


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, _OWNER_ALONE)


def _is_at(path: Path, *, file: BinaryIO) -> bool:
    """Say whether the file was not taken away between opening and locking it."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
