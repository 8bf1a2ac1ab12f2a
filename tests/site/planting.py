"""Plants a mark in every text of a handbook, and grows what the shipped one has no use for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

from pydantic import AfterValidator

from handbook.editions.snapshot import take_snapshot
from handbook.forms.document import build_form_documents
from handbook.model.annotations import fields_of, marks_in
from handbook.model.claims import Claims, FactClaim
from handbook.model.decisions import Facts
from handbook.model.district import District
from handbook.model.edition import NextEdition, Resigning
from handbook.model.form import Form, TickItem, TickList
from handbook.model.handbook import SourceFile
from handbook.model.record import Record
from handbook.model.standard import Framework
from handbook.model.terms import TermForms
from handbook.sayings import decide_handbook
from handbook.validation import validate_record
from handbook.yamlsource import parse_yaml

if TYPE_CHECKING:
    from handbook.model.annotations import ModelField
    from handbook.model.edition import ClosedEdition
    from handbook.model.handbook import Handbook

DEEP = Path(__file__).parents[1] / "fixtures" / "frameworks" / "deep.yml"

BEGINNING = "=zq "
"""What makes a text a formula, where a table takes it for one."""

NO_WORDS = {
    ("Claim", "mark"): "a hash",
    ("ClosedEdition", "left_out"): "cross-references",
    ("Colors", "accent"): "a color",
    ("Colors", "brand"): "a color",
    ("Contact", "email"): "an address",
    ("Contact", "phone"): "a number to dial",
    ("District", "leave_out"): "cross-references",
    ("District", "logo"): "a file",
    ("District", "use"): "ids",
    ("District", "web_address"): "an address",
    ("FactClaim", "mark"): "a hash",
    ("HandPage", "body"): "Markdown, which may hold elements",
    ("HandPage", "origins"): "files, with the lines that stand in them",
    ("HandPage", "uri"): "a file",
    ("KeptForm", "code"): "a text code",
    ("KeptForm", "sha256"): "a hash",
    ("KeptPart", "id"): "a name that parts are compared by",
    ("KeptRecord", "formerly"): "ids",
    ("KeptRecord", "mark"): "a hash",
    ("Milestone", "see"): "cross-references",
    ("Myth", "see"): "cross-references",
    ("PageMeta", "formerly"): "files",
    ("PageMeta", "related"): "cross-references",
    ("PageMeta", "template"): "a file",
    ("Question", "see"): "a cross-reference",
    ("Redirect", "new"): "an address",
    ("Redirect", "old"): "an address",
    ("Resigning", "now"): "a text code",
    ("Resigning", "was"): "a text code",
    ("Responsibility", "see"): "cross-references",
    ("Saying", "name"): "a name for placeholders",
    ("Scenario", "see"): "cross-references",
    ("SchoolCoach", "booking"): "an address",
    ("SchoolCoach", "email"): "an address",
    ("SchoolCoach", "phone"): "a number to dial",
    ("Script", "see"): "a cross-reference",
    ("Setting", "see"): "cross-references",
    ("Source", "URL"): "an address",
    ("Term", "see"): "cross-references",
}
"""The fields that hold something else than words, each checked in a way of its own."""

NOT_HELD = {
    "Agency": "what it says comes to pages as the district's; its name stands on none",
}
"""The models of which no handbook has a record."""

LEFT_EMPTY = {
    ("Question", "answer"): "follows from the cell",
    ("Review", "counsel"): "stands with the day of the review",
    ("Review", "board"): "stands with the day of the review",
    ("Review", "association"): "stands with the day of the review",
}
"""The fields that may not be filled in where they are empty."""

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass
class Planting:
    """Puts a mark into every text of a handbook, those included that it leaves empty."""

    mark: str
    planted: set[tuple[str, str]] = field(default_factory=set)

    def plant(self, handbook: Handbook) -> Handbook:
        """Return the handbook with its texts marked, after an edition with other words."""
        grown = _grow(handbook)
        files = tuple(replace(file, record=self.record(file.record)) for file in grown.files)
        marked = replace(grown, files=files)
        past = self.record(_edition_before(grown))
        new = self.record(NextEdition(forms=_decided(past, marked)))
        return replace(marked, files=(*files, _file(new)), past=(past,))

    def record(self, record: AnyRecord) -> AnyRecord:
        """Return a record with its texts marked, and those of all records inside it."""
        changed: dict[str, Any] = {}
        for one in fields_of(type(record)):
            place, value = (type(record).__name__, one.name), getattr(record, one.name)
            if place in NO_WORDS or (value is None and place in LEFT_EMPTY):
                continue
            if (planted := self._value(value, at=one)) != value:
                changed[one.name] = planted
            if is_text(one) and value not in ((), {}):
                self.planted.add(place)
        return record.model_copy(update=changed)

    def _value(self, value: Any, *, at: ModelField) -> Any:
        if isinstance(value, Record):
            return self.record(value)
        if isinstance(value, tuple):
            return tuple(self._value(item, at=at) for item in value)
        if isinstance(value, dict):
            return {name: self._value(item, at=at) for name, item in value.items()}
        return f"{BEGINNING}{value or at.name}{self.mark}" if is_text(at) else value


def is_text(one: ModelField) -> bool:
    """Say whether a field holds words."""
    checks = {mark.func.__name__ for mark in marks_in(one.annotation, AfterValidator)}
    return _holds_text(one.annotation) and not one.reference and "_parse_identifier" not in checks


def _holds_text(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return False
    # The names in a mapping are no words.
    parts = get_args(annotation)[get_origin(annotation) is dict :]
    return annotation is str or any(map(_holds_text, parts))


def _grow(handbook: Handbook) -> Handbook:
    """Return the handbook with an instance of every model that the shipped text has none of."""
    source, _ = parse_yaml(DEEP.read_bytes(), path="standards/valley-rubric.yml")
    assert source is not None
    framework, problems = validate_record(Framework, source.data, origin=source)
    assert framework is not None, problems
    files = (replace(file, record=_grown(file.record, of=handbook)) for file in handbook.files)
    return replace(handbook, files=(*files, SourceFile(source, framework)))


def _grown(record: Record, *, of: Handbook) -> Record:
    if isinstance(record, District):
        words = {name: TermForms(singular=one.singular) for name, one in of.terms.items()}
        return record.model_copy(update={"terms": words})
    if isinstance(record, Claims):
        claim = FactClaim(mark="00000000", begins="Nobody else", when=Facts(teams=True))
        return record.model_copy(update={"under": (claim,)})
    if isinstance(record, Form) and record.id == "contact-log":
        items = (TickItem(id="phone", text="By telephone"),)
        written = TickList(id="ways", label="Ways to meet", of="items", items=items)
        first, *rest = record.sections
        first = first.model_copy(update={"lists": (*first.lists, written)})
        return record.model_copy(update={"sections": (first, *rest)})
    return record


def _edition_before(handbook: Handbook) -> ClosedEdition:
    """Return an edition with other words for everything, closed a year before."""
    decided = decide_handbook(handbook)
    edition = take_snapshot(decided, build_form_documents(decided), written=())
    return edition.model_copy(
        update={
            "label": f"before {edition.label}",
            "effective": edition.effective - timedelta(days=365),
        }
    )


def _decided(past: ClosedEdition, handbook: Handbook) -> tuple[Resigning, ...]:
    """Return that everyone signs again whatever has other words now."""
    now = {one.id: one.code for one in build_form_documents(decide_handbook(handbook))}
    return tuple(
        Resigning(form=one.id, was=one.code, now=now[one.id], sign_again=True, because="It grew.")
        for one in past.forms
        if one.signers
    )


def _file(record: Record) -> SourceFile:
    source, _ = parse_yaml(b"forms: []\n", path="editions/next.yml")
    assert source is not None
    return SourceFile(source, record)
