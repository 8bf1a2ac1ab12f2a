"""The second pass over a roster: writes each form, in the order of the rows."""

from __future__ import annotations

import hashlib
from itertools import islice, tee
from typing import TYPE_CHECKING

from handbook.problems import HandbookError, Location, Problem
from handbook.roster.checking import RowReader, is_bad
from handbook.roster.crew import WorkerLostError
from handbook.roster.manifest import Entry
from handbook.roster.private_files import FolderWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from handbook.roster.checking import Sheet
    from handbook.roster.crew import Crew
    from handbook.roster.plan import Plan
    from handbook.roster.reading import Row

_CHUNK = 64
"""How many rows are filled in before their lines of the manifest are written."""


def write_forms(
    rows: Iterator[Row], *, plan: Plan, out: Path, scratch: Path, crew: Crew | None = None
) -> Iterator[list[Entry]]:
    """Write the forms of rows, and yield what was written, in the order of the rows.

    Args:
        rows: Rows that were found good.
        plan: What to fill in.
        out: The folder, which is there.
        scratch: What an unfinished file is called.
        crew: Who fills in the forms; by default this process.

    Raises:
        HandbookError: A row is no longer what it was when it was checked, or a worker is gone.
    """
    writer = _FormWriter(plan, folder=FolderWriter(out, scratch=scratch))
    groups, again = tee(_groups(rows, plan=plan))
    alone = (_fill([sheet for _, sheet in group]) for group in groups)
    filled = crew.fill_all([sheet for _, sheet in group] for group in groups) if crew else alone
    try:
        for updates in filled:
            yield [
                writer.write(sheet, update, row=number)
                for (number, sheet), update in zip(next(again), updates, strict=True)
            ]
    except ValueError as error:
        raise roster_changed(plan) from error
    except WorkerLostError as error:
        message = (
            f"whoever filled in forms stopped ({error}). Every form that is there is whole; add "
            "--resume to go on."
        )
        raise HandbookError([Problem(Location(plan.roster.name), "", message)]) from error


def roster_changed(plan: Plan) -> HandbookError:
    """Return what to say when the roster is not the one that was checked."""
    message = "the roster was changed while it was being read. Run the command again."
    return HandbookError([Problem(Location(plan.roster.name), "", message)])


def _groups(rows: Iterator[Row], *, plan: Plan) -> Iterator[list[tuple[int, Sheet]]]:
    """Read some rows at a time; with each sheet stands the number of its row."""
    reader = RowReader(plan, is_checked=True)
    while chunk := list(islice(rows, _CHUNK)):
        group: list[tuple[int, Sheet]] = []
        for row in chunk:
            sheets, faults = reader.read(row)
            if is_bad(faults):
                raise roster_changed(plan)
            group += ((row.number, sheet) for sheet in sheets)
        yield group


def _fill(group: Iterable[Sheet]) -> Sequence[bytes]:
    return [sheet.form.blank.update(sheet.values) for sheet in group]


class _FormWriter:
    """Writes forms that are filled in."""

    def __init__(self, plan: Plan, *, folder: FolderWriter) -> None:
        self._folder = folder
        self._hashes = {
            form.document.id: hashlib.sha256(form.blank.content)
            for choice in plan.choices
            for form in choice.forms
        }

    def write(self, sheet: Sheet, update: bytes, *, row: int) -> Entry:
        """Write the form of a sheet, to which an update is appended."""
        document = sheet.form.document
        digest = self._hashes[document.id].copy()
        digest.update(update)
        self._folder.write(sheet.uri, sheet.form.blank.content, update)
        sha256 = digest.hexdigest()
        return Entry(
            row, sheet.person, document.id, document.edition, sheet.uri, sha256, document.code
        )
