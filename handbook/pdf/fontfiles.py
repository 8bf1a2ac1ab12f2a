"""The maps of letters in font files, read without a font library, which takes long to import."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNICODE, _WINDOWS = 0, 3
_SEGMENTS, _GROUPS = 4, 12


def read_letters(font: bytes) -> frozenset[int]:
    """Return the letters that a font has, as their numbers."""
    start = _table(font, name=b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for place in range(count):
        platform, _, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * place)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if platform not in {_UNICODE, _WINDOWS}:
            continue
        if kind == _SEGMENTS:
            found.update(_segment_letters(font, start=start + offset))
        elif kind == _GROUPS:
            found.update(_group_letters(font, start=start + offset))
    return frozenset(found)


def _table(font: bytes, *, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for place in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * place)
        if tag == name:
            return int(offset)
    return 0


def _segment_letters(font: bytes, *, start: int) -> Iterator[int]:
    """Yield the letters of a map in segments, as the OpenType format 4 lays them out."""
    (double,) = struct.unpack_from(">H", font, start + 6)
    count = double // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", font, start + 14 + row * double + 2 * (row > 0))
        for row in range(4)
    )
    offsets_at = start + 16 + 3 * double
    for place in range(count):
        for letter in range(starts[place], min(ends[place], 0xFFFE) + 1):
            glyph = (letter + deltas[place]) & 0xFFFF
            if offsets[place]:
                at = offsets_at + 2 * place + offsets[place] + 2 * (letter - starts[place])
                (glyph,) = struct.unpack_from(">H", font, at)
            if glyph:
                yield letter


def _group_letters(font: bytes, *, start: int) -> Iterator[int]:
    """Yield the letters of a map in groups, which reaches beyond the basic plane: format 12."""
    (count,) = struct.unpack_from(">L", font, start + 12)
    for place in range(count):
        first, last, glyph = struct.unpack_from(">LLL", font, start + 16 + 12 * place)
        yield from (letter for letter in range(first, last + 1) if glyph + letter - first)
