"""The whole handbook as JSON: every record with its id, its address and the file it stands in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from handbook.addresses import DATA_FOLDER, entry_address, site_address
from handbook.inline import parse_inline, render_plain
from handbook.model.kinds import KINDS
from handbook.published import published_url

if TYPE_CHECKING:
    from handbook.model.handbook import Entry
    from handbook.model.record import Record
    from handbook.pages.desk import Desk

FORMAT = 1
"""The number of the form that these files have; it changes when a program would have to."""

CATALOG_URI = f"{DATA_FOLDER}handbook.json"


def render_catalog(desk: Desk) -> bytes:
    """Return the handbook as JSON.

    Texts are inline Markdown; a link in it names what it leads to as `[words][kind:id]`.
    """
    handbook = desk.handbook
    return dump(
        {
            "format": FORMAT,
            "address": site_address(handbook),
            "district": values_of(handbook.district),
            "records": {
                kind: found
                for kind in KINDS
                if (found := [values_of(one.record) for one in _whole(desk, kind=kind)])
            },
            "answers": [
                {
                    "question": asked.question.id,
                    "verdict": asked.verdict,
                    "words": plain(asked.label),
                    "answer": asked.text,
                }
                for topic in desk.vocabulary.topics
                for asked in topic.questions
            ],
            "places": [place_of(entry, desk=desk) for entry in handbook.entries.values()],
        }
    )


def values_of(record: Record) -> dict[str, Any]:
    """Return what a record holds, by the keys that files use."""
    return record.model_dump(mode="json", by_alias=True, exclude_none=True)


def place_of(entry: Entry, *, desk: Desk) -> dict[str, str]:
    """Return where something stands on the site, and in which file of the handbook."""
    return {
        "kind": entry.kind,
        "id": entry.id,
        "name": plain(entry.name),
        "address": address_of(entry, desk=desk),
        "file": entry.file.origin.path,
    }


def address_of(entry: Entry, *, desk: Desk) -> str:
    """Return the address of a record, relative to the site's."""
    place = entry_address(entry)
    url = published_url(place.uri, has_directory_urls=desk.has_directory_urls)
    return f"{url}#{place.anchor}" if place.anchor else url


def plain(text: str) -> str:
    """Return the visible words of a text."""
    return render_plain(parse_inline(text))


def dump(data: object) -> bytes:
    """Return data as JSON that a person can read as well."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _whole(desk: Desk, *, kind: str) -> list[Entry]:
    """Return what is part of nothing else; the parts stand inside what they are part of."""
    return [entry for entry in desk.handbook.entries_of(kind) if entry.parent is None]
