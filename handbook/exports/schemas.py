"""The JSON Schemas of the handbook's data, so that a program can check what it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic.json_schema import models_json_schema

from handbook.addresses import DATA_FOLDER
from handbook.exports.catalog import FORMAT, dump
from handbook.model.district import District
from handbook.model.kinds import KINDS

if TYPE_CHECKING:
    from handbook.model.record import Record
    from handbook.pages.desk import Desk

CATALOG_SCHEMA_URI = f"{DATA_FOLDER}handbook.schema.json"
FORMS_SCHEMA_URI = f"{DATA_FOLDER}forms.schema.json"

_DRAFT = "https://json-schema.org/draft/2020-12/schema"

_WORDS = {"type": "string"}
_NUMBER = {"type": "integer", "minimum": 0}


def render_catalog_schema(desk: Desk) -> bytes:  # noqa: ARG001  (every handbook has the same)
    """Return the schema of the whole handbook as JSON."""
    models: list[type[Record]] = [District, *(row.model for row in KINDS.values())]
    refs, defs = models_json_schema([(model, "validation") for model in models], by_alias=True)
    whole = {model: refs[model, "validation"] for model in models}
    records = {name: _list(whole[row.model]) for name, row in KINDS.items()}
    place = dict.fromkeys(("kind", "id", "name", "address", "file"), _WORDS)
    answer = dict.fromkeys(("question", "verdict", "words", "answer"), _WORDS)
    return dump(
        {
            "$schema": _DRAFT,
            **_object(
                {
                    "format": {"const": FORMAT},
                    "address": _WORDS,
                    "district": whole[District],
                    "records": {
                        "type": "object",
                        "properties": records,
                        "additionalProperties": False,
                    },
                    "answers": _list(_object(answer)),
                    "places": _list(_object(place)),
                }
            ),
            **defs,
        }
    )


def render_forms_schema(desk: Desk) -> bytes:  # noqa: ARG001  (every handbook has the same)
    """Return the schema of the list of forms."""
    box = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
    field = {
        **dict.fromkeys(("name", "label", "spoken", "kind", "accepts"), _WORDS),
        "required": {"type": "boolean"},
        "signer": {"type": ["string", "null"]},
        "options": _list(_WORDS),
        "places": _list(_object({"page": _NUMBER, "box": box})),
    }
    form = {
        **dict.fromkeys(("id", "form", "title", "edition", "code", "address"), _WORDS),
        "role": {"type": ["string", "null"]},
        "pages": _NUMBER,
        "readers": _list(_WORDS),
        "signers": _list(_object({"id": _WORDS, "label": _WORDS})),
        "files": _list(_object({"format": _WORDS, "address": _WORDS, "bytes": _NUMBER})),
        "fields": _list(_object(field)),
    }
    whole = {"format": {"const": FORMAT}, "address": _WORDS, "forms": _list(_object(form))}
    return dump({"$schema": _DRAFT, **_object(whole)})


def _list(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has all of these, and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
