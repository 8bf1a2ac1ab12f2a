"""What can be changed in the data of a YAML file, and what the data are afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from handbook.problems import FieldPath
    from handbook.yamlplaces import Data


@dataclass(frozen=True, slots=True)
class Put:
    """A field gets a value, or another one."""

    field: FieldPath
    """The way to the value; the last key, and those before it, need not be there yet."""
    value: Data
    order: tuple[str, ...] = ()
    """The keys of the mapping in the order in which they are written, for a new one's place."""


@dataclass(frozen=True, slots=True)
class Insert:
    """A list gets an item more."""

    field: FieldPath
    """The way to the item: the list, and the place in it, which may be one behind the last."""
    value: Data


@dataclass(frozen=True, slots=True)
class Remove:
    """An item of a list, or a key with its value, goes away."""

    field: FieldPath


@dataclass(frozen=True, slots=True)
class Move:
    """An item of a list stands in another place of it."""

    field: FieldPath
    to: int
    """The place in the list that the item then has."""


@dataclass(frozen=True, slots=True)
class Rename:
    """A key is called by another name."""

    field: FieldPath
    key: str


Change: TypeAlias = Put | Insert | Remove | Move | Rename


def changed_data(data: Data, change: Change) -> Data:
    """Return the data after a change.

    Raises:
        LookupError: What is to be changed is not there, or another is in its place.
    """
    field = change.field
    if isinstance(change, Put):
        return _put(data, field, change.value)
    *parent, last = field
    owner = value_at(data, tuple(parent))
    return _put(data, tuple(parent), _changed_owner(owner, last, change=change))


def value_at(data: Data, field: FieldPath) -> Data:
    """Return the value that a path leads to.

    Raises:
        LookupError: There is none.
    """
    for step in field:
        data = _part(data, step)
    return data


def _part(data: Data, step: str | int) -> Data:
    if isinstance(data, dict) and isinstance(step, str):
        return data[step]
    if isinstance(data, tuple) and isinstance(step, int) and 0 <= step < len(data):
        return data[step]
    raise LookupError(step)


def _put(data: Data, field: FieldPath, value: Data) -> Data:
    if not field:
        return value
    step, *rest = field
    if isinstance(data, dict) and isinstance(step, str):
        return {**data, step: _put(data.get(step, {}), tuple(rest), value)}
    part = _put(_part(data, step), tuple(rest), value)
    items = cast("tuple[Data, ...]", data)
    at = int(step)
    return (*items[:at], part, *items[at + 1 :])


def _changed_owner(owner: Data, last: str | int, *, change: Change) -> Data:
    if isinstance(change, Insert):
        if not isinstance(owner, tuple) or not isinstance(last, int) or not 0 <= last <= len(owner):
            raise LookupError(last)
        return (*owner[:last], change.value, *owner[last:])
    part = _part(owner, last)
    if isinstance(owner, tuple):
        at = int(last)
        rest = (*owner[:at], *owner[at + 1 :])
        if isinstance(change, Move) and 0 <= change.to < len(owner):
            return (*rest[: change.to], part, *rest[change.to :])
        if isinstance(change, Remove):
            return rest
    elif isinstance(owner, dict):
        if isinstance(change, Remove):
            return {key: value for key, value in owner.items() if key != last}
        if isinstance(change, Rename) and (change.key not in owner or change.key == last):
            return {change.key if key == last else key: value for key, value in owner.items()}
    raise LookupError(last)
