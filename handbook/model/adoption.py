"""What a district leaves out of the shipped handbook, taken out everywhere at once."""

from __future__ import annotations

from dataclasses import replace
from operator import is_
from typing import TypeVar

from handbook.model.annotations import fields_of
from handbook.model.district import LeftOut
from handbook.model.form import Condition, Form
from handbook.model.handbook import Handbook, SourceFile
from handbook.model.record import Record
from handbook.model.role import Activity, Role

AnyRecord = TypeVar("AnyRecord", bound=Record)


def adopt_handbook(
    handbook: Handbook, *, idle: frozenset[tuple[str, str]] = frozenset()
) -> Handbook:
    """Return the handbook without the roles, activities and forms its district leaves out.

    References to them go as well, so that nothing dangles; a form's conditions keep theirs, since
    a condition on a role that is not there must fail rather than vanish, and so does the choice.

    Args:
        handbook: The handbook as it was read.
        idle: The kind and id of what other decisions of the district leave without a use.
    """
    leave_out = handbook.district.leave_out
    gone = frozenset(
        [("role", name) for name in leave_out.roles]
        + [("activity", name) for name in leave_out.activities]
        + [("form", name) for name in leave_out.forms]
        + [*idle]
    )
    if not gone:
        return handbook
    gone |= {
        ("activity", activity.id)
        for role in handbook.roles
        if ("role", role.id) in gone
        for activity in role.activities
    }
    kept = (file for file in handbook.files if not _is_gone(file.record, gone=gone))
    files = tuple(SourceFile(file.origin, _without(file.record, gone=gone)) for file in kept)
    return replace(handbook, files=files, left_out=gone)


def _is_gone(record: Record, *, gone: frozenset[tuple[str, str]]) -> bool:
    return (isinstance(record, Role) and ("role", record.id) in gone) or (
        isinstance(record, Form) and ("form", record.id) in gone
    )


def _without(record: AnyRecord, *, gone: frozenset[tuple[str, str]]) -> AnyRecord:
    if isinstance(record, Condition | LeftOut):
        return record
    changed: dict[str, object] = {}
    for field in fields_of(type(record)):
        value, kind = getattr(record, field.name), field.reference
        slim = _slim_ids(value, kind=kind, gone=gone) if kind else _slim(value, gone=gone)
        if slim is not value:
            changed[field.name] = slim
    return record.model_copy(update=changed) if changed else record


def _slim(value: object, *, gone: frozenset[tuple[str, str]]) -> object:
    if isinstance(value, Record):
        return _without(value, gone=gone)
    if isinstance(value, tuple):
        kept = tuple(
            _slim(item, gone=gone)
            for item in value
            if not (isinstance(item, Activity) and ("activity", item.id) in gone)
        )
        unchanged = len(kept) == len(value) and all(map(is_, kept, value))
        return value if unchanged else kept
    return value


def _slim_ids(value: object, *, kind: str, gone: frozenset[tuple[str, str]]) -> object:
    if isinstance(value, tuple):
        kept = tuple(item for item in value if (kind, item) not in gone)
        return value if len(kept) == len(value) else kept
    return None if (kind, value) in gone else value
