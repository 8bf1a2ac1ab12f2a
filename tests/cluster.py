"""A Dask scheduler and its workers on the loopback address, each a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from handbook.executors import ClusterError, open_cluster

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

HERE = "127.0.0.1"


@contextmanager
def running(module: str, *words: object) -> Iterator[subprocess.Popen[bytes]]:
    """Run a part of Dask as a process of its own."""
    command = [sys.executable, "-m", module, *map(str, words)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def open_scheduler(folder: Path) -> Iterator[str]:
    """Start a scheduler, which writes what it is into a folder; give its address."""
    told = folder / "scheduler.json"
    words = ("--host", HERE, "--port", 0, "--no-dashboard", "--scheduler-file", told)
    with running("distributed.cli.dask_scheduler", *words):
        deadline = time.monotonic() + 60
        while not told.is_file() or not told.read_text(encoding="utf-8").strip():
            assert time.monotonic() < deadline, "the scheduler did not start"
            time.sleep(0.1)
        yield told.read_text(encoding="utf-8").partition('"address": "')[2].partition('"')[0]


def worker(scheduler: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """Start a worker with one thread, which nobody starts again."""
    words = (scheduler, "--nthreads", 1, "--no-nanny", "--no-dashboard", "--host", HERE)
    return running("distributed.cli.dask_worker", *words)


def wait_for_workers(scheduler: str, *, count: int) -> None:
    """Wait until so many workers have come to a scheduler."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(ClusterError), open_cluster(scheduler) as (_, workers):
            if workers == count:
                return
        time.sleep(0.5)
    pytest.fail("the workers did not start")
