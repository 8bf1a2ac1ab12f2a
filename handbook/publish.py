"""All or nothing on disk: a folder is made beside its place and put there only when it is whole."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replace_folder(place: Path) -> Iterator[Path]:
    """Give a new folder to fill; put it at its place when the block ends well.

    When the block fails, the new folder is removed and what was at the place stays as it was.
    The new folder is made beside the place, so that moving it there is one rename.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix=f".{place.name}-", dir=place.parent, ignore_cleanup_errors=True
    ) as scratch:
        fresh = Path(scratch) / "new"
        fresh.mkdir()
        yield fresh
        if place.exists():
            old = Path(scratch) / "old"
            place.rename(old)
            try:
                fresh.rename(place)
            except OSError:
                old.rename(place)
                raise
        else:
            fresh.rename(place)


def write_files(files: dict[str, bytes], *, folder: Path) -> None:
    """Write files by their URIs below a folder."""
    for uri, content in files.items():
        path = folder / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def copy_folder(source: Path, *, to: Path) -> None:
    """Copy a folder that may not exist."""
    if source.is_dir():
        shutil.copytree(source, to, dirs_exist_ok=True)
