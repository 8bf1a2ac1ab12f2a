"""Walk through a record: the records inside it, the ids it refers to, the words it says."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from handbook.model.annotations import fields_of
from handbook.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.annotations import ModelField
    from handbook.problems import FieldPath


def walk_records(record: Record, *, at: FieldPath = ()) -> Iterator[tuple[FieldPath, Record]]:
    """Yield the record itself and every record inside it, outermost first."""
    yield at, record
    for name in _names_of_parts(type(record)):
        for path, value in _items(getattr(record, name), at=(*at, name)):
            if isinstance(value, Record):
                yield from walk_records(value, at=path)


def walk_references(record: Record) -> Iterator[tuple[FieldPath, str, str]]:
    """Yield where, what kind and which id, for every reference in the record."""
    for at, inner in walk_records(record):
        for field in _references(type(inner)):
            for path, value in _items(getattr(inner, field.name), at=(*at, field.key)):
                if isinstance(value, str):
                    yield path, field.reference, value


def walk_words(record: Record, *, at: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield every piece of text in the record."""
    # Every rule about words goes this way: a step less for each text is felt.
    for name, key in _names_and_keys(type(record)):
        value = getattr(record, name)
        if isinstance(value, str):
            yield (*at, key), value
        elif value is not None:
            for path, item in _items(value, at=(*at, name)):
                if isinstance(item, str):
                    yield (*at, key, *path[len(at) + 1 :]), item
                elif isinstance(item, Record):
                    yield from walk_words(item, at=path)


@cache
def _names_of_parts(model: type[Record]) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(model) if field.models)


@cache
def _references(model: type[Record]) -> tuple[ModelField, ...]:
    return tuple(field for field in fields_of(model) if field.reference)


@cache
def _names_and_keys(model: type[Record]) -> tuple[tuple[str, str], ...]:
    return tuple((field.name, field.key) for field in fields_of(model))


def _items(value: object, *, at: FieldPath) -> Iterator[tuple[FieldPath, object]]:
    if isinstance(value, tuple):
        for position, item in enumerate(value):
            if isinstance(item, tuple | dict):
                yield from _items(item, at=(*at, position))
            else:
                yield (*at, position), item
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _items(item, at=(*at, name))
    else:
        yield at, value
