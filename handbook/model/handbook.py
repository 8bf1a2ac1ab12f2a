"""The handbook as one frozen value: each record, where it was read, an index by kind and id."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as made_by
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from handbook.model.confidentiality import Confidentiality
from handbook.model.district import District
from handbook.model.edition import ClosedEdition, NextEdition, Resigning
from handbook.model.form import Form
from handbook.model.kinds import KIND_OF
from handbook.model.page import HandPage
from handbook.model.places import edition_name
from handbook.model.question import Question, Questions
from handbook.model.record import Addressed, Record
from handbook.model.reference import SearchWords, Source, Term
from handbook.model.role import Comparison, Dimension, Myth, NonRole, Role
from handbook.model.searching import add_own_words
from handbook.model.standard import Cycle, Framework, PrincipleSet
from handbook.model.terms import DeclaredTerm, Terms, Word, settle_words
from handbook.model.walking import walk_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.problems import FieldPath, Location

AnyRecord = TypeVar("AnyRecord", bound=Record)
AnyNamed = TypeVar("AnyNamed", bound=Addressed | Source)


class Origin(Protocol):
    """The file a record was read from."""

    @property
    def path(self) -> str:
        """The file, relative to the project, with `/`."""
        ...

    def locate(self, field: FieldPath, *, key: bool = False) -> Location:
        """Return where a field of the record stands, or the nearest thing around it."""
        ...


@dataclass(frozen=True)
class SourceFile:
    """A file of the handbook, read and understood."""

    origin: Origin
    record: Record
    is_draft: bool = False
    """Whether it is not ready yet."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Everything in it that can be named."""
        by_field: dict[FieldPath, Entry] = {}
        for field, record in walk_records(self.record):
            if isinstance(record, Addressed | Source) and type(record) in KIND_OF:
                parent = next((by_field[at] for at in _ancestors(field) if at in by_field), None)
                by_field[field] = Entry(KIND_OF[type(record)].name, record, self, field, parent)
        return tuple(by_field.values())


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that other records and pages can name by its kind and id."""

    kind: str
    record: Addressed | Source
    file: SourceFile
    field: FieldPath
    """Where in the file it stands."""
    parent: Entry | None
    """What it is part of: the role of an activity, the domain of a function."""

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @property
    def reference(self) -> str:
        """How cross-references name it: `kind:id`."""
        return f"{self.kind}:{self.id}"

    @property
    def name(self) -> str:
        """What readers call it."""
        return self.record.title if isinstance(self.record, Source) else self.record.name

    @property
    def location(self) -> Location:
        """Where the record's id stands."""
        return self.file.origin.locate((*self.field, "id"))


