"""Who does work side by side: processes of this machine, or the computers of a cluster.

Both are executors as `concurrent.futures` defines them, so that neither a fleet nor a roster need
know which it has.
"""

from __future__ import annotations

import multiprocessing
import os
import socket
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from handbook.cache import engine_mark
from handbook.problems import listing
from handbook.publish import SiteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

_ONE_HEAP = {"MALLOC_ARENA_MAX": "1"}
"""What processes start with: where the C library is GNU's, threads share what others gave back.

Typesetting runs in threads of its own. With a heap for each, a process holds a tenth more.
"""

PATIENCE = 15.0
"""How long a scheduler may take to answer, in seconds."""


class ClusterError(SiteError):
    """A cluster cannot be used; the message says why and what to do."""


def open_workers(
    *, jobs: int, scheduler: str = "", tasks: int | None = None
) -> AbstractContextManager[tuple[Executor, int]]:
    """Give a cluster's workers where a scheduler is named, else processes of this machine.

    Args:
        jobs: How many processes there are.
        scheduler: The address of a Dask scheduler, or ''.
        tasks: After how many tasks a process is replaced by a fresh one; by default never.

    Raises:
        ClusterError: The cluster cannot be used.
    """
    return open_cluster(scheduler) if scheduler else open_processes(jobs, tasks=tasks)


@contextmanager
def open_processes(jobs: int, *, tasks: int | None = None) -> Iterator[tuple[Executor, int]]:
    """Give an executor of processes on this machine, and how many there are."""
    for name, value in _ONE_HEAP.items():
        os.environ.setdefault(name, value)
    with ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        max_tasks_per_child=tasks,
    ) as executor:
        yield executor, jobs


@contextmanager
def open_cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """Give an executor of a Dask cluster's workers, and how many there are.

    Args:
        address: The scheduler's, like tcp://10.0.0.5:8786.

    Raises:
        ClusterError: Dask is not installed, nobody answers, or a worker has another program.
    """
    try:
        from distributed import Client  # noqa: PLC0415  (an extra)
        from distributed.comm.addressing import get_address_host_port  # noqa: PLC0415
    except ImportError as error:
        message = (
            "Dask is not installed here. Run 'pip install coaching-handbook[cluster]', on the "
            "workers as well."
        )
        raise ClusterError(message) from error
    try:
        # A client that finds nobody complains once more when it is taken away: so look first.
        socket.create_connection(get_address_host_port(address), timeout=PATIENCE).close()
        client: Any = Client(address, timeout=f"{PATIENCE}s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        message = (
            f"no scheduler answers at '{address}'. Look whether it runs, and write its address "
            "like tcp://HOST:8786."
        )
        raise ClusterError(message) from error
    with client:
        marks = client.run(engine_mark, on_error="return")
        if not marks:
            raise ClusterError(f"the scheduler at '{address}' has no worker. Start some.")
        others = sorted(name for name, mark in marks.items() if mark != engine_mark())
        if others:
            message = (
                f"another version of the handbook, or none, is on {listing(others, last='and')}. "
                "Install the same version everywhere."
            )
            raise ClusterError(message)
        yield client.get_executor(pure=False), len(marks)
