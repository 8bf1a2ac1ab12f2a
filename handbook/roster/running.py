"""A whole run: check the roster, then write the forms, the manifest and the print run.

Owns the order of the work; prints nothing.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from handbook import __version__
from handbook.problems import HandbookError
from handbook.roster.checking import RowReader, is_bad
from handbook.roster.first_pass import Survey, survey_roster
from handbook.roster.manifest import read_progress, render_entries
from handbook.roster.private_files import open_private, write_whole
from handbook.roster.run_folder import RunFolder, hold_run_folder
from handbook.roster.second_pass import roster_changed, write_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from handbook.roster.checking import Sheet
    from handbook.roster.crew import Crew
    from handbook.roster.plan import FormPlan, Plan
    from handbook.roster.reading import Row

_BUFFER = 1024 * 1024


class PrintRun(Protocol):
    """One PDF that takes filled-in forms one after another."""

    @property
    def is_full(self) -> bool:
        """Whether the file should get no further form."""
        ...

    def add(self, form: int, values: Mapping[str, str], *, bookmark: str) -> None:
        """Put one more form behind those that are there."""
        ...

    def finish(self) -> None:
        """Write what stands at the end of the file."""
        ...


class Printer(Protocol):
    """Begins a print run."""

    def __call__(
        self, file: BinaryIO, *, blanks: Sequence[Any], title: str, is_duplex: bool
    ) -> PrintRun:
        """Begin a print run in a file.

        Args:
            file: Where to write.
            blanks: The empty forms; `add` names one by its place.
            title: What the file says it is.
            is_duplex: Whether each form begins on the front of a sheet.
        """
        ...


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person asked for, besides which forms for whom."""

    out: Path
    """The folder to write to."""
    skips_bad: bool = False
    """Whether bad rows are left out instead of stopping everything."""
    resumes: bool = False
    """Whether to go on with a run that stopped."""
    print_run: Printer | None = None
    """What makes the one PDF for the printer, where that is wanted."""
    is_duplex: bool = False
    """Whether the print run is for both sides of the paper."""
    crew: Crew | None = None
    """Who fills in the forms; by default this process."""
    sources: tuple[Path, ...] = ()
    """What the handbook is made from; nothing may be written there."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did."""

    survey: Survey
    """What was found in the roster."""
    written: int
    """How many forms this run wrote."""
    found: int
    """How many forms were there from a run before."""
    manifest: Path
    """The manifest."""
    bad_rows: Path | None
    """The bad rows, where there are any and they were left out."""
    print_run: tuple[Path, ...] = ()
    """The PDF for the printer; more than one only where it would be too large to open."""


class Watcher(Protocol):
    """Is told how a run goes on."""

    def checked(self, rows: int) -> None:
        """So many rows are checked."""
        ...

    def start(self, what: str, *, total: int, done: int) -> None:
        """A stage of the run begins."""
        ...

    def advance(self, count: int) -> None:
        """So many more forms are done."""
        ...


def run_roster(plan: Plan, *, wishes: Wishes, watcher: Watcher) -> Report:
    """Check a roster and write its forms.

    Raises:
        HandbookError: The roster has bad rows that are not to be skipped, or no row that is wanted.
        FolderError: The folder is not fit, or another run writes to it.
        KeyboardInterrupt: Somebody stopped it; every file that is there is whole.
    """
    identity = _identity(plan, wishes=wishes)
    with hold_run_folder(wishes.out, resumes=wishes.resumes, sources=wishes.sources) as folder:
        folder.check_same(identity)
        survey, bad_rows = _survey(plan, wishes=wishes, folder=folder, watcher=watcher)
        if survey.problems and not (wishes.skips_bad and survey.rows):
            raise BadRosterError(survey)
        folder.record(identity)
        written, found = _write(plan, survey, wishes=wishes, folder=folder, watcher=watcher)
        print_run: tuple[Path, ...] = ()
        if wishes.print_run:
            print_run = _print(plan, survey, wishes=wishes, folder=folder, watcher=watcher)
    return Report(survey, written, found, folder.manifest, bad_rows, print_run)


class BadRosterError(HandbookError):
    """The roster has bad rows, and nothing was written."""

    def __init__(self, survey: Survey) -> None:
        """Keep what was found."""
        super().__init__(survey.problems)
        self.survey = survey


