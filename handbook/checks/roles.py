"""Roles: where each stops, what its activities serve, and what is left once a district chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.reporting import fault, warning
from handbook.model.district import District
from handbook.model.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.district import LeftOut
    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import Problem


def check_roles(handbook: Handbook) -> tuple[Problem, ...]:
    """Return what is wrong with the roles, one by one and as the district adopts them."""
    found: list[Problem] = []
    for file in handbook.files:
        if isinstance(file.record, Role):
            found += _boundaries(file, role=file.record)
            found += _without_standard(file, role=file.record)
        elif isinstance(file.record, District):
            found += _emptied(file, leave_out=file.record.leave_out, roles=handbook.roles)
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


def _emptied(file: SourceFile, *, leave_out: LeftOut, roles: tuple[Role, ...]) -> Iterator[Problem]:
    kept = [role for role in roles if role.id not in leave_out.roles]
    if roles and not kept:
        message = "leaves no role at all. Keep at least one."
        yield fault(file, ("leave_out", "roles"), message)
    for role in kept:
        if all(activity.id in leave_out.activities for activity in role.activities):
            message = (
                f"leaves the role '{role.id}' without an activity. "
                "Keep one, or leave out the whole role."
            )
            yield fault(file, ("leave_out", "activities"), message)
