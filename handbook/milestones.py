"""What is done by when, in the order of time: the periods of a coach's beginning, and the year."""

from __future__ import annotations

from calendar import MONDAY, month_name
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from handbook.identifiers import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.model.milestone import Milestone

_PERIODS = (
    (0, "Before the first day"),
    (7, "In the first week"),
    (30, "By day 30"),
    (60, "By day 60"),
    (90, "By day 90"),
    (365, "Later in the first year"),
)
"""The last day of each period of a coach's beginning, and what it is called."""

_USUAL_START = 8
"""The month in which a school year begins, where the district names no day."""

_WEDNESDAY = MONDAY + 2
_WEEKEND = MONDAY + 5


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, and what is done in it."""

    name: str
    """What it is called."""
    milestones: tuple[Milestone, ...]
    """What is done in it, in order."""

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return slugify(self.name)


def first_days(milestones: Iterable[Milestone]) -> tuple[Period, ...]:
    """Return the periods of a coach's beginning in which something is done."""
    known = [(due, one) for one in milestones if (due := one.due_on) is not None]
    known.sort(key=lambda pair: pair[0])
    starts = (-(10**6), *(last for last, _ in _PERIODS))
    periods = (
        Period(name, tuple(one for due, one in known if start < due <= last))
        for start, (last, name) in zip(starts, _PERIODS, strict=False)
    )
    return tuple(period for period in periods if period.milestones)


def doer_of(milestone: Milestone, *, terms: Mapping[str, str]) -> str:
    """Return who does what a milestone asks, in the district's word."""
    names = {"coach": "Coach", "principal": "Principal", "office": "Coaching_office"}
    return terms[names[milestone.who]]


def school_months(milestones: Iterable[Milestone], *, first_day: date | None) -> tuple[Period, ...]:
    """Return the months in which something is done, from the first of the school year on."""
    known = [one for one in milestones if one.month is not None]
    start = first_day.month if first_day else _USUAL_START
    months = (*range(start, 13), *range(1, start))
    periods = (
        Period(month_name[month], tuple(one for one in known if one.month == month))
        for month in months
    )
    return tuple(period for period in periods if period.milestones)


def due_day(milestone: Milestone, *, first_day: date) -> date:
    """Return the day by which a milestone is done in the school year that begins on a day.

    What is due on a weekend is due on the Friday before. What is due in a month is due on its first
    Wednesday, and in the first month of the year not before the year begins.
    """
    if (due := milestone.due_on) is None:
        return _in_month(milestone.month or first_day.month, first_day=first_day)
    day = first_day + timedelta(days=due - 1)
    return day - timedelta(days=max(0, day.weekday() - _WEEKEND + 1))


def _in_month(month: int, *, first_day: date) -> date:
    first = date(first_day.year + (month < first_day.month), month, 1)
    wednesday = first + timedelta(days=(_WEDNESDAY - first.weekday()) % 7)
    return max(wednesday, first_day)
