"""File names from a pattern such as '{school}/{teacher}-{form}': safe on every system, and unique.

Owns what a name may be made of; creates no file.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.problems import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SUFFIX = ".pdf"
"""How every name ends."""

LONGEST_PART = 120
"""The most bytes a folder's or a file's name has, suffix not counted."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*]+')
_NUMBERED = {f"{device}{digit}" for device in ("com", "lpt") for digit in "0123456789¹²³"}
_DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$"} | _NUMBERED)


@dataclass(frozen=True, slots=True)
class Pattern:
    """How files are called."""

    parts: tuple[tuple[str, ...], ...]
    """Folders and file name; in each, words and placeholders take turns, words first."""

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The names in braces."""
        return tuple(name for part in self.parts for name in part[1::2])


def parse_pattern(text: str, *, known: Iterable[str]) -> tuple[Pattern, str]:
    """Read a pattern.

    Returns:
        The pattern, and what is wrong with it or ''.
    """
    names = tuple(known)
    parts = tuple(tuple(_PLACEHOLDER.split(part)) for part in text.split("/"))
    pattern = Pattern(parts)
    if "\\" in text or any(not "".join(part).strip(" .") for part in parts):
        return pattern, "a folder or file in it has no name. Write it like '{school}/{person}'."
    for words in (word for part in parts for word in part[::2]):
        if "{" in words or "}" in words:
            return pattern, "a brace stands alone. Write placeholders like '{person}'."
        if _UNSAFE.search(words):
            return pattern, "it holds a character that file names cannot have. Take it out."
    for name in pattern.placeholders:
        if name not in names:
            guess = suggest(name, among=names)
            return pattern, f"no column or field is called '{name}'.{guess}"
    return pattern, ""


def render_name(pattern: Pattern, *, values: Mapping[str, str]) -> str:
    """Return the name of a file, with '/' between folders, or '' where a part would be empty."""
    parts = [_part(part, values=values) for part in pattern.parts]
    return "/".join(parts) + SUFFIX if all(parts) else ""


def safe_part(text: str) -> str:
    """Make a text fit to be one part of a path on any system; '' when nothing is left of it."""
    plain = unicodedata.normalize("NFC", text)
    if not plain.isascii() or not plain.replace(" ", "").replace("-", "").isalnum():
        plain = _UNSAFE.sub("-", plain)
    name = _cut(" ".join(plain.split()).lstrip(" .-~").rstrip(" ."))
    stem = name.partition(".")[0].rstrip().casefold()
    return f"_{name}" if stem in _DEVICES else name


def _part(part: tuple[str, ...], *, values: Mapping[str, str]) -> str:
    # A placeholder that is empty must not leave a name made of punctuation alone.
    filled = [values[piece] if place % 2 else piece for place, piece in enumerate(part)]
    if len(part) > 1 and not any(filled[1::2]):
        return ""
    return safe_part("".join(filled))


def _cut(name: str) -> str:
    encoded = name.encode()
    if len(encoded) <= LONGEST_PART:
        return name
    return encoded[:LONGEST_PART].decode(errors="ignore").rstrip(" .")


class NameRegister:
    """Remembers which row took a name, in some 30 bytes each; names that differ by case are one."""

    def __init__(self) -> None:
        """Start without names."""
        self._count = 0
        self._keys = array("Q", bytes(8 * 1024))
        self._rows = array("I", bytes(4 * 1024))

    def take(self, name: str, *, row: int) -> int:
        """Take a name for a row; return the row that has it already, or 0."""
        key = _key(name)
        place = self._find(key)
        if self._keys[place]:
            return self._rows[place]
        self._keys[place], self._rows[place] = key, row
        self._count += 1
        if self._count * 2 > len(self._keys):
            self._grow()
        return 0

    def _find(self, key: int) -> int:
        keys, mask = self._keys, len(self._keys) - 1
        place = key & mask
        while keys[place] and keys[place] != key:
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        keys, rows = self._keys, self._rows
        self._keys = array("Q", bytes(16 * len(keys)))
        self._rows = array("I", bytes(8 * len(keys)))
        for key, row in zip(keys, rows, strict=True):
            if key:
                place = self._find(key)
                self._keys[place], self._rows[place] = key, row


def _key(name: str) -> int:
    folded = unicodedata.normalize("NFC", name.casefold()).encode()
    return int.from_bytes(hashlib.blake2b(folded, digest_size=8).digest()) or 1
