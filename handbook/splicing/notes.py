"""The notes of a YAML text: what stands behind '#', for people alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.splicing.tree import BLOCKS, texts_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.splicing.tree import Node

_NOTE = re.compile(r"(?:^|(?<=[\s,\[\]{}]))#[^\n]*", re.MULTILINE)


def find_notes(text: str, *, tree: Node | None) -> tuple[tuple[int, str], ...]:
    """Return every note with the place of its sign, in order."""
    found: list[tuple[int, str]] = []
    for start, end in _between_texts(text, tree=tree):
        found += [(one.start(), one[0].rstrip()) for one in _NOTE.finditer(text, start, end)]
    return tuple(found)


def _between_texts(text: str, *, tree: Node | None) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text in which no value or key stands."""
    at = 0
    for one in texts_in(tree) if tree is not None else ():
        yield at, one.start
        at = one.end
        if one.style in BLOCKS:
            head = text.find("\n", one.start, one.end)
            # What stands behind the sign of a block, on its line, may be a note.
            yield one.start, one.end if head < 0 else head
    yield at, len(text)
