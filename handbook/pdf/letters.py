"""Which letters the printing fonts have, read from the fonts themselves without a font library.

Whatever is printed with other letters would stop the typesetter, which does not say where.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FONTS_FOLDER = Path(__file__).parent / "fonts"
"""The fonts that printing uses, and no others."""

TEXT_FONT = FONTS_FOLDER / "NotoSans-Regular.ttf"
"""The font whose letters decide; its bold and italic have the same."""

_UNICODE, _WINDOWS_UNICODE = 0, (3, 1)
_SEGMENTS = 4
_NOT_SET = frozenset("\t\n\r")


def missing_letters(words: str) -> str:
    """Return the letters of a text that the fonts for printing do not have, each once, sorted."""
    letters = set(words) - _NOT_SET
    return "".join(sorted(letter for letter in letters if ord(letter) not in _printed_letters()))


def name_letters(letters: str) -> str:
    """Return letters as a sentence names them: in quotes, with their numbers."""
    return ", ".join(f"'{letter}' (U+{ord(letter):04X})" for letter in letters)


@lru_cache(maxsize=1)
def _printed_letters() -> frozenset[int]:
    return read_letters(TEXT_FONT.read_bytes())


def read_letters(font: bytes) -> frozenset[int]:
    """Return the letters of the basic plane that a TrueType font has, as their numbers."""
    start = _table(font, name=b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for place in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * place)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == _SEGMENTS and (platform == _UNICODE or (platform, encoding) == _WINDOWS_UNICODE):
            return frozenset(_segment_letters(font, start=start + offset))
    return frozenset()


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
