"""One table for each kind of record, as CSV that a spreadsheet opens as it is.

Excel reads UTF-8 where a mark says so, and ends a line with two signs; a text that it would take
for a formula gets an apostrophe.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from handbook.addresses import site_address, table_uri
from handbook.exports.catalog import address_of, plain, values_of
from handbook.model.annotations import fields_of
from handbook.model.kinds import KINDS
from handbook.roster.showing import disarm_formula

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Entry
    from handbook.pages.desk import Desk

_LAST = ("part_of", "address")
"""The columns behind those of the record's own: what it is part of, and where it stands."""


def render_tables(desk: Desk) -> dict[str, bytes]:
    """Return the table of every kind that the handbook has records of, by its URI."""
    kinds = (kind for kind in KINDS if desk.handbook.entries_of(kind))
    return {table_uri(kind): render_table(desk, kind=kind) for kind in kinds}


def render_table(desk: Desk, *, kind: str) -> bytes:
    """Return all records of a kind, a row each; what has fields of its own is a table of its own.

    Words are as readers see them. The entries of a list stand under each other in one cell.
    """
    columns = [field.key for field in fields_of(KINDS[kind].model) if not field.models]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*columns, *_LAST])
    start = site_address(desk.handbook)
    for entry in desk.handbook.entries_of(kind):
        values = values_of(entry.record)
        cells = [_cell(values.get(column)) for column in columns]
        last = (_part_of(entry), f"{start}{address_of(entry, desk=desk)}")
        writer.writerow([disarm_formula(cell) for cell in (*cells, *last)])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    return "\n".join(_lines(value))


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for inner in value:
            yield from _lines(inner)
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, str):
        yield plain(value)
    elif value is not None:
        yield str(value)


def _part_of(entry: Entry) -> str:
    return entry.parent.id if entry.parent else ""
