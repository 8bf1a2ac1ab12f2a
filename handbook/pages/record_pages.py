"""The pages of single records, and the pages that list all records of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handbook.addresses import LIST_URIS, entry_address, untold_uris
from handbook.model.form import Form
from handbook.model.kinds import KINDS
from handbook.model.script import Script
from handbook.model.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.model.handbook import Entry
    from handbook.pages.desk import Desk
    from handbook.pages.page import Page
    from handbook.pages.papers import Paper


def make_record_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every record that has one, kind by kind; forms have pages of their own."""
    kinds = (row for row in KINDS.values() if row.has_page and row.model is not Form)
    for kind in kinds:
        for entry in desk.handbook.entries_of(kind.name):
            yield make_record_page(entry, desk=desk)


def make_record_page(entry: Entry, *, desk: Desk) -> Page:
    """Return the page of a record."""
    return desk.make_page(
        entry_address(entry).uri,
        title=_title(entry),
        template=f"{entry.kind}.md",
        entry=entry,
        parent_uri=_parent_uri(entry),
        keywords=_keywords(entry, desk=desk),
        record=entry.record,
        parent=entry.parent.record if entry.parent else None,
        related=_related(entry, desk=desk),
        **_more(entry, desk=desk),
    )


def make_list_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page that lists the records, for every kind that has one here."""
    untold = untold_uris(desk.handbook)
    for kind, uri in ((kind, uri) for kind, uri in LIST_URIS.items() if uri not in untold):
        yield desk.make_page(
            uri,
            title=desk.titles[uri],
            template=f"index-{kind}.md",
            keywords=_list_keywords(kind, uri=uri, desk=desk),
            **_list_foot(kind, uri=uri, desk=desk),
        )


def _list_foot(kind: str, *, uri: str, desk: Desk) -> dict[str, Any]:
    """Return when the records of a list were last all reviewed, and the sources of those on it."""
    entries = desk.handbook.entries_of(kind)
    days = [day for entry in entries if (day := getattr(entry.record, "reviewed", None))]
    on_page = (entry for entry in entries if entry_address(entry).uri == uri)
    sources = (name for entry in on_page for name in getattr(entry.record, "sources", ()))
    return {
        "reviewed": min(days, default=None) if len(days) == len(entries) else None,
        "sources": tuple(dict.fromkeys(sources)),
    }


def _title(entry: Entry) -> str:
    code = getattr(entry.record, "code", "")
    return f"{code}. {entry.name}" if code else entry.name


def _parent_uri(entry: Entry) -> str:
    return entry_address(entry.parent).uri if entry.kind == "principle" and entry.parent else ""


def _related(entry: Entry, *, desk: Desk) -> tuple[str, ...]:
    """Return the pages, settings, myths and conversations that send readers to a record."""
    pages = (page for page in desk.handbook.pages if entry.reference in page.meta.related)
    settings = (one for one in desk.handbook.records_of(Setting) if entry.reference in one.see)
    myths = (myth for myth in desk.handbook.myths if entry.reference in myth.see)
    scripts = (one for one in desk.handbook.records_of(Script) if one.see == entry.reference)
    return (
        *(f"page:{page.uri.removesuffix('.md')}" for page in pages),
        *(f"setting:{one.id}" for one in settings),
        *(f"myth:{myth.id}" for myth in myths),
        *(f"script:{script.id}" for script in scripts),
    )


def _more(entry: Entry, *, desk: Desk) -> dict[str, Any]:
    """Return what only this kind's template names."""
    match entry.kind:
        case "role":
            return {"agreements": _made_for(entry, desk=desk)}
        case "non-role":
            return {"protected_by": _promises(entry, desk=desk)}
        case "protocol":
            return {"sheets": _made_for(entry, desk=desk)}
        case "position":
            return {"papers": _made_for(entry, desk=desk)}
        case "stage":
            stages = desk.handbook.cycle.stages
            place = next(at for at, stage in enumerate(stages) if stage.id == entry.id)
            return {"number": place + 1, "following": stages[(place + 1) % len(stages)]}
    return {}


def _made_for(entry: Entry, *, desk: Desk) -> list[Paper]:
    forms = (form for form in desk.handbook.forms if form.for_each == entry.kind)
    papers = ((form, paper) for form in forms for paper in desk.made_from(form.id))
    return [paper for form, paper in papers if paper.id == f"{form.id}-{entry.id}"]


def _promises(entry: Entry, *, desk: Desk) -> list[dict[str, Any]]:
    """Return the clauses that protect a line, with the forms they stand in."""
    topic = getattr(entry.record, "clause", None)
    return [
        {"form": form, "clause": clause}
        for form in desk.handbook.forms
        if form.for_each is None
        for section in form.sections
        for clause in section.clauses
        if topic and clause.topic == topic
    ]


def _keywords(entry: Entry, *, desk: Desk) -> Mapping[str, tuple[str, ...]]:
    """Return what leads to a record's page, and to the anchors of the records inside it."""
    uri = entry_address(entry).uri
    inside = (
        other
        for other in desk.handbook.entries.values()
        if any((one.kind, one.id) == (entry.kind, entry.id) for one in _around(other))
        and entry_address(other).uri == uri
    )
    found = {other.id: _asks(other) for other in inside}
    return {"": _asks(entry), **found}


def _around(entry: Entry) -> Iterator[Entry]:
    """Yield what a record is part of, and what that is part of."""
    while entry.parent is not None:
        entry = entry.parent
        yield entry


def _list_keywords(kind: str, *, uri: str, desk: Desk) -> Mapping[str, tuple[str, ...]]:
    return {
        entry.id: _asks(entry)
        for entry in desk.handbook.entries_of(kind)
        if entry_address(entry).uri == uri
    }


def _asks(entry: Entry) -> tuple[str, ...]:
    return (*getattr(entry.record, "asks", ()), *getattr(entry.record, "also", ()))
