"""Whether a text that was read as Windows-1252 reads like one, or was written in something else.

Owns what letters of other encodings look like when they are misread.
"""

from __future__ import annotations

import re

_SAME_EVERYWHERE = "ÁÂÄÇÉËÍÎÓÔÖÚÜÝáâäçéëíîóôöúüýß"
"""Letters that are the same byte in Windows-1252 and Windows-1250."""

_LETTER = r"[^\W\d_]"
_DOUBTS = tuple(
    map(
        re.compile,
        (
            # Letters and signs that stand for others elsewhere; \xa0 and quotation marks do not.
            rf"[^\x00-\x7f{_SAME_EVERYWHERE}Ññ\u2018’“”–—…\xa0]",
            # A Spanish letter stands before a vowel, a Polish one (byte 0xF1) seldom does.
            r"[Ññ](?![aeiouyáéíóú])(?![AEIOUYÁÉÍÓÚ])",
            # Names begin with a capital; a small letter there was another one on a Mac.
            rf"(?<!{_LETTER})(?<!['’-])[áâäçéëíîóôöúüýß](?={_LETTER})",
            # A dash or a quotation mark within a word was a letter on a Mac.
            rf"{_LETTER}[–—…\u2018“”]{_LETTER}",
            # An apostrophe before a small letter, as in don’t, ends a word or was a letter.
            rf"{_LETTER}’(?=[a-záéíóú])(?!(?:s|t|d|m|ll|re|ve)\b)",
        ),
    )
)
_WORD = re.compile(r"[^\s,;|\"]+")


def first_doubt(text: str) -> str:
    """Return the first word of a text that seems to be misread, or ''."""
    if text.isascii():
        return ""
    for word in _WORD.findall(text):
        if not word.isascii() and any(doubt.search(word) for doubt in _DOUBTS):
            return str(word)
    return ""
