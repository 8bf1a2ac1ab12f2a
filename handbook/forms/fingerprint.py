"""A short fingerprint of a form's words, so that a signed paper can be tied to what was signed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from handbook.inline import Code, Words

if TYPE_CHECKING:
    from handbook.inline import Json


def fingerprint_words(*parts: object) -> str:
    """Return the first eight hexadecimal digits of the SHA-256 of the words, in their order.

    Only words count, with their nesting: names of fields, widths and marks may change freely.
    """
    words = [_words(part) for part in parts]
    canonical = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:8]


def _words(value: object) -> Json:
    if isinstance(value, Words | Code):
        return value.text
    if isinstance(value, tuple):
        return [_words(part) for part in value]
    if is_dataclass(value):
        found = (_words(getattr(value, field.name)) for field in fields(value))
        return [part for part in found if part]
    return []
