"""What git knows of a district's own files: what was committed last, and a commit when asked."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from handbook.model.places import CONFIG_NAME, DISTRICT_FILE, FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_OWN = (DISTRICT_FILE, CONFIG_NAME, *FOLDERS)
_PATIENCE = 30
_SIGN = 3
"""How many signs stand before a name in what git tells of a file."""


class GitError(Exception):
    """Git did not do what was asked of it; it says why."""


def changed_files(home: Path) -> tuple[str, ...] | None:
    """Return the district's files that are not as they were committed; None without git."""
    try:
        told = _git(home, "status", "--porcelain", "-z", "-uall", "--no-renames", "--", *_OWN)
        top = _git(home, "rev-parse", "--show-prefix").decode().strip()
    except GitError:
        return None
    names = (one[_SIGN:].decode("utf-8", "replace") for one in told.split(b"\0") if one)
    return tuple(sorted(name.removeprefix(top) for name in names))


def committed(home: Path, name: str) -> bytes:
    """Return what a file held when it was committed last; nothing where it was not there."""
    try:
        return _git(home, "show", f"HEAD:./{name}")
    except GitError:
        return b""


def commit(home: Path, names: Iterable[str], *, message: str) -> None:
    """Commit files as they are now, and nothing else that may be waiting.

    Raises:
        GitError: It was not done.
    """
    named = tuple(names)
    _git(home, "add", "--all", "--", *named)
    _git(home, "commit", "--quiet", "--message", message, "--only", "--", *named)


def _git(home: Path, *arguments: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise GitError("There is no git here.")
    command = (program, "--literal-pathspecs", *arguments)
    try:
        done = subprocess.run(  # noqa: S603  (no shell, and a program that was looked up)
            command, cwd=home, capture_output=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(str(error)) from error
    if done.returncode:
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
        raise GitError(said or "It did not say why.")
    return done.stdout
