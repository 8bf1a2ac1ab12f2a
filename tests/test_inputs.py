"""What a handbook is made from is told by its files, all of them."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from handbook.inputs import digest_inputs, watched_paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_pipe(small_project: Path) -> None:
    """A pipe among the files is not waited for, and then nothing is known of what they hold."""
    os.mkfifo(small_project / "roles" / "pipe.yml")
    assert digest_inputs(small_project) == ""


def test_watched_paths(small_handbook: Path, tmp_path: Path) -> None:
    """A host watches district.yml and the folders of each root that are there."""
    (tmp_path / "overlay" / "roles").mkdir(parents=True)
    names = ["district.yml", "roles", "standards", "content"]
    assert watched_paths(small_handbook, tmp_path / "overlay") == (
        *(small_handbook / name for name in names),
        tmp_path / "overlay" / "roles",
    )


CHANGES: dict[str, Callable[[Path], object]] = {
    "a word": lambda home: (home / "content" / "trust.md").write_bytes(b"Other"),
    "a new file": lambda home: (home / "content" / "assets" / "new.png").write_bytes(b""),
    "a file that is gone": lambda home: (home / "roles" / "data-coach.yml").unlink(),
    "another name": lambda home: (home / "content" / "trust.md").rename(home / "content" / "a.md"),
    "the menu": lambda home: (home / "mkdocs.yml").write_bytes(b"nav: []"),
    "the look": lambda home: (home / "overrides" / "main.html").write_bytes(b""),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_is_told(small_project: Path, change: Callable[[Path], object]) -> None:
    """Whatever changes, the digest is another; the same files give the same one."""
    before = digest_inputs(small_project)
    assert before == digest_inputs(small_project) != ""
    change(small_project)
    assert digest_inputs(small_project) not in {before, ""}


def test_roots_in_another_order(small_project: Path, tmp_path: Path) -> None:
    """What is laid over what is part of the digest."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "district.yml").write_bytes(b"name: Other")
    assert digest_inputs(small_project, other) != digest_inputs(other, small_project)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few people make links")
def test_no_digest_of_links(small_project: Path, tmp_path: Path) -> None:
    """A link to a file or a folder may lead anywhere, so there is no digest."""
    for target in (small_project / "mkdocs.yml", tmp_path, tmp_path / "nowhere"):
        link = small_project / "content" / "link"
        link.symlink_to(target)
        assert digest_inputs(small_project) == ""
        link.unlink()


def test_no_digest_of_settings_that_go_on_elsewhere(small_project: Path) -> None:
    """A site file that inherits from another has no digest."""
    (small_project / "mkdocs.yml").write_bytes(b"INHERIT: ../other.yml\n")
    assert digest_inputs(small_project) == ""


def test_no_digest_of_what_cannot_be_read(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that cannot be read has no digest."""

    def refuse(_path: str) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refuse)
    assert digest_inputs(small_project) == ""
