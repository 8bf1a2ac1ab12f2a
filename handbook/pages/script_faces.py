"""The letters of a handbook that the site's own fonts lack, as a style sheet names their fonts."""

from __future__ import annotations

import re
from html import unescape
from itertools import groupby
from typing import TYPE_CHECKING

from handbook.model.walking import walk_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.model.handbook import Handbook

FAMILY = "Handbook Scripts"
"""What the style sheets call all fonts of other scripts together."""

_RANGES = re.compile(r"unicode-range:\s*([^;}]+)")
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)


def letters_beyond(sheet: str, *, handbook: Handbook) -> str:
    """Return the letters of a handbook's texts that no font of a style sheet is for, sorted.

    Args:
        sheet: The style sheet that names the site's own fonts and what each is for.
        handbook: The handbook, with all of its words said.
    """
    texts = (words for file in handbook.files for _, words in walk_words(file.record))
    letters = {letter for words in texts for letter in unescape(words) if not letter.isascii()}
    own = [
        range(int(found[1], 16), int(found[2] or found[1], 16) + 1)
        for ranges in _RANGES.findall(sheet)
        for found in _RANGE.finditer(ranges)
    ]
    return "".join(sorted(one for one in letters if not any(ord(one) in span for span in own)))


def render_faces(fonts: Mapping[str, str]) -> str:
    """Return the rules for fonts, which a browser asks for where a page has one of their letters.

    Args:
        fonts: The letters of each, by the address of its file from the style sheet.
    """
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";font-display:swap;src:url("{address}") format("woff");'
        f"unicode-range:{','.join(_spans(letters))}}}\n"
        for address, letters in fonts.items()
    )


def _spans(letters: str) -> Iterator[str]:
    """Yield letters by their numbers, those that follow each other together."""
    numbers = enumerate(sorted(map(ord, letters)))
    for _, group in groupby(numbers, key=lambda one: one[1] - one[0]):
        found = [number for _, number in group]
        yield f"U+{found[0]:X}" + (f"-{found[-1]:X}" if len(found) > 1 else "")
