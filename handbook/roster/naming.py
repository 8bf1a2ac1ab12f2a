"""File names from a pattern such as '{school}/{teacher}-{form}': safe on every system, and unique.

Owns what a name may be made of; creates no file.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.problems import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SUFFIX = ".pdf"
"""How every name ends."""

LONGEST_PART = 120
"""The most bytes a folder's or a file's name has, suffix not counted."""

MANIFEST, BAD_ROWS, PRINT_RUN = "manifest.csv", "bad-rows.csv", "print-run.pdf"
"""What a run calls its own files; a print run may have further parts."""

_RESERVED = re.compile(
    r"(?:manifest|bad-rows)\.(?:csv|pdf)|print-run(?:-part-\d+)?\.pdf", re.IGNORECASE
)
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


def is_reserved(uri: str) -> bool:
    """Say whether a form of that name could be taken for one of the run's own files."""
    return _RESERVED.fullmatch(uri.partition("/")[0]) is not None


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
    """Remembers which row took a name, in a few bytes each; names that differ by case are one."""

    def __init__(self) -> None:
        """Start without names."""
        self._rows: dict[int, int] = {}

    def take(self, name: str, *, row: int) -> int:
        """Take a name for a row; return the row that has it already, or 0."""
        key = _key(name)
        first = self._rows.get(key, 0)
        if not first:
            self._rows[key] = row
        return first


def _key(name: str) -> int:
    """Return a number for a name; as large as Python keeps in the fewest bytes."""
    folded = unicodedata.normalize("NFC", name.casefold()).encode()
    return int.from_bytes(hashlib.blake2b(folded, digest_size=8).digest()) >> 4
