"""What must hold between the records of a handbook.

Each module here owns one concern and turns a handbook into problems; nothing reads a disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.audiences import check_audiences
from handbook.checks.causes import check_causes
from handbook.checks.claims import check_claims
from handbook.checks.comparisons import check_comparisons
from handbook.checks.counts import check_counts
from handbook.checks.decisions import check_decisions
from handbook.checks.district import check_district
from handbook.checks.first_lines import check_first_lines
from handbook.checks.form_blanks import check_form_blanks
from handbook.checks.form_topics import check_form_topics
from handbook.checks.forms import check_forms
from handbook.checks.frameworks import check_frameworks
from handbook.checks.identity import check_identity
from handbook.checks.leaving_out import check_leaving_out
from handbook.checks.questions import check_questions
from handbook.checks.roles import check_roles
from handbook.checks.sayings import check_sayings
from handbook.checks.sources import check_sources
from handbook.checks.terms import check_terms
from handbook.checks.wording import check_wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.model.handbook import Handbook
    from handbook.problems import Problem

_OF_ANY: tuple[Callable[[Handbook], tuple[Problem, ...]], ...] = (
    check_causes,
    check_identity,
)
"""The checks that a handbook with unreadable files can be put to."""

_OF_WHOLE: tuple[Callable[[Handbook], tuple[Problem, ...]], ...] = (
    check_roles,
    check_leaving_out,
    check_comparisons,
    check_frameworks,
    check_sources,
    check_first_lines,
    check_forms,
    check_form_blanks,
    check_form_topics,
    check_wording,
    check_questions,
    check_district,
    check_decisions,
    check_sayings,
    check_audiences,
    check_claims,
    check_terms,
    check_counts,
)
"""The checks that need every file."""


def check_handbook(handbook: Handbook, *, is_whole: bool) -> tuple[Problem, ...]:
    """Return everything that is wrong between records, sorted.

    Args:
        handbook: Every record, before the district's choices took any away.
        is_whole: Whether every file could be read; without that, what is missing from the
            handbook may stand in a file that nobody could read.
    """
    checks = (*_OF_ANY, *_OF_WHOLE) if is_whole else _OF_ANY
    return tuple(sorted({problem for check in checks for problem in check(handbook)}))
