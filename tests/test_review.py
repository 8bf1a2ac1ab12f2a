"""An edition whose review is near or overdue is told of; the day decides."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from handbook.checks.review import check_review
from handbook.loading import load_handbook

if TYPE_CHECKING:
    from pathlib import Path

REMEDY = (
    "Read the pages through, decide what changes, and set 'label', 'effective' and 'review_by' of "
    "the next edition."
)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2099-05-01", "is due on 2099-06-30, in 60 days."),
        ("2099-06-29", "is due on 2099-06-30, in 1 day."),
        ("2099-06-30", "is due on 2099-06-30, today."),
        ("2099-07-01", "was due on 2099-06-30, 1 day ago."),
        ("2100-12-01", "was due on 2099-06-30, 519 days ago."),
    ],
)
def test_a_review_that_is_due(small_handbook: Path, today: str, said: str) -> None:
    """From sixty days before the review on, it is a warning with its place."""
    handbook, _ = load_handbook(small_handbook)
    found = check_review(handbook, today=dt.date.fromisoformat(today))
    place = "district.yml:22:14: warning: edition.review_by"
    assert [str(problem) for problem in found] == [
        f"{place}: the review of this edition {said} {REMEDY}"
    ]


def test_a_review_that_is_far(small_handbook: Path) -> None:
    """Earlier, nothing is said."""
    handbook, _ = load_handbook(small_handbook)
    assert check_review(handbook, today=dt.date(2099, 4, 30)) == ()
