"""Where everything has its place: the page and anchor of each record, and the pages made from data.

Ids are the addresses, so a record keeps its address when its name changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from handbook.identifiers import slugify
from handbook.model.form import MadeFor
from handbook.model.kinds import KINDS
from handbook.page_types import page_type, page_types
from handbook.published import BOOKS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from handbook.model.handbook import Entry, Handbook
    from handbook.page_types import PageType

FINDER_URI = page_type("finder.md").address
CONFIDENTIALITY_URI = "confidentiality.md"

DATA_FOLDER = "data/"
"""Where the handbook's data for other programs is published."""

LIST_URIS = {row.name: row.list_uri for row in KINDS.values() if row.list_uri}
"""The page that lists all records of a kind."""

GENERATED_URIS = (*LIST_URIS.values(), *(one.address for one in page_types() if one.address))
"""The pages that exist in every handbook beside those of single records."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page, and a place on it."""

    uri: str
    """The page's Markdown file, relative to the docs folder."""
    anchor: str = ""
    """The id on the page, or '' for its top."""


def entry_address(entry: Entry) -> Address:
    """Return where a record stands in the site."""
    pattern = KINDS[entry.kind].address
    if pattern:
        uri, _, anchor = pattern.format(id=entry.id).partition("#")
        return Address(uri, anchor)
    assert entry.parent is not None  # noqa: S101  (a test sees to it for every row)
    return Address(entry_address(entry.parent).uri, entry.id)


def site_address(handbook: Handbook) -> str:
    """Return where the site is published, as an address; nothing where the district says nothing.

    The page for missing addresses can be shown anywhere, so it needs to know where the site begins.
    """
    place = handbook.district.web_address or ""
    if place and "://" not in place:
        place = f"https://{place}"
    return f"{place.rstrip('/')}/" if place else ""


def paper_uri(form_id: str, *, made_for: str) -> str:
    """Return the page of a form that is made for each record of a kind."""
    return f"forms/{form_id}-{made_for}.md"


def table_uri(kind: str) -> str:
    """Return the table of all records of a kind, for a spreadsheet."""
    return f"{DATA_FOLDER}{slugify(KINDS[kind].plural)}.csv"


def package_uri(framework_id: str) -> str:
    """Return the file of a framework in the form that programs for standards read."""
    return f"{DATA_FOLDER}case/{framework_id}.json"


def untold_uris(handbook: Handbook) -> frozenset[str]:
    """Return the pages that would tell of a kind of record that the handbook has none of."""
    absent = {row.name for row in KINDS.values() if not handbook.entries_of(row.name)}
    lists = (row for row in KINDS.values() if row.is_optional and row.name in absent)
    types = (one for one in page_types() if one.tells_of in absent)
    return frozenset({*(row.list_uri for row in lists), *(one.address for one in types)} - {""})


def sheet_uris(handbook: Handbook) -> Mapping[str, PageType]:
    """Return the printed sheets, each with its page type; a sheet goes with the page it is from."""
    uris = site_uris(handbook)
    return {
        one.sheet: one
        for one in page_types()
        if one.sheet and f"{one.sheet.removesuffix('.pdf')}.md" in uris
    }


def left_out_uris(handbook: Handbook) -> frozenset[str]:
    """Return the pages that the handbook would have if the district left nothing out."""
    gone = handbook.left_out
    forms = {form.id for form in handbook.forms} | {name for kind, name in gone if kind == "form"}
    every = {*handbook.entries, *gone}
    makers = {(kind, name) for kind, name in every if kind in get_args(MadeFor)}
    return untold_uris(handbook).union(
        [f"{name}.md" for kind, name in gone if kind == "page"]
        + [
            row.address.format(id=name)
            for kind, name in gone
            if (row := KINDS.get(kind)) and row.has_page
        ]
        + [
            paper_uri(form, made_for=maker[1])
            for form in forms
            for maker in makers
            if ("form", form) in gone or maker in gone
        ]
    )


def book_volumes(handbook: Handbook) -> tuple[str, ...]:
    """Return the volumes of the book that have a page, by their names."""
    gone = left_out_uris(handbook)
    made = {f"index-{row.name}.md": row.list_uri for row in KINDS.values() if row.list_uri}
    made |= {one.template: one.address for one in page_types() if one.address}
    used = {page_type(name).volume for name, uri in made.items() if uri not in gone}
    used |= {page_type(f"{kind}.md").volume for kind, _ in handbook.entries}
    used |= {page.meta.volume or "" for page in handbook.pages if page.meta.in_book}
    return tuple(name for name in BOOKS if name in used)


def leads_to_gone(entry: str, *, gone: Collection[str], uris: Collection[str]) -> bool:
    """Say whether an entry of the menu leads to nothing but pages that are left out."""
    if not entry.endswith("/"):
        return entry in gone
    return any(uri.startswith(entry) for uri in gone) and not any(
        uri.startswith(entry) for uri in uris
    )


def former_uris(handbook: Handbook) -> Mapping[str, str]:
    """Return the page that each page of an earlier name is now, by URI; of those that are there."""
    uris = site_uris(handbook)
    moved = {
        f"{old}.md": f"{now}.md" for (kind, old), now in handbook.renamed.items() if kind == "page"
    }
    for (kind, old), now in handbook.renamed.items():
        if kind != "page" and KINDS[kind].has_page:
            moved[KINDS[kind].address.format(id=old)] = KINDS[kind].address.format(id=now)
        for form in handbook.forms:
            if form.for_each == kind:
                moved[paper_uri(form.id, made_for=old)] = paper_uri(form.id, made_for=now)
    return {old: now for old, now in moved.items() if now in uris and old not in uris}


def site_uris(handbook: Handbook) -> frozenset[str]:
    """Return the URIs of every page of the site, those of forms made for each record included."""
    papers = {
        paper_uri(name, made_for=maker)
        for (kind, name), entry in handbook.entries.items()
        if kind == "form"
        for of, maker in handbook.entries
        if of == getattr(entry.record, "for_each", None)
    }
    hand_uris = tuple(page.uri for page in handbook.pages)
    every = page_uris(handbook.entries, hand_uris=hand_uris) | papers
    return frozenset(every - left_out_uris(handbook))


def page_uris(entries: Mapping[tuple[str, str], Entry], *, hand_uris: tuple[str, ...]) -> set[str]:
    """Return the URIs of every page that cross-references of the kind `page` can name."""
    return {*GENERATED_URIS, *hand_uris, *(entry_address(entry).uri for entry in entries.values())}
