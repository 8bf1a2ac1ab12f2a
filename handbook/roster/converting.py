"""The text of a cell to the value of the blank it is for: what each kind of blank accepts.

Pure; whether a value fits its box, the typeset form says itself.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, assert_never

from handbook.model.blanks import Accepts, Control
from handbook.problems import listing, suggest
from handbook.roster.dates import parse_date, possible_dates, render_date
from handbook.roster.showing import fold_name, quote_value

if TYPE_CHECKING:
    from handbook.forms.structure import Field
    from handbook.roster.plan import DistrictNames

TICKED = "yes"
"""The value of a box that is ticked."""

_YES = frozenset({"yes", "y", "true", "x", "1", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "0", "-"})
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def convert_text(text: str, *, field: Field, names: DistrictNames) -> tuple[str, str]:
    """Return what a text means for the blank it is for, and what is wrong or ''."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    answers = tuple(option.value for option in field.options)
    match field.control:
        case Control.TICK:
            return _tick(line)
        case Control.ONE_OF:
            return choose_one(line, allowed=answers, what="is not one of the choices")
        case Control.MANY_OF:
            return _several(text, allowed=answers)
        case Control.SCALE:
            return _step(line, steps=answers)
        case Control.LINES:
            lines = unicodedata.normalize("NFC", text).splitlines()
            return "\n".join(" ".join(one.split()) for one in lines), ""
        case Control.LINE | Control.SIGNATURE:
            return _written(line, field=field, names=names)
    assert_never(field.control)


def choose_one(text: str, *, allowed: tuple[str, ...], what: str) -> tuple[str, str]:
    """Return the one of several texts that is meant, or what it is not and a guess."""
    meant = {fold_name(one): one for one in allowed}
    folded = fold_name(text)
    if folded in meant:
        return meant[folded], ""
    within = [one for words, one in meant.items() if folded and folded in words]
    within = within or [one for one in allowed if _initials(one) == folded]
    guess = f" Did you mean '{within[0]}'?" if len(within) == 1 else suggest(text, among=allowed)
    return "", f"{what}.{guess or f' Write {listing(allowed)}.'}"


def _written(line: str, *, field: Field, names: DistrictNames) -> tuple[str, str]:
    if field.accepts is Accepts.DATE:
        return _date(line)
    if field.accepts is Accepts.EMAIL:
        return _email(line)
    if field.name == "school" and names.schools:
        what = "is not a school of this district"
        return choose_one(line, allowed=names.schools, what=what)
    return line, ""


def _tick(text: str) -> tuple[str, str]:
    answer = text.casefold()
    if answer in _YES:
        return TICKED, ""
    return "", "" if answer in _NO else "is neither yes nor no. Write yes or no."


def _date(text: str) -> tuple[str, str]:
    date = parse_date(text)
    if date is None:
        readings = " or ".join(f"{one:%B} {one.day}" for one in possible_dates(text))
        if readings:
            return "", f"could be {readings}. Write it as 2026-08-31 or as 8/31/2026."
        return "", "is not a date. Write it as 2026-08-31 or as 8/31/2026."
    return render_date(date), ""


def _email(text: str) -> tuple[str, str]:
    if not _EMAIL.fullmatch(text):
        return "", "is not an e-mail address. Write it as name@district.org."
    return text, ""


def _several(text: str, *, allowed: tuple[str, ...]) -> tuple[str, str]:
    """Return the chosen answers, a line each: between them are semicolons, commas or line ends."""
    known = {fold_name(answer): answer for answer in allowed}
    chosen: dict[str, None] = {}
    for part in filter(str.strip, re.split(r"[;\n]", unicodedata.normalize("NFC", text))):
        pieces = [part] if fold_name(part) in known else part.split(",")
        is_list = all(fold_name(piece) in known for piece in pieces)
        for piece in pieces if is_list else [part]:
            line = " ".join(piece.split())
            answer, fault = choose_one(
                line,
                allowed=allowed,
                what=f"names {quote_value(line)}, which is not one of the choices",
            )
            if fault:
                return "", fault
            chosen[answer] = None
    return "\n".join(answer for answer in allowed if answer in chosen), ""


def _step(text: str, *, steps: tuple[str, ...]) -> tuple[str, str]:
    """Return a step of a scale, named by its words or its number."""
    if re.fullmatch(r"\d+", text) and 1 <= int(text) <= len(steps):
        return steps[int(text) - 1], ""
    return choose_one(text, allowed=steps, what="is not a step of the scale")


def _initials(text: str) -> str:
    return fold_name("".join(word[0] for word in text.split()))
