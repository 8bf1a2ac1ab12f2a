"""The package as pip installs it, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[1]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in an environment that knows nothing of the checkout."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=environment["HOME"],
        env={**os.environ, "PYTHONPATH": "", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_wheel_builds_a_handbook(small_project: Path, tmp_path: Path) -> None:
    """The wheel holds all it needs: it builds a handbook, forms and book included."""
    home, installed, site = str(tmp_path), tmp_path / "installed", tmp_path / "site"
    offline = ("--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--quiet")
    made = run("-m", "pip", "wheel", *offline, "-w", home, str(PROJECT), HOME=home)
    assert made.returncode == 0, made.stderr
    (wheel,) = tmp_path.glob("coaching_handbook-*.whl")
    put = run("-m", "pip", "install", *offline, "--target", str(installed), str(wheel), HOME=home)
    assert put.returncode == 0, put.stderr

    where = run(
        "-c", "import handbook; print(handbook.__file__)", HOME=home, PYTHONPATH=str(installed)
    )
    assert Path(where.stdout.strip()).is_relative_to(installed)
    built = run(
        *(
            "-m",
            "handbook",
            "build",
            "--strict",
            "--project",
            str(small_project),
            "--site",
            str(site),
        ),
        HOME=home,
        PYTHONPATH=str(installed),
    )
    assert built.returncode == 0, built.stderr
    assert (site / "roles" / "data-coach" / "index.html").is_file()
    assert (site / "forms" / "role-agreement-data-coach.pdf").is_file()
    assert (site / "handbook.pdf").is_file()
