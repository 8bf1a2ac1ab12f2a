"""`base.lock`: the text of the base that a district accepted last, so that a change of it is seen.

Only `new`, `adopt` and `upgrade` write it. It is read as text, never as records.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.model.places import FOLDERS, LOCK_NAME
from handbook.problems import HandbookError, Location, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FORMAT = 1
_READ = (".yml", ".md")
_IN_WHEEL = "handbook/_base/"
_REMEDY = "Run 'handbook upgrade'."


@dataclass(frozen=True, slots=True)
class AcceptedBase:
    """A base as it was on the day that it was accepted."""

    version: str
    """The version of the program that it came with."""
    files: Mapping[str, str]
    """Its texts, by their paths."""

    @property
    def digest(self) -> str:
        """What tells it from any other base."""
        return _digest(self.files)


def read_base(*roots: Path, version: str) -> AcceptedBase:
    """Return the base that a district stands on now.

    Args:
        roots: The layers below the district's own, the base first.
        version: The version of the program.
    """
    files = {
        f"{number}:{path.relative_to(root).as_posix()}": path.read_text("utf-8", "replace")
        for number, root in enumerate(roots)
        for folder in FOLDERS
        for path in sorted((root / folder).rglob("*"))
        if path.suffix in _READ and path.is_file()
    }
    kept = {name: text for name, text in files.items() if "/district/" not in name}
    return AcceptedBase(version, kept)


def read_wheel(path: Path) -> AcceptedBase:
    """Return the base that a wheel of the program carries; an empty one where it carries none.

    Raises:
        HandbookError: The file is no wheel.
    """
    try:
        with zipfile.ZipFile(path) as wheel:
            files = {
                f"0:{name.removeprefix(_IN_WHEEL)}": wheel.read(name).decode("utf-8", "replace")
                for name in wheel.namelist()
                if name.startswith(_IN_WHEEL) and name.endswith(_READ)
            }
    except (OSError, zipfile.BadZipFile) as error:
        message = "is no wheel of the program. Name the file that ends in '.whl', or a folder."
        raise HandbookError([Problem(Location(path.name), "", message)]) from error
    return AcceptedBase("", dict(sorted(files.items())))


def pack_base(base: AcceptedBase) -> bytes:
    """Return an accepted base as the bytes of its file: the same for the same base."""
    values = {
        "format": _FORMAT,
        "version": base.version,
        "sha256": base.digest,
        "files": dict(sorted(base.files.items())),
    }
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


def load_accepted(home: Path) -> AcceptedBase | None:
    """Return the base that a district accepted last, or nothing where it has no such file.

    Raises:
        HandbookError: The file cannot be understood.
    """
    path = home / LOCK_NAME
    if not path.is_file():
        return None
    try:
        values = json.loads(gzip.decompress(path.read_bytes()))
        made = values["format"]
        base = AcceptedBase(str(values["version"]), dict(values["files"]))
        is_whole = values["sha256"] == base.digest
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise _refused("the file is damaged. Get it back from a copy, or remove it and") from error
    if made != _FORMAT:
        raise _refused(
            "the file was written by a newer version of the program. Install that one, or remove "
            "the file and"
        )
    if not is_whole:
        raise _refused("the file was changed by hand. Get it back from a copy, or remove it and")
    return base


def check_accepted(home: Path, *, base: AcceptedBase) -> tuple[Problem, ...]:
    """Return what is to be said where a district stands on a base that it has not accepted.

    Args:
        home: The district's folder.
        base: The base that it stands on now.
    """
    try:
        accepted = load_accepted(home)
    except HandbookError as error:
        return error.problems
    if accepted is None or accepted.digest == base.digest:
        return ()
    message = (
        f"the shipped text is that of {base.version}, and nobody has read what changed since "
        f"{accepted.version}. {_REMEDY}"
    )
    return (Problem(Location(LOCK_NAME), "", message, Severity.WARNING),)


def _digest(files: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name, text in sorted(files.items()):
        digest.update(hashlib.sha256(f"{name}\0{text}".encode()).digest())
    return digest.hexdigest()


def _refused(message: str) -> HandbookError:
    return HandbookError([Problem(Location(LOCK_NAME), "", f"{message} run 'handbook upgrade'.")])
