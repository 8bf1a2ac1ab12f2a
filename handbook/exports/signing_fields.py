"""The blanks of each form that is signed, as programs for signing on screen take them in.

Names are in words with underscores, such as `teacher_date`; places are shares of the page, from its
upper left corner.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Literal

from handbook.addresses import DATA_FOLDER
from handbook.exports.catalog import FORMAT, dump
from handbook.forms.parts import SIGNER
from handbook.inline import render_plain
from handbook.model.blanks import Accepts, Control
from handbook.pages.papers import pdf_uri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.forms.structure import Field, FormDocument
    from handbook.pages.desk import Desk
    from handbook.pages.papers import FieldPlace

_PAPERS: Mapping[Literal["letter", "a4"], tuple[float, float]] = {
    "letter": (612, 792),
    "a4": (595.28, 841.89),
}
"""How wide and how high a page is, in points."""

_TYPES = {
    Control.LINE: "text",
    Control.LINES: "text",
    Control.TICK: "checkbox",
    Control.ONE_OF: "radio",
    Control.MANY_OF: "multiple",
    Control.SCALE: "radio",
    Control.SIGNATURE: "signature",
}
_WRITTEN = {Accepts.DATE: "date", Accepts.NAME_IN_SHORT: "initials"}
_DIGITS = 5


def render_signing_fields(desk: Desk) -> dict[str, bytes]:
    """Return a file for each printable form that somebody signs, by URI."""
    return {
        f"{DATA_FOLDER}fields/{document.id}.json": dump(_form(document, desk=desk))
        for document in desk.documents
        if document.signers
    }


def _form(document: FormDocument, *, desk: Desk) -> dict[str, Any]:
    boxes: defaultdict[str, list[dict[str, float]]] = defaultdict(list)
    for place in desk.facts_of(document).places:
        boxes[place.name].append(_area(place, paper=document.paper))
    roles = {
        field.name: render_plain(signer.label)
        for signer in document.signers
        for field in signer.blanks
    }
    first = render_plain(document.signers[0].label)
    return {
        "format": FORMAT,
        "form": document.id,
        "title": render_plain(document.title),
        "code": document.code,
        "pdf": pdf_uri(document),
        "roles": [render_plain(signer.label) for signer in document.signers],
        "fields": [
            _field(field, role=roles.get(field.name, first), document=document)
            | {"areas": boxes[field.name]}
            for field in document.fields
        ],
    }


def _field(field: Field, *, role: str, document: FormDocument) -> dict[str, Any]:
    kind = "select" if field.is_list else _WRITTEN.get(field.accepts, _TYPES[field.control])
    return {
        "name": _name(field, document=document),
        "blank": field.name,
        "title": field.tooltip,
        "type": kind,
        "role": role,
        "required": field.is_required or kind == "signature",
        "options": [option.value for option in field.options],
    }


def _name(field: Field, *, document: FormDocument) -> str:
    """Return a name that says what is written there: `teacher_name`, `teacher_signature`."""
    whole = f"{field.name}-name" if field.name in document.shared_names else field.name
    return whole.removeprefix(SIGNER).replace("-", "_")


def _area(place: FieldPlace, *, paper: Literal["letter", "a4"]) -> dict[str, float]:
    (width, height), (left, bottom, right, top) = _PAPERS[paper], place.box
    return {
        "page": place.page,
        "x": round(left / width, _DIGITS),
        "y": round((height - top) / height, _DIGITS),
        "w": round((right - left) / width, _DIGITS),
        "h": round((top - bottom) / height, _DIGITS),
    }
