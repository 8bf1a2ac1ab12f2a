"""Words that run from right to left: which they are, in which language, and where they are many.

Knows letters and nothing of pages; who shows words asks here what to say of them.
"""

from __future__ import annotations

import re

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
HAS_ANY = re.compile(f"[{_RIGHT_TO_LEFT}]")
"""What finds the first letter of a script that runs from right to left."""

_LETTER = re.compile(r"[^\W\d_]")
_BETWEEN = r"[\s\d.,:;!?'’\"“”«»()/%–—\u2026\u060c\u061b\u061f-]*"
RUN = re.compile(f"[{_RIGHT_TO_LEFT}]+(?:{_BETWEEN}[{_RIGHT_TO_LEFT}]+)*")
"""Words of such a script that follow each other, with what stands between them."""

_LANGUAGES = (
    (re.compile("[\u0679\u0688\u0691\u06ba\u06be\u06d2]"), "ur"),
    (re.compile("[\u067c\u0681\u0685\u0689\u0693\u0696\u069a\u06bc\u06cd\u06d0]"), "ps"),
    (re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]"), "fa"),
    (re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"), "ar"),
    (re.compile("[\u05f0-\u05f2]"), "yi"),
    (re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]"), "he"),
)
"""Letters that tell a language, the most telling first."""


def is_mostly(words: str) -> bool:
    """Say whether a text begins from right to left, and more of its letters do than do not."""
    first = _LETTER.search(words)
    those = len(HAS_ANY.findall(words))
    return bool(first and HAS_ANY.match(first[0])) and those * 2 > len(_LETTER.findall(words))


def language_of(words: str) -> str:
    """Return the language that words from right to left are most likely in, as HTML names it."""
    return next((name for letters, name in _LANGUAGES if letters.search(words)), "und")
