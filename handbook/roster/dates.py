"""Dates as rosters hold them, and as forms print them."""

from __future__ import annotations

import datetime as dt
import re

PRINTED = "MM/DD/YYYY"
"""How a form prints a date."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MIDNIGHT = r"(?:[T ]+(?:00?:00(?::00(?:\.0+)?)?|12:00(?::00)? ?AM))?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?"
_MONTH = r"(?P<name>[a-z]{3,9})\.?"
_FLAGS = re.ASCII | re.IGNORECASE

_ISO = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_MIDNIGHT}", _FLAGS)
_SLASHES = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}|\d{{2}}){_MIDNIGHT}", _FLAGS)
_DASHES = re.compile(r"(\d{1,2})[-.](\d{1,2})[-.](\d{4}|\d{2})", _FLAGS)
_WORDS = tuple(
    re.compile(_WEEKDAY + pattern + _MIDNIGHT, _FLAGS)
    for pattern in (
        rf"{_MONTH} +(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? +(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: +|-){_MONTH},?(?: +|-)(?P<year>\d{{4}}|\d{{2}})",
    )
)


def parse_date(text: str) -> dt.date | None:
    """Read a date as people write it, where that has one reading; None for anything else.

    2026-08-31, 8/31/2026, 8/31/26, August 31, 2026 and 31-Aug-26 are the same day, with or without
    midnight behind it. A slash stands between month and day, in this order; with a dash or a dot
    either may come first, and 8-9-26 is read as neither.
    """
    if found := _SLASHES.fullmatch(text):
        month, day, year = found.groups()
        return _date(year, month, day) or _date(year, day, month)
    readings = possible_dates(text)
    return readings[0] if len(readings) == 1 else None


def possible_dates(text: str) -> tuple[dt.date, ...]:
    """Return every day that a text may mean."""
    if found := _ISO.fullmatch(text):
        dates = {_date(*found.groups())}
    elif found := _DASHES.fullmatch(text):
        one, other, year = found.groups()
        dates = {_date(year, one, other), _date(year, other, one)}
    else:
        dates = {_date_in_words(found) for pattern in _WORDS if (found := pattern.fullmatch(text))}
    return tuple(sorted(date for date in dates if date))


def render_date(date: dt.date) -> str:
    """Write a date the way forms print it."""
    return f"{date.month:02}/{date.day:02}/{date.year:04}"


def _date_in_words(found: re.Match[str]) -> dt.date | None:
    name = found["name"].casefold()
    months = [month for month in range(1, 13) if _is_month(name, month=month)]
    return _date(found["year"], str(months[0]), found["day"]) if months else None


def _is_month(name: str, *, month: int) -> bool:
    whole = dt.date(2000, month, 1).strftime("%B").casefold()
    return name in {whole, _MONTHS[month - 1]} or (name == "sept" and whole.startswith(name))


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year) + (2000 if len(year) < len("2026") else 0), int(month), int(day))
    except ValueError:
        return None
