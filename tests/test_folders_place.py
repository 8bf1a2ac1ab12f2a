"""A place that cannot take a folder, or should not, is refused in a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handbook.folders.place import FolderError, check_own_place, check_place


def refusal_of(place: Path, *sources: Path) -> str:
    """Return why a place is refused, or ''."""
    try:
        check_place(place, sources=sources)
        check_own_place(place)
    except FolderError as error:
        return str(error)
    return ""


def test_places_that_will_do(tmp_path: Path) -> None:
    """A folder that is there and one that is not, however deep, may be used."""
    (tmp_path / "content").mkdir()
    assert refusal_of(tmp_path, tmp_path.parent / "content") == ""
    assert refusal_of(tmp_path / "a" / "b", tmp_path / "content") == ""
    assert refusal_of(tmp_path / "content-too", tmp_path / "content") == ""


@pytest.mark.parametrize("place", ["file", "file/site", "file/a/b"])
def test_file_in_the_way(tmp_path: Path, place: str) -> None:
    """A file is no folder, and none can be made in it."""
    (tmp_path / "file").touch()
    assert refusal_of(tmp_path / place) == (
        f"'{tmp_path / 'file'}' is a file. Name a folder that can be made."
    )


@pytest.mark.parametrize("place", ["content", "content/site", "content/a/b", "a/../content"])
def test_what_the_handbook_is_made_from(tmp_path: Path, place: str) -> None:
    """Nothing is written among the handbook's own texts."""
    for name in ("content", "a"):
        (tmp_path / name).mkdir()
    assert refusal_of(tmp_path / place, tmp_path / "content") == (
        f"'{tmp_path / place}' lies in '{tmp_path / 'content'}', from which the handbook is made. "
        "Name a folder outside of it."
    )


def test_link_into_what_the_handbook_is_made_from(tmp_path: Path) -> None:
    """A way round by a link leads there as well."""
    (tmp_path / "content").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "content")
    place = tmp_path / "link" / "site"
    assert refusal_of(place, tmp_path / "content") == (
        f"'{place}' lies in '{tmp_path / 'content'}', from which the handbook is made. "
        "Name a folder outside of it."
    )


def test_what_holds_the_handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the project's folder nor one above it is replaced, however it is named."""
    source = tmp_path / "handbook" / "mkdocs.yml"
    source.parent.mkdir()
    source.touch()
    monkeypatch.chdir(source.parent)
    for place in (source.parent, tmp_path, Path(), Path("..")):
        assert refusal_of(place, Path("mkdocs.yml")) == (
            f"'{place}' holds the handbook itself. Name a new folder in it."
        )


def test_mounted_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mount point cannot be moved, so a folder in it is asked for before any work is done."""
    monkeypatch.setattr(os.path, "ismount", lambda path: path == tmp_path)
    assert refusal_of(tmp_path) == (
        f"'{tmp_path}' is a mounted drive or volume, which cannot be replaced as a whole. Name a "
        f"folder in it, such as '{tmp_path / 'handbook'}'."
    )


def test_read_only_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place where nothing can be written is told before any work is done."""
    monkeypatch.setattr(os, "access", lambda path, _: path != tmp_path)
    for place in (tmp_path, tmp_path / "site", tmp_path / "a" / "site"):
        assert refusal_of(place) == (
            f"nothing can be written to '{tmp_path}': it is read-only or belongs to another user. "
            "Name a folder elsewhere."
        )


def test_folder_of_another_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another user's folder is not replaced, except by the administrator."""
    owner = tmp_path.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    assert refusal_of(tmp_path) == f"'{tmp_path}' belongs to another user. Name a new folder."
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert refusal_of(tmp_path) == ""
