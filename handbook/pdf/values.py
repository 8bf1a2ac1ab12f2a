"""A form as plain values for the Typst template, which knows JSON and no Python."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from handbook.forms import square
from handbook.forms.square import render_square_svg
from handbook.inline import Break, Code, Emphasis, Link, Strong, Words, render_plain, to_json
from handbook.pdf.directed import direct_values

if TYPE_CHECKING:
    from handbook.forms.structure import FormDocument
    from handbook.inline import Json


def document_values(document: FormDocument) -> dict[str, Json]:
    """Return everything the template needs; every text of the form stays data."""
    values: dict[str, Json] = direct_values(_field_values(document))
    return {
        **values,
        "plain_title": render_plain(document.title),
        "imprint": document.imprint,
        "square": _square(document.code_address) if document.code_address else None,
    }


def _square(address: str) -> dict[str, Json]:
    return {"svg": render_square_svg(address), "alt": square.ALT, "label": square.LABEL}


def _values(value: object) -> Json:
    match value:
        case Words() | Code() | Break() | Emphasis() | Strong() | Link():
            return to_json([value])[0]
        case None | bool() | int() | str():
            return value
        case bytes():
            return list(value)
        case tuple():
            return [_values(part) for part in value]
    if is_dataclass(value):
        return _field_values(value)
    raise TypeError(f"'{type(value).__name__}' has no form in JSON")


def _field_values(value: object) -> dict[str, Json]:
    assert is_dataclass(value)  # noqa: S101  (callers see to it)
    return {field.name: _values(getattr(value, field.name)) for field in fields(value)}
