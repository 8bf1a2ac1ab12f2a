"""The handbook's records as people look for them: by kind and by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.editing.documents import matching_part
from handbook.editing.items import name_of
from handbook.layers import unmarked
from handbook.model.district import District
from handbook.model.kinds import KINDS
from handbook.splicing.changes import value_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.editing.documents import Document
    from handbook.model.handbook import Handbook
    from handbook.problems import FieldPath

TERMS: FieldPath = ("terms",)
"""Where the district's words stand in its file; they have a form of their own."""

_FILES = {
    "content/terms.yml": "The shipped words",
    "content/confidentiality.yml": "Confidentiality",
    "content/says.yml": "Sentences that follow from decisions",
    "content/claims.yml": "Claims that were looked at",
    "content/search.yml": "Words for the search",
    "editions/next.yml": "What must be signed again",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """A record that can be opened."""

    name: str
    """What people call it."""
    group: str
    """The kind it is of, in the plural."""
    file: str
    """The file that its changes are written to."""
    at: FieldPath
    """Where in the file's record it stands."""
    is_own: bool
    """Whether the district's file says something of it."""


def find_things(documents: Mapping[str, Document], handbook: Handbook) -> tuple[Thing, ...]:
    """Return every record, the district's own first, then kind by kind."""
    return (
        *_files(documents),
        *_entries(documents, handbook),
        *_pages(documents),
    )


def _files(documents: Mapping[str, Document]) -> Iterable[Thing]:
    for document in documents.values():
        if document.model is District:
            name = document.name
            yield Thing("The district and its decisions", "District", name, (), is_own=True)
            yield Thing("What people and things are called", "District", name, TERMS, is_own=True)
    for name, title in _FILES.items():
        if name in documents:
            yield Thing(title, "Words and rules", name, (), is_own=documents[name].own is not None)


def _entries(documents: Mapping[str, Document], handbook: Handbook) -> Iterable[Thing]:
    for kind in KINDS.values():
        for entry in handbook.entries_of(kind.name):
            document = _document_of(entry.file.origin.path, documents)
            if document is None:
                continue
            own = matching_part(document.own, document, entry.field) is not None
            group = f"{kind.plural[0].upper()}{kind.plural[1:]}"
            yield Thing(entry.name, group, document.name, entry.field, is_own=own)


def _pages(documents: Mapping[str, Document]) -> Iterable[Thing]:
    for document in documents.values():
        if document.is_page and isinstance(document.data, dict):
            title = str(document.data.get("title", document.name))
            yield Thing(title, "Pages", document.name, (), is_own=document.own is not None)


def _document_of(path: str, documents: Mapping[str, Document]) -> Document | None:
    return documents.get(unmarked(path))


def title_of(document: Document, at: FieldPath) -> str:
    """Return what people call a part of a record."""
    if document.model is District and at == TERMS:
        return "What people and things are called"
    return name_of(value_at(document.data, at)) if at else _title(document)


def _title(document: Document) -> str:
    if document.model is District:
        return "The district and its decisions"
    return _FILES.get(document.name) or name_of(document.data) or document.name
