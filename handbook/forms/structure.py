"""What every face of a printable form shows, with everything decided: frozen values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from handbook.model.blanks import Accepts, Control
from handbook.textcode import shorten_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.inline import Inline

Line: TypeAlias = "tuple[Inline, ...]"
"""Words on one line, as inline nodes."""

Paragraphs: TypeAlias = "tuple[Line, ...]"
"""Words in paragraphs, as inline nodes."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a choice offers."""

    value: str
    """What a filled-in form holds: the words themselves."""
    label: Line
    """What stands beside the button or in the list."""


@dataclass(frozen=True, slots=True)
class Field:
    """A blank to fill in."""

    name: str
    """Its name, unique in the form: the same on the web, in the PDF and in a roster."""
    label: Line
    """What stands beside it."""
    tooltip: str
    """Its label for people who hear the form, complete without what stands around it."""
    control: Control = Control.LINE
    """How it is drawn."""
    accepts: Accepts = Accepts.WORDS
    """What may be written there."""
    options: tuple[Option, ...] = ()
    """What can be chosen."""
    is_list: bool = False
    """Whether the answers of which one is chosen are a list to open, and not buttons."""
    hint: Line = ()
    """A few words of help."""
    is_required: bool = False
    """Whether a roster must fill it."""
    width: Literal["full", "half", "third"] = "full"
    """How much of the line it takes."""
    lines: int = 1
    """How many writing lines it has."""
    is_again: bool = False
    """Whether it stands on the form before, under this name: what is in one is in the other."""

    @property
    def takes_words(self) -> bool:
        """Whether it is a line on which words such as a name are written."""
        return self.control is Control.LINE and self.accepts is Accepts.WORDS


@dataclass(frozen=True, slots=True)
class SignedAgain:
    """A form that must be signed again, and why."""

    title: str
    """The heading on the paper."""
    old_code: str
    """The text code of the words that people signed."""
    because: str
    """Why."""
    changes: tuple[tuple[str, str], ...]
    """What each changed promise said and says now; '' where there was or is none."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered promise or statement."""

    id: str
    """Its stable name, unique in the form."""
    number: int
    """Its number; numbers run through the form."""
    topic: str
    """What it settles, or ''."""
    title: Line
    """The words in bold before it; may be empty."""
    text: Paragraphs
    """What it says."""
    fields: tuple[Field, ...]
    """The blanks it speaks of, right under its words."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something stated under a name."""

    id: str
    """The id of the record it comes from."""
    title: Line
    """Its name."""
    text: Paragraphs
    """What it says."""


@dataclass(frozen=True, slots=True)
class TickLine:
    """A line of a list, with a box or without."""

    text: Line
    """The line."""
    box: Field | None
    """The box to tick, if there is one."""


@dataclass(frozen=True, slots=True)
class TickGroup:
    """Lines that belong together."""

    label: Line
    """What they have in common; empty for a list without groups."""
    lines: tuple[TickLine, ...]
    """The lines."""


@dataclass(frozen=True, slots=True)
class TickList:
    """A list of lines to tick or to read."""

    id: str
    """Its stable name, unique in the form."""
    label: Line
    """What stands above it."""
    groups: tuple[TickGroup, ...]
    """Its lines, in groups."""
    is_brief: bool
    """Whether every line is only a few words, so that two fit side by side."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table to fill in."""

    id: str
    """Its stable name, unique in the table."""
    label: Line
    """Its heading."""
    share: int
    """How wide it is, compared with the others."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table to fill in."""

    id: str
    """Its stable name, unique in the form."""
    label: Line
    """What stands above it."""
    columns: tuple[Column, ...]
    """Its columns."""
    rows: tuple[tuple[Field, ...], ...]
    """Its blanks, row by row."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form under one heading; its parts stand in the order of these fields."""

    id: str
    """Its stable name, unique in the form."""
    title: Line
    """The heading."""
    intro: Paragraphs
    """What stands under the heading."""
    clauses: tuple[Clause, ...]
    """The numbered clauses, promises included."""
    exceptions: tuple[Statement, ...]
    """When a coach must speak."""
    lists: tuple[TickList, ...]
    """Lists to tick or read."""
    fields: tuple[Field, ...]
    """Blanks to fill in."""
    table: Table | None
    """A table to fill in."""

    @property
    def blanks(self) -> tuple[Field, ...]:
        """The blanks of its clauses, then its own."""
        inner = (field for clause in self.clauses for field in clause.fields)
        return (*inner, *self.fields)


