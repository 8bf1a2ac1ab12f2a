"""Whether the review of the edition is due: it depends on the day, and so no build asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.reporting import warning
from handbook.model.district import District
from handbook.spelling import count_of

if TYPE_CHECKING:
    from datetime import date

    from handbook.model.handbook import Handbook
    from handbook.problems import Problem

NOTICE_DAYS = 60
"""How long before the day of a review somebody is reminded of it."""

_REMEDY = (
    "Read the pages through, decide what changes, and set 'label', 'effective' and 'review_by' of "
    "the next edition."
)


def check_review(handbook: Handbook, *, today: date) -> tuple[Problem, ...]:
    """Return a warning where the review of the edition is near or overdue."""
    return tuple(
        warning(file, ("edition", "review_by"), f"{said} {_REMEDY}")
        for file in handbook.files
        if isinstance(file.record, District)
        if (said := _say(file.record.edition.review_by, today=today))
    )


def _say(day: date, *, today: date) -> str:
    days = (day - today).days
    if days > NOTICE_DAYS:
        return ""
    if days < 0:
        return f"the review of this edition was due on {day}, {_count(-days)} ago."
    when = "today" if not days else f"in {_count(days)}"
    return f"the review of this edition is due on {day}, {when}."


def _count(days: int) -> str:
    return count_of(days, "day")
