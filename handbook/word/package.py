"""The file of a Word form: what it says of itself, and the same bytes for the same form."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE

from handbook.inline import render_plain
from handbook.word.controls import EMPTY
from handbook.word.shared import add_shared_texts

if TYPE_CHECKING:
    from docx.document import Document

    from handbook.forms.structure import FormDocument

_EARLIEST = 315532800
"""The first second of 1980: an archive knows no earlier time."""

_STOCK = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
"""What python-docx's stock template brings along that says nothing true about a form."""


def render_package(word: Document, *, document: FormDocument, timestamp: int) -> bytes:
    """Return the bytes of a Word document; the same document and time give the same bytes."""
    made_at = datetime.fromtimestamp(max(timestamp, _EARLIEST), tz=UTC)
    _describe(word, document=document, made_at=made_at)
    add_shared_texts(word, names=document.shared_names, text=EMPTY)
    saved = BytesIO()
    word.save(saved)
    return _repack(saved, made_at=made_at)


def drop_stock(word: Document) -> None:
    """Take out of a new document what would travel into every form and says nothing of it."""
    for relationships in (word.part.rels, word.part.package.rels):
        for name, relationship in tuple(relationships.items()):
            if relationship.reltype in _STOCK:
                del relationships[name]


def _describe(word: Document, *, document: FormDocument, made_at: datetime) -> None:
    properties = word.core_properties
    properties.title = render_plain(document.title)
    properties.author = properties.last_modified_by = document.district_name
    properties.language = document.language
    properties.version = document.edition
    properties.identifier = document.code
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    # python-docx takes times without a zone and writes them as UTC.
    properties.created = properties.modified = made_at.replace(tzinfo=None)
    properties.revision = 1


def _repack(saved: BytesIO, *, made_at: datetime) -> bytes:
    """Write the archive again, every file in it dated alike."""
    packed = BytesIO()
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, date_time=made_at.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            after.writestr(entry, before.read(name))
    return packed.getvalue()
