"""How a roster's text is compared, quoted in messages, and kept from doing harm elsewhere."""

from __future__ import annotations

import re
import unicodedata

from handbook.directions import HAS_ANY

_LONGEST_SHOWN = 40
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ud800-\udfff\ufeff\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_JOINERS, _DIRECTION_MARKS = "\u200c\u200d", "\u200e\u200f\u061c"
_JOINED = re.compile("[\u0590-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of scripts whose letters join, or come in several shapes."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def quote_value(text: str) -> str:
    """Return a value as messages show it: quoted, short, and with hidden characters spelled out."""
    kept = text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
    return f"'{show_hidden(kept)}'"


def fold_name(text: str) -> str:
    """Return a name without case, accents, spaces and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in decomposed if character.isalnum())


def show_hidden(text: str) -> str:
    """Spell out every character that cannot be seen, as in <U+202E>."""
    return _HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def find_hidden(text: str) -> str:
    """Return the first character that cannot be seen, or ''.

    Tabs and line ends are none, nor is what a script needs: Persian and Hindi divide and join
    letters so, and programs put marks of direction beside Arabic and Hebrew words.
    """
    hidden = (found for found in _HIDDEN.finditer(text) if found[0] not in "\t\n\r")
    return next((one[0] for one in hidden if not _is_needed(text, at=one.start())), "")


def _is_needed(text: str, *, at: int) -> bool:
    if text[at] in _JOINERS:
        return bool(_JOINED.match(text[at - 1 : at]))
    before = next(filter(str.isalpha, reversed(text[:at])), "")
    after = next(filter(str.isalpha, text[at + 1 :]), "")
    return text[at] in _DIRECTION_MARKS and bool(HAS_ANY.search(f"{before}{after}"))


def disarm_formula(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: such a one gets an apostrophe."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
