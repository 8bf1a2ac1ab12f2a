"""What a district leaves out of its handbook, taken out everywhere at once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from operator import is_
from typing import TYPE_CHECKING, TypeVar

from handbook.model.annotations import fields_of
from handbook.model.decisions import Facts
from handbook.model.district import District
from handbook.model.form import Form
from handbook.model.kinds import KINDS
from handbook.model.page import HandPage
from handbook.model.question import Question
from handbook.model.record import Record
from handbook.model.scenario import Scenario
from handbook.model.script import Script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.annotations import ModelField
    from handbook.model.handbook import Handbook, SourceFile

AnyRecord = TypeVar("AnyRecord", bound=Record)
Names = frozenset[tuple[str, str]]

PAGE = "page"
"""What stands before the colon where a page is left out."""

ALL = "all"
"""What stands before the colon where every record of a kind is left out."""


def adopt_handbook(handbook: Handbook, *, idle: Names = frozenset()) -> Handbook:
    """Return the handbook without what its district leaves out, and without drafts.

    References to it go as well, so that nothing dangles, and so does a record that cannot be
    without one. A form's conditions keep theirs, since a condition on a role that is not there must
    fail rather than vanish, and so does the choice.

    Args:
        handbook: The handbook as it was read.
        idle: The kind and id of what other decisions of the district leave without a use.
    """
    gone = chosen_names(handbook) | idle
    if handbook.drafts and not handbook.shows_drafts:
        gone |= handbook.drafts
        ready = tuple(file for file in handbook.files if not file.is_draft)
        handbook = replace(handbook, files=ready)
    if not gone:
        return handbook
    before = frozenset(handbook.entries)
    while True:
        adopted = replace(handbook, files=_files_without(handbook, gone=gone), left_out=gone)
        more = before - frozenset(adopted.entries) | _emptied_lists(adopted, before=before)
        more = (more | _made_for_none(adopted)) - gone
        if not more:
            return adopted
        gone |= more


def _emptied_lists(adopted: Handbook, *, before: Names) -> Names:
    """Return the lists of the kinds that there were some of, and of which none is left."""
    kinds = {kind for kind, _ in before} - {kind for kind, _ in adopted.entries}
    rows = (KINDS[kind] for kind in kinds if KINDS[kind].is_optional)
    return frozenset((PAGE, row.list_uri.removesuffix(".md")) for row in rows if row.list_uri)


def chosen_names(handbook: Handbook) -> Names:
    """Return the kind and id of what the district's list names, or that it has not asked for."""
    names = frozenset(handbook.district.leave_out)
    pages = {(PAGE, name.removeprefix(f"{PAGE}:")) for name in names if name.startswith(f"{PAGE}:")}
    named = ((kind, name) for kind, name in handbook.entries if {name, f"{ALL}:{kind}"} & names)
    return frozenset({*pages, *named, *_unasked_names(handbook)})


def _unasked_names(handbook: Handbook) -> Iterator[tuple[str, str]]:
    """Yield what is there for districts that want it, and that this one has not asked for."""
    for key, entry in handbook.entries.items():
        if getattr(entry.record, "optional", False) and entry.id not in handbook.district.use:
            yield key


def _made_for_none(handbook: Handbook) -> Names:
    """Return the forms that are made for each record of a kind of which there is none."""
    kinds = {form.id: form.for_each for form in handbook.forms if form.for_each}
    return frozenset(("form", name) for name, of in kinds.items() if not handbook.entries_of(of))


def _files_without(handbook: Handbook, *, gone: Names) -> tuple[SourceFile, ...]:
    kinds = {id(entry.record): (entry.kind, entry.id) for entry in handbook.all_entries}
    slimmer = _Slimmer(gone, kinds)
    files = ((file, slimmer.record(file.record)) for file in handbook.files)
    return tuple(replace(file, record=record) for file, record in files if record is not None)


class _Slimmer:
    """Takes what is gone out of records; knows what each record is called."""

    def __init__(self, gone: Names, kinds: dict[int, tuple[str, str]]) -> None:
        self.gone = gone
        self.kinds = kinds
        self.absent = {kind for kind, _ in gone} - {kind for kind, _ in {*kinds.values()} - gone}

    def record(self, record: AnyRecord) -> AnyRecord | None:
        """Return a record without what is gone, or nothing where it cannot be without it."""
        if isinstance(record, Facts | District):
            return record
        if self.kinds.get(id(record)) in self.gone or self.is_without_place(record):
            return None
        changed: dict[str, object] = {}
        for field in _fields_with_records(type(record)):
            value = getattr(record, field.name)
            slim = self.ids(value, kind=field.reference) if field.reference else self.value(value)
            if slim is value:
                continue
            if field.is_required and slim in (None, ()):
                return None
            changed[field.name] = slim
        return record.model_copy(update=changed) if changed else record

    def is_without_place(self, record: Record) -> bool:
        """Say whether the page of a record is gone, where it leads to or what it is made from."""
        if isinstance(record, HandPage):
            return (PAGE, record.name) in self.gone
        if isinstance(record, Form):
            of = {("framework", record.framework)}
            return not of.isdisjoint(self.gone) or record.tells_of in self.absent
        if isinstance(record, Question | Script):
            return self.is_gone(record.see)
        if isinstance(record, Scenario):
            return any(map(self.is_gone, record.see))
        return False

    def is_gone(self, reference: str) -> bool:
        """Say whether what a `kind:id` leads to is gone."""
        kind, _, name = reference.partition(":")
        return (kind, name) in self.gone

    def value(self, value: object) -> object:
        """Return a value without what is gone in it; None for a record that goes with it."""
        if isinstance(value, Record):
            return self.record(value)
        if isinstance(value, tuple):
            slim = tuple(self.value(item) for item in value)
            kept = tuple(item for item in slim if item is not None)
            unchanged = len(kept) == len(value) and all(map(is_, kept, value))
            return value if unchanged else kept
        return value

    def ids(self, value: object, *, kind: str) -> object:
        """Return ids without those that are gone."""
        if isinstance(value, tuple):
            kept = tuple(item for item in value if (kind, item) not in self.gone)
            return value if len(kept) == len(value) else kept
        return None if (kind, value) in self.gone else value


@cache
def _fields_with_records(model: type[Record]) -> tuple[ModelField, ...]:
    """Return the fields that hold records or name them: nothing can be gone from the others."""
    return tuple(field for field in fields_of(model) if field.models or field.reference)
