"""A folder is replaced as a whole or not at all, and nobody's other work is."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.publish import replace_folder, write_files


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder that holds a site built before."""
    place = tmp_path / "site"
    write_files({"404.html": b"old", "roles/index.html": b"old"}, folder=place)
    return place


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the content of every file in a folder, hidden ones included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_first_build(tmp_path: Path) -> None:
    """A folder that was not there appears when all is written, and nothing else does."""
    place = tmp_path / "deep" / "site"
    with replace_folder(place) as fresh:
        write_files({"404.html": b"new", "a/b.html": b"new"}, folder=fresh)
        assert not place.exists()
    assert files_in(tmp_path) == {
        "deep/site/404.html": b"new",
        "deep/site/a/b.html": b"new",
    }


def test_next_build(site: Path) -> None:
    """A folder that was there is replaced as a whole: what is not built again is gone."""
    with replace_folder(site) as fresh:
        write_files({"404.html": b"new"}, folder=fresh)
        assert files_in(site) == {"404.html": b"old", "roles/index.html": b"old"}
    assert files_in(site.parent) == {"site/404.html": b"new"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_failed_build(site: Path) -> None:
    """A build that fails leaves the last site, and leaves nothing lying about."""
    with pytest.raises(IsADirectoryError), replace_folder(site) as fresh:
        write_files({"404.html": b"half", ".": b"fails"}, folder=fresh)
    assert files_in(site.parent) == {"site/404.html": b"old", "site/roles/index.html": b"old"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_interrupted_build(site: Path) -> None:
    """A build that somebody interrupts leaves the last site, and leaves nothing lying about."""
    with pytest.raises(KeyboardInterrupt), replace_folder(site):
        raise KeyboardInterrupt
    assert files_in(site.parent) == {"site/404.html": b"old", "site/roles/index.html": b"old"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_swap_that_fails(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new folder cannot be put in place, the last site is put back."""
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise PermissionError(13, "Permission denied", str(target))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError), replace_folder(site) as fresh:
        write_files({"404.html": b"new"}, folder=fresh)
    assert files_in(site.parent) == {"site/404.html": b"old", "site/roles/index.html": b"old"}


def test_folder_with_an_open_file(site: Path) -> None:
    """A site that somebody is reading is replaced; what they read stays whole for them."""
    with (site / "404.html").open("rb") as reader:
        with replace_folder(site) as fresh:
            write_files({"404.html": b"new"}, folder=fresh)
        assert reader.read() == b"old"
    assert files_in(site) == {"404.html": b"new"}


def test_folder_with_other_work(tmp_path: Path) -> None:
    """A folder that holds something else than a site is left alone, before anything is built."""
    work = tmp_path / "letters"
    write_files({"letter.txt": b"kept"}, folder=work)
    with (
        pytest.raises(FileExistsError) as caught,
        replace_folder(work),
    ):
        pytest.fail("the block must not run")
    assert str(caught.value) == (
        f"'{work}' holds other files, which would be lost. Name a new folder."
    )
    assert files_in(tmp_path) == {"letters/letter.txt": b"kept"}


def test_empty_folder(tmp_path: Path) -> None:
    """An empty folder may be used."""
    with replace_folder(tmp_path / "site") as fresh:
        write_files({"404.html": b"new"}, folder=fresh)
    (tmp_path / "empty").mkdir()
    with replace_folder(tmp_path / "empty") as fresh:
        write_files({"404.html": b"new"}, folder=fresh)
    assert files_in(tmp_path) == {"site/404.html": b"new", "empty/404.html": b"new"}