@dataclass(frozen=True, slots=True)
class Signer:
    """Someone who signs."""

    id: str
    """Its stable name, unique in the form."""
    label: Line
    """The person's part in the agreement."""
    statement: Paragraphs
    """What this signature says of its own."""
    name: Field
    """The printed name."""
    role: Field
    """The title or role."""
    signature: Field
    """The signature."""
    date: Field
    """The day of signing."""

    @property
    def blanks(self) -> tuple[Field, ...]:
        """The four blanks, in reading order."""
        return (self.name, self.role, self.signature, self.date)


@dataclass(frozen=True, slots=True)
class Logo:
    """A district's logo."""

    format: Literal["svg", "png"]
    """What kind of picture it is."""
    data: bytes
    """The picture itself."""
    alt: str
    """What it shows, for people who do not see it."""


@dataclass(frozen=True, slots=True)
class FormDocument:
    """One printable form, as every face of it shows it."""

    id: str
    """The name of its page and files: `<form>` or `<form>-<role>`."""
    form_id: str
    """The id of the form it is made from."""
    role_id: str
    """The id of the role it is made for, or ''."""
    title: Line
    """The heading on the paper."""
    opening: Line
    """The first line: what the form is for, who keeps it, and what signing means."""
    intro: Paragraphs
    """What stands under the first line."""
    sections: tuple[Section, ...]
    """The parts of the form."""
    signing_title: Line
    """The heading above the signatures."""
    signing: Paragraphs
    """What stands above the signatures."""
    signers: tuple[Signer, ...]
    """Who signs, in order."""
    copies: Paragraphs
    """Who keeps a copy."""
    notice: Line
    """That the form is a template, and what to do before using it."""
    district_name: str
    """Whose form it is."""
    edition: str
    """The label of the handbook's edition."""
    web_address: str
    """Where the handbook is published, or ''."""
    logo: Logo | None
    """The district's logo, if it has one."""
    color: str
    """The colour of headings, as #rrggbb, dark enough to read on white paper."""
    paper: Literal["letter", "a4"]
    """What it is printed on."""
    language: str
    """The language tag of its words."""
    page_address: str
    """The address of its page on the web, or ''."""
    code: str
    """Sixteen signs that change whenever a word of the form changes."""
    is_passing: bool = False
    """Whether it tells what changed, and so belongs to one edition alone."""

    @property
    def imprint(self) -> str:
        """Which printing of the words this is: the edition, the text code and the address."""
        parts = (f"Edition {self.edition}", f"Text {shorten_code(self.code)}", self.web_address)
        return " · ".join(part for part in parts if part)

    @property
    def code_address(self) -> str:
        """Where its page says whether these words still hold, or ''; no server sees the code."""
        return f"{self.page_address}#code={self.code}" if self.page_address else ""

    @property
    def shared_names(self) -> tuple[str, ...]:
        """The names of the blanks that stand in two places, one of them beside a signature."""
        return tuple(signer.name.name for signer in self.signers if signer.name.is_again)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every blank of the form, in reading order; of those in two places, the first."""
        return (
            *(field for section in self.sections for field in _section_fields(section)),
            *(one for signer in self.signers for one in signer.blanks if not one.is_again),
        )


def _section_fields(section: Section) -> Iterator[Field]:
    for clause in section.clauses:
        yield from clause.fields
    for tick_list in section.lists:
        for group in tick_list.groups:
            yield from (line.box for line in group.lines if line.box)
    yield from section.fields
    for row in section.table.rows if section.table else ():
        yield from row
