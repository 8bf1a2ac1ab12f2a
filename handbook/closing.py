"""Writing in the folder of the editions: the question file, and an edition when it is closed.

A file is there whole or not at all, and a closed edition is never written over.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from handbook.archive import render_edition
from handbook.editions.proposing import propose_decisions
from handbook.editions.snapshot import take_snapshot
from handbook.editions.timeline import same_label
from handbook.folders.lock import hold_lock
from handbook.folders.place import FolderError
from handbook.model.district import District
from handbook.model.edition import NextEdition
from handbook.model.layout import RECORD_FILES
from handbook.model.places import EDITIONS_FOLDER, edition_uri
from handbook.problems import HandbookError, Problem
from handbook.validation import validate_record
from handbook.yamlsource import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.model.edition import ClosedEdition
    from handbook.project import Project

_LOCK, _UNFINISHED = ".lock", ".unfinished"
_NEXT = RECORD_FILES[NextEdition]


def close_edition(project: Project) -> tuple[ClosedEdition, Path]:
    """Keep the present edition for good; what was decided for it goes with it.

    Returns:
        The edition, and its file.

    Raises:
        HandbookError: Something is wrong or undecided, or the edition is closed already.
        FolderError: Another run writes there.
    """
    root = project.roots[-1]
    _refuse(project.text_problems, with_warnings=False)
    if closed := same_label(project.handbook):
        with _alone(root):
            _finish(root, closed=closed, project=project)
        raise HandbookError([_closed_already(project, closed=closed)])
    _refuse(project.problems, with_warnings=False)
    _refuse(project.edition_problems, with_warnings=True)
    edition = take_snapshot(
        project.handbook,
        project.documents,
        written=project.written_documents,
        sums={one.id: project.sum_of(one) for one in project.documents},
        resigning=project.handbook.next_edition.forms,
    )
    path = root / edition_uri(edition.label)
    with _alone(root):
        if path.exists():
            raise FolderError(f"'{path}' is there. An edition is closed once.")
        _write_whole(path, render_edition(edition))
        (root / _NEXT).unlink(missing_ok=True)
    return edition, path


def write_questions(project: Project) -> tuple[int, Path]:
    """Add to editions/next.yml what nobody has decided yet.

    Returns:
        How many forms were added, and the file.

    Raises:
        HandbookError: Something is wrong with the handbook.
        FolderError: Another run writes there.
    """
    root = project.roots[-1]
    path = root / _NEXT
    _refuse(project.text_problems, with_warnings=False)
    _refuse(project.edition_problems, with_warnings=False)
    if len(project.timeline) == 1 or same_label(project.handbook):
        return 0, path
    known = tuple(entry.form for entry in project.handbook.next_edition.forms)
    added = propose_decisions(*project.timeline[-2:], known=known)
    if not added:
        return 0, path
    with _alone(root):
        before = path.read_text(encoding="utf-8") if known and path.is_file() else ""
        text = f"{before.rstrip()}\n{added}" if before else added
        _check_readable(text)
        _write_whole(path, text.encode())
    return added.count("- form: "), path


def _refuse(problems: tuple[Problem, ...], *, with_warnings: bool) -> None:
    found = [one for one in problems if with_warnings or one.severity == "error"]
    if found:
        raise HandbookError(found)


def _closed_already(project: Project, *, closed: ClosedEdition) -> Problem:
    file = next(one for one in project.handbook.files if isinstance(one.record, District))
    message = (
        f"the edition '{closed.label}' is closed: {edition_uri(closed.label)} keeps it. "
        "Give the next edition a label of its own."
    )
    return Problem(file.origin.locate(("edition", "label")), "edition.label", message)


def _finish(root: Path, *, closed: ClosedEdition, project: Project) -> None:
    """Take away the questions that a run was killed before it could take away."""
    entries = project.handbook.next_edition.forms
    if entries and all(entry in closed.resigning for entry in entries):
        (root / _NEXT).unlink(missing_ok=True)


def _check_readable(text: str) -> None:
    """Refuse a file that what was added would not be read from."""
    source, problems = parse_yaml(text.encode(), path=_NEXT)
    if source is not None and not problems:
        _, problems = validate_record(NextEdition, source.data, origin=source)
    if problems:
        raise HandbookError(problems)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    folder = root / EDITIONS_FOLDER
    folder.mkdir(exist_ok=True)
    busy = f"another run is writing to '{folder}' now. Wait until it is done."
    with hold_lock(folder / _LOCK, busy=busy):
        yield


def _write_whole(path: Path, content: bytes) -> None:
    scratch = path.with_name(_UNFINISHED)
    try:
        with scratch.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
