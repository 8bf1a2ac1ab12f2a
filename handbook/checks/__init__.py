"""What must hold between the records of a handbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook
    from handbook.problems import Problem


def check_handbook(handbook: Handbook, *, is_whole: bool) -> tuple[Problem, ...]:
    """Return everything that is wrong between records."""
    return ()
