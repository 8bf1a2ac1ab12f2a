"""Where a record is named, and the same records when it is called something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.editing.documents import Document, edited_text
from handbook.identifiers import identifier_fault
from handbook.model.annotations import field_at
from handbook.model.kinds import KIND_OF
from handbook.splicing.changes import Put, changed_data, value_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from handbook.problems import FieldPath
    from handbook.yamlsource import Data

PAGE = "page"
_CONTENT, _PAGE_ENDING = "content/", ".md"


@dataclass(frozen=True, slots=True)
class Named:
    """A record, as others name it."""

    kind: str
    id: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """What a text has in it that names the record."""
        return re.compile(rf"(?<![\w-]){self.kind}:{re.escape(self.id)}(?![\w/-])")


def named_at(document: Document, at: FieldPath) -> Named | None:
    """Return how others name a part of a record; None where nothing could."""
    if document.is_page:
        name = document.name.removeprefix(_CONTENT).removesuffix(_PAGE_ENDING)
        return Named(PAGE, name)
    found = field_at(at, model=document.model) if at else None
    model = found.models[0] if found and found.models else document.model
    value = value_at(document.data, at)
    if model not in KIND_OF or not isinstance(value, dict) or not isinstance(value.get("id"), str):
        return None
    return Named(KIND_OF[model].name, str(value["id"]))


def find_places(
    named: Named, documents: Mapping[str, Document]
) -> tuple[tuple[Document, FieldPath], ...]:
    """Return every place that names a record, the record's own id left out."""
    found: list[tuple[Document, FieldPath]] = []
    for document in documents.values():
        found += [
            (document, field)
            for field, text in _texts(document.data)
            if _renamed(text, document, field, named=named, to="-") != text
        ]
        if named.pattern.search(document.body):
            found.append((document, ("body",)))
    return tuple(found)


def renamed_files(
    document: Document,
    at: FieldPath,
    *,
    to: str,
    documents: Mapping[str, Document],
    read: Callable[[str], str],
) -> dict[str, bytes | None]:
    """Return the files of the district in which a record has another id, everywhere.

    Args:
        document: The file of the record.
        at: Where in it the record stands.
        to: The id that it gets; the one it had leads on.
        documents: Everything that may name it.
        read: Returns the text of a file.

    Raises:
        HandbookError: A file cannot be written without losing something.
    """
    named = named_at(document, at)
    assert named is not None  # noqa: S101  (only what can be named has a button)
    files: dict[str, bytes | None] = {}
    for other in documents.values():
        is_it = other.name == document.name
        data = _with_names(other.data, other, named=named, to=to)
        if is_it:
            data = _with_new_id(data, at, named=named, to=to)
        body = named.pattern.sub(f"{named.kind}:{to}", other.body)
        if data == other.data and body == other.body:
            continue
        text = edited_text(other, data, text=read(other.name), body=body)
        name = _new_name(other, at, named=named, to=to) if is_it else other.name
        files[name] = text.encode()
        if name != other.name:
            files[other.name] = None
    return files


def id_fault(name: str, *, kind: str) -> str:
    """Return what is wrong with a new id, or ''; a page may stand in a folder."""
    parts = name.split("/") if kind == PAGE else [name]
    return next((fault for part in parts if (fault := identifier_fault(part))), "")


def _with_new_id(data: Data, at: FieldPath, *, named: Named, to: str) -> Data:
    record = value_at(data, at)
    assert isinstance(record, dict)  # noqa: S101  (a record)
    former = record.get("formerly", ())
    former = former if isinstance(former, tuple) else (former,)
    fresh: dict[str, Data] = {**record, "formerly": (*former, named.id)}
    if named.kind != PAGE:
        fresh["id"] = to
    return changed_data(data, Put(at, fresh)) if at else fresh


def _new_name(document: Document, at: FieldPath, *, named: Named, to: str) -> str:
    folder, _, last = document.name.rpartition("/")
    if named.kind == PAGE:
        return f"{_CONTENT}{to}{_PAGE_ENDING}"
    is_files = not at and last == f"{named.id}.yml"
    return f"{folder}/{to}.yml" if is_files else document.name


def _with_names(data: Data, document: Document, *, named: Named, to: str) -> Data:
    for field, text in _texts(data):
        fresh = _renamed(text, document, field, named=named, to=to)
        if fresh != text:
            data = changed_data(data, Put(field, fresh))
    return data


def _renamed(text: str, document: Document, field: FieldPath, *, named: Named, to: str) -> str:
    """Return a text with the new name, where it has the old one."""
    if text == named.id and _refers(document, field, kind=named.kind):
        return to
    return named.pattern.sub(f"{named.kind}:{to}", text)


def _refers(document: Document, field: FieldPath, *, kind: str) -> bool:
    """Say whether a field holds ids of a kind, or what the district leaves out."""
    found = field_at(field, model=document.model)
    return found is not None and (found.reference == kind or found.key == "leave_out")


def _texts(data: Data, field: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(data, str):
        yield field, data
        return
    parts = data.items() if isinstance(data, dict) else enumerate(data)
    for step, part in parts:
        yield from _texts(part, (*field, step))
