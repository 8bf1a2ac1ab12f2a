"""Files written whole or not at all, with what they were before, so that a change can be undone."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.sourcetext import LARGEST

if TYPE_CHECKING:
    from collections.abc import Mapping

HISTORY = ".history"
"""The folder of copies, where no git keeps what was there before."""


class ChangedMeanwhileError(Exception):
    """A file is not as it was when somebody began to change it."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A change of files that was made."""

    what: str
    """What was changed, in words."""
    before: Mapping[str, bytes | None]
    """What each file held; None for one that was not there."""
    after: Mapping[str, bytes | None]
    """What each file holds now; None for one that is gone."""


def read_file(home: Path, name: str) -> bytes | None:
    """Return what a file holds; None where there is none.

    Raises:
        OSError: It is there and cannot be read.
    """
    path = home / name
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def digest_of(content: bytes | None) -> str:
    """Return what tells a file's content from any other; '' for no file."""
    return "" if content is None else hashlib.sha256(content).hexdigest()


def keep_files(home: Path, after: Mapping[str, bytes | None], *, what: str) -> Saved:
    """Write files, all of them or none.

    Raises:
        OSError: One cannot be written; those written before it are as they were.
    """
    before = {name: read_file(home, name) for name in after}
    if not _has_git(home):
        _copy_to_history(home, before)
    written: list[str] = []
    try:
        for name, content in after.items():
            _write(home / name, content)
            written.append(name)
    except OSError:
        for name in written:
            _write(home / name, before[name])
        raise
    return Saved(what, before, dict(after))


def undo(home: Path, saved: Saved) -> Saved:
    """Put files back as they were before a change.

    Raises:
        ChangedMeanwhileError: One of them was changed since.
        OSError: One cannot be written.
    """
    if any(read_file(home, name) != content for name, content in saved.after.items()):
        raise ChangedMeanwhileError
    return keep_files(home, saved.before, what=saved.what)


def _write(path: Path, content: bytes | None) -> None:
    """Put content in a file's place in one step, so that nobody finds half of it."""
    if content is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        Path(fresh).chmod(mode)
        Path(fresh).replace(path)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise


def _has_git(home: Path) -> bool:
    return any((folder / ".git").exists() for folder in (home, *home.parents))


def _copy_to_history(home: Path, before: Mapping[str, bytes | None]) -> None:
    moment = dt.datetime.now().astimezone().strftime("%Y-%m-%d at %H.%M.%S.%f")
    for name, content in before.items():
        if content is not None:
            _write(home / HISTORY / moment / name, content)
