"""Forms filled in by several workers at once, given back in the order of the rows.

Whoever works is an executor, as `concurrent.futures` defines them: processes of this machine, or a
cluster's. What is sent there and comes back is plain values; files are written here alone.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor, Future

    from handbook.roster.checking import Sheet

_AHEAD = 3
"""How many tasks wait for each worker, so that none is idle."""


class Fill(Protocol):
    """Fills in forms, in whatever process."""

    def __call__(
        self, blanks: Mapping[str, bytes], wanted: Sequence[tuple[str, Mapping[str, str]]]
    ) -> list[bytes]:
        """Return what to append to empty forms so that they hold values.

        Args:
            blanks: The empty forms by their ids.
            wanted: For each form that is wanted, its id and the values by the names of its blanks.

        Raises:
            ValueError: A value does not fit.
        """
        ...


class WorkerLostError(Exception):
    """Whoever filled in forms is gone; the message says what was heard last."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Workers, and what they do."""

    executor: Executor
    workers: int
    fill: Fill

    def fill_all(self, groups: Iterable[Sequence[Sheet]]) -> Iterator[list[bytes]]:
        """Return what to append to the form of each sheet, group by group.

        A few groups are on their way at a time, however many there are.

        Raises:
            ValueError: A value does not fit.
            WorkerLostError: A worker is gone.
        """
        running: deque[Future[list[bytes]]] = deque()
        for group in groups:
            running.append(self.executor.submit(self.fill, *_task(group)))
            if len(running) > self.workers * _AHEAD:
                yield _result(running.popleft())
        while running:
            yield _result(running.popleft())


def _task(
    group: Sequence[Sheet],
) -> tuple[dict[str, bytes], list[tuple[str, Mapping[str, str]]]]:
    blanks = {sheet.form.document.id: sheet.form.blank.content for sheet in group}
    return blanks, [(sheet.form.document.id, sheet.values) for sheet in group]


def _result(future: Future[list[bytes]]) -> list[bytes]:
    try:
        return future.result()
    except ValueError:
        raise
    except Exception as error:  # (of whatever kind a cluster's is)
        said = str(error).splitlines() or [type(error).__name__]
        raise WorkerLostError(said[0].rstrip(".")) from error
