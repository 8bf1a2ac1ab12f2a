"""Walk through a record: the records inside it, the ids it refers to, the words it says."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from handbook.model.annotations import fields_of
from handbook.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        for field in fields_of(type(inner)):
            if field.reference:
                for path, value in _items(getattr(inner, field.name), at=(*at, field.key)):
                    if isinstance(value, str):
                        yield path, field.reference, value


def walk_words(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """Yield every piece of text in the record."""
    for at, inner in walk_records(record):
        for field in fields_of(type(inner)):
            for path, item in _items(getattr(inner, field.name), at=(*at, field.key)):
                if isinstance(item, str):
                    yield path, item


@cache
def _names_of_parts(model: type[Record]) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(model) if field.models)


def _items(value: object, *, at: FieldPath) -> Iterator[tuple[FieldPath, object]]:
    if isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _items(item, at=(*at, position))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _items(item, at=(*at, name))
    else:
        yield at, value