@dataclass(frozen=True)
class Handbook:
    """Every record of a handbook, with what the district left out already gone.

    Singular records (district, cycle, confidentiality …) are always there: loading sees to it.
    """

    files: tuple[SourceFile, ...]
    left_out: frozenset[tuple[str, str]] = frozenset()
    """The kind and id of everything the district does not use."""
    unpublished: frozenset[tuple[str, str]] = frozenset()
    """What of that only editors see, so that no text has to be reworded for want of it."""
    unreadable: frozenset[str] = frozenset()
    """The ids that stand in files which could not be understood."""
    shows_drafts: bool = False
    """Whether what is not ready yet is a part of it like the rest."""
    past: tuple[ClosedEdition, ...] = ()
    """The editions that were closed, oldest first."""
    stand_ins: Mapping[str, str] = made_by(default_factory=dict)
    """What stands for the district's words where each placeholder stands for itself."""

    @cached_property
    def district(self) -> District:
        """Whose handbook this is."""
        return self._only(District)

    @cached_property
    def declared_terms(self) -> Mapping[str, DeclaredTerm]:
        """The words for people and things, as they are without a district."""
        return self._only(Terms).terms

    @cached_property
    def terms(self) -> Mapping[str, Word]:
        """The district's words for people and things, in every form."""
        return settle_words(self.declared_terms, self.district.terms)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The coaching roles, in order."""
        return self.records_of(Role)

    @cached_property
    def non_roles(self) -> tuple[NonRole, ...]:
        """What coaches are not asked to do, in order."""
        return self.records_of(NonRole)

    @cached_property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The rows of every comparison."""
        return self.records_of(Dimension)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """What coaching is compared with, in order."""
        return self.records_of(Comparison)

    @cached_property
    def myths(self) -> tuple[Myth, ...]:
        """The beliefs that the handbook answers."""
        return self.records_of(Myth)

    @cached_property
    def principle_sets(self) -> tuple[PrincipleSet, ...]:
        """The sets of principles, in order."""
        return self.records_of(PrincipleSet)

    @cached_property
    def frameworks(self) -> tuple[Framework, ...]:
        """The standards frameworks, in order."""
        return self.records_of(Framework)

    @cached_property
    def cycle(self) -> Cycle:
        """The coaching cycle."""
        return self._only(Cycle)

    @cached_property
    def confidentiality(self) -> Confidentiality:
        """Who sees what."""
        return self._only(Confidentiality)

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The forms, in order."""
        return self.records_of(Form)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The bibliography."""
        return self.records_of(Source)

    @cached_property
    def glossary(self) -> tuple[Term, ...]:
        """The words the handbook explains."""
        return self.records_of(Term)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What readers ask."""
        return self.records_of(Question)

    @cached_property
    def question_parts(self) -> tuple[Questions, ...]:
        """What readers ask, part by part, in order."""
        return tuple(sorted(self._all(Questions), key=lambda part: (part.order, part.title)))

    @cached_property
    def search_words(self) -> SearchWords:
        """What helps search, with the district's own words beside the handbook's."""
        written = next(iter(self._all(SearchWords)), SearchWords())
        own = {
            name: self.terms[name]
            for name, word in self.declared_terms.items()
            if self.terms[name].singular != word.singular
        }
        return add_own_words(written, declared=self.declared_terms, own=own)

    @cached_property
    def next_edition(self) -> NextEdition:
        """What is decided about changed promises."""
        return next(iter(self._all(NextEdition)), NextEdition())

    @cached_property
    def resigning(self) -> tuple[Resigning, ...]:
        """What is decided about changed promises, in the closed edition of this label if any."""
        label = edition_name(self.district.edition.label)
        closed = (one for one in self.past if edition_name(one.label) == label)
        return next((one.resigning for one in closed), self.next_edition.forms)

    @property
    def must_sign_again(self) -> bool:
        """Whether people who signed before must sign again."""
        return any(one.sign_again and one.now for one in self.resigning)

    @cached_property
    def pages(self) -> tuple[HandPage, ...]:
        """The pages written by hand."""
        return self._all(HandPage)

    @cached_property
    def entries(self) -> Mapping[tuple[str, str], Entry]:
        """Everything that can be named, by its kind and id; of duplicates, the first."""
        found: dict[tuple[str, str], Entry] = {}
        for entry in self.all_entries:
            found.setdefault((entry.kind, entry.id), entry)
        return found

    @cached_property
    def renamed(self) -> Mapping[tuple[str, str], str]:
        """The id that a record has now, by its kind and an id that it had; pages included."""
        records = {
            (entry.kind, old): entry.id
            for entry in self.all_entries
            for old in entry.record.formerly
        }
        pages = {("page", old): page.name for page in self.pages for old in page.meta.formerly}
        return {**records, **pages}

    @cached_property
    def drafts(self) -> frozenset[tuple[str, str]]:
        """The kind and id of everything that is not ready yet, pages included."""
        drafts, ready = self._names(is_draft=True), self._names(is_draft=False)
        return drafts - ready

    def _names(self, *, is_draft: bool) -> frozenset[tuple[str, str]]:
        entries = ((one.kind, one.id) for one in self.all_entries if one.file.is_draft is is_draft)
        pages = (file.record for file in self.files if file.is_draft is is_draft)
        names = (("page", page.name) for page in pages if isinstance(page, HandPage))
        return frozenset({*entries, *names})

    @cached_property
    def all_entries(self) -> tuple[Entry, ...]:
        """Everything that can be named, in file order, duplicates included."""
        return tuple(entry for file in self.files for entry in file.entries)

    def records_of(self, model: type[AnyNamed]) -> tuple[AnyNamed, ...]:
        """Return every record of a kind, in order."""
        found = (entry.record for entry in self.entries_of(KIND_OF[model].name))
        return tuple(record for record in found if isinstance(record, model))

    def entries_of(self, kind: str) -> tuple[Entry, ...]:
        """Return everything of a kind: by order and name where it has an order, else as written."""
        return tuple(sorted((one for one in self.all_entries if one.kind == kind), key=_place))

    def _all(self, model: type[AnyRecord]) -> tuple[AnyRecord, ...]:
        return tuple(file.record for file in self.files if isinstance(file.record, model))

    def _only(self, model: type[AnyRecord]) -> AnyRecord:
        return self._all(model)[0]


def _ancestors(field: FieldPath) -> tuple[FieldPath, ...]:
    return tuple(field[:length] for length in range(len(field) - 1, -1, -1))


def _place(entry: Entry) -> tuple[tuple[int, str], ...]:
    """Return what a record is sorted by: the place of what it is part of, then its own."""
    order = getattr(entry.record, "order", None)
    own = (0, "") if order is None else (order, entry.name)
    return (*(_place(entry.parent) if entry.parent else ()), own)
