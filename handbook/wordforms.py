"""How a word is bent: its article, its plural, its form in a title, guessed as English has them.

A guess can be wrong, so whoever has a better one states it; nothing here knows whose word it is.
"""

from __future__ import annotations

import re
import unicodedata

_SILENT_H = re.compile(r"(?:heir|hono|hour|homage|honest)", re.IGNORECASE)
_LIKE_YOU = re.compile(
    r"(?:uni(?![dmn])|use|usu|usa|uti|uto(?:p|$)|ubi|uku|ukr|ura|uri|eu|ewe|one(?![a-z]{3})|once)",
    re.IGNORECASE,
)
"""How words begin that are written with a vowel and said with none: a unit, a one-to-one."""

_INITIALS = re.compile(r"(?:[A-Z]{2,}s?|[A-Za-z])(?![A-Za-z])")
_SAID_AS_A_WORD = re.compile(
    r"(?:[BCDFGHJKLMNPRSTVWYZ]|[BCFGPS]L|[BCDFGPT]R|S[CKMNPTW]|STR|SPR|SCR|[CPSTW]H|QU)?"
    r"[AEIOU][A-Z]+",
)
_SHORTEST_SAID = 4
_SPELLED_WITH_A_VOWEL = "aefhilmnorsx"
"""The letters whose names begin with a vowel: an F, an MTSS."""

_EIGHT_OR_ELEVEN = re.compile(r"8\d*|1[18](?:\d\d|(?:,\d{3})*)(?![\d,])")

_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on"}
    | {"or", "over", "per", "the", "to", "up", "via", "with"}
)
_FIRST_NOUN = re.compile(r"(?<=\w)(?= (?:of|in|for|at|to|on|with) |-in-)")
_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "person": "people",
    "child": "children",
    "staff": "staff",
}


def guess_article(word: str) -> str:
    """Return 'a' or 'an', as a word sounds: an MTSS coach, a unit lead, an 8th-grade team."""
    start = re.search(r"[^\W_].*", _without_accents(word), re.DOTALL)
    return "an" if start and _begins_with_a_vowel(start[0]) else "a"


def guess_plural(word: str) -> str:
    """Return more than one: coaches, heads of school, MTSS leads."""
    if place := _FIRST_NOUN.search(word):
        return _plural(word[: place.start()]) + word[place.start() :]
    return _plural(word)


def guess_title(word: str) -> str:
    """Return a word as a title has it: Head of School, Co-Teacher; capitals inside stay."""
    pieces = re.split(r"([ \-–/]+)", word)
    return "".join(
        piece if place and piece in _SMALL else capitalize(piece)
        for place, piece in enumerate(pieces)
    )


def capitalize(word: str) -> str:
    """Return a word as it stands at the start of a sentence; an iPad stays one."""
    return word if word[1:2].isupper() else word[:1].upper() + word[1:]


def _without_accents(text: str) -> str:
    return "".join(
        one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one)
    )


def _begins_with_a_vowel(text: str) -> bool:
    if text[0].isdigit():
        return _EIGHT_OR_ELEVEN.match(text) is not None
    if initials := _INITIALS.match(text):
        letters = initials[0].rstrip("s") if len(initials[0]) > 1 else initials[0]
        is_word = len(letters) >= _SHORTEST_SAID and _SAID_AS_A_WORD.fullmatch(letters)
        if not is_word:
            return letters[0].lower() in _SPELLED_WITH_A_VOWEL
    if _SILENT_H.match(text):
        return True
    return text[0].lower() in "aeiou" and not _LIKE_YOU.match(text)


def _plural(word: str) -> str:
    for one, many in _IRREGULAR.items():
        if re.search(rf"(?<!\w){one}$", word):
            return word.removesuffix(one) + many
    if re.search(r"[^aeiou\W\d]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(?:s|x|z|ch|sh)$", word) else f"{word}s"
