"""Printable forms: sections of clauses, fields, tick-lists and tables, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from handbook.model.blanks import BlankKind, CellBlank, LineSource
from handbook.model.decisions import Facts
from handbook.model.position import StatedBy
from handbook.model.record import (
    Addressed,
    Date,
    Flag,
    Formerly,
    Id,
    Line,
    Record,
    Reference,
    SourceIds,
    Text,
    Whole,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.problems import FieldPath

MadeFor = Literal["role", "protocol", "position"]
"""The kinds of records for each of which a form can be made."""

Reader = Literal["teacher", "coach", "principal", "district"]
"""Whom something in the handbook is for."""


class Condition(Facts):
    """When something belongs on the form."""

    role: tuple[Annotated[Id, Reference("role")], ...] = ()
    """Only for these roles, or where the district has adopted one of them; none named means any."""


class FormField(Record):
    """A blank to fill in."""

    id: Id
    """The stable name of the field, unique in the form; roster columns are matched to it."""

    label: Line
    """What stands beside the blank."""

    blank: Annotated[BlankKind, Formerly("kind")] = BlankKind.TEXT
    """What is written there, or how an answer is chosen."""

    options: tuple[Line, ...] = ()
    """What can be chosen: of a `choice` one, of `several` any number; a `scale` has steps."""

    shown_as: Literal["list", "radio"] = "radio"
    """Whether a choice is a list to open or a row of buttons."""

    hint: Line | None = None
    """A few words of help, printed small."""

    required: Flag = False
    """Whether a roster must fill it."""

    width: Literal["full", "half", "third"] = "half"
    """How much of the line it takes."""

    lines: Annotated[Whole, Field(ge=1, le=30)] = 1
    """How many writing lines a multiline blank has."""

    stated_by: StatedBy | None = None
    """The fact of the form's position that stands here instead of the blank, once it is said."""

    when: Condition | None = None
    """When the field belongs on the form."""


class Clause(Record):
    """One numbered promise or statement."""

    id: Id
    """The stable name of the clause, unique in the form."""

    topic: Id | None = None
    """What it settles, where a form is required to settle it."""

    title: Line | None = None
    """Two or three words in bold before the text."""

    text: Text
    """The clause. Wording that differs from person to person belongs in its fields, not here."""

    fields: tuple[FormField, ...] = ()
    """The blanks that the clause speaks of; they stand right under its words."""

    when: Condition | None = None
    """When the clause belongs on the form."""

    sources: SourceIds = ()
    """Where it comes from; a clause without one is this handbook's own."""


class TickItem(Record):
    """One line of a list that is written in the form itself."""

    id: Id
    """The stable name of the line, unique in its list."""

    text: Text
    """What the line says."""


class TickList(Record):
    """A list to tick, written here or taken from the handbook's data."""

    id: Id
    """The stable name of the list, unique in the form."""

    label: Line
    """What stands above the list."""

    of: LineSource
    """Where they come from: what the form's role does or where it stops, every role, non-roles,
    its position, the kinds of work of a coach's week, what is done in a coach's first days, or
    `items`."""

    items: tuple[TickItem, ...] = ()
    """The lines, when they are written here."""

    tick: Flag = True
    """No for a list that only states, without boxes."""

    def box_name(self, line: str) -> str:
        """Return what the box of a line is called."""
        return f"{self.id}-{line}"


class Column(Record):
    """A column of a table to fill in."""

    id: Id
    """The stable name of the column, unique in the table."""

    label: Line
    """The column's heading."""

    blank: Annotated[CellBlank, Formerly("kind")] = BlankKind.TEXT
    """What is written there."""

    share: Annotated[Whole, Field(ge=1, le=12)] = 1
    """How wide it is, compared with the others."""

    when: Facts | None = None
    """Under which decisions of the district the column is there."""


class FormTable(Record):
    """A table to fill in, row by row."""

    id: Id
    """The stable name of the table, unique in the form."""

    label: Line
    """What stands above the table."""

    columns: Annotated[tuple[Column, ...], Field(min_length=2, max_length=8)]
    """The columns, from left to right."""

    rows: Annotated[Whole, Field(ge=1, le=40)]
    """How many blank rows are printed."""

    def cell_name(self, row: int, column: Column) -> str:
        """Return what the blank of a column in a row is called; rows are counted from 1."""
        return f"{self.id}-{row}-{column.id}"