def _identity(plan: Plan, *, wishes: Wishes) -> str:
    """Return what two runs have in common that write the same files in the same order."""
    forms = [
        (form.document.id, hashlib.sha256(form.blank.content).hexdigest(), _uses(form))
        for choice in plan.choices
        for form in choice.forms
    ]
    roster = plan.roster
    made = [(column.name, column.parts) for column in roster.made]
    who = (roster.digest, made, roster.choices)
    facts = (__version__, who, forms, plan.pattern.parts, wishes.skips_bad)
    return hashlib.sha256(json.dumps(facts, default=list).encode()).hexdigest()


def _uses(form: FormPlan) -> list[tuple[str, int]]:
    return [(use.field.name, use.column) for use in form.uses]


def _survey(
    plan: Plan, *, wishes: Wishes, folder: RunFolder, watcher: Watcher
) -> tuple[Survey, Path | None]:
    if not wishes.skips_bad:
        return survey_roster(plan, progress=watcher.checked), None
    path = folder.bad_rows
    with write_whole(path, scratch=folder.scratch) as file:
        survey = survey_roster(plan, keep_bad_row=file.write, progress=watcher.checked)
    if not survey.bad:
        path.unlink()
        return survey, None
    return survey, path


def _write(
    plan: Plan, survey: Survey, *, wishes: Wishes, folder: RunFolder, watcher: Watcher
) -> tuple[int, int]:
    """Write the forms and the manifest; return how many forms, and how many were there."""
    last, found, good = 0, 0, 0
    if wishes.resumes:
        last, found, good = read_progress(folder.manifest, per_row=len(plan.choices))
    total = survey.sheets.total()
    watcher.start("Writing the forms", total=total, done=found)
    rows = _good_rows(plan, survey, after=last)
    written = 0
    with open_private(folder.manifest, is_appended=True) as file:
        file.truncate(good)
        if not good:
            file.write(render_entries((), with_header=True))
        for entries in write_forms(
            rows, plan=plan, out=folder.out, scratch=folder.scratch, crew=wishes.crew
        ):
            file.write(render_entries(entries))
            written += len(entries)
            watcher.advance(len(entries))
    if found + written != total:
        raise roster_changed(plan)
    return written, found


def _good_rows(plan: Plan, survey: Survey, *, after: int = 0) -> Iterator[Row]:
    for row in plan.roster.rows():
        if row.number > after and not row.is_hidden and row.number not in survey.bad:
            yield row


def _print(
    plan: Plan, survey: Survey, *, wishes: Wishes, folder: RunFolder, watcher: Watcher
) -> tuple[Path, ...]:
    """Write the print run: every form, row by row."""
    assert wishes.print_run  # noqa: S101  (the caller looked)
    forms = [form for choice in plan.choices for form in choice.forms]
    places = {form.document.id: place for place, form in enumerate(forms)}
    watcher.start("Writing the print run", total=survey.sheets.total(), done=0)
    sheets = _sheets(_good_rows(plan, survey), plan=plan, watcher=watcher)
    paths: list[Path] = []
    waiting = next(sheets, None)
    while waiting:
        paths.append(folder.print_run(len(paths) + 1))
        with (
            write_whole(paths[-1], scratch=folder.scratch) as file,
            io.BufferedWriter(file, _BUFFER) as buffer,
        ):
            print_run = wishes.print_run(
                buffer,
                blanks=[form.blank for form in forms],
                title=", ".join(dict.fromkeys(form.title for form in forms)),
                is_duplex=wishes.is_duplex,
            )
            while waiting and not print_run.is_full:
                form = waiting.form
                bookmark = ": ".join(filter(None, (waiting.person, form.title)))
                print_run.add(places[form.document.id], waiting.values, bookmark=bookmark)
                waiting = next(sheets, None)
            print_run.finish()
    return tuple(paths)


def _sheets(rows: Iterator[Row], *, plan: Plan, watcher: Watcher) -> Iterator[Sheet]:
    reader = RowReader(plan, is_checked=True)
    for row in rows:
        sheets, faults = reader.read(row)
        if is_bad(faults):
            raise roster_changed(plan)
        yield from sheets
        watcher.advance(len(sheets))
