"""Coaching roles, what is no coaching role, and how coaching compares with its neighbours."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.record import (
    Addressed,
    Date,
    Entire,
    Flag,
    Formerly,
    Id,
    Keyed,
    Line,
    Record,
    Reference,
    SourceIds,
    Span,
    Text,
    Whole,
)

Partner = Literal["teacher", "team", "staff"]
"""With whom a coach works: one teacher, a team, or everyone at a school."""

Intensity = Literal["light", "medium", "deep"]
"""How much something asks of those who do it."""


class Activity(Addressed):
    """One thing a coach does in a role."""

    group: Line | None = None
    """The heading under which it stands, together with those that follow and name the same."""

    text: Text
    """What happens, in a sentence that an agreement can print beside a tick box."""

    example: Text | None = None
    """What this looks like in a week, for someone who has never been coached."""

    standards: tuple[Annotated[Id, Reference("function")], ...] = ()
    """The ids of the teacher-leader functions this activity serves."""

    principles: tuple[Annotated[Id, Reference("principle")], ...] = ()
    """The ids of the partnership principles this activity lives by."""

    stages: tuple[Annotated[Id, Reference("stage")], ...] = ()
    """The ids of the coaching-cycle stages in which it happens."""

    minutes: Span | None = None
    """How many minutes one visit or talk takes, as a number or a range, like 30 or 30-45."""

    visits: Span | None = None
    """How many times the people meet for it, as a number or a range, like 1 or 2-4."""

    intensity: Intensity | None = None
    """How much it asks of those who do it: light, medium or deep."""

    partners: Annotated[tuple[Partner, ...], Field(alias="with")] = ()
    """With whom it is done: one teacher, a team, a staff."""

    information: Annotated[Id, Reference("kind")] | None = None
    """The id of the kind of information that comes up most; the table says who sees it."""

    asks: tuple[Line, ...] = ()
    """Questions as teachers type them that this activity answers."""

    sources: SourceIds = ()
    """Where the facts come from, if not from the role's own sources."""


class Boundary(Record):
    """Where a role stops: a non-role close to it, and the line between them."""

    non_role: Annotated[Id, Reference("non-role")]
    """The id of the non-role this role could be mistaken for."""

    note: Text
    """The line between the two, in this district's words."""


class Commitment(Record):
    """One thing that someone promises."""

    id: Id
    """The stable name of the promise, unique among those of one person."""

    text: Text
    """The promise, in one sentence."""


class RoleAgreement(Record):
    """What the two people promise when they work in a role."""

    coach_commits: Annotated[tuple[Commitment, ...], Field(min_length=1)]
    """What the coach promises, one sentence each."""

    teacher_commits: Annotated[tuple[Commitment, ...], Field(min_length=1)]
    """What the teacher promises, one sentence each."""


class Role(Addressed):
    """One way in which a coach works with a teacher."""

    summary: Text
    """What it is in one sentence that names no reader: teachers, principals and others read it."""

    to_teacher: Text | None = None
    """The same, said to the teacher, for the record's own page; without it the summary is read."""

    purpose: Text
    """Why the role exists, in one or two sentences."""

    source_note: Annotated[Text | None, Formerly("note")] = None
    """What to know about where its name or its words come from; it stands with the sources."""

    activities: Annotated[tuple[Activity, ...], Field(min_length=1)]
    """What the coach does in this role; a district may do more."""

    boundaries: Annotated[tuple[Boundary, ...], Keyed("non_role")] = ()
    """Where the role stops."""

    asks: tuple[Line, ...] = ()
    """Questions as teachers type them; search and the finder use these."""

    agreement: RoleAgreement
    """What the role's agreement says that coach and teacher each do."""

    status: Line | None = None
    """How far the role is, in the district's own words, like 'in use since 2024' or 'pilot'."""

    approved: Date | None = None
    """The day it was approved."""

    revised: Date | None = None
    """The day it was last changed."""

    union_agreement: Line | None = None
    """What was agreed about it with the teachers' association, like a memorandum and its date."""

    sources: SourceIds = ()
    """Where the facts come from."""

    order: Whole = 1000
    """Where it stands among its like; small numbers come first."""

    reviewed: Date | None = None
    """The day someone last read it through."""


class NonRole(Addressed):
    """Something a coach is not asked to do."""

    summary: Text
    """What it rules out, in one sentence that names no reader."""

    to_teacher: Text | None = None
    """The same, said to the teacher, for the record's own page; without it the summary is read."""

    why: Text
    """Why it does not go together with coaching."""

    instead: Text
    """Who does this, and where to go."""

    confused_with: tuple[Annotated[Id, Reference("role")], ...] = ()
    """The ids of roles it is mistaken for."""

    optional: Flag = False
    """Yes for what only some districts name: it is off until the district lists its id under `use:`
    in district.yml."""

    clause: Id | None = None
    """The clause topic of the agreements that protects this line."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""

    sources: SourceIds = ()
    """Where the facts come from."""

    order: Whole = 1000
    """Where it stands among its like; small numbers come first."""

    reviewed: Date | None = None
    """The day someone last read it through."""


class Dimension(Addressed):
    """One respect in which kinds of support for teachers differ."""

    question: Line
    """The question this row of the table answers."""

    coaching: Text
    """How it is in coaching."""


class Dimensions(Record):
    """The rows that every comparison has, with coaching's side of each."""

    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1)]
    """The rows, in the order of the table."""


class Contrast(Record):
    """The other side of one row of a comparison."""

    dimension: Annotated[Id, Reference("dimension")]
    """The id of the row."""

    text: Text
    """How it is there."""


class SampleWords(Record):
    """The same moment in two voices."""

    moment: Text
    """What is going on."""

    other: Text
    """What one would hear there."""

    coaching: Text
    """What one would hear from a coach."""


class Comparison(Addressed):
    """Coaching beside another kind of support or oversight."""

    summary: Text
    """The difference in one sentence that names no reader."""

    to_teacher: Text | None = None
    """The same, said to the teacher, for the record's own page; without it the summary is read."""

    together: Text
    """How the two live side by side, and when to turn to the other."""

    contrasts: Annotated[tuple[Contrast, ...], Keyed("dimension"), Field(min_length=1)]
    """How it differs, row by row."""

    samples: Annotated[tuple[SampleWords, ...], Entire()] = ()
    """Sentences one would hear."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""

    sources: SourceIds = ()
    """Where the facts come from."""

    order: Whole = 1000
    """Where it stands among its like; small numbers come first."""

    reviewed: Date | None = None
    """The day someone last read it through."""


class Myth(Addressed):
    """Something people believe about coaching that is not so; its name is the belief."""

    truth: Text
    """What is true instead, in one sentence."""

    text: Text
    """The reasons, in a short paragraph."""

    see: tuple[Line, ...] = ()
    """Cross-references to read on, like 'comparison:mentoring'."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""

    sources: SourceIds = ()
    """Where the facts come from."""


class Myths(Record):
    """The beliefs about coaching that the handbook answers."""

    myths: Annotated[tuple[Myth, ...], Field(min_length=1)]
    """The beliefs, in the order of the page."""
