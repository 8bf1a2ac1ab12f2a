"""The manifest: one line for each file that is there, in the order of the roster.

Holds no more about a person than the name the form is for; a run that stopped goes on from it.
"""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING, NamedTuple

from handbook.roster.showing import disarm_formula

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COLUMNS = ("row", "person", "form", "edition", "file", "sha256", "code")
"""The columns, in this order for ever; a new one comes last."""

_FILE, _SHA256 = COLUMNS.index("file"), COLUMNS.index("sha256")

_MARK = "\ufeff"


class Entry(NamedTuple):
    """One file that was written."""

    row: int
    """The row of the roster; 0 for a file that is for all of them."""
    person: str
    """Whose form it is."""
    form: str
    """The id of the form."""
    edition: str
    """The edition of the handbook."""
    uri: str
    """The file, relative to the folder, with '/'."""
    sha256: str
    """What the file's bytes hash to."""
    code: str
    """The text code of the form."""


def render_entries(entries: Iterable[Entry], *, with_header: bool = False) -> bytes:
    """Return lines of a manifest; spreadsheets read them as UTF-8 and calculate nothing."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    if with_header:
        text.write(_MARK)
        writer.writerow(COLUMNS)
    for row, person, form, edition, uri, sha256, code in entries:
        name, place = disarm_formula(person), disarm_formula(uri)
        writer.writerow((row or "", name, form, edition, place, sha256, code))
    return text.getvalue().encode()


def read_progress(path: Path, *, per_row: int) -> tuple[int, int, int]:
    """Find out how far a run came: to the first row that lacks a file or has a spoiled one.

    Args:
        path: The manifest, which may be missing or end in the middle of a line.
        per_row: How many files each row has.

    Returns:
        The last row whose files are all whole, how many files that makes, and how many bytes of
        the manifest are good.
    """
    last, files, good = 0, 0, 0
    if not path.is_file():
        return last, files, good
    with path.open("rb") as file:
        good = at = len(file.readline())
        pending = 0
        for line in file:
            row = _whole_row(line, folder=path.parent)
            if not row:
                break
            at += len(line)
            pending += 1
            if pending == per_row:
                last, files, good, pending = row, files + per_row, at, 0
    return last, files, good


def _whole_row(line: bytes, *, folder: Path) -> int:
    """Return the row of a line whose file is there with the bytes it should have, or 0."""
    cells = next(csv.reader([line.decode(errors="replace")]), [])
    if not line.endswith(b"\r\n") or len(cells) != len(COLUMNS) or not cells[0].isdigit():
        return 0
    # The apostrophe that disarms a formula is not part of the name.
    places = (folder / cells[_FILE], folder / cells[_FILE].removeprefix("'"))
    place = next((place for place in places if place.is_file()), None)
    if place is None:
        return 0
    with place.open("rb") as file:
        is_whole = hashlib.file_digest(file, "sha256").hexdigest() == cells[_SHA256]
    return int(cells[0]) if is_whole else 0
