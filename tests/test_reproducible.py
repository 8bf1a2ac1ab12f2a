"""Two builds of the same files are the same to the byte, wherever and whenever they are made."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.slow

_LATER = """
import datetime, sys, time

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=400)

datetime.datetime, now = Later, time.time
time.time = lambda: now() + 400 * 86400
from handbook.cli import main
main(sys.argv[1:])
"""

LATER = ("-c", _LATER)
"""The command, run on a day that is more than a year away."""


NOW = ("-m", "handbook")


def build(
    project: Path, *, site: Path, program: Sequence[str] = NOW, **environment: str
) -> dict[str, str]:
    """Build a project in a process of its own; return every file with its fingerprint."""
    command = [sys.executable, *program, "build", "--strict", "--site", str(site)]
    inherited = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    environment = inherited | {"HANDBOOK_CACHE": "no"} | environment
    subprocess.run(command, cwd=project, env=environment, check=True, stdout=subprocess.DEVNULL)
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_same_files(small_project: Path, tmp_path: Path) -> None:
    """Neither folder nor order of hashes, neither time zone nor day leaves a trace."""
    elsewhere = tmp_path / "elsewhere" / "copy"
    shutil.copytree(small_project, elsewhere)
    first = build(small_project, site=tmp_path / "one", PYTHONHASHSEED="1", TZ="UTC")
    second = build(
        elsewhere, site=tmp_path / "two", program=LATER, PYTHONHASHSEED="2", TZ="Asia/Tokyo"
    )
    assert len(first) > 50
    assert first == second


def test_cached_and_uncached(small_project: Path, tmp_path: Path) -> None:
    """A site made of what an earlier run kept is the same file by file, and makes nothing anew."""
    plain = build(small_project, site=tmp_path / "plain")
    cache = tmp_path / "cache"
    kept_in = {"HANDBOOK_CACHE": str(cache), "PYTHONHASHSEED": "2"}
    filling = build(small_project, site=tmp_path / "filling", **kept_in)
    kept = {path: path.stat().st_mtime_ns for path in cache.rglob("*") if path.is_file()}
    assert len(kept) > 20
    filled = build(
        small_project, site=tmp_path / "filled", HANDBOOK_CACHE=str(cache), PYTHONHASHSEED="2"
    )
    assert plain == filling == filled
    assert kept == {path: path.stat().st_mtime_ns for path in cache.rglob("*") if path.is_file()}
