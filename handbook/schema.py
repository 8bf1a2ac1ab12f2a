"""What every file of a handbook may hold, as JSON Schema for editors and in plain words for people.

Everything is read off the models; no file is read or written here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    TypeAlias,
    Union,
    get_args,
    get_origin,
)

from pydantic.json_schema import GenerateJsonSchema, WithJsonSchema

from handbook.identifiers import slugify
from handbook.model.annotations import choices_in, fields_of, models_inside
from handbook.model.kinds import KINDS
from handbook.model.layout import DRAFT, RECORD_FILES, may_be_draft, telling_key
from handbook.model.merging import describe_merging
from handbook.model.page import PageMeta
from handbook.model.record import Date, Flag, Id, Line, Record, Reference, Text, Whole
from handbook.model.role import NonRole
from handbook.problems import listing
from handbook.schema_overlay import as_overlay
from handbook.wordforms import guess_article

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.model.annotations import ModelField

Json: TypeAlias = dict[str, Any]

_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"^\d{4}-\d{2}-\d{2}$"

_KEYWORDS: dict[str, str] = {"ge": "minimum", "le": "maximum"}
"""Limits that stand after a parser keep their Python names."""

_WORDS: tuple[tuple[Any, str, str], ...] = (
    (Id, "an id", "ids"),
    (Line, "one line of text", "lines of text"),
    (Text, "text", "texts"),
    (Flag, "yes or no", "answers, yes or no"),
    (Whole, "a whole number", "whole numbers"),
    (Date, "a date", "dates"),
)
"""What one value of a type is called, and several."""

_TITLES: dict[type[Record], str] = {NonRole: "Non-role", PageMeta: "Page"}
"""The names of models that their classes do not spell."""


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """One field of a record, in plain words."""

    name: str
    """What stands before the colon."""
    type: str
    """What may stand after it."""
    required: bool
    """Whether the record needs it."""
    description: str
    """What it means."""
    merging: str
    """What becomes of it where a layer writes it too, in a sentence or none."""


@dataclass(frozen=True, slots=True)
class ModelDescription:
    """One kind of record, in plain words."""

    title: str
    """What it is called."""
    anchor: str
    """Its place on the field reference page."""
    summary: str
    """What it is."""
    files: tuple[str, ...]
    """The files that hold it; none for a part of another record."""
    fields: tuple[FieldDescription, ...]
    """Its fields, in order."""


def render_schemas(*, is_overlay: bool = False) -> Mapping[str, str]:
    """Return the JSON Schema of every record file, and of every folder that mixes them, by name.

    Args:
        is_overlay: Whether the files are laid over others, so that any part of a record will do.
    """
    schemas = {_schema_name(model): _model_schema(model) for model in RECORD_FILES}
    for pattern, models in _mixed_folders().items():
        schemas[_folder_schema_name(pattern)] = _folder_schema(models)
    if is_overlay:
        by_name = {_schema_name(model): model for model in RECORD_FILES}
        schemas = {
            name: as_overlay(schema, model=by_name.get(name)) for name, schema in schemas.items()
        }
    return {name: _render(schema) for name, schema in sorted(schemas.items())}


def schema_patterns() -> Mapping[str, tuple[str, ...]]:
    """Return the YAML files that each schema is for, by the schema's name; no file has two."""
    mixed = _mixed_folders()
    found = {_folder_schema_name(pattern): (pattern,) for pattern in mixed}
    for model, files in RECORD_FILES.items():
        if _pattern(files) not in mixed and files.endswith(".yml"):
            found[_schema_name(model)] = (files,)
    return found


def describe_models() -> tuple[ModelDescription, ...]:
    """Return every kind of record, each followed by the parts it is the first to hold."""
    described: dict[type[Record], ModelDescription] = {}
    for model in RECORD_FILES:
        for part in models_inside(model):
            described.setdefault(part, _describe(part))
    return tuple(described.values())


