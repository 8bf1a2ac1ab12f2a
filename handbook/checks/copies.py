"""Which files are copies that someone made of others, told by their ids and names."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from handbook.model.page import HandPage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.model.handbook import Handbook, SourceFile

_COPY = re.compile(
    r"(?:copy of )?(?P<name>.+?)(?:[ _-]+copy(?: ?\(?\d+\)?)?| ?\(\d+\))*", re.IGNORECASE
)


def find_copies(handbook: Handbook) -> Mapping[str, str]:
    """Return the path of every copy, and the path of what it is a copy of.

    Of the files with one id, the one that is called like it is the original. A page is a copy
    where its name says so and the other page is there.
    """
    groups: defaultdict[tuple[type, str], list[SourceFile]] = defaultdict(list)
    pages = {file.origin.path for file in handbook.files if isinstance(file.record, HandPage)}
    for file in handbook.files:
        if name := getattr(file.record, "id", ""):
            groups[type(file.record), name].append(file)
    copies: dict[str, str] = {}
    for (_, name), files in groups.items():
        original = min(files, key=lambda file: (stem(file) != name, file.origin.path))
        copies |= {file.origin.path: original.origin.path for file in files if file is not original}
    named = ((path, _plain(path)) for path in pages)
    return copies | {path: plain for path, plain in named if plain != path and plain in pages}


def stem(file: SourceFile) -> str:
    """Return what a file is called, without its folder and ending."""
    return PurePosixPath(file.origin.path).stem


def _plain(path: str) -> str:
    """Return the path of the file that a file's name says it is a copy of."""
    place = PurePosixPath(path)
    found = _COPY.fullmatch(place.stem)
    return str(place.with_stem(found["name"])) if found else path
