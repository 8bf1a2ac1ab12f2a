"""Two builds of the same files are the same to the byte, wherever and whenever they are made."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LATER = """
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
"""The command, run on a day that is more than a year away."""


def build(project: Path, *, site: Path, seed: str, zone: str, program: list[str]) -> dict[str, str]:
    """Build a project in a process of its own; return every file with its fingerprint."""
    command = [sys.executable, *program, "build", "--strict", "--site", str(site)]
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
    environment.pop("SOURCE_DATE_EPOCH", None)
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
    now = ["-m", "handbook"]
    first = build(small_project, site=tmp_path / "one", seed="1", zone="UTC", program=now)
    later = ["-c", LATER]
    second = build(elsewhere, site=tmp_path / "two", seed="2", zone="Asia/Tokyo", program=later)
    assert len(first) > 50
    assert first == second
