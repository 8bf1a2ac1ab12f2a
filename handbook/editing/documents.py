"""What can be edited: each record of a file with what the layers say of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from handbook.editing.overlaying import overlay_for
from handbook.laying import lay_over
from handbook.merging import YES
from handbook.model.agency import Agency
from handbook.model.annotations import field_at, fields_of
from handbook.model.district import District
from handbook.model.layout import DRAFT, may_be_draft
from handbook.model.merging import merging_of
from handbook.model.page import PageMeta
from handbook.problems import HandbookError, Location, Problem
from handbook.splicing.changes import Put, Remove
from handbook.splicing.editing import edit_text
from handbook.splicing.wholetext import find_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.laying import RawRecord
    from handbook.model.record import Record
    from handbook.problems import FieldPath
    from handbook.splicing.changes import Change
    from handbook.yamlsource import Data

BODY = "body"
_OF_FILE = (DRAFT, BODY)
"""What a file says of itself beside the record."""
_UNSAID = (
    "cannot be said on top of the text that the handbook stands on. Change the district's file "
    "itself."
)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's record, as the district reads it now."""

    name: str
    """The file that is written, from the top of the district's folder."""
    model: type[Record]
    below: Data | None
    """What the layers below say; None where the record is the district's own."""
    own: Data | None
    """What the district's file says; None where it says nothing yet."""
    data: Data
    """What all layers say together."""
    body: str = ""
    """The text of a page, below its front matter; of one that adds to another, what it adds."""

    @property
    def is_page(self) -> bool:
        """Whether it is a page."""
        return self.model is PageMeta

    @property
    def is_draft(self) -> bool:
        """Whether the district's file waits until it is ready."""
        return isinstance(self.own, dict) and self.own.get(DRAFT) in YES


def find_documents(records: Iterable[RawRecord], *, top: int) -> Mapping[str, Document]:
    """Return every record that files hold, by the file that its changes are written to.

    Args:
        records: What the files of each layer say.
        top: The rank of the district's layer.
    """
    below: dict[object, list[RawRecord]] = {}
    own: dict[object, RawRecord] = {}
    for record in records:
        key = _key(record)
        if record.layer < top:
            below.setdefault(key, []).append(record)
        else:
            own[key] = record
    keys = dict.fromkeys((*below, *own))
    found = (_document(below.get(key, []), own.get(key)) for key in keys)
    return {one.name: one for one in found}


def can_be_draft(document: Document, at: FieldPath) -> bool:
    """Say whether a record is a file of the district's, one of many, that can wait."""
    return not at and document.own is not None and may_be_draft(document.model)


def edited_text(
    document: Document,
    wanted: Data,
    *,
    text: str,
    body: str | None = None,
    is_draft: bool | None = None,
) -> str:
    """Return the district's file as it has to be for the record to read as wanted.

    Args:
        document: The record.
        wanted: What it shall say.
        text: The file as it is; '' where there is none.
        body: The text of a page; None where it stays.
        is_draft: Whether the file waits until it is ready; None where that stays.

    Raises:
        HandbookError: Something would be lost, or cannot be said in the file.
    """
    own = document.own if isinstance(document.own, dict) else {}
    if document.below is None:
        said = _said_alone(document, own, wanted)
    else:
        said = _overlay(document, own, wanted)
    if document.is_page and document.own is None and isinstance(wanted, dict):
        said = {"title": wanted.get("title", ""), **(said if isinstance(said, dict) else {})}
    if is_draft is not None and isinstance(said, dict):
        rest = {key: value for key, value in said.items() if key != DRAFT}
        said = {**rest, DRAFT: "yes"} if is_draft else rest
    text = edit_text(text, *_changes(own, said, model=document.model), path=document.name)
    if body is None or body == document.body:
        return text
    return _with_body(text, body)


def _with_body(text: str, body: str) -> str:
    """Return a page with another text below its front matter."""
    start, line_end = find_body(text)
    return text[:start] + body.replace("\r\n", "\n").replace("\n", line_end)


