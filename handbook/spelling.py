"""Numbers, days and lists as sentences spell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def spell_day(value: date) -> str:
    """Return a day as readers write it: August 1, 2026."""
    return f"{value:%B} {value.day}, {value.year}"


def spell_number(value: int) -> str:
    """Return a number in words up to ten, and in digits beyond."""
    return _NUMBERS[value] if value < len(_NUMBERS) else str(value)


def count_of(number: int, noun: str) -> str:
    """Return a number in digits and what it counts: '1 form', '1,204 forms'."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def join_words(words: Iterable[str], *, last: str = "and") -> str:
    """Join words as a sentence does: a, b and c."""
    *before, final = [*words] or [""]
    return f"{', '.join(before)} {last} {final}" if before else final
