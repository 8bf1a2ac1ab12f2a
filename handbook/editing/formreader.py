"""What the form of a record shows: its fields, items, the names of what it refers to, its page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.addresses import entry_address
from handbook.editing.documents import Document, matching_part, value_model
from handbook.editing.fields import FormField, describe_fields, label_of
from handbook.editing.items import items_at, name_of
from handbook.editing.picking import picks_of, references_in
from handbook.editing.things import TERMS
from handbook.inline import render_plain
from handbook.layers import unmarked
from handbook.model.kinds import KIND_OF
from handbook.model.places import DISTRICT_FILE
from handbook.pages.papers import pdf_uri
from handbook.splicing.changes import value_at

if TYPE_CHECKING:
    from handbook.editing.picking import Picks
    from handbook.editing.workshop import Workshop
    from handbook.model.handbook import Handbook
    from handbook.problems import FieldPath

_TERMS_FILE = "content/terms.yml"


class FormReader:
    """Reads what forms show.

    Args:
        workshop: What is edited.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def fields(self, document: Document, at: FieldPath) -> tuple[FormField, ...]:
        """Return the fields of a part of a record."""
        names = self._term_names() if document.name == DISTRICT_FILE else ()
        value = value_at(document.data, at)
        own = matching_part(document.own, document, at)
        below = matching_part(document.below, document, at)
        if at == TERMS:
            whole = describe_fields(
                document.model,
                value=document.data,
                own=document.own,
                below=document.below,
                names=names,
            )
            terms = next(one for one in whole if one.at == at)
            return tuple(replace(one, at=one.at[1:]) for one in terms.parts)
        model = value_model(document, at)
        found = describe_fields(model, value=value, own=own, below=below, names=names)
        return tuple(one for one in found if document.name != DISTRICT_FILE or one.at != TERMS)

    def items(self, document: Document, at: FieldPath) -> list[tuple[str, FieldPath]]:
        """Return what the items of a list are called, and where each one stands."""
        items = items_at(document.data, at)
        return [(name_of(item), (*at, number)) for number, item in enumerate(items)]

    def references(self, fields: tuple[FormField, ...]) -> dict[str, Picks]:
        """Return what can be picked in fields that name something, by what it is."""
        kinds = {one.reference for one in flat_fields(fields) if one.reference}
        return {kind: picks_of(kind, self._workshop.handbook) for kind in kinds}

    def reference_list(self) -> Picks:
        """Return what a page's text can lead to, as it is written, with what people call it."""
        return references_in(self._workshop.handbook)

    def noun(self, document: Document, at: FieldPath) -> str:
        """Return what people call a record of the kind."""
        if document.is_page:
            return "page"
        kind = KIND_OF.get(value_model(document, at)) if at != TERMS else None
        return (
            kind.noun
            if kind
            else label_of(str(next((s for s in reversed(at) if isinstance(s, str)), "record")))
        )

    def name_to_leave_out(self, document: Document, at: FieldPath) -> str:
        """Return the name by which a district leaves a record out; '' for none."""
        if document.is_page:
            return f"page:{document.name.removeprefix('content/').removesuffix('.md')}"
        value = value_at(document.data, at)
        is_record = at != TERMS and value_model(document, at) in KIND_OF
        return str(value.get("id", "")) if is_record and isinstance(value, dict) else ""

    def preview(self, document: Document, at: FieldPath) -> str:
        """Return the address at which a part of a record is seen."""
        uri, anchor = self.place_of(document, at)
        path = uri.removesuffix(".md").removesuffix("index")
        return f"/{path}/".replace("//", "/") + (f"#{anchor}" if anchor else "")

    def papers(self, document: Document, at: FieldPath) -> list[tuple[str, str]]:
        """Return the papers of a record's page, each with its name and its file on the site."""
        project, (page, _) = self._workshop.showing.project, self.place_of(document, at)
        return [
            (render_plain(one.title), pdf_uri(one))
            for one in (project.documents if project else ())
            if page in {f"forms/{one.id}.md", f"roles/{one.role_id}.md"}
        ]

    def place_of(self, document: Document, at: FieldPath) -> tuple[str, str]:
        """Return the page on which a part of a record is seen, and the place on it."""
        if document.is_page:
            return document.name.removeprefix("content/"), ""
        project = self._workshop.showing.project
        found = _place_in(self._workshop.handbook, document, at)
        # What cannot be read just now stands where it stood.
        if found is None and project is not None:
            found = _place_in(project.handbook, document, at)
        return found or ("index.md", "")

    def _term_names(self) -> tuple[str, ...]:
        terms = self._workshop.documents.get("content/terms.yml")
        data = terms.data.get("terms", {}) if terms and isinstance(terms.data, dict) else {}
        return tuple(data) if isinstance(data, dict) else ()


def flat_fields(fields: tuple[FormField, ...]) -> tuple[FormField, ...]:
    """Return fields with those of groups, each group before its own."""
    return tuple(one for field in fields for one in (field, *flat_fields(field.parts)))


def _place_in(handbook: Handbook, document: Document, at: FieldPath) -> tuple[str, str] | None:
    best, length = None, -1
    for entry in handbook.all_entries:
        is_here = unmarked(entry.file.origin.path) == document.name
        if is_here and at[: len(entry.field)] == entry.field and len(entry.field) > length:
            address = entry_address(entry)
            best, length = (address.uri, address.anchor), len(entry.field)
    return best