class _Schema(GenerateJsonSchema):
    """Leaves out the titles that only repeat the key."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  (pydantic's)
        return False


def _model_schema(model: type[Record]) -> Json:
    schema = model.model_json_schema(by_alias=True, schema_generator=_Schema)
    typed: Json = _as_typed(schema)
    if may_be_draft(model):
        typed["properties"] = {**typed["properties"], DRAFT: _IS_DRAFT}
    return {"$schema": _SCHEMA, **typed}


_IS_DRAFT: Json = {
    "enum": [True, False, "yes", "no"],
    "description": "Yes keeps it from being published; 'handbook serve' shows it.",
}


def _as_typed(schema: Any) -> Any:
    """Return the schema of what an editor sees when people type it, before it means anything."""
    if isinstance(schema, list):
        return [_as_typed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept: Json = {
        _KEYWORDS.get(str(key), str(key)): _as_typed(value) for key, value in schema.items()
    }
    kept.pop("default", None)
    match kept:
        case {"anyOf": [one, {"type": "null"}]}:
            return one | {key: value for key, value in kept.items() if key != "anyOf"}
        case {"title": str(title), "properties": _}:
            return kept | {"title": _spell(title)}
        case {"type": "string" | "boolean"}:
            return _as_typed_value(kept)
    return kept


def _as_typed_value(schema: Json) -> Json:
    match schema:
        case {"type": "boolean", **rest}:
            return {**rest, "enum": [True, False, "yes", "no"]}
        case {"format": "date", **rest}:
            return {**rest, "pattern": _DAY}
        case {"enum": _} | {"const": _} | {"pattern": _}:
            return schema
    return schema | {"type": ["string", "number", "boolean"]}


def _folder_schema(models: tuple[type[Record], ...]) -> Json:
    """Tell the models of a folder apart by their keys; the first is what new files are for."""
    schema: Json = {"$ref": _schema_name(models[0])}
    for model in reversed(models[1:]):
        key = {"required": [telling_key(model)]}
        schema = {"if": key, "then": {"$ref": _schema_name(model)}, "else": schema}
    return {"$schema": _SCHEMA, **schema}


def _mixed_folders() -> dict[str, tuple[type[Record], ...]]:
    """Return the patterns of the folders that hold files of several models, and these models."""
    patterns = {files for files in RECORD_FILES.values() if files.endswith("/*.yml")}
    sharing = {
        pattern: tuple(model for model, files in RECORD_FILES.items() if _pattern(files) == pattern)
        for pattern in sorted(patterns)
    }
    return {pattern: models for pattern, models in sharing.items() if len(models) > 1}


def _pattern(files: str) -> str:
    return f"{files.rpartition('/')[0]}/*.yml"


def _schema_name(model: type[Record]) -> str:
    return f"{slugify(_title(model))}.json"


def _folder_schema_name(pattern: str) -> str:
    return f"files-in-{slugify(pattern.rpartition('/')[0])}.json"


def _render(schema: Json) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _title(model: type[Record]) -> str:
    return _TITLES.get(model) or _spell(model.__name__)


def _spell(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _describe(model: type[Record]) -> ModelDescription:
    title = _title(model)
    return ModelDescription(
        title=title,
        anchor=slugify(title),
        summary=" ".join((model.__doc__ or "").split()),
        files=(RECORD_FILES[model],) if model in RECORD_FILES else (),
        fields=tuple(
            FieldDescription(
                name=field.key,
                type=_type_words(field.annotation) + _limits(field),
                required=field.is_required,
                description=field.description,
                merging=describe_merging(model, field.key),
            )
            for field in fields_of(model)
        ),
    )


def _type_words(annotation: Any, *, many: bool = False) -> str:
    """Return what one value of the type is, or several."""
    marks = getattr(annotation, "__metadata__", ())
    reference = next((mark for mark in marks if isinstance(mark, Reference)), None)
    if reference is not None:
        kind = KINDS[reference.kind]
        return (
            f"ids of {kind.plural}" if many else f"the id of {guess_article(kind.noun)} {kind.noun}"
        )
    for known, one, several in _WORDS:
        if marks[: len(known.__metadata__)] == known.__metadata__:
            return several if many else one
    inner = get_args(annotation)
    is_narrowed = any(isinstance(mark, WithJsonSchema) for mark in marks)
    if get_origin(annotation) in {Annotated, Union, UnionType} and not is_narrowed:
        return _type_words(inner[0], many=many)
    if get_origin(annotation) in {tuple, dict}:
        is_named = get_origin(annotation) is dict
        of = f"names, each with {_type_words(inner[-1])}" if is_named else ""
        return f"{'lists' if many else 'a list'} of {of or _type_words(inner[0], many=True)}"
    if choices := listing(choices_in(annotation)):
        return f"any of {choices}" if many else choices
    title = _title(annotation)
    return f"entries with the fields of '{title}'" if many else f"the fields of '{title}'"


def _limits(field: ModelField) -> str:
    return " from {} to {}".format(*field.limits) if field.limits else ""
