"""The second pass over a roster: writes each form, in one process or several, and the manifest.

The bytes of every file and the order of the manifest are the same for any number of processes.
"""

from __future__ import annotations

import hashlib
import signal
from collections import deque
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from queue import Empty
from typing import TYPE_CHECKING, TypeAlias

from handbook.problems import HandbookError, Location, Problem
from handbook.roster.checking import RowReader
from handbook.roster.manifest import Entry
from handbook.roster.private_files import FolderWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.context import SpawnProcess
    from multiprocessing.queues import Queue
    from pathlib import Path

    from handbook.roster.plan import Plan
    from handbook.roster.reading import Row

Entries: TypeAlias = list[Entry]

_CHUNK = 64
_AHEAD = 3
_PATIENCE = 1.0


class FormWriter:
    """Writes the forms of rows that were found good."""

    def __init__(self, plan: Plan, *, out: Path, scratch_name: str) -> None:
        """Write below a folder; no other writer may use the same scratch name at the same time."""
        self._plan = plan
        self._reader = RowReader(plan)
        self._folder = FolderWriter(out, scratch_name=scratch_name)
        self._hashes = {
            form.document.id: hashlib.sha256(form.blank.content)
            for choice in plan.choices
            for form in choice.forms
        }

    def write(self, rows: Iterable[Row]) -> Entries:
        """Write every form of the rows.

        Raises:
            HandbookError: A row is no longer what it was when it was checked.
        """
        return [entry for row in rows for entry in self._write_row(row)]

    def close(self) -> None:
        """Take away what an interruption left."""
        self._folder.close()

    def _write_row(self, row: Row) -> Iterator[Entry]:
        sheets, faults = self._reader.read(row)
        if faults:
            raise roster_changed(self._plan)
        for form, values, uri, person in sheets:
            update = form.blank.update(values)
            digest = self._hashes[form.document.id].copy()
            digest.update(update)
            self._folder.write(uri, form.blank.content, update)
            document = form.document
            yield Entry(row.number, person, document.id, document.edition, uri, digest.hexdigest())


def roster_changed(plan: Plan) -> HandbookError:
    """Return what to say when the roster is not the one that was checked."""
    message = "the roster was changed while it was being read. Run the command again."
    return HandbookError([Problem(Location(plan.roster.name), "", message)])


def write_forms(
    rows: Iterator[Row], *, plan: Plan, out: Path, jobs: int, scratch: str
) -> Iterator[Entries]:
    """Write the forms of rows, and yield what was written, in the order of the rows.

    Args:
        rows: Rows that were found good.
        plan: What to fill in.
        out: The folder, which is there.
        jobs: How many processes write; with 1, this one does.
        scratch: How unfinished files are called; other runs in the folder use other names.
    """
    chunks = iter(lambda: list(islice(rows, _CHUNK)), [])
    if jobs == 1:
        with closing(FormWriter(plan, out=out, scratch_name=f"{scratch}-0")) as writer:
            for chunk in chunks:
                yield writer.write(chunk)
        return
    crew = _Crew(plan, out=out, scratches=tuple(f"{scratch}-{job}" for job in range(jobs)))
    try:
        yield from crew.work(chunks)
    except BaseException:
        crew.dismiss(is_patient=True)
        raise
    crew.dismiss()


@dataclass(frozen=True, slots=True)
class _Worker:
    """A process, what it is given, and what it gives back."""

    process: SpawnProcess
    inbox: Queue[list[Row] | None]
    outbox: Queue[Entries | str]


class _Crew:
    """Processes that take turns, so that what they write comes back in the order of the rows."""

    def __init__(self, plan: Plan, *, out: Path, scratches: tuple[str, ...]) -> None:
        self._plan = plan
        self._scratches = tuple(out / name for name in scratches)
        context = get_context("spawn")
        self._workers = []
        for name in scratches:
            inbox: Queue[list[Row] | None] = context.Queue()
            outbox: Queue[Entries | str] = context.Queue()
            arguments = (plan, out, name, inbox, outbox)
            process = context.Process(target=_work, args=arguments, daemon=True)
            process.start()
            self._workers.append(_Worker(process, inbox, outbox))

    def work(self, chunks: Iterator[list[Row]]) -> Iterator[Entries]:
        waiting: deque[_Worker] = deque()
        for place, chunk in enumerate(chunks):
            worker = self._workers[place % len(self._workers)]
            worker.inbox.put(chunk)
            waiting.append(worker)
            if len(waiting) >= _AHEAD * len(self._workers):
                yield self._collect(waiting.popleft())
        while waiting:
            yield self._collect(waiting.popleft())

    def dismiss(self, *, is_patient: bool = False) -> None:
        """End the processes; a patient end lets each finish the chunk it is at."""
        for worker in self._workers:
            worker.inbox.cancel_join_thread()
            worker.inbox.put(None)
        for worker, scratch in zip(self._workers, self._scratches, strict=True):
            worker.process.join(_PATIENCE if is_patient else None)
            if worker.process.is_alive():
                worker.process.terminate()
                worker.process.join()
                scratch.unlink(missing_ok=True)

    def _collect(self, worker: _Worker) -> Entries:
        while True:
            try:
                answer = worker.outbox.get(timeout=_PATIENCE)
            except Empty:
                if worker.process.is_alive():
                    continue
                answer = "a process ended before its work was done"
            if isinstance(answer, str):
                message = f"{answer}. Run the command again with --resume."
                raise HandbookError([Problem(Location(self._plan.roster.name), "", message)])
            return answer


def _work(
    plan: Plan,
    out: Path,
    scratch_name: str,
    inbox: Queue[list[Row] | None],
    outbox: Queue[Entries | str],
) -> None:
    """Write chunk after chunk, in a process of its own, until there is none."""
    # Ctrl-C reaches every process of a terminal; the first one alone decides what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with closing(FormWriter(plan, out=out, scratch_name=scratch_name)) as writer:
        while (chunk := inbox.get()) is not None:
            try:
                outbox.put(writer.write(chunk))
            except HandbookError as error:
                outbox.put(error.problems[0].message.rstrip("."))
            except OSError as error:
                outbox.put(f"a form cannot be written: {(error.strerror or 'no reason').lower()}")
