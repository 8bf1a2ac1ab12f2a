"""Dates as rosters hold them, and as forms print them."""

from __future__ import annotations

import datetime as dt
import re

PRINTED = "MM/DD/YYYY"
"""How a form prints a date."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def parse_date(text: str) -> dt.date | None:
    """Read a date written as 2026-08-31 or as 8/31/2026; None for anything else."""
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _AMERICAN.fullmatch(text):
        month, day, year = map(int, found.groups())
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def render_date(date: dt.date) -> str:
    """Write a date the way forms print it."""
    return f"{date.month:02}/{date.day:02}/{date.year:04}"
