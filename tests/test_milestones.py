"""What is done by when: periods, months and days, and the calendars made of them."""

from __future__ import annotations

from datetime import date

import pytest

from handbook.exports.calendars import _escape, _fold
from handbook.milestones import due_day, first_days, school_months
from handbook.model.milestone import Milestone

MONDAY = date(2026, 8, 24)


def _milestone(name: str, **when: int) -> Milestone:
    return Milestone.model_validate(
        {"id": name, "name": name, "text": "Done.", "who": "coach", **when}
    )


def test_first_days_stand_in_their_periods() -> None:
    """What is due earlier stands earlier, and a period in which nothing is due is not there."""
    found = first_days(
        [_milestone("c", day=8), _milestone("b", day=1), _milestone("a", days_ahead=1)]
    )
    assert [(one.name, [m.id for m in one.milestones]) for one in found] == [
        ("Before the first day", ["a"]),
        ("In the first week", ["b"]),
        ("By day 30", ["c"]),
    ]


def test_the_year_begins_where_the_district_says() -> None:
    """Months go round from the month of the first day, or from August without one."""
    months = [_milestone("a", month=7), _milestone("b", month=8), _milestone("c", month=9)]
    assert [one.name for one in school_months(months, first_day=None)] == [
        "August",
        "September",
        "July",
    ]
    assert [one.name for one in school_months(months, first_day=date(2026, 7, 20))] == [
        "July",
        "August",
        "September",
    ]


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ({"day": 1}, date(2026, 8, 24)),
        ({"day": 6}, date(2026, 8, 28)),
        ({"day": 7}, date(2026, 8, 28)),
        ({"days_ahead": 1}, date(2026, 8, 21)),
        ({"days_ahead": 14}, date(2026, 8, 10)),
        ({"month": 8}, date(2026, 8, 24)),
        ({"month": 9}, date(2026, 9, 2)),
        ({"month": 1}, date(2027, 1, 6)),
    ],
)
def test_a_day_is_a_school_day(when: dict[str, int], due: date) -> None:
    """A weekend gives way to the Friday before; a month has its first Wednesday."""
    assert due_day(_milestone("a", **when), first_day=MONDAY) == due


def test_a_milestone_has_one_time() -> None:
    """Two times, or none, are refused in a sentence."""
    for when in ({}, {"day": 1, "month": 8}):
        with pytest.raises(ValueError, match="says when it is done once"):
            _milestone("a", **when)


def test_lines_are_folded_between_letters() -> None:
    """No line has more than 75 octets, and unfolding gives the line back."""
    line = "SUMMARY:" + "é–x" * 60
    pieces = list(_fold(line))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_text_is_escaped() -> None:
    """What RFC 5545 gives a meaning is escaped."""
    assert _escape("a, b; c\\d\ne") == "a\\, b\\; c\\\\d\\ne"
