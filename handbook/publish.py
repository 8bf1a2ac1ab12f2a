"""All or nothing on disk: a folder is made beside its place and put there only when it is whole."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class SiteError(Exception):
    """A site engine could not build the site; the message is for the editor."""


@contextmanager
def replace_folder(place: Path, *, sign: str = "404.html") -> Iterator[Path]:
    """Give a new folder to fill; put it at its place when the block ends well.

    When the block fails, the new folder is removed and what was at the place stays as it was.
    The new folder is made beside the place, so that moving it there is one rename.

    Args:
        place: Where the folder belongs. What is there is replaced as a whole.
        sign: A file that every such folder has; every site has a page for missing addresses. A
            folder that holds something and has no such file is somebody's work, and is left alone.

    Raises:
        OSError: The place cannot be written, or holds something else; the message says so.
    """
    _refuse_other_work(place, sign=sign)
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix=f".{place.name}-", dir=place.parent, ignore_cleanup_errors=True
    ) as scratch:
        fresh = Path(scratch, "new")
        fresh.mkdir()
        yield fresh
        _swap(fresh, place=place, aside=Path(scratch, "old"))


def write_files(files: Mapping[str, bytes], *, folder: Path) -> None:
    """Write files by their URIs below a folder."""
    for uri, content in files.items():
        path = folder / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _refuse_other_work(place: Path, *, sign: str) -> None:
    for parent in place.parents:
        if parent.is_file():
            message = f"'{parent}' is a file. Name a folder that can be made."
            raise NotADirectoryError(message)
    if place.exists() and not (place / sign).exists() and any(place.iterdir()):
        message = f"'{place}' holds other files, which would be lost. Name a new folder."
        raise FileExistsError(message)


def _swap(fresh: Path, *, place: Path, aside: Path) -> None:
    if not place.exists():
        fresh.rename(place)
        return
    place.rename(aside)
    try:
        fresh.rename(place)
    except OSError:
        aside.rename(place)
        raise
