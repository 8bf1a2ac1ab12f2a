"""The schemas of files that are laid over others: any part of a record will do.

Beside what a field means, an editor is told what becomes of the same field below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from handbook.model.annotations import models_inside
from handbook.model.district import District
from handbook.model.merging import describe_merging
from handbook.model.page import PageMeta

if TYPE_CHECKING:
    from handbook.model.record import Record

Json: TypeAlias = dict[str, Any]


def as_overlay(schema: Json, *, model: type[Record] | None) -> Json:
    """Return a schema as files of an upper layer need it.

    Args:
        schema: The schema of whole records.
        model: Their model; none for a folder of several, whose schema only names theirs.
    """
    if model is None or model is District:
        return schema
    for part in models_inside(model):
        found = schema if part is model else schema.get("$defs", {}).get(part.__name__, {})
        for key, field in found.get("properties", {}).items():
            if field.get("description") and (rule := describe_merging(part, key)):
                field["description"] = f"{field['description']} {rule}"
    parts: Json = _of_parts(schema)
    if model is PageMeta:
        parts["properties"]["body"] = _BODY
    return parts


def _of_parts(schema: Any) -> Any:
    """Return a schema of parts of records, with the words by which layers speak of one another."""
    if isinstance(schema, list):
        return [_of_parts(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: _of_parts(value)
        for key, value in schema.items()
        if key not in {"required", "minItems"} or ("properties" not in schema and key == "required")
    }
    if isinstance(kept.get("properties"), dict):
        kept["properties"] = {**kept["properties"], **_LAYER_WORDS}
    if kept.get("type") == "array" and _is_of_lines(kept.get("items")):
        lists = {name: {"type": "array", "items": kept["items"]} for name in ("add", "without")}
        changes = {"type": "object", "properties": lists, "additionalProperties": False}
        about = {"description": kept.pop("description")} if "description" in kept else {}
        return {**about, "anyOf": [kept, changes]}
    return kept


def _is_of_lines(items: Any) -> bool:
    return isinstance(items, dict) and "$ref" not in items and "properties" not in items


_BODY: Json = {
    "enum": ["adds"],
    "description": "Says 'adds' where the text is sections for the page below.",
}

_LAYER_WORDS: Json = {
    "before": {"type": "string", "description": "The item that this one stands before."},
    "after": {"type": "string", "description": "The item that this one stands after."},
    "without": {"type": "array", "items": {"type": "string"}, "description": "Fields to drop."},
    "leave_out": {"enum": [True, "yes"], "description": "Yes takes the item away."},
}
