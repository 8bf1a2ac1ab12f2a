"""The package as pip installs it, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.thin import thin_out

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[1]
DRAFT = (
    "district.yml:{line}:11: warning: decisions.review: no counsel has reviewed the forms, so each "
    "says DRAFT and none is for signing. Once one has, add 'counsel:' and 'on:'."
)


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


SITE = """site_name: A handbook
docs_dir: content
theme:
  name: handbook
plugins:
  - handbook
"""


@pytest.fixture
def three_files(tmp_path: Path, shipped: Handbook) -> Path:
    """Return a folder of the least that a district writes: who it is, and an empty folder."""
    home = tmp_path / "ours"
    (home / "content").mkdir(parents=True)
    (home / "content" / ".keep").touch()
    (home / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    told = PROJECT / "tests" / "fixtures" / "maple-valley" / "district.yml"
    text = told.read_text(encoding="utf-8").replace("logo: district/logo.svg\n", "")
    text = text.partition("leave_out:")[0] + f"leave_out: {list(thin_out(shipped))}\n"
    (home / "district.yml").write_text(text, encoding="utf-8")
    return home


def test_the_wheel_builds_a_handbook(three_files: Path, tmp_path: Path) -> None:
    """The wheel holds the base and no district: with three files it builds a handbook."""
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
            "--project",
            str(three_files),
            "--site",
            str(site),
        ),
        HOME=home,
        PYTHONPATH=str(installed),
    )
    assert built.returncode == 0, built.stderr
    base = installed / "handbook" / "_base"
    assert sorted(path.name for path in base.iterdir()) == [
        "content",
        "overrides",
        "roles",
        "standards",
    ]
    assert not (base / "content" / "district").exists()
    text = (three_files / "district.yml").read_text(encoding="utf-8")
    line = text.partition("  review:")[0].count("\n") + 1
    assert built.stderr.splitlines() == [DRAFT.format(line=line)]
    assert (site / "roles" / "data-coach" / "index.html").is_file()
    assert (site / "forms" / "role-agreement-data-coach.pdf").is_file()
    assert (site / "handbook.pdf").is_file()
