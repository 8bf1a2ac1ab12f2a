"""What earlier runs made is used where nothing changed, and is never trusted blindly."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from handbook import cache
from handbook.cache import LARGEST, OFF, VARIABLE, Cache, CacheError, open_cache

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")


class Maker:
    """Counts how often something is made."""

    def __init__(self, *made: bytes) -> None:
        self.made = made
        self.times = 0

    def __call__(self) -> bytes:
        """Return the next thing, or the only one."""
        self.times += 1
        return self.made[min(self.times, len(self.made)) - 1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder."""
    place = tmp_path / "cache"
    place.mkdir(mode=0o700)
    return place


def entries(folder: Path) -> list[Path]:
    """Return the files of a cache."""
    return sorted(folder.iterdir())


def test_what_is_made_once(folder: Path) -> None:
    """The same inputs give what was made of them, in another run too; other inputs do not."""
    make = Maker(b"a form")
    assert Cache(folder).made("form", "words", 1, make=make) == b"a form"
    assert Cache(folder).made("form", "words", 1, make=make) == b"a form"
    assert make.times == 1
    for what, *inputs in (("copy", "words", 1), ("form", "word", 1), ("form", "words", 2)):
        Cache(folder).made(what, *inputs, make=make)
    assert make.times == 4


def test_without_a_folder() -> None:
    """Everything is made anew."""
    make = Maker(b"a form")
    for _ in range(2):
        assert Cache().made("form", make=make) == b"a form"
    assert make.times == 2


def test_another_program_uses_other_entries(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program, an engine or the machine differs, nothing that was made before is used."""
    make = Maker(b"old", b"new")
    Cache(folder).made("form", make=make)
    monkeypatch.setattr(cache, "_program", lambda: "another")
    assert Cache(folder).made("form", make=make) == b"new"


DAMAGE = {
    "empty": lambda _: b"",
    "half": lambda content: content[: len(content) // 2],
    "changed": lambda content: content[:-1] + b"!",
    "longer": lambda content: content + b"!",
    "something else": lambda _: b"%PDF-1.7",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_entry(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    """An entry that is not whole is made anew, and is whole afterwards."""
    make = Maker(b"a form")
    Cache(folder).made("form", make=make)
    (entry,) = entries(folder)
    entry.write_bytes(damage(entry.read_bytes()))
    for _ in range(2):
        assert Cache(folder).made("form", make=make) == b"a form"
    assert make.times == 2


@posix_only
def test_a_link_in_the_place_of_an_entry(folder: Path, tmp_path: Path) -> None:
    """A link is not followed, neither to read nor to write."""
    make = Maker(b"a form")
    Cache(folder).made("form", make=make)
    (entry,) = entries(folder)
    other = tmp_path / "other"
    other.write_bytes(entry.read_bytes())
    entry.unlink()
    entry.symlink_to(other)
    assert Cache(folder).made("form", make=make) == b"a form"
    assert make.times == 2
    assert not entry.is_symlink()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """The work is done all the same."""
    place = tmp_path / "file"
    place.write_bytes(b"")
    assert Cache(place).made("form", make=Maker(b"a form")) == b"a form"
    Cache(place).tidy()


def test_two_at_once(folder: Path) -> None:
    """Two that make the same thing at once both have it, and one entry is left."""

    def make() -> bytes:
        Cache(folder).made("form", make=Maker(b"a form"))
        return b"a form"

    assert Cache(folder).made("form", make=make) == b"a form"
    assert len(entries(folder)) == 1


def test_what_is_not_used_goes(folder: Path) -> None:
    """What nobody used for a month goes; what is used, and the files of others, stay."""
    kept = Cache(folder)
    kept.made("used", make=Maker(b"1"))
    (used,) = entries(folder)
    kept.made("unused", make=Maker(b"2"))
    begun, note = folder / ".new-abc", folder / "note.txt"
    for path in (begun, note):
        path.write_bytes(b"")
    long_ago = time.time() - 31 * 24 * 3600
    for path in entries(folder):
        os.utime(path, (long_ago, long_ago))
    kept.made("used", make=Maker(b"3"))
    kept.tidy()
    assert entries(folder) == sorted([used, note])


def test_too_much(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more than a cache may hold, the newest stay."""
    monkeypatch.setattr(cache, "LARGEST", 500)
    for number in range(6):
        Cache(folder).made(f"form {number}", make=Maker(bytes(100)))
        for path in entries(folder):
            found = path.stat()
            os.utime(path, (found.st_atime - 10, found.st_mtime - 10))
    Cache(folder).tidy()
    assert len(entries(folder)) == 2
    assert LARGEST > 100 * 1024 * 1024


def test_the_named_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that the environment names gets a folder inside, which nobody else can open."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "a" / "b"))
    open_cache().made("form", make=Maker(b"a form"))
    inside = tmp_path / "a" / "b" / "coaching-handbook"
    assert len(entries(inside)) == 1
    if sys.platform != "win32":
        assert inside.stat().st_mode & 0o777 == 0o700
        assert entries(inside)[0].stat().st_mode & 0o777 == 0o600


def test_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name it is in the user's cache folder; and where that cannot be, there is none."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(cache, "_user_folder", lambda: tmp_path)
    open_cache().made("form", make=Maker(b"a form"))
    assert len(entries(tmp_path / "coaching-handbook")) == 1
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    monkeypatch.setattr(cache, "_user_folder", lambda: blocked)
    assert open_cache().made("form", make=Maker(b"a form")) == b"a form"


def test_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """'no' means none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, OFF)
    open_cache().made("form", make=Maker(b"a form"))
    assert entries(tmp_path) == []


@posix_only
@pytest.mark.parametrize(
    ("make_folder", "message"),
    [
        (lambda place: place.mkdir(mode=0o777), "is open to others"),
        (lambda place: place.symlink_to(place.parent), "is a link"),
        (lambda place: place.write_bytes(b""), "cannot be made: File exists"),
    ],
    ids=["shared", "link", "file"],
)
def test_a_folder_that_is_not_fit(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make_folder: Callable[[Path], object],
    message: str,
) -> None:
    """A folder that others can write, or that is a link, is refused with what to do."""
    place = tmp_path / "coaching-handbook"
    make_folder(place)
    if place.is_dir() and not place.is_symlink():
        place.chmod(0o777)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(CacheError) as caught:
        open_cache()
    assert str(caught.value) == (
        f"the cache folder in '{tmp_path}' {message}. Name another in HANDBOOK_CACHE, or 'no'."
    )


@posix_only
def test_somebody_elses_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of another user is refused, whatever stands in it."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    open_cache()
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(CacheError) as caught:
        open_cache()
    assert str(caught.value) == (
        f"the cache folder in '{tmp_path}' belongs to somebody else. "
        "Name another in HANDBOOK_CACHE, or 'no'."
    )


def test_the_program_is_told_by_its_files() -> None:
    """Two processes of the same program have the same key; it is made of files and versions."""
    code = "from handbook.cache import _program; print(_program())"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
