"""Ids: what one may look like, what is wrong with one, and how to make one from a title.

An id is a file name, a page address and an anchor at once; which ids exist is not known here.
"""

from __future__ import annotations

import re
import unicodedata

PATTERN = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
"""The shape of an id, for JSON Schema and other patterns; it is matched against the whole text."""

LONGEST = 64
"""The most characters an id may have."""

_SHAPE = re.compile(PATTERN)
_NUMBERED_DEVICES = {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
_DEVICES = frozenset({"con", "prn", "aux", "nul"} | _NUMBERED_DEVICES)
_NOT_FOLDED = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d"})


def identifier_fault(text: str) -> str:
    """Return what is wrong with an id and what to write instead, or '' when it is fine."""
    if not text:
        return "an id is empty. Write a short name such as 'data-coach'."
    if not _SHAPE.fullmatch(text):
        return (
            f"'{text}' is not an id. Use lower-case letters a to z, digits and single hyphens, "
            f"starting with a letter{_such_as(slugify(text))}."
        )
    if len(text) > LONGEST:
        return (
            f"the id '{text}' has {len(text)} characters. "
            f"Use at most {LONGEST}{_such_as(slugify(text))}."
        )
    if text in _DEVICES:
        return (
            f"the id '{text}' cannot be a file name on Windows. "
            f"Add a word{_such_as(slugify(text))}."
        )
    if text == "index":
        return (
            "the id 'index' is kept for the page that lists the others. "
            f"Add a word{_such_as(slugify(text))}."
        )
    return ""


def slugify(text: str) -> str:
    """Make an id from any text by folding it to plain letters; '' when no letter is left."""
    slug = fold_to_name(text).lstrip("-0123456789")
    if len(slug) > LONGEST:
        slug = _cut_at_a_word(slug)
    return f"{slug}-page" if slug in _DEVICES or slug == "index" else slug


def fold_to_name(text: str) -> str:
    """Return the plain letters and digits of a text, with hyphens between words."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_NOT_FOLDED))
    without_marks = re.sub(r"['\u2019\u0300-\u036f]", "", folded)
    return re.sub(r"[^a-z0-9]+", "-", without_marks).strip("-")


def _such_as(suggestion: str) -> str:
    return f", such as '{suggestion}'" if suggestion else ""


def _cut_at_a_word(slug: str) -> str:
    whole_words, hyphen, _ = slug[: LONGEST + 1].rpartition("-")
    return whole_words if hyphen else slug[:LONGEST]
