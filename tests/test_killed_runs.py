"""Whenever a run is killed, the last good output is whole, and the next run ends as if alone."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from handbook.accepted import AcceptedBase, pack_base
from handbook.folders.mark import MARK_NAME, Made, check_replaceable
from handbook.model.places import LOCK_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOMENTS = int(os.environ.get("HANDBOOK_KILLS", "3"))
"""How many times each command is killed; `./scripts/kill` does it thirty times."""

PEOPLE = 400


def fingerprints(folder: Path) -> dict[str, str]:
    """Return the hash of every file in a folder, hidden ones included."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def start(*arguments: object, folder: Path) -> subprocess.Popen[bytes]:
    """Start the command in a folder."""
    command = [sys.executable, "-m", "handbook", *map(str, arguments)]
    quiet = os.environ | {"SOURCE_DATE_EPOCH": "1785542400"}
    return subprocess.Popen(command, cwd=folder, env=quiet, stderr=subprocess.PIPE)


def finish(*arguments: object, folder: Path) -> float:
    """Run the command to its end, which must be a good one; return how long it took."""
    begun = time.monotonic()
    with start(*arguments, folder=folder) as process:
        _, said = process.communicate()
    assert process.returncode == 0, said.decode()
    return time.monotonic() - begun


def kill_at_random(*arguments: object, folder: Path, seconds: float) -> Iterator[float]:
    """Kill the command at moments of which most lie where it writes; yield after each."""
    chance = random.Random(20260831)  # noqa: S311
    for number in range(MOMENTS):
        moment = seconds * (chance.uniform(0.6, 1) if number % 3 else chance.uniform(0, 0.6))
        with start(*arguments, folder=folder) as process:
            time.sleep(moment)
            process.kill()
        yield moment


@pytest.mark.slow
def test_killed_builds(small_project: Path) -> None:
    """A site is the old one or the new one, and what a killed build left goes with the next."""
    site = small_project / "site"
    build = ("build", "--site", site)
    seconds = finish(*build, folder=small_project)
    good = fingerprints(site)
    before = {path.name for path in small_project.iterdir()}
    for moment in kill_at_random(*build, folder=small_project, seconds=seconds):
        assert fingerprints(site) == good, f"killed after {moment:.2f} s"
        check_replaceable(site, made=Made.SITE)
    finish(*build, folder=small_project)
    assert fingerprints(site) == good
    assert MARK_NAME in good
    assert {path.name for path in small_project.iterdir()} == before


@pytest.mark.slow
def test_killed_rosters(small_project: Path) -> None:
    """Every form that is there is whole, and the run that goes on makes what one run makes."""
    roster = small_project.parent / "roster.csv"
    names = "".join(f"Ana Begaye {number}\n" for number in range(PEOPLE))
    roster.write_text(f"Teacher\n{names}", encoding="utf-8")
    folders = (small_project.parent / name for name in ("whole", "killed"))
    whole, killed = folders
    fill = ("forms", roster, "--form", "role-agreement", "--merge", "--out")
    seconds = finish(*fill, whole, folder=small_project)
    good = fingerprints(whole)
    for moment in kill_at_random(*fill, killed, "--resume", folder=small_project, seconds=seconds):
        forms = {
            name: digest
            for name, digest in fingerprints(killed).items()
            if name.endswith(".pdf") and not name.startswith(".")
        }
        assert forms.items() <= good.items(), f"killed after {moment:.2f} s"
        if (killed / "print-run.pdf").exists():
            # It came to its end before; the next one has all the work before it again.
            shutil.rmtree(killed)
    finish(*fill, killed, "--resume", folder=small_project)
    assert fingerprints(killed) == good


@pytest.mark.slow
def test_killed_beginnings(tmp_path: Path) -> None:
    """A new handbook is whole or not there, and what a killed run left goes with the next."""
    place = tmp_path / "ours"
    begin = ("new", place, "--yes")
    seconds = finish(*begin, folder=tmp_path)
    good = fingerprints(place)
    shutil.rmtree(place)
    for moment in kill_at_random(*begin, folder=tmp_path, seconds=seconds):
        if place.exists():
            assert fingerprints(place) == good, f"killed after {moment:.2f} s"
            shutil.rmtree(place)
    finish(*begin, folder=tmp_path)
    assert fingerprints(place) == good
    assert [path.name for path in tmp_path.iterdir()] == ["ours"]


@pytest.mark.slow
def test_killed_upgrades(tmp_path: Path) -> None:
    """The accepted text is the one before or the one now, and the next run ends as if alone."""
    place = tmp_path / "ours"
    finish("new", place, "--yes", folder=tmp_path)
    lock, good = place / LOCK_NAME, fingerprints(place)
    then = pack_base(AcceptedBase(version="1", files={}))
    lock.write_bytes(then)
    upgrade = ("upgrade", "--keep-all")
    seconds = finish(*upgrade, folder=place)
    assert fingerprints(place) == good
    for moment in kill_at_random(*upgrade, folder=place, seconds=seconds):
        found = lock.read_bytes()
        assert found == then or fingerprints(place)[LOCK_NAME] == good[LOCK_NAME], (
            f"killed after {moment:.2f} s"
        )
        lock.write_bytes(then)
    finish(*upgrade, folder=place)
    assert fingerprints(place) == good


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["build", "forms"])
def test_two_at_once(small_project: Path, kind: str) -> None:
    """Of two runs into one folder at the same time one is told to wait, and one does the work."""
    roster = small_project.parent / "roster.csv"
    roster.write_text("Teacher\n" + "Ana Begaye\n" * PEOPLE, encoding="utf-8")
    out = small_project.parent / "out"
    commands: dict[str, tuple[object, ...]] = {
        "build": ("build", "--site", out),
        "forms": ("forms", roster, "--form", "role-agreement", "--out", out),
    }
    processes = [start(*commands[kind], folder=small_project) for _ in range(2)]
    said = [process.communicate()[1].decode() for process in processes]
    statuses = sorted(process.returncode for process in processes)
    if statuses == [0, 1]:
        refusals = ("another run is writing", f"'{out}' is not empty.", f"'{out}' holds other")
        assert any(words in "".join(said) for words in refusals)
    else:
        # The first was done before the second began to write.
        assert (kind, statuses) == ("build", [0, 0])
    if kind == "forms":
        assert len(list(out.glob("*/*.pdf"))) == PEOPLE
