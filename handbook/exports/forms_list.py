"""Every printable form as JSON: its words' code, its files, its blanks and where they are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from handbook.addresses import DATA_FOLDER, site_address
from handbook.exports.catalog import FORMAT, dump
from handbook.inline import render_plain
from handbook.pages.papers import pdf_uri, word_uri
from handbook.published import published_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.forms.structure import Field, FormDocument
    from handbook.pages.desk import Desk
    from handbook.pages.papers import FieldPlace

FORMS_URI = f"{DATA_FOLDER}forms.json"


def render_forms_list(desk: Desk) -> bytes:
    """Return the forms as JSON."""
    forms = [_form(document, desk=desk) for document in desk.documents]
    return dump({"format": FORMAT, "address": site_address(desk.handbook), "forms": forms})


def _form(document: FormDocument, *, desk: Desk) -> dict[str, Any]:
    record = next(form for form in desk.handbook.forms if form.id == document.form_id)
    facts = desk.facts_of(document)
    uri = f"forms/{document.id}.md"
    return {
        "id": document.id,
        "form": document.form_id,
        "role": document.role_id or None,
        "title": render_plain(document.title),
        "edition": document.edition,
        "code": document.code,
        "address": published_url(uri, has_directory_urls=desk.has_directory_urls),
        "pages": facts.page_count,
        "readers": [str(reader) for reader in record.readers],
        "signers": [
            {"id": signer.id, "label": render_plain(signer.label)} for signer in document.signers
        ],
        "files": [
            {"format": "pdf", "address": pdf_uri(document), "bytes": facts.pdf_size},
            {"format": "docx", "address": word_uri(document), "bytes": facts.word_size},
        ],
        "fields": _fields(document, places=facts.places),
    }


def _fields(document: FormDocument, *, places: Sequence[FieldPlace]) -> list[dict[str, Any]]:
    found: defaultdict[str, list[FieldPlace]] = defaultdict(list)
    for place in places:
        found[place.name].append(place)
    signers = {field.name: signer.id for signer in document.signers for field in signer.blanks}
    return [
        _field(field, signer=signers.get(field.name), places=found[field.name])
        for field in document.fields
    ]


def _field(field: Field, *, signer: str | None, places: Sequence[FieldPlace]) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": render_plain(field.label),
        "spoken": field.tooltip,
        "kind": str(field.control),
        "accepts": str(field.accepts),
        "required": field.is_required,
        "signer": signer,
        "options": [option.value for option in field.options],
        "places": [{"page": place.page, "box": list(place.box)} for place in places],
    }
