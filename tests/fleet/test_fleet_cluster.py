"""A fleet on a real Dask scheduler with two workers, of which one is killed in the middle."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from handbook import executors
from handbook.cli import main
from handbook.executors import open_cluster, open_processes
from handbook.fleet.members import find_members
from handbook.fleet.running import Outcome, Run
from tests.cluster import HERE, open_scheduler, wait_for_workers, worker
from tests.thin import thin_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.fleet.members import Member
    from handbook.model.handbook import Handbook

TABLE = (
    "id,name,decisions.posture,leave_out\n"
    "a,North Schools,focus,{leave_out}\n"
    "b,South Schools,consent-only,{leave_out}\n"
    "c,East,focus,{leave_out}\n"
)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """Start a scheduler on the loopback address; give its address."""
    with open_scheduler(tmp_path) as address:
        yield address


def sites(out: Path) -> dict[str, bytes]:
    """Return every file of every site."""
    found = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {
        path.relative_to(out).as_posix(): path.read_bytes() for path in found if path.parent != out
    }


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker(
    tmp_path: Path, scheduler: str, shipped: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every site is there, byte by byte what processes of this machine make."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    table = TABLE.format(leave_out=";".join(thin_out(shipped)))
    (tmp_path / "d.csv").write_text(table, encoding="utf-8")
    members = find_members(tmp_path / "d.csv")
    with ExitStack() as stack:
        doomed = stack.enter_context(worker(scheduler))
        stack.enter_context(worker(scheduler))
        wait_for_workers(scheduler, count=2)

        def kill(_: Outcome) -> None:
            doomed.kill()

        with open_cluster(scheduler) as (executor, workers):
            assert workers == 2
            (tmp_path / "far").mkdir()
            found = Run(tmp_path / "far", executor, workers, told=kill).build(members)
    assert [one.status for one in found] == ["built", "built", "built"]
    assert sites(tmp_path / "far") == sites(_built_here(tmp_path / "near", members))


def _built_here(out: Path, members: tuple[Member, ...]) -> Path:
    out.mkdir()
    with open_processes(2) as (executor, jobs):
        Run(out, executor, jobs).build(members)
    return out


@pytest.mark.parametrize("address", [f"tcp://{HERE}:1", "here", f"http://{HERE}:1", ":"])
def test_a_scheduler_that_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """Nobody at the address, or no address at all, is a sentence, and nothing is written."""
    monkeypatch.setattr(executors, "PATIENCE", 1.0)
    (tmp_path / "d.csv").write_text(TABLE, encoding="utf-8")
    out = tmp_path / "out"
    table = str(tmp_path / "d.csv")
    found = CliRunner().invoke(main, ["fleet", table, "--out", str(out), "--scheduler", address])
    assert (found.exit_code, " ".join(found.stderr.split())) == (
        1,
        (
            f"no scheduler answers at '{address}'. Look whether it runs, and write its address "
            "like tcp://HOST:8786."
        ),
    )
    assert list(out.iterdir()) == []
