"""What the models' own annotations say of each field, read once for validation, schema and walking.

A new field, a new mark or a new kind of mark needs nothing elsewhere to be seen here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from pydantic import WithJsonSchema

from handbook.model.record import Formerly, Record, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from handbook.problems import FieldPath

Mark = TypeVar("Mark")


@dataclass(frozen=True, slots=True)
class ModelField:
    """A field of a model."""

    name: str
    """What Python calls it."""
    key: str
    """What files call it."""
    annotation: Any
    """Its type with all marks, as the model has it."""
    description: str
    """What it means, on one line."""
    is_required: bool
    """Whether a record needs it."""
    limits: tuple[int, int] | None
    """The least and the most that a number may be."""
    models: tuple[type[Record], ...]
    """The models of the records that it can hold."""
    choices: tuple[str, ...]
    """The words it can be, where they are listed."""
    reference: str
    """The kind of record whose id it holds, or ''."""
    formerly: str
    """What files called it before, or ''."""

    @property
    def is_list(self) -> bool:
        """Whether it holds a list."""
        return get_origin(_bare(self.annotation)) is tuple

    @property
    def is_keyed(self) -> bool:
        """Whether it holds entries under names that people choose."""
        return get_origin(_bare(self.annotation)) is dict


@cache
def fields_of(model: type[Record]) -> tuple[ModelField, ...]:
    """Return the fields of a model, in order."""
    hints = get_type_hints(model, include_extras=True)
    return tuple(
        _model_field(name, info, annotation=hints[name])
        for name, info in model.model_fields.items()
    )


# Texts are looked at one by one, and stand in few fields.
@cache
def field_at(path: FieldPath, *, model: type[Record]) -> ModelField | None:
    """Return the field that a path leads to from the top of a record, names and places left out."""
    found, owner = None, model
    is_name = False
    for key in path:
        if is_name:
            is_name = False
        elif isinstance(key, str):
            found = next((one for one in fields_of(owner) if key in {one.key, one.name}), None)
            if found and found.models:
                owner, is_name = found.models[0], found.is_keyed
    return found


def model_at(path: FieldPath, *, model: type[Record]) -> type[Record]:
    """Return the model of what a path leads to, or of the record where that is no record."""
    field = field_at(path, model=model)
    return field.models[0] if field and field.models else model


def models_inside(model: type[Record]) -> Iterator[type[Record]]:
    """Yield the model itself and every model that a record of it can hold, outermost first."""
    yield from _models_inside(model, around=())


def _models_inside(
    model: type[Record], *, around: tuple[type[Record], ...]
) -> Iterator[type[Record]]:
    """Yield the models inside one; a record that holds records of its own kind is told once."""
    if model in around:
        return
    yield model
    for field in fields_of(model):
        for part in field.models:
            yield from _models_inside(part, around=(*around, model))


def marks_in(annotation: object, mark: type[Mark]) -> Iterator[Mark]:
    """Yield the marks of a sort that a type has, those of its parts included."""
    yield from (one for one in getattr(annotation, "__metadata__", ()) if isinstance(one, mark))
    for part in get_args(annotation):
        yield from marks_in(part, mark)


def choices_in(annotation: object) -> Iterator[str]:
    """Yield the words that a value of the type can be, where they are listed."""
    narrowed = [one.json_schema for one in marks_in(annotation, WithJsonSchema) if one.json_schema]
    if narrowed:
        yield from (str(word) for schema in narrowed for word in schema.get("enum", ()))
    elif get_origin(annotation) is Literal:
        yield from map(str, get_args(annotation))
    elif isinstance(annotation, type) and issubclass(annotation, StrEnum):
        yield from map(str, annotation)
    else:
        for part in get_args(annotation):
            yield from choices_in(part)


def _model_field(name: str, info: FieldInfo, *, annotation: Any) -> ModelField:
    return ModelField(
        name=name,
        key=info.alias or name,
        annotation=annotation,
        description=" ".join((info.description or "").split()),
        is_required=info.is_required(),
        limits=_limits(info),
        models=tuple(_models_in(annotation)),
        choices=tuple(choices_in(annotation)),
        reference=next((mark.kind for mark in marks_in(annotation, Reference)), ""),
        formerly=next((mark.key for mark in marks_in(annotation, Formerly)), ""),
    )


def _limits(info: FieldInfo) -> tuple[int, int] | None:
    least = next((mark.ge for mark in info.metadata if hasattr(mark, "ge")), None)
    most = next((mark.le for mark in info.metadata if hasattr(mark, "le")), None)
    return (least, most) if least is not None and most is not None else None


def _models_in(annotation: object) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _bare(annotation: Any) -> Any:
    """Return the type without its own marks."""
    return annotation.__origin__ if hasattr(annotation, "__metadata__") else annotation
