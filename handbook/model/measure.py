"""What tells whether coaching is alive and helps, and what it does not tell."""

from __future__ import annotations

from typing import Annotated

from handbook.model.decisions import AudienceId
from handbook.model.record import (
    Addressed,
    Date,
    Entire,
    Id,
    Line,
    Record,
    Reference,
    SourceIds,
    Text,
)


class Measure(Addressed):
    """Something about coaching that is counted or asked, for the program and never for a person."""

    summary: Text
    """What is counted or asked, in one sentence that names no reader."""

    why: Text
    """What it is good for."""

    numbers_from: Text
    """Where the numbers come from."""

    forms: tuple[Annotated[Id, Reference("form")], ...] = ()
    """The ids of the forms that the numbers come from or are written on."""

    how_often: Line
    """How often it is looked at."""

    goes_to: Annotated[tuple[AudienceId, ...], Entire()]
    """Who is shown it."""

    information: Annotated[Id, Reference("kind")] | None = None
    """The id of the kind of information it is, where the table of who sees what has a row for it;
    whoever never learns that is not shown the measure either."""

    group_of: Line | None = None
    """Who stands behind each number, like teachers, so that a small group is left out; none where
    no number tells of people."""

    not_told: Text
    """What it does not tell."""

    standards: tuple[Annotated[Id, Reference("function")], ...] = ()
    """The ids of the teacher-leader functions it serves."""

    asks: tuple[Line, ...] = ()
    """Questions as people type them that end here."""

    sources: SourceIds = ()
    """Where the facts come from; a measure without one is this handbook's own suggestion."""

    reviewed: Date | None = None
    """The day someone last read it through."""


class Measures(Record):
    """What is counted and asked about coaching."""

    measures: tuple[Measure, ...] = ()
    """The measures, in the order of the page."""
