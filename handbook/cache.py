"""Derived work kept between runs: each piece under a key of everything that goes into it.

What is kept can always be made again: an entry that is half written, damaged or not ours is none.
Nothing of a roster comes here, for it would outlive the roster.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import sysconfig
import tempfile
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VARIABLE = "HANDBOOK_CACHE"
"""The environment variable that names the folder, or says 'no' for none."""

OFF = "no"

LARGEST = 256 * 1024 * 1024
"""How many bytes may stay after a run."""

_OLDEST = 30 * 24 * 3600
_A_DAY = 24 * 3600

_HEAD = b"handbook 1 "
_SUM = 64
_NAME = 64
_SCRATCH = ".new-"

_PACKAGE = Path(__file__).parent
_NOT_SOURCES = {".pyc"}

_DISTRIBUTION = ".dist-info"
"""How the folder ends that says of a package which version is installed."""


class CacheError(OSError):
    """The folder that was named cannot be used; the message says why and what to do."""


class Cache:
    """A folder of derived work, or none.

    Args:
        folder: Where to keep it; without one, everything is made anew.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._keys: dict[str, str] = {}

    def made(self, what: str, *inputs: object, make: Callable[[], bytes]) -> bytes:
        """Return what was made of the same inputs before, or make and keep it.

        Args:
            what: What it is, apart from other work with the same inputs.
            inputs: Everything it depends on beside the program: values whose `repr` tells all.
            make: Makes it.
        """
        key = self.key(what, *inputs)
        found = self.read(key)
        if found is None:
            self.write(key, found := make())
        return found

    def key(self, what: str, *inputs: object) -> str:
        """Return the key of what is made of these inputs; '' where nothing is kept."""
        return program_key(what, *inputs) if self._folder else ""

    def tidy(self) -> None:
        """Drop what was not used for a month, and the oldest of what is too much."""
        kept = 0
        for path, found in sorted(self._entries(), key=lambda entry: -entry[1].st_mtime):
            age = time.time() - found.st_mtime
            is_left_over = path.name.startswith(_SCRATCH) and age > _A_DAY
            kept += found.st_size
            if is_left_over or age > _OLDEST or kept > LARGEST:
                with suppress(OSError):
                    path.unlink()

    def _entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        """Yield the files that are ours by their names."""
        with suppress(OSError):
            for path in self._folder.iterdir() if self._folder else ():
                is_ours = len(path.name) == _NAME or path.name.startswith(_SCRATCH)
                with suppress(OSError):
                    found = path.lstat()
                    if is_ours and stat.S_ISREG(found.st_mode):
                        yield path, found

    def key_of(self, payload: bytes) -> str:
        """Return a key under which this process read or wrote the same bytes, or ''."""
        return self._keys.get(_sum(payload), "")

    def read(self, key: str) -> bytes | None:
        """Return what is kept under a key, if it is here."""
        if not (self._folder and key):
            return None
        path = self._folder / key
        try:
            found = path.lstat()
            content = path.read_bytes() if stat.S_ISREG(found.st_mode) else b""
            if time.time() - found.st_mtime > _A_DAY:
                os.utime(path)
        except OSError:
            return None
        payload = content[len(_HEAD) + _SUM :]
        if content != _entry(payload):
            return None
        self._keys[_sum(payload)] = key
        return payload

    def write(self, key: str, payload: bytes) -> None:
        """Put an entry at its place when it is whole; who comes second changes nothing."""
        if not (self._folder and key):
            return
        # Where the folder cannot be written, the work is done all the same.
        with suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=_SCRATCH)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_entry(payload))
                Path(name).replace(self._folder / key)
                self._keys[_sum(payload)] = key
            except OSError:
                Path(name).unlink()


def open_cache() -> Cache:
    """Return the cache in the folder that the environment names, else in the user's cache folder.

    It is a folder of its own in there, which nobody else may open.

    Raises:
        CacheError: The folder that is named is not fit.
    """
    named = os.environ.get(VARIABLE, "")
    if named == OFF:
        return Cache()
    try:
        folder = (Path(named) if named else _user_folder()) / "coaching-handbook"
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        fault = _folder_fault(folder)
    except (OSError, RuntimeError) as error:  # RuntimeError: the user has no home
        fault = f"cannot be made: {getattr(error, 'strerror', None) or error}"
    if fault and named:
        message = f"the cache folder in '{named}' {fault}. Name another in {VARIABLE}, or '{OFF}'."
        raise CacheError(message)
    return Cache() if fault else Cache(folder)


def _folder_fault(folder: Path) -> str:
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode):
        return "is a link"
    if sys.platform == "win32":
        return ""
    if found.st_uid != os.geteuid():
        return "belongs to somebody else"
    return "is open to others" if found.st_mode & 0o077 else ""


def _user_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def program_key(what: str, *inputs: object) -> str:
    """Return the key of what this program, as it is installed here, makes of these inputs."""
    digest = hashlib.sha256(_program().encode())
    for part in (what, *inputs):
        digest.update(repr(part).encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _entry(payload: bytes) -> bytes:
    return _HEAD + _sum(payload).encode() + payload


def _sum(payload: bytes) -> str:
    return hashlib.sha256(payload).hexdigest()


@lru_cache(maxsize=1)
def engine_mark() -> str:
    """Return a digest of this package, which tells it from any other version."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix not in _NOT_SOURCES and path.is_file():
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """Return a digest of what makes things: this package, all that is installed, the machine."""
    digest = hashlib.sha256(engine_mark().encode())
    # Whatever is installed may have a part in it: a list of engines would be forgotten some day.
    digest.update("\0".join(sorted(_installed())).encode())
    digest.update(f"{sys.version}\0{sysconfig.get_platform()}".encode())
    return digest.hexdigest()


def _installed() -> Iterator[str]:
    """Yield the name and version of everything that is installed."""
    for folder in map(Path, dict.fromkeys(sys.path)):
        with suppress(OSError):
            for entry in os.scandir(folder):
                if entry.name.endswith(_DISTRIBUTION):
                    yield entry.name.removesuffix(_DISTRIBUTION)
