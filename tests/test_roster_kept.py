"""Nothing of a roster is kept between runs: neither its words nor the letters that they need."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from handbook.cli import main

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("Zephyrine Quillfeather", "אסתר כהן", "Олена Ткач")


def kept_after(
    roster: Path, *, project: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, bytes]:
    """Fill in a form for everyone on a roster; return what the cache holds afterwards."""
    monkeypatch.setenv("HANDBOOK_CACHE", str(cache))
    # So that something is there to be compared.
    assert CliRunner().invoke(main, ["check", "--project", str(project)]).exit_code == 0
    arguments = ["forms", "--project", str(project), str(roster), "--form", "role-agreement"]
    result = CliRunner().invoke(main, [*arguments, "--out", str(roster.with_suffix("")), "--merge"])
    assert result.exit_code == 0, result.output
    return {
        path.relative_to(cache).as_posix(): path.read_bytes()
        for path in cache.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
def test_nothing_of_a_roster_is_kept(
    small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept after a roster with names in three scripts is what is kept after another."""
    found = []
    for place, names in enumerate((("Ana",), NAMES)):
        roster = tmp_path / f"roster-{place}.csv"
        roster.write_text("Teacher\n" + "\n".join(names) + "\n", encoding="utf-8")
        kept = kept_after(
            roster,
            project=small_project,
            cache=tmp_path / f"cache-{place}",
            monkeypatch=monkeypatch,
        )
        found.append(kept)
    assert found[0] == found[1] != {}
    for content in found[1].values():
        for name in NAMES:
            for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
                assert name.encode(encoding) not in content
                assert name.encode(encoding).hex().encode() not in content.lower()
                assert name.encode(encoding) not in _unpacked(content)


def _unpacked(content: bytes) -> bytes:
    """Return every stream in a file that can be unpacked."""
    found = []
    for start in (at for at in range(len(content) - 1) if content[at : at + 1] == b"\x78"):
        unpacker = zlib.decompressobj()
        try:
            found.append(unpacker.decompress(content[start:], 1_000_000))
        except zlib.error:
            continue
    return b"\n".join(found)
