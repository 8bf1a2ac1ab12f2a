"""Two builds of the same files at the same SOURCE_DATE_EPOCH are the same to the byte."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def build(project: Path, *, site: Path, seed: str, zone: str) -> dict[str, str]:
    """Build a project in a process of its own; return every file with its fingerprint."""
    command = [sys.executable, "-m", "handbook", "build", "--strict", "--site", str(site)]
    environment = os.environ | {
        "SOURCE_DATE_EPOCH": "1785542400",
        "PYTHONHASHSEED": seed,
        "TZ": zone,
    }
    subprocess.run(command, cwd=project, env=environment, check=True, stdout=subprocess.DEVNULL)
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_same_files(small_project: Path, tmp_path: Path) -> None:
    """Neither the folder, nor the order of hashes, nor the time zone leaves a trace."""
    elsewhere = tmp_path / "elsewhere" / "copy"
    shutil.copytree(small_project, elsewhere)
    first = build(small_project, site=tmp_path / "one", seed="1", zone="UTC")
    second = build(elsewhere, site=tmp_path / "two", seed="2", zone="Asia/Tokyo")
    assert len(first) > 50
    assert first == second