class Section(Record):
    """A part of a form under one heading; its parts are printed in the order of these fields."""

    id: Id
    """The stable name of the section, unique in the form."""

    title: Line
    """The heading."""

    intro: Text | None = None
    """What stands under the heading."""

    clauses: tuple[Clause, ...] = ()
    """Numbered clauses; numbering runs on through the form."""

    promises: Literal["coach", "teacher"] | None = None
    """Prints what the form's role has this person promise, as numbered clauses."""

    steps: Flag = False
    """Prints room to write for each step of the form's protocol, below the other blanks."""

    rates: Flag = False
    """Prints a scale for each competency of the form's framework: its levels are the steps."""

    exceptions: Flag = False
    """Prints the confidentiality exceptions as a list."""

    changes: Flag = False
    """Prints what changed in the forms that must be signed again; without any, no such form is."""

    lists: tuple[TickList, ...] = ()
    """Lists to tick."""

    fields: tuple[FormField, ...] = ()
    """Blanks to fill in."""

    table: FormTable | None = None
    """A table to fill in."""

    when: Condition | None = None
    """When the section belongs on the form."""

    @property
    def blanks(self) -> Mapping[FieldPath, FormField]:
        """The blanks, those of its clauses first, by where they stand in it."""
        inner: dict[FieldPath, FormField] = {
            ("clauses", place, "fields", at): field
            for place, clause in enumerate(self.clauses)
            for at, field in enumerate(clause.fields)
        }
        return {**inner, **{("fields", at): field for at, field in enumerate(self.fields)}}

    def step_name(self, step: str) -> str:
        """Return what the blank for a step of a protocol is called."""
        return f"{self.id}-{step}"


SignedPart = Literal["name", "role", "signature", "date"]
"""A blank beside a signature: the printed name, the title or role, the signature, the day."""


class Signer(Record):
    """Someone who signs."""

    id: Id
    """The stable name of the signer, unique in the form."""

    label: Line
    """Who signs: a person's part in the agreement."""

    statement: Text | None = None
    """What this signature says, where it says something of its own."""

    signature: Literal["ink", "digital"] = "ink"
    """Ink (a blank that can also be typed into), or a field for a certificate signature."""

    when: Condition | None = None
    """When this person signs."""

    def blank_name(self, part: SignedPart) -> str:
        """Return what one of the blanks beside the signature is called."""
        return f"sign-{self.id}-{part}"


class Form(Addressed):
    """A printable form; all its faces come from this one file."""

    title: Line
    """The heading on the paper. In a form for each role, `{role}` stands for the role's name, and
    in one for each protocol `{protocol}` for the protocol's. In the texts of a form for each role,
    `{role_summary}` stands for what the role is."""

    sort: Annotated[
        Literal[
            "agreement",
            "confidentiality",
            "consent",
            "request",
            "plan",
            "log",
            "description",
            "survey",
        ],
        Formerly("kind"),
    ]
    """What sort of paper it is; a confidentiality form must settle certain topics."""

    summary: Text
    """What the form is for, in one sentence."""

    kept: Text | None = None
    """Who keeps it, in one sentence: the first line of the form says so after the summary."""

    signing_means: Text | None = None
    """What signing it means, in one sentence: the first line of the form ends with it."""

    use_when: Text
    """When to reach for it."""

    readers: Annotated[tuple[Reader, ...], Field(min_length=1)]
    """Who fills it in."""

    minutes: Whole
    """How many minutes it takes."""

    for_each: MadeFor | None = None
    """`role` makes one form for each adopted role, `protocol` one for each protocol, `position` one
    for each position."""

    framework: Annotated[Id, Reference("framework")] | None = None
    """The id of the framework whose competencies it asks about; the form goes with it."""

    requires: tuple[Id, ...] = ()
    """The clause topics it must settle."""

    intro: Text | None = None
    """What stands under the title."""

    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    """The parts of the form."""

    signing: Text | None = None
    """What stands above the signatures."""

    signers: tuple[Signer, ...] = ()
    """Who signs, in order."""

    copies: Text | None = None
    """What stands under the signatures: where copies go, and what comes before the form."""

    when: Facts | None = None
    """Under which decisions of the district the form is used at all."""

    tells_of: Id | None = None
    """The kind of record the form is about, like milestone: a handbook that has none of them is
    without the form."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that this form answers."""

    sources: SourceIds = ()
    """Where its facts come from; the form itself is this handbook's own template."""

    order: Whole = 1000
    """Where it stands among its like; small numbers come first."""

    reviewed: Date | None = None
    """The day someone last read it through."""

    @property
    def is_passing(self) -> bool:
        """Whether it tells what changed, and so belongs to one edition alone."""
        return any(section.changes for section in self.sections)
