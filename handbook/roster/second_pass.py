"""The second pass over a roster: writes each form, in the order of the rows."""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import TYPE_CHECKING

from handbook.problems import HandbookError, Location, Problem
from handbook.roster.checking import RowReader, is_bad
from handbook.roster.manifest import Entry
from handbook.roster.private_files import FolderWriter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.roster.plan import Plan
    from handbook.roster.reading import Row

_CHUNK = 64


def write_forms(
    rows: Iterator[Row], *, plan: Plan, out: Path, scratch: Path
) -> Iterator[list[Entry]]:
    """Write the forms of rows, and yield what was written, in the order of the rows.

    Args:
        rows: Rows that were found good.
        plan: What to fill in.
        out: The folder, which is there.
        scratch: What an unfinished file is called.
    """
    writer = _FormWriter(plan, folder=FolderWriter(out, scratch=scratch))
    while chunk := list(islice(rows, _CHUNK)):
        yield [entry for row in chunk for entry in writer.write(row)]


def roster_changed(plan: Plan) -> HandbookError:
    """Return what to say when the roster is not the one that was checked."""
    message = "the roster was changed while it was being read. Run the command again."
    return HandbookError([Problem(Location(plan.roster.name), "", message)])


class _FormWriter:
    """Writes the forms of rows that were found good."""

    def __init__(self, plan: Plan, *, folder: FolderWriter) -> None:
        self._plan = plan
        self._reader = RowReader(plan, is_checked=True)
        self._folder = folder
        self._hashes = {
            form.document.id: hashlib.sha256(form.blank.content)
            for choice in plan.choices
            for form in choice.forms
        }

    def write(self, row: Row) -> Iterator[Entry]:
        """Write every form of a row.

        Raises:
            HandbookError: The row is no longer what it was when it was checked.
        """
        sheets, faults = self._reader.read(row)
        if is_bad(faults):
            raise roster_changed(self._plan)
        for form, values, uri, person in sheets:
            try:
                update = form.blank.update(values)
            except ValueError as error:
                raise roster_changed(self._plan) from error
            digest = self._hashes[form.document.id].copy()
            digest.update(update)
            self._folder.write(uri, form.blank.content, update)
            document, sha256 = form.document, digest.hexdigest()
            yield Entry(
                row.number, person, document.id, document.edition, uri, sha256, document.code
            )
