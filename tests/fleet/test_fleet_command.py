"""Real districts in real processes: each site is the one that `handbook build` makes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from handbook.cli import main
from tests.thin import thin_out

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook

HOME = Path(__file__).parents[1] / "districts" / "lantern-bay"


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file of a site, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_a_fleet_of_one_is_a_build(
    tmp_path: Path, shipped: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte by byte, beside another district that fails."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    bay = shutil.copytree(HOME, tmp_path / "fleet" / "bay")
    before, told, _ = (HOME / "district.yml").read_text(encoding="utf-8").partition("leave_out:\n")
    lines = "".join(f"  - '{name}'\n" for name in thin_out(shipped))
    (bay / "district.yml").write_text(f"{before}{told}{lines}", encoding="utf-8")
    (tmp_path / "fleet" / "other" / "content").mkdir(parents=True)
    for name in ("district.yml", "mkdocs.yml"):
        text = (HOME / name).read_text(encoding="utf-8").replace("posture: ", "posture: un")
        (tmp_path / "fleet" / "other" / name).write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    found = CliRunner().invoke(
        main, ["fleet", str(tmp_path / "fleet"), "--out", str(out), "--jobs", "2"]
    )
    assert found.exit_code == 1
    assert "2 districts: 1 built, 1 failed." in found.stdout
    assert "other: district.yml:" in found.stderr
    site = tmp_path / "site"
    alone = CliRunner().invoke(
        main, ["build", "--project", str(tmp_path / "fleet" / "bay"), "--site", str(site)]
    )
    assert alone.exit_code == 0
    assert files_in(out / "bay") == files_in(site)
    again = CliRunner().invoke(
        main, ["fleet", str(tmp_path / "fleet"), "--out", str(out), "--only", "bay"]
    )
    assert "1 unchanged" in again.stdout


def test_a_district_that_is_not_there(tmp_path: Path) -> None:
    """An id that no district has is refused before anything is done."""
    (tmp_path / "d.csv").write_text("name\nNorth\n", encoding="utf-8")
    table, out = str(tmp_path / "d.csv"), tmp_path / "out"
    found = CliRunner().invoke(main, ["fleet", table, "--out", str(out), "--only", "south"])
    assert found.exit_code == 2
    assert "no district has the id 'south'." in found.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("out", "message"),
    [
        ("fleet/bay/sites", "lies in '{bay}', from which the handbook is made. Name a folder"),
        ("fleet", "holds the handbook itself. Name a new folder in it."),
    ],
)
def test_sites_and_sources_stay_apart(tmp_path: Path, out: str, message: str) -> None:
    """Where sites would come among what they are made from, nothing is done."""
    shutil.copytree(HOME, tmp_path / "fleet" / "bay")
    before = files_in(tmp_path)
    found = CliRunner().invoke(
        main, ["fleet", str(tmp_path / "fleet"), "--out", str(tmp_path / out)]
    )
    said = " ".join(found.stderr.split())
    assert message.format(bay=tmp_path / "fleet" / "bay") in said.replace("' ", "' ")
    assert found.exit_code == 1
    assert files_in(tmp_path) == before
