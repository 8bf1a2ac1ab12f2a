"""From folders to a handbook that is fit to build: loading, checking, adopting, in this order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks import check_handbook
from handbook.loading import load_handbook
from handbook.model.adoption import adopt_handbook
from handbook.problems import HandbookError, Problem, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.model.handbook import Handbook


def open_handbook(*roots: Path) -> tuple[Handbook, tuple[Problem, ...]]:
    """Read the handbook in the given folders and check it.

    Args:
        roots: The base folder, then any overlays.

    Returns:
        The handbook as the district adopted it, and the warnings, sorted.

    Raises:
        HandbookError: Something keeps it from being built; all problems and warnings are in it.
    """
    handbook, problems = load_handbook(*roots)
    found = (*problems, *check_handbook(handbook, is_whole=not problems))
    if any(problem.severity is Severity.ERROR for problem in found):
        raise HandbookError(found)
    return adopt_handbook(handbook), tuple(sorted(set(found)))
