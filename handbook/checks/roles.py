"""Roles: where each stops, what its activities serve, and what is left once a district chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.reporting import fault, warning
from handbook.model.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import Problem


def check_roles(handbook: Handbook) -> tuple[Problem, ...]:
    """Return what is wrong with the roles, one by one."""
    found: list[Problem] = []
    for file in handbook.files:
        if isinstance(file.record, Role):
            found += _boundaries(file, role=file.record)
            found += _without_standard(file, role=file.record)
    return tuple(found)


def _boundaries(file: SourceFile, *, role: Role) -> Iterator[Problem]:
    if not role.boundaries:
        message = (
            "the role says nowhere where it stops. Name at least one non-role that it is mistaken "
            "for, and the line between the two."
        )
        yield fault(file, ("boundaries",), message)
    seen: set[str] = set()
    for position, boundary in enumerate(role.boundaries):
        if boundary.non_role in seen:
            message = (
                f"the boundary to '{boundary.non_role}' is there already. Keep one of the two."
            )
            yield fault(file, ("boundaries", position, "non_role"), message)
        seen.add(boundary.non_role)


def _without_standard(file: SourceFile, *, role: Role) -> Iterator[Problem]:
    for position, activity in enumerate(role.activities):
        if not activity.standards:
            message = (
                f"the activity '{activity.id}' serves no standard. Name the functions it serves, "
                "such as '[tlms-2b]'."
            )
            yield warning(file, ("activities", position, "standards"), message)
