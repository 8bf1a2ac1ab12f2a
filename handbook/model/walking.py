"""Walk through a record: the records inside it, the ids it refers to, the words it says.

Everything is read off the models' own annotations, so a new field needs nothing here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, get_args

from handbook.model.record import Record, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.problems import FieldPath


def walk_records(record: Record, *, at: FieldPath = ()) -> Iterator[tuple[FieldPath, Record]]:
    """Yield the record itself and every record inside it, outermost first."""
    yield at, record
    for name in _record_fields(type(record)):
        for path, value in _items(getattr(record, name), at=(*at, name)):
            if isinstance(value, Record):
                yield from walk_records(value, at=path)


def walk_references(record: Record) -> Iterator[tuple[FieldPath, str, str]]:
    """Yield where, what kind and which id, for every reference in the record."""
    for at, inner in walk_records(record):
        for name, kind in reference_fields(type(inner)).items():
            for path, value in _items(getattr(inner, name), at=(*at, name)):
                if isinstance(value, str):
                    yield path, kind, value


def walk_words(record: Record) -> Iterator[tuple[FieldPath, str]]:
    """Yield every piece of text in the record."""
    for at, inner in walk_records(record):
        for name, field in type(inner).model_fields.items():
            value = getattr(inner, name)
            if isinstance(value, str):
                yield (*at, field.alias or name), value
            elif isinstance(value, tuple):
                for path, item in _items(value, at=(*at, field.alias or name)):
                    if isinstance(item, str):
                        yield path, item


@cache
def reference_fields(model: type[Record]) -> dict[str, str]:
    """Map each field that holds ids of other records to the kind of record it names."""
    found = {}
    for name, field in model.model_fields.items():
        marks = [mark for mark in field.metadata if isinstance(mark, Reference)]
        for mark in marks or _marks_inside(field.annotation):
            found[name] = mark.kind
    return found


def _marks_inside(annotation: object) -> Iterator[Reference]:
    for argument in get_args(annotation):
        if isinstance(argument, Reference):
            yield argument
        else:
            yield from _marks_inside(argument)


def models_inside(model: type[Record]) -> Iterator[type[Record]]:
    """Yield the model itself and every model that a record of it can hold, outermost first."""
    yield model
    for field in model.model_fields.values():
        for part in _models_in(field.annotation):
            yield from models_inside(part)


@cache
def _record_fields(model: type[Record]) -> tuple[str, ...]:
    return tuple(
        name for name, field in model.model_fields.items() if any(_models_in(field.annotation))
    )


def _models_in(annotation: object) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _items(value: object, *, at: FieldPath) -> Iterator[tuple[FieldPath, object]]:
    if isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _items(item, at=(*at, position))
    else:
        yield at, value
