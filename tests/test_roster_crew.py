"""A crew fills in the same forms as one process does, in the same order, whoever works."""

from __future__ import annotations

from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from handbook.executors import open_processes, open_workers
from handbook.pdf.filling import fill_forms
from handbook.problems import HandbookError
from handbook.roster.crew import Crew
from handbook.roster.running import Wishes, run_roster
from tests.cluster import open_scheduler, wait_for_workers, worker
from tests.test_roster_running import Watcher, make_plan, read_manifest, tree, write_roster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from handbook.model.handbook import Handbook
    from handbook.roster.plan import Plan

pytestmark = pytest.mark.slow

PEOPLE = 200


@pytest.fixture(scope="module")
def plan(shipped: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Return a plan for people of several groups and two forms, one of them by role."""
    path = write_roster(tmp_path_factory.mktemp("roster") / "roster.csv", rows=PEOPLE)
    return make_plan(path, handbook=shipped, forms=("role-agreement", "confidentiality-agreement"))


@pytest.fixture(scope="module")
def alone(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill in all forms in this process; return the folder."""
    out = tmp_path_factory.mktemp("alone") / "out"
    run_roster(plan, wishes=Wishes(out), watcher=Watcher())
    return out


@contextmanager
def open_dask(folder: Path) -> Iterator[tuple[Executor, int]]:
    """Start a scheduler and a worker, and give their executor."""
    with open_scheduler(folder) as address, worker(address):
        wait_for_workers(address, count=1)
        with open_workers(jobs=1, scheduler=address) as opened:
            yield opened


@contextmanager
def open_threads(_: Path) -> Iterator[tuple[Executor, int]]:
    """Give threads, which is to say any executor at all."""
    with ThreadPoolExecutor(3) as executor:
        yield executor, 3


@pytest.mark.parametrize(
    "opened",
    [lambda _: open_processes(2), open_dask, open_threads],
    ids=["processes", "Dask", "threads"],
)
def test_the_same_files(
    plan: Plan,
    alone: Path,
    tmp_path: Path,
    opened: Callable[[Path], AbstractContextManager[tuple[Executor, int]]],
) -> None:
    """Every form and every line of the manifest is what one process makes, byte by byte."""
    out = tmp_path / "out"
    with opened(tmp_path) as (executor, workers):
        wishes = Wishes(out, crew=Crew(executor, workers, fill_forms))
        report = run_roster(plan, wishes=wishes, watcher=Watcher())
    assert report.written == 2 * PEOPLE
    assert tree(out) == tree(alone)
    assert (out / "manifest.csv").read_bytes() == (alone / "manifest.csv").read_bytes()


class Counting(ThreadPoolExecutor):
    """Counts how much was asked for and is not yet taken away."""

    def __init__(self) -> None:
        super().__init__(1)
        self.asked: list[Future[Any]] = []

    def submit(self, *call: Any, **options: Any) -> Future[Any]:
        """Remember what was asked for."""
        self.asked.append(super().submit(*call, **options))
        return self.asked[-1]


def test_a_crew_is_given_a_few_groups_at_a_time(plan: Plan, tmp_path: Path) -> None:
    """However long the roster is, only so much is on its way as keeps the workers busy."""
    most = 0

    class Counted(Watcher):
        def advance(self, count: int) -> None:
            nonlocal most
            super().advance(count)
            most = max(most, len(executor.asked) - self.done // (2 * 64))

    with Counting() as executor:
        wishes = Wishes(tmp_path / "out", crew=Crew(executor, 1, fill_forms))
        run_roster(plan, wishes=wishes, watcher=Counted())
    assert len(executor.asked) == 4
    assert most == 3


def test_a_worker_that_is_lost(plan: Plan, alone: Path, tmp_path: Path) -> None:
    """What is there is whole, the sentence says how to go on, and the run goes on."""

    class Losing(ProcessPoolExecutor):
        def submit(self, *_: Any, **__: Any) -> Future[Any]:
            lost = Future[Any]()
            lost.set_exception(BrokenProcessPool("A process was killed."))
            return lost

    wishes = Wishes(tmp_path / "out")
    lost = replace(wishes, crew=Crew(Losing(1), 1, fill_forms))
    with pytest.raises(HandbookError) as error:
        run_roster(plan, wishes=lost, watcher=Watcher())
    assert [str(problem) for problem in error.value.problems] == [
        (
            "roster.csv:1:1: whoever filled in forms stopped (A process was killed). Every form "
            "that is there is whole; add --resume to go on."
        )
    ]
    run_roster(plan, wishes=replace(wishes, resumes=True), watcher=Watcher())
    assert tree(wishes.out) == tree(alone)
    assert len(read_manifest(wishes.out / "manifest.csv")) == 2 * PEOPLE
