"""A folder is replaced as a whole or not at all, and nobody's other work is."""

from __future__ import annotations

import os
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from handbook.folders import exchange
from handbook.folders.mark import MARK_NAME, Made
from handbook.folders.place import FolderError
from handbook.publish import replace_folder, write_archive, write_files

if TYPE_CHECKING:
    from _collections_abc import dict_items
    from collections.abc import Mapping
    from pathlib import Path

OLD = {"404.html": b"old", "roles/index.html": b"old"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder that holds a site built before."""
    return build(tmp_path / "site", OLD)


def build(place: Path, files: Mapping[str, bytes], *, error: BaseException | None = None) -> Path:
    """Put files at a place, and fail before the end where an error is given."""
    with replace_folder(place) as fresh:
        write_files(files, folder=fresh)
        if error:
            raise error
    return place


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the content of every file in a folder but marks, hidden ones included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARK_NAME
    }


def refusal_of(place: Path, *, made: Made = Made.SITE, sources: tuple[Path, ...] = ()) -> str:
    """Return why a place is refused, which must be before any work is done."""
    with (
        pytest.raises(FolderError) as caught,
        replace_folder(place, made=made, sources=sources),
    ):
        pytest.fail("the block must not run")
    return str(caught.value)


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
        assert files_in(site) == OLD
    assert files_in(site.parent) == {"site/404.html": b"new"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_relative_place(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place named from the working folder is the same place, whichever way it is written."""
    monkeypatch.chdir(site / "roles")
    (site.parent / "other").mkdir()
    monkeypatch.chdir(site.parent / "other")
    with replace_folder(site.parent / "other" / ".." / "site") as fresh:
        write_files({"404.html": b"new"}, folder=fresh)
    assert files_in(site.parent) == {"site/404.html": b"new"}


def test_build_without_an_exchange(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system cannot exchange two folders at once, two moves do it."""
    monkeypatch.setattr(exchange, "_exchange", lambda *_: False)
    with replace_folder(site) as fresh:
        write_files({"404.html": b"new"}, folder=fresh)
    assert files_in(site.parent) == {"site/404.html": b"new"}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_failed_build(site: Path, error: BaseException) -> None:
    """A build that fails, or that somebody stops, leaves the last site and nothing lying about."""
    with pytest.raises(type(error)):
        build(site, {"404.html": b"half"}, error=error)
    assert files_in(site) == OLD
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_swap_that_fails(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new folder cannot be put in place, the last site is put back."""
    rename = type(site).rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise PermissionError(13, "Permission denied", str(target))
        return rename(path, target)

    monkeypatch.setattr(exchange, "_exchange", lambda *_: False)
    monkeypatch.setattr(type(site), "rename", refuse)
    with pytest.raises(PermissionError):
        build(site, {"404.html": b"new"})
    assert files_in(site) == OLD
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_left_overs_of_a_killed_build(site: Path) -> None:
    """What a build left that was killed goes with the next one, even a site it had moved away."""
    scratch = site.with_name(".site.handbook")
    write_files({"new/half.html": b"half", "lock": b""}, folder=scratch)
    site.rename(scratch / "old")
    with pytest.raises(OSError, match="full"):
        build(site, {"404.html": b"half"}, error=OSError("full"))
    assert files_in(site) == OLD
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_two_builds_at_once(site: Path) -> None:
    """A build into a folder that another is writing is told so, and harms neither."""
    with replace_folder(site) as fresh:
        write_files({"404.html": b"new"}, folder=fresh)
        assert refusal_of(site) == (
            f"another run is writing '{site}' now. Wait until it is done, or name another folder."
        )
    assert files_in(site.parent) == {"site/404.html": b"new"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_folder_with_an_open_file(site: Path) -> None:
    """A site that somebody is reading is replaced; what they read stays whole for them."""
    with (site / "404.html").open("rb") as reader:
        with replace_folder(site) as fresh:
            write_files({"404.html": b"new"}, folder=fresh)
        assert reader.read() == b"old"
    assert files_in(site) == {"404.html": b"new"}


def test_empty_folder(tmp_path: Path) -> None:
    """An empty folder may be used, and one that was only looked at."""
    for name in ("empty", "looked-at"):
        (tmp_path / name).mkdir()
    (tmp_path / "looked-at" / ".DS_Store").touch()
    for name in ("empty", "looked-at"):
        with replace_folder(tmp_path / name) as fresh:
            write_files({"404.html": b"new"}, folder=fresh)
    assert files_in(tmp_path) == {"empty/404.html": b"new", "looked-at/404.html": b"new"}


def test_site_for_a_web_server(tmp_path: Path) -> None:
    """A web server, which runs as another user, can read a site whatever the umask."""
    before = os.umask(0o077)
    try:
        with replace_folder(tmp_path / "public" / "site") as fresh:
            write_files(OLD, folder=fresh)
    finally:
        os.umask(before)
    modes = {
        (path.is_dir(), oct(stat.S_IMODE(path.stat().st_mode)))
        for path in (tmp_path / "public", *(tmp_path / "public").rglob("*"))
    }
    assert modes == {(True, "0o755"), (False, "0o644")}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"letter.txt": b"kept"},
            "'{place}' holds other files, which would be lost. Name a new folder.",
        ),
        (
            {"mkdocs.yml": b"kept", "content/index.md": b"kept"},
            "'{place}' holds other files, which would be lost. Name a new folder.",
        ),
        (
            {"404.html": b"another site", "index.html": b"another site"},
            (
                "'{place}' holds a site that an earlier version or another program built. If "
                "nothing in it is needed, delete the folder and build again; or name a new folder."
            ),
        ),
        (
            {"404.html": b"another site", ".git/HEAD": b"ref: refs/heads/gh-pages"},
            (
                "'{place}' is a checkout of Git, which would be lost. Name a new folder, and copy "
                "what is built into the checkout."
            ),
        ),
        (
            {MARK_NAME: b"not a list", "404.html": b"another site"},
            (
                "'{place}' holds a site that an earlier version or another program built. If "
                "nothing in it is needed, delete the folder and build again; or name a new folder."
            ),
        ),
    ],
)
def test_folder_of_somebody_else(tmp_path: Path, files: dict[str, bytes], message: str) -> None:
    """A folder that this program did not write is left alone, and it is said what it is."""
    place = tmp_path / "work"
    write_files(files, folder=place)
    before = files_in(tmp_path)
    assert refusal_of(place) == message.format(place=place)
    assert files_in(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["work"]


def test_file_of_somebody_else_in_our_folder(site: Path) -> None:
    """A site into which somebody put a file is left alone, and the file is named."""
    (site / "roles" / "letter.txt").write_bytes(b"kept")
    assert refusal_of(site) == (
        f"'{site / 'roles' / 'letter.txt'}' was put there by somebody else and would be lost. "
        "Move it elsewhere, or name a new folder."
    )
    assert files_in(site) == {**OLD, "roles/letter.txt": b"kept"}


def test_file_put_there_meanwhile(site: Path) -> None:
    """A file that somebody puts into the site while the next one is built is not lost."""

    class Meddler(dict[str, bytes]):
        def items(self) -> dict_items[str, bytes]:
            (site / "letter.txt").write_bytes(b"kept")
            return super().items()

    with pytest.raises(FolderError) as caught:
        build(site, Meddler({"404.html": b"new"}))
    assert str(caught.value) == (
        f"'{site / 'letter.txt'}' was put there by somebody else and would be lost. "
        "Move it elsewhere, or name a new folder."
    )
    assert files_in(site) == {**OLD, "letter.txt": b"kept"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("mark", ["[" * 100_000, "[]", '{"made": "a site"}', "\x00", "7"])
def test_mark_that_is_none(site: Path, mark: str) -> None:
    """A mark that this program did not write makes nothing ours."""
    (site / ".handbook-made.json").write_text(mark, encoding="utf-8")
    with pytest.raises(FolderError), replace_folder(site):
        pass


def test_changed_file_in_our_folder(site: Path) -> None:
    """A page that somebody changed in the site is left alone, and the page is named."""
    (site / "404.html").write_bytes(b"better words")
    assert refusal_of(site) == (
        f"'{site / '404.html'}' was changed after it was written, and the change would be lost. "
        "Keep a copy where you need one and delete the file, or name a new folder."
    )
    (site / "404.html").unlink()
    with replace_folder(site) as fresh:
        write_files({"404.html": b"new"}, folder=fresh)
    assert files_in(site) == {"404.html": b"new"}


def test_link_in_our_folder(site: Path, tmp_path: Path) -> None:
    """A link in a site is somebody's, and where it leads nothing is lost."""
    write_files({"letter.txt": b"kept"}, folder=tmp_path / "letters")
    (site / "letters").symlink_to(tmp_path / "letters")
    assert refusal_of(site) == (
        f"'{site / 'letters'}' was put there by somebody else and would be lost. "
        "Move it elsewhere, or name a new folder."
    )
    assert files_in(tmp_path / "letters") == {"letter.txt": b"kept"}


def test_folder_of_another_command(site: Path) -> None:
    """A folder that holds something else that this program wrote is left alone, too."""
    assert refusal_of(site, made=Made.STAGE) == (
        f"'{site}' holds a site, which would be lost. Name a new folder."
    )


def test_place_in_our_folder(site: Path) -> None:
    """Nothing is put into a folder that the next build replaces as a whole."""
    assert refusal_of(site / "roles" / "new") == (
        f"'{site / 'roles' / 'new'}' lies in '{site}', which holds a site and is replaced as a "
        "whole. Name a folder outside of it."
    )


def test_what_others_make_from_it(tmp_path: Path) -> None:
    """What an engine made of a staged source may go; everything else in it is somebody's."""
    place = tmp_path / "staged"

    def stage() -> None:
        with replace_folder(place, made=Made.STAGE, derived=("site",)) as fresh:
            write_files({"mkdocs.yml": b"new"}, folder=fresh)

    stage()
    write_files({"site/index.html": b"made of it"}, folder=place)
    stage()
    assert files_in(place) == {"mkdocs.yml": b"new"}


def test_link_to_a_folder(site: Path) -> None:
    """A link is not replaced by a folder, nor what it leads to."""
    link = site.with_name("link")
    link.symlink_to(site)
    assert refusal_of(link) == (
        f"'{link}' is a link. Name the folder that it leads to, or a new one."
    )


def test_link_where_unfinished_work_belongs(site: Path, tmp_path: Path) -> None:
    """A link in the place of the scratch folder is not followed."""
    write_files({"new/letter.txt": b"kept"}, folder=tmp_path / "letters")
    site.with_name(".site.handbook").symlink_to(tmp_path / "letters")
    assert refusal_of(site) == (
        f"'{site.with_name('.site.handbook')}' is a link, where unfinished work belongs. Delete it."
    )
    assert files_in(tmp_path / "letters") == {"new/letter.txt": b"kept"}


def test_lock_of_the_dead(site: Path) -> None:
    """A lock file whose process is gone keeps nobody waiting."""
    write_files({"lock": b""}, folder=site.with_name(".site.handbook"))
    with replace_folder(site) as fresh:
        write_files({"404.html": b"new"}, folder=fresh)
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_archive_unpacks_to_the_site(site: Path, tmp_path: Path) -> None:
    """An archive holds every file of the folder, below a folder of its name."""
    place = tmp_path / "site.zip"
    write_archive(site, place=place)
    with zipfile.ZipFile(place) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "unpacked")
    assert files_in(tmp_path / "unpacked" / "site") == OLD
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_same_site_is_the_same_archive(site: Path, tmp_path: Path) -> None:
    """Packing the same files again gives the same bytes, whenever they were written."""
    one, other = tmp_path / "site.zip", tmp_path / "other.zip"
    write_archive(site, place=one)
    os.utime(site / "404.html", (1, 1))
    write_archive(site, place=other)
    assert one.read_bytes() == other.read_bytes()
    write_archive(site, place=one)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("content", [b"a letter", b"PK\x05\x06" + bytes(18)])
def test_what_others_packed_is_kept(site: Path, tmp_path: Path, content: bytes) -> None:
    """A file that is no archive of ours is not replaced, whatever it is."""
    place = tmp_path / "site.zip"
    place.write_bytes(content)
    with pytest.raises(FolderError) as caught:
        write_archive(site, place=place)
    assert str(caught.value) == (
        f"'{place}' is a file of somebody else's and would be lost. Move it elsewhere."
    )
    assert place.read_bytes() == content