def _said_alone(document: Document, own: dict[str, Data], wanted: Data) -> Data:
    """Return what a file of the district's alone says: what is not changed stays as written."""
    assert isinstance(document.data, dict)  # noqa: S101  (a file's record)
    assert isinstance(wanted, dict)  # noqa: S101  (the same)
    old = document.data
    kept = {key: value for key, value in own.items() if key not in old or key in wanted}
    return {**kept, **{key: one for key, one in wanted.items() if old.get(key) != one}}


def _overlay(document: Document, own: dict[str, Data], wanted: Data) -> Data:
    signs = {key: own[key] for key in _OF_FILE if key in own}
    rest = {key: value for key, value in own.items() if key not in signs}
    try:
        said = overlay_for(document.below or {}, rest, wanted, model=document.model)
        return {**said, **signs} if isinstance(said, dict) else said
    except LookupError as error:
        raise HandbookError([Problem(Location(document.name), "", _UNSAID)]) from error


def _changes(own: Data, said: Data, *, model: type[Record]) -> Iterable[Change]:
    if not isinstance(own, dict) or not isinstance(said, dict):
        return
    order = ("id", DRAFT, *(field.key for field in fields_of(model) if field.key != "id"))
    for key in sorted(said, key=lambda one: order.index(one) if one in order else len(order)):
        if own.get(key) != said[key]:
            yield Put((key,), said[key], order=order)
    yield from (Remove((key,)) for key in own if key not in said)


def _document(below: list[RawRecord], own: RawRecord | None) -> Document:
    lower = lay_over(below, problems=[])
    base = lower[0] if lower else None
    merged = lay_over([*below, own], problems=[], shows_drafts=True) if own else lower
    whole = merged[0] if merged else (own or base)
    assert whole is not None  # noqa: S101  (one of the two is there)
    name = own.name if own else whole.name
    return Document(
        name=name,
        model=whole.model,
        below=base.source.data if base and below else None,
        own=own.source.data if own else None,
        data=whole.source.data,
        body=_body(whole, own),
    )


def _body(whole: RawRecord, own: RawRecord | None) -> str:
    """Return the text that is edited: a page that adds to one below has no more than its own."""
    is_adding = own is not None and isinstance(own.source.data, dict) and BODY in own.source.data
    shown = own if own is not None and is_adding else whole
    return shown.page[1] if shown.page else ""


def _key(record: RawRecord) -> object:
    if record.page:
        return record.page[0]
    data = record.source.data
    name = data.get("id") if isinstance(data, dict) else None
    if record.model in {District, Agency}:
        return District
    folder = PurePosixPath(record.name).parent.as_posix()
    return (record.model, folder, name) if isinstance(name, str) else (record.model, record.name)


def value_model(document: Document, field: FieldPath) -> type[Record]:
    """Return the model of a part of a record.

    Raises:
        LookupError: There is no such part.
    """
    if not field:
        return document.model
    found = field_at(field, model=document.model)
    if found is None or not found.models:
        raise LookupError(field)
    return found.models[0]


def matching_part(other: Data | None, document: Document, at: FieldPath) -> Data | None:
    """Return what a layer says of a part of a record: items are found by what tells them apart."""
    part, whole = other, document.data
    for number, step in enumerate(at):
        if part is None:
            return None
        if isinstance(step, int):
            key = _key_of_items(document, at[:number])
            item = whole[step] if isinstance(whole, tuple) else {}
            name = item.get(key) if isinstance(item, dict) else item
            items = part if isinstance(part, tuple) else ()
            part = next((one for one in items if _named(one, key=key) == name), None)
            whole = item
        else:
            part = part.get(step) if isinstance(part, dict) else None
            whole = whole[step] if isinstance(whole, dict) else {}
    return part


def _key_of_items(document: Document, at: FieldPath) -> str:
    above = field_at(at[:-1], model=document.model) if len(at) > 1 else None
    owner = above.models[0] if above and above.models else document.model
    rule = merging_of(owner).get(str(at[-1]))
    return rule.key if rule and rule.key else "id"


def _named(item: Data, *, key: str) -> Data | None:
    return item.get(key) if isinstance(item, dict) else item
