"""A whole run: check the roster, then write the forms, the manifest and the print run.

Owns the output folder and what is in it besides forms; prints nothing.
"""

from __future__ import annotations

import hashlib
import io
import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from handbook import __version__
from handbook.problems import HandbookError, Location, Problem
from handbook.roster.checking import RowReader
from handbook.roster.filling import roster_changed, write_forms
from handbook.roster.manifest import read_progress, render_entries
from handbook.roster.private_files import make_private_folder, open_private, write_whole
from handbook.roster.surveying import Survey, survey_roster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from handbook.roster.checking import Sheet
    from handbook.roster.plan import FormPlan, Plan
    from handbook.roster.reading import Row
    from handbook.roster.sharding import Shard

MANIFEST = "manifest"
BAD_ROWS = "bad-rows"
PRINT_RUN = "print-run"

_STATE = ".run"
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
    shard: Shard
    """Which share of the roster to write."""
    jobs: int = 1
    """How many processes write."""
    skips_bad: bool = False
    """Whether bad rows are left out instead of stopping everything."""
    resumes: bool = False
    """Whether to go on with a run that stopped."""
    print_run: Printer | None = None
    """What makes the one PDF for the printer, where that is wanted."""
    is_duplex: bool = False
    """Whether the print run is for both sides of the paper."""


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
        HandbookError: The roster has bad rows that are not to be skipped, or the folder is not fit.
        KeyboardInterrupt: Somebody stopped it; every file that is there is whole.
    """
    manifest = _path(wishes, MANIFEST, suffix=".csv")
    state = _path(wishes, _STATE, suffix=".json")
    identity = _identity(plan, wishes=wishes)
    _check_folder(wishes, state=state, identity=identity)
    survey, bad_rows = _survey(plan, wishes=wishes, watcher=watcher)
    if survey.problems and not wishes.skips_bad:
        raise BadRosterError(survey)
    make_private_folder(wishes.out)
    with write_whole(state) as file:
        file.write(json.dumps({"run": identity}).encode())
    written, found = _write(plan, survey, wishes=wishes, manifest=manifest, watcher=watcher)
    print_run: tuple[Path, ...] = ()
    if wishes.print_run:
        print_run = _print(plan, survey, wishes=wishes, begin=wishes.print_run, watcher=watcher)
    return Report(survey, written, found, manifest, bad_rows, print_run)


class BadRosterError(HandbookError):
    """The roster has bad rows, and nothing was written."""

    def __init__(self, survey: Survey) -> None:
        """Keep what was found."""
        super().__init__(survey.problems)
        self.survey = survey


def _path(wishes: Wishes, stem: str, *, suffix: str) -> Path:
    return wishes.out / f"{wishes.shard.label(stem)}{suffix}"


def _identity(plan: Plan, *, wishes: Wishes) -> str:
    """Return what two runs have in common that write the same files in the same order."""
    forms = [
        (form.document.id, hashlib.sha256(form.blank.content).hexdigest(), _uses(form))
        for choice in plan.choices
        for form in choice.forms
    ]
    shard = (wishes.shard.number, wishes.shard.count)
    facts = (__version__, plan.roster.digest, forms, plan.pattern.parts, shard, wishes.skips_bad)
    return hashlib.sha256(json.dumps(facts, default=list).encode()).hexdigest()


def _uses(form: FormPlan) -> list[tuple[str, int]]:
    return [(use.field.name, use.column) for use in form.uses]


def _check_folder(wishes: Wishes, *, state: Path, identity: str) -> None:
    out = wishes.out
    if wishes.resumes:
        known = state.read_text(encoding="utf-8") if state.is_file() else ""
        if known and known != json.dumps({"run": identity}):
            message = (
                "holds a run of another roster, other forms or other options. "
                "Name a new folder, or leave out --resume and empty this one."
            )
            raise _unfit(out, message)
        return
    if out.exists() and not out.is_dir():
        raise _unfit(out, "is a file. Name a folder.")
    is_for_all = wishes.shard.count > 1 and not state.exists()
    if out.is_dir() and any(out.iterdir()) and not is_for_all:
        raise _unfit(out, "is not empty. Name a new folder, or go on with --resume.")


def _unfit(out: Path, message: str) -> HandbookError:
    return HandbookError([Problem(Location(out.as_posix()), "", message)])


def _survey(plan: Plan, *, wishes: Wishes, watcher: Watcher) -> tuple[Survey, Path | None]:
    if not wishes.skips_bad:
        return survey_roster(plan, shard=wishes.shard, progress=watcher.checked), None
    path = _path(wishes, BAD_ROWS, suffix=".csv")
    with _kept_if_asked(path) as keep:
        survey = survey_roster(
            plan, shard=wishes.shard, keep_bad_row=keep, progress=watcher.checked
        )
    if not survey.bad_rows:
        path.unlink()
        return survey, None
    return survey, path


@contextmanager
def _kept_if_asked(path: Path) -> Iterator[Callable[[bytes], object]]:
    make_private_folder(path.parent)
    with write_whole(path) as file:
        yield file.write


def _write(
    plan: Plan, survey: Survey, *, wishes: Wishes, manifest: Path, watcher: Watcher
) -> tuple[int, int]:
    """Write the forms and the manifest; return how many forms, and how many were there."""
    last, found, good = 0, 0, 0
    if wishes.resumes:
        last, found, good = read_progress(manifest, per_row=len(plan.choices))
    total = survey.sheets.total()
    watcher.start("Writing the forms", total=total, done=found)
    rows = _good_rows(plan, survey, shard=wishes.shard, after=last)
    written = 0
    with open_private(manifest, is_appended=True) as file:
        file.truncate(good)
        if not good:
            file.write(render_entries((), with_header=True))
        scratch = wishes.shard.label(".scratch")
        for entries in write_forms(
            rows, plan=plan, out=wishes.out, jobs=wishes.jobs, scratch=scratch
        ):
            file.write(render_entries(entries))
            written += len(entries)
            watcher.advance(len(entries))
    if found + written != total:
        raise roster_changed(plan)
    return written, found


def _good_rows(plan: Plan, survey: Survey, *, shard: Shard, after: int = 0) -> Iterator[Row]:
    return (
        row
        for row in plan.roster.rows()
        if row.number > after and shard.has(row.number) and not survey.is_bad(row.number)
    )


def _print(
    plan: Plan, survey: Survey, *, wishes: Wishes, begin: Printer, watcher: Watcher
) -> tuple[Path, ...]:
    """Write the print run: every form of this share of the roster, row by row."""
    forms = [form for choice in plan.choices for form in choice.forms]
    places = {form.document.id: place for place, form in enumerate(forms)}
    watcher.start("Writing the print run", total=survey.sheets.total(), done=0)
    rows = _good_rows(plan, survey, shard=wishes.shard)
    sheets = _sheets(rows, plan=plan, watcher=watcher)
    paths: list[Path] = []
    waiting = next(sheets, None)
    while waiting:
        stem = PRINT_RUN if not paths else f"{PRINT_RUN}-part-{len(paths) + 1}"
        paths.append(_path(wishes, stem, suffix=".pdf"))
        with write_whole(paths[-1]) as file, io.BufferedWriter(file, _BUFFER) as buffer:
            print_run = begin(
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
    reader = RowReader(plan)
    for row in rows:
        sheets, faults = reader.read(row)
        if faults:
            raise roster_changed(plan)
        yield from sheets
        watcher.advance(len(sheets))
