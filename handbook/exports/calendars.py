"""What is done by when as calendars for any program: RFC 5545, all-day events, no clock asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from handbook.addresses import LIST_URIS, site_address
from handbook.inline import parse_inline, render_plain
from handbook.milestones import doer_of, due_day, first_days, school_months
from handbook.model.milestone import Milestone
from handbook.placeholders import term_words
from handbook.published import published_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from handbook.milestones import Period
    from handbook.pages.desk import Desk

_LONGEST = 75
"""How many octets a line of a calendar may have, its end not counted."""

_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


def render_first_days(desk: Desk) -> bytes:
    """Return a coach's beginning as a calendar; nothing where the year has no first day."""
    periods = first_days(desk.handbook.records_of(Milestone))
    return _render(desk, periods=periods, name="first ninety days")


def render_school_year(desk: Desk) -> bytes:
    """Return the months of the school year as a calendar; nothing where it has no first day."""
    first_day = desk.handbook.district.edition.first_day
    periods = school_months(desk.handbook.records_of(Milestone), first_day=first_day)
    return _render(desk, periods=periods, name="year")


def _render(desk: Desk, *, periods: tuple[Period, ...], name: str) -> bytes:
    district = desk.handbook.district
    first_day = district.edition.first_day
    if first_day is None or not periods:
        return b""
    coaching = term_words(desk.handbook.terms)["Coaching"]
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Coaching handbook//Calendar//EN",
        f"X-WR-CALNAME:{_escape(f'{coaching}: {name}, {district.edition.label}')}",
        *(
            line
            for period in periods
            for one in period.milestones
            for line in _event(one, desk=desk, first_day=first_day)
        ),
        "END:VCALENDAR",
    )
    return "".join(f"{part}\r\n" for line in lines for part in _fold(line)).encode()


def _event(milestone: Milestone, *, desk: Desk, first_day: date) -> Iterator[str]:
    district = desk.handbook.district
    day = due_day(milestone, first_day=first_day)
    doer = doer_of(milestone, terms=term_words(desk.handbook.terms))
    known = f"{district.id or district.name}/{milestone.id}/{first_day.year}"
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, known)}"
    yield f"DTSTAMP:{district.edition.effective:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escape(f'{doer}: {_plain(milestone.name)}')}"
    yield f"DESCRIPTION:{_escape(_plain(milestone.text))}"
    if site := site_address(desk.handbook):
        page = published_url(LIST_URIS["milestone"], has_directory_urls=desk.has_directory_urls)
        yield f"URL:{site}{page}#{milestone.id}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _plain(text: str) -> str:
    return render_plain(parse_inline(" ".join(text.split())))


def _escape(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def _fold(line: str) -> Iterable[str]:
    """Return a line in pieces of few octets, of which all but the first begin with a blank."""
    pieces = [""]
    for sign in line:
        if len((pieces[-1] + sign).encode()) > _LONGEST:
            pieces.append(" ")
        pieces[-1] += sign
    return pieces
