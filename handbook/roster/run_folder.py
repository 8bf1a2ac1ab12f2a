"""The folder of a run: who may write to it, what was begun in it, and which of its names are ours.

Owns everything in it that is no form; does not know what forms hold.
"""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.folders.lock import hold_lock
from handbook.folders.mark import check_unmarked_above
from handbook.folders.place import FolderError, check_place
from handbook.roster.naming import BAD_ROWS, MANIFEST, PRINT_RUN
from handbook.roster.private_files import make_private_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_OWN = ".handbook"
_LOCK, _RECORD, _UNFINISHED = "lock", "run.json", "unfinished"


@dataclass(frozen=True, slots=True)
class RunFolder:
    """A folder that this run alone writes to."""

    out: Path
    """The folder."""

    @property
    def manifest(self) -> Path:
        """The list of the forms."""
        return self.out / MANIFEST

    @property
    def bad_rows(self) -> Path:
        """The rows that were left out."""
        return self.out / BAD_ROWS

    @property
    def scratch(self) -> Path:
        """What a file is called until it is whole; one at a time."""
        return self.out / _OWN / _UNFINISHED

    def print_run(self, number: int) -> Path:
        """Return the file for the printer, or a further one where one would be too large."""
        first = self.out / PRINT_RUN
        return first if number == 1 else first.with_stem(f"{first.stem}-part-{number}")

    def check_same(self, identity: str) -> None:
        """Refuse to go on with a run of something else.

        Raises:
            FolderError: What was begun here is another run.
        """
        known = _read_record(self.out)
        if known and known != identity:
            message = (
                f"'{self.out}' holds a run of another roster, other forms or other options. "
                "Name a new folder, or leave out --resume and empty this one."
            )
            raise FolderError(message)

    def record(self, identity: str) -> None:
        """Note which run is begun here, so that it can be gone on with."""
        with write_whole(self.out / _OWN / _RECORD, scratch=self.scratch) as file:
            file.write(json.dumps({"run": identity}).encode())


@contextmanager
def hold_run_folder(
    out: Path, *, resumes: bool, sources: Iterable[Path] = ()
) -> Iterator[RunFolder]:
    """Keep a folder for one run; where nothing was written, nothing is left of it.

    Args:
        out: The folder to write to.
        resumes: Whether to go on with a run that stopped.
        sources: What the handbook is made from; nothing may be written there.

    Raises:
        FolderError: The folder is not fit, holds something else, or another run writes to it.
    """
    check_place(out, sources=sources)
    check_unmarked_above(out)
    own = out / _OWN
    if own.is_symlink():
        raise FolderError(f"'{own}' is a link, where a run keeps its own files. Delete it.")
    if not own.is_dir():
        _check_content(out, resumes=resumes)
    new = [folder for folder in (own, *own.parents) if not folder.exists()]
    make_private_folder(own)
    busy = f"another run is writing to '{out}' now. Wait until it is done, or name another folder."
    try:
        with hold_lock(own / _LOCK, busy=busy):
            _check_content(out, resumes=resumes)
            folder = RunFolder(out)
            try:
                yield folder
            finally:
                folder.scratch.unlink(missing_ok=True)
    finally:
        for made in (own, *new):
            with suppress(OSError):
                made.rmdir()


def is_begun(out: Path) -> bool:
    """Say whether a run was begun in a folder that can be gone on with."""
    return bool(_read_record(out))


def _check_content(out: Path, *, resumes: bool) -> None:
    others = out.is_dir() and any(path.name != _OWN for path in out.iterdir())
    has_record = is_begun(out)
    if not others or (resumes and has_record):
        return
    if has_record:
        raise FolderError(f"'{out}' is not empty. Name a new folder, or go on with --resume.")
    remedy = "Name a new folder."
    if resumes:
        remedy = f"No run was begun here, so there is none to go on with. {remedy}"
    raise FolderError(f"'{out}' holds other files. {remedy}")


def _read_record(out: Path) -> str:
    """Return which run was begun in a folder, or ''."""
    try:
        return str(json.loads((out / _OWN / _RECORD).read_text(encoding="utf-8"))["run"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ""
