"""Where everything has its place: the page and anchor of each record, and the pages made from data.

Ids are the addresses, so a record keeps its address when its name changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.model.handbook import Entry, Handbook

INDEX_URIS = {
    "role": "roles/index.md",
    "non-role": "not/index.md",
    "comparison": "compare/index.md",
    "principle-set": "principles/index.md",
    "framework": "standards/index.md",
    "stage": "cycle/index.md",
    "form": "forms/index.md",
    "myth": "not/myths.md",
    "term": "glossary.md",
    "source": "sources.md",
}
"""The page that lists all records of a kind."""

CROSSWALK_URI = "crosswalk.md"
FINDER_URI = "finder.md"
FIELD_REFERENCE_URI = "using/field-reference.md"
BOOK_URI = "handbook.pdf"
CONFIDENTIALITY_URI = "confidentiality.md"

GENERATED_URIS = (*INDEX_URIS.values(), CROSSWALK_URI, FINDER_URI, FIELD_REFERENCE_URI)
"""The pages that exist in every handbook beside those of single records."""

_FOLDERS = {
    "role": "roles",
    "non-role": "not",
    "comparison": "compare",
    "principle-set": "principles",
    "principle": "principles",
    "framework": "standards",
    "domain": "standards",
    "stage": "cycle",
    "form": "forms",
}
"""The folder of the kinds that have a page of their own."""

_ANCHORED = {
    "dimension": INDEX_URIS["comparison"],
    "myth": INDEX_URIS["myth"],
    "account": INDEX_URIS["stage"],
    "kind": CONFIDENTIALITY_URI,
    "exception": CONFIDENTIALITY_URI,
    "rule": CONFIDENTIALITY_URI,
    "source": INDEX_URIS["source"],
    "term": INDEX_URIS["term"],
}
"""The page of the kinds that have an anchor on a shared page."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page, and a place on it."""

    uri: str
    """The page's Markdown file, relative to the docs folder."""
    anchor: str = ""
    """The id on the page, or '' for its top."""


def entry_address(entry: Entry) -> Address:
    """Return where a record stands in the site."""
    if entry.kind in _FOLDERS:
        return Address(f"{_FOLDERS[entry.kind]}/{entry.id}.md")
    if entry.kind in _ANCHORED:
        return Address(_ANCHORED[entry.kind], entry.id)
    if entry.kind == "cycle":
        return Address(INDEX_URIS["stage"])
    if entry.parent is None:
        msg = f"no address is known for the kind '{entry.kind}'"
        raise ValueError(msg)
    return Address(entry_address(entry.parent).uri, entry.id)


def agreement_uri(form_id: str, *, role_id: str) -> str:
    """Return the page of a form that is made for each role."""
    return f"forms/{form_id}-{role_id}.md"


def left_out_uris(handbook: Handbook) -> frozenset[str]:
    """Return the pages that the handbook would have if the district left nothing out."""
    gone = handbook.left_out
    forms = {form.id for form in handbook.forms} | {name for kind, name in gone if kind == "form"}
    roles = {role.id for role in handbook.roles} | {name for kind, name in gone if kind == "role"}
    return frozenset(
        [f"{_FOLDERS[kind]}/{name}.md" for kind, name in gone if kind in _FOLDERS]
        + [
            agreement_uri(form, role_id=role)
            for form in forms
            for role in roles
            if ("form", form) in gone or ("role", role) in gone
        ]
    )


def page_uris(entries: Mapping[tuple[str, str], Entry], *, hand_uris: tuple[str, ...]) -> set[str]:
    """Return the URIs of every page that cross-references of the kind `page` can name."""
    return {*GENERATED_URIS, *hand_uris, *(entry_address(entry).uri for entry in entries.values())}
