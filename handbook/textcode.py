"""The text code of a form: what ties a paper to the very words that were signed.

A code stands for the words of a form in their order, and for nothing else: names of blanks, widths
and looks may change freely.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LENGTH, SHORT = 16, 8
"""How many signs a code has, and how many of them stand on paper: 80 bits, and 40."""

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and letters that nobody takes for others, 5 bits each."""

_LOOKALIKES = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s·–—-]+")


def make_code(texts: Iterable[tuple[str, str]]) -> str:
    """Return the code of texts, each with what sort of text it is: 16 signs of their SHA-256."""
    canonical = json.dumps(
        [list(pair) for pair in texts], ensure_ascii=False, separators=(",", ":")
    )
    number = int.from_bytes(hashlib.sha256(canonical.encode()).digest()[: LENGTH * 5 // 8])
    return "".join(SIGNS[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


def shorten_code(code: str) -> str:
    """Return what of a code stands on paper: its first eight signs, in two groups."""
    return f"{code[: SHORT // 2]}-{code[SHORT // 2 : SHORT]}"


def parse_code(typed: str) -> str:
    """Return a code, or the beginning of one, as somebody typed it; nothing where it is none."""
    code = _BETWEEN.sub("", typed).upper().translate(_LOOKALIKES)
    is_one = SHORT <= len(code) <= LENGTH and all(sign in SIGNS for sign in code)
    return code if is_one else ""
