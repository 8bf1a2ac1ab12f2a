"""An editor's day: the mistakes people make at fifteen jobs, and the words that each one gets.

Each fixture is one mistake; what is asserted is all that `handbook check` says about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.opening import check_project
from handbook.press import Press

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.forms.structure import FormDocument
    from tests.conftest import Fault

FAULTS = "editors-day"


class OnePage(Press):
    """Stands in for the press: every form has one page."""

    def page_count(self, document: FormDocument, *, made_at: int) -> int:
        """Return one."""
        return 1


def test_fault(fault: Fault, small_project: Path) -> None:
    """The mistake is told at its place, with what to do about it."""
    found, expected = fault.problems_in(small_project, find=find_problems)
    assert found == expected
    assert found


def find_problems(root: Path) -> str:
    """Return what check says, a line a problem."""
    return "\n".join(map(str, check_project(root, press=OnePage())))
