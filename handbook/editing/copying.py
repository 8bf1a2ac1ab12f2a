"""A copy of a handbook's folder in which changes are tried out, and nothing of it is saved.

The whole walk can be taken over it.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.inputs import source_paths
from handbook.layers import HERE, SHIPPED, find_layers
from handbook.model.places import CONTENT_FOLDER
from handbook.problems import HandbookError
from handbook.serving.watching import read_traces

if TYPE_CHECKING:
    from handbook.serving.watching import Traces


class Copy:
    """The copy, which follows what is saved in all but what is tried out.

    Args:
        source: The folder.
        scratch: An empty folder that may be written to.
    """

    def __init__(self, source: Path, scratch: Path) -> None:
        # The folder is deep enough for a base that is named by a path like ../../agency.
        self._source, self._scratch = source, scratch
        self.home = scratch.joinpath(*"abcd", "handbook")
        self.home.mkdir(parents=True)
        self._traces: Traces = {}
        self._tried: set[str] = set()

    @property
    def tried(self) -> frozenset[str]:
        """The files in which something is tried out."""
        return frozenset(self._tried)

    def try_out(self, name: str, content: bytes) -> None:
        """Let a file hold something that is not saved."""
        self._tried.add(name)
        _put(self.home / name, content)

    def forget(self) -> bool:
        """Take what was tried out away again, and say whether there was anything."""
        tried, self._tried = self._tried, set()
        for name in tried:
            _copy_or_remove(self._source / name, self.home / name)
        return bool(tried)

    def take_over(self) -> None:
        """Have every file looked at again: what was tried out may be saved now."""
        self._tried.clear()
        self._traces = {}

    def bring_up_to_date(self) -> bool:
        """Take over what was changed on the disk, and say whether there was anything."""
        traces = read_traces(*source_paths(*_layers(self._source)))
        if traces == self._traces:
            return False
        # A site is made from this folder even where nothing is in it.
        (self.home / CONTENT_FOLDER).mkdir(exist_ok=True)
        old, self._traces = self._traces, traces
        for path in old.keys() | traces.keys():
            name = _name_in(self._source, path)
            if name and old.get(path) != traces.get(path) and name not in self._tried:
                _copy_or_remove(Path(path), self.home / name)
        self._copy_agency()
        return True

    def _copy_agency(self) -> None:
        """Put an agency's handbook beside the copy where district.yml looks for it."""
        for layer in _layers(self._source)[:-1]:
            named = _relative(layer, self._source)
            place = (self.home / named).resolve() if named else None
            if place and place.is_relative_to(self._scratch.resolve()):
                shutil.copytree(layer, place, dirs_exist_ok=True)


def _layers(home: Path) -> tuple[Path, ...]:
    try:
        return find_layers(home)
    except HandbookError:
        return (home,)


def _relative(layer: Path, home: Path) -> str:
    """Return how a layer is named from a folder, where it is named by such a path."""
    text = layer.as_posix()
    start = f"{home.as_posix()}/"
    named = text.removeprefix(start)
    return named if text.startswith(start) and named not in {SHIPPED, HERE} else ""


def _name_in(home: Path, path: str) -> str:
    found = Path(path)
    return found.relative_to(home).as_posix() if found.is_relative_to(home) else ""


def _copy_or_remove(source: Path, place: Path) -> None:
    try:
        _put(place, source.read_bytes())
    except OSError:
        place.unlink(missing_ok=True)


def _put(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
