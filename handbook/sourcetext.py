"""Bytes of a file to text: size, encoding and characters nobody can see.

Owns what any text of a handbook may be made of; knows nothing of YAML or Markdown.
"""

from __future__ import annotations

import re
from itertools import islice

from handbook.problems import Location, Problem

LARGEST = 1024 * 1024
"""The most bytes a file may have."""

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that no text may hold: controls, direction overrides, line breaks none can see."""

_MOST_REPORTED = 20
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def parse_text(content: bytes, *, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Decode a file, with every line end as a newline and a byte order mark left out.

    Returns:
        The text, or None where it cannot be read as text, and what is wrong with it. Hidden
        characters are reported and replaced, so that positions stay right and reading can go on.
    """
    if len(content) > LARGEST:
        message = "the file is larger than 1 MiB. Split it into several files."
        return None, (Problem(Location(path), "", message),)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:2]:
        message = "the file is UTF-16 text. Save the file as UTF-8."
        return None, (Problem(Location(path), "", message),)
    try:
        decoded = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(content, at=error.start, path=path),)
    text = decoded.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    problems = tuple(
        Problem(locate_offset(text, offset=found.start(), path=path), "", hidden_fault(found[0]))
        for found in islice(HIDDEN.finditer(text), _MOST_REPORTED)
    )
    return HIDDEN.sub("\ufffd", text) if problems else text, problems


def locate_offset(text: str, *, offset: int, path: str) -> Location:
    """Return the line and column of a character of the text."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Location(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def hidden_fault(character: str) -> str:
    """Say which hidden character stands there and what to do."""
    code = f"U+{ord(character):04X}"
    if _DIRECTION.match(character):
        return f"the hidden character {code} turns the direction of the text round. Delete it."
    return f"the hidden character {code} cannot be printed. Delete it."


def _not_utf8(content: bytes, *, at: int, path: str) -> Problem:
    before = content[:at].decode("utf-8").removeprefix("\ufeff")
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    message = f"the byte 0x{content[at]:02X} is not UTF-8 text. Save the file as UTF-8."
    return Problem(locate_offset(before, offset=len(before), path=path), "", message)
